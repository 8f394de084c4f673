"""How pairs stand: up to date with their stories or not, read by a person or not.

Looks at files and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath

from bilingua.editions import edition_names
from bilingua.errors import BilinguaError
from bilingua.files import EditionFolder
from bilingua.review import source, store
from bilingua.review.file import Approval, ReviewFile


class State(StrEnum):
    """How a pair stands, the worst first."""

    BROKEN = "broken"
    MISSING_SOURCE = "missing source"
    OUT_OF_DATE = "out of date"
    EDITED_BY_HAND = "edited by hand"
    UNREVIEWED = "unreviewed"
    IN_REVIEW = "in review"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one pair stands. `edited` are editions that differ from what bilingua wrote."""

    path: Path
    states: tuple[State, ...]
    segments: int = 0
    waiting: int = 0
    approval: Approval | None = None
    edited: tuple[Path, ...] = ()
    problem: str = ""

    @property
    def worst(self) -> State:
        """The state that wants to be dealt with first."""
        return self.states[0]


def standings(folder: Path) -> list[Standing]:
    """How the pairs in a folder and the folders below it stand, the worst first."""
    found = [standing(path) for path in sorted(folder.rglob("*.po")) if not _hidden(path, folder)]
    order = list(State)
    return sorted(found, key=lambda one: (order.index(one.worst), -one.waiting, str(one.path)))


def standing(path: Path) -> Standing:
    """How the pair of one review file stands."""
    try:
        review = store.load(path).review
        edited = tuple(_edited(path, review))
        states = [*_of_source(path, review), *[State.EDITED_BY_HAND] * bool(edited)]
    except BilinguaError as error:
        return Standing(path, (State.BROKEN,), problem=str(error))
    states.append(_of_review(path, review))
    return Standing(
        path,
        tuple(states),
        len(review.entries),
        review.waiting,
        review.approval if review.is_reviewed else None,
        edited,
    )


def _of_source(path: Path, review: ReviewFile) -> Iterator[State]:
    """What is wrong with the story: it is gone, or says something else by now."""
    there = source.places(path, review)
    if not there:
        yield State.MISSING_SOURCE
        return
    if review.source_key:
        if source.load_from(there[0], review).digest != review.source_digest:
            yield State.OUT_OF_DATE
        return
    story = PurePath(review.source_file).name
    own = next((place for place in there if place.name == story), None)
    if own is None:
        # Only the source edition is left: it is another file, and may say the same.
        fresh = source.says_the_same(source.load(there[0]), review)
    else:
        fresh = source.load(own).digest == review.source_digest
    if not fresh:
        yield State.OUT_OF_DATE


def _edited(path: Path, review: ReviewFile) -> Iterator[Path]:
    """Editions of the pair that a person changed by hand."""
    folder = EditionFolder(path.parent)
    tags = review.source_language, review.target_language
    for name in edition_names(PurePath(review.source_file).name, *tags).values():
        if name != review.source_file and folder.is_persons(name):
            yield path.parent / name


def _of_review(path: Path, review: ReviewFile) -> State:
    if review.is_reviewed:
        return State.APPROVED
    touched = review.is_persons or EditionFolder(path.parent).is_persons(path.name)
    return State.IN_REVIEW if touched else State.UNREVIEWED


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
