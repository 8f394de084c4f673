"""What a review file says to a reader: its entries in order, without tags."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bilingua.article import Severity
from bilingua.review.file import Entry, Remark, ReviewFile, read, read_any
from bilingua.review.tags import plain


@dataclass(frozen=True, slots=True)
class Review:
    """A review file in plain text; languages as BCP 47 tags, "" where a PO file does not say."""

    name: str
    source_language: str
    target_language: str
    source_file: str
    entries: tuple[Entry, ...]


def read_review(name: str, data: bytes) -> Review:
    """Read a review file. Raises ReviewError for what is none of English and Spanish."""
    return _review(name, read(name, data))


def read_catalogue(name: str, data: bytes) -> Review:
    """Read a review file or any other PO file. Raises ReviewError for what is none."""
    return _review(name, read_any(name, data))


def _review(name: str, file: ReviewFile) -> Review:
    languages = file.source_language, file.target_language
    return Review(name, *languages, file.source_file, tuple(map(_plain, file.entries)))


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
