"""What the list of stories shows of a pair, from its review file and its story."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bilingua.article import Role, Severity
from bilingua.files import digest
from bilingua.review.file import PERSON, Entry, Remark, ReviewFile
from bilingua.review.standing import State
from bilingua.review.tags import plain


@dataclass(frozen=True, slots=True)
class Listed:
    """A pair as the list shows it; `problem` is why its review file cannot be read."""

    id: str
    path: Path
    name: str
    changed: float
    state: State
    headline: str = ""
    source_language: str = ""
    target_language: str = ""
    segments: int = 0
    waiting: int = 0
    errors: int = 0
    warnings: int = 0
    worst: Remark | None = None
    problem: str = ""

    @property
    def done(self) -> int:
        """How many segments need nobody any more."""
        return self.segments - self.waiting


def listed(
    review: ReviewFile, id: str, path: Path, name: str, changed: float, state: State
) -> Listed:
    """What the list shows of a review file."""
    open_remarks = [remark for entry in review.entries if needs_person(entry)
                    for remark in entry.remarks]  # fmt: skip
    errors = [remark for remark in open_remarks if remark.severity is Severity.ERROR]
    warnings = [remark for remark in open_remarks if remark.severity is Severity.WARNING]
    return Listed(
        id,
        path,
        name,
        changed,
        state,
        headline_of(review),
        review.source_language,
        review.target_language,
        len(review.entries),
        review.waiting,
        len(errors),
        len(warnings),
        next(iter([*errors, *warnings]), None),
    )


def needs_person(entry: Entry) -> bool:
    """Whether a segment waits for a person."""
    return entry.fuzzy or not entry.target


def state_of(review: ReviewFile, story: Path | None) -> State:
    """How far the review is; `story` is the file that the pair was made of, or its edition."""
    if story is None:
        return State.MISSING_SOURCE
    if story.name == review.source_file and not _says(story, review.source_digest):
        return State.OUT_OF_DATE
    if review.is_reviewed:
        return State.APPROVED
    if any(entry.by or entry.origin == PERSON for entry in review.entries):
        return State.IN_REVIEW
    return State.UNREVIEWED


def _says(story: Path, wanted: str) -> bool:
    try:
        return digest(story.read_bytes()) == wanted
    except OSError:
        return False


def headline_of(review: ReviewFile) -> str:
    """The story's headline, as its source has it; its first segment where it has none."""
    headlines = (entry for entry in review.entries if entry.role is Role.HEADLINE)
    first = next(headlines, next(iter(review.entries), None))
    return plain(first.source) if first else ""
