"""What a review file says to a reader: its entries in reading order, without tags."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bilingua.article import Severity
from bilingua.errors import InputError
from bilingua.language import LANGUAGES, language_of
from bilingua.review import file
from bilingua.review.file import Entry, Remark
from bilingua.review.tags import plain


@dataclass(frozen=True, slots=True)
class Review:
    """A review file: BCP 47 tags of its languages, the name of its source, its entries."""

    name: str
    source_language: str
    target_language: str
    source_file: str
    entries: tuple[Entry, ...]


def read_review(name: str, data: bytes) -> Review:
    """Read a review file. Raises InputError for what is none of English and Spanish."""
    review = file.read(name, data)
    languages = review.source_language, review.target_language
    if {language_of(tag) for tag in languages} != set(LANGUAGES):
        raise InputError(
            "{name} does not say that it is a translation between English and Spanish; put a Language line into its header.",
            name=name,
        )
    return Review(name, *languages, review.source_file, tuple(map(_plain, review.entries)))


def _plain(entry: Entry) -> Entry:
    """An entry in plain text; what a translator noted is a remark."""
    noted = (Remark(Severity.INFO, "note", " ".join(entry.comment.split())),)
    return replace(
        entry,
        source=plain(entry.source),
        target=plain(entry.target),
        previous=plain(entry.previous) if entry.previous else None,
        remarks=entry.remarks + noted if entry.comment.strip() else entry.remarks,
    )
