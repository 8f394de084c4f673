"""What goes out in an XLIFF file and what comes back, as plain data, whatever the version."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bilingua.article import Severity
from bilingua.exchange.protection import Protected
from bilingua.exchange.states import Exported, State, state_of
from bilingua.i18n import _
from bilingua.review.file import Entry, Remark, ReviewFile, visible

# Who a note or a code of bilingua's is from; a note of anybody else comes back as a comment.
TOOL = "bilingua"
DEVELOPER = "developer"
TRANSLATOR = "translator"
_NUMBER = re.compile(r"\d+")
# XLIFF counts from 1, the most important, to 10.
_PRIORITY = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.INFO: 5}


@dataclass(frozen=True, slots=True)
class Note:
    """A note: whose it is, what it says, and how much it matters."""

    origin: str
    text: str
    priority: int | None = None
    on_target: bool = False


@dataclass(frozen=True, slots=True)
class Going:
    """An entry of a review file as it goes out, and its codes that protect what they cover."""

    entry: Entry
    state: State
    protected: frozenset[int] = frozenset()

    @property
    def exported(self) -> Exported:
        """What is compared with when it comes back."""
        return Exported.of(self.entry, self.state)

    @property
    def confidence(self) -> float | None:
        """How sure the engine was of the text, from 0 to 1: its mean probability a token."""
        if self.entry.score is None or not self.entry.target:
            return None
        return min(1.0, math.exp(self.entry.score))

    def notes(self) -> Iterator[Note]:
        """What people and bilingua say about it."""
        entry = self.entry
        if entry.comment:
            yield Note(TRANSLATOR, visible(entry.comment))
        for remark in entry.remarks:
            yield Note(TOOL, _said(remark), _PRIORITY[remark.severity], on_target=True)
        if entry.previous is not None:
            yield Note(TOOL, _("The source said before: {text}").format(text=entry.previous))
        for text in entry.notes:
            yield Note(DEVELOPER, text)


@dataclass(frozen=True, slots=True)
class Returned:
    """A segment that came back.

    `source` and `target` are tagged texts. `state` is None where the file says nothing of it, `exported` None where the file does not say what
    bilingua wrote. `notes` are people's. `place` is how the file itself calls the segment;
    `problem` says why its target cannot be read.
    """

    context: str
    source: str
    target: str
    state: State | None
    exported: Exported | None = None
    notes: tuple[str, ...] = ()
    place: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A <file> that came back: the name of the review file it is of, languages, segments."""

    original: str
    source_language: str
    target_language: str
    segments: tuple[Returned, ...]


def going(review: ReviewFile, protected: Protected) -> list[Going]:
    """The entries of a review file in reading order; a PO tool may have sorted them otherwise."""
    approved = review.is_reviewed
    entries = sorted(review.entries, key=_place)
    return [
        Going(
            entry,
            state_of(entry, approved=approved),
            protected.get(entry.context, frozenset()),
        )
        for entry in entries
    ]


def _place(entry: Entry) -> tuple[Sequence[int], str, Sequence[int]]:
    """Where an entry stands: units in their order, the segments of a unit together."""
    return _numbers(entry.unit), entry.unit, _numbers(entry.context)


def _numbers(context: str) -> Sequence[int]:
    return tuple(map(int, _NUMBER.findall(context)))


def _said(remark: Remark) -> str:
    return f"{remark.severity}: {remark.rule}: {remark.text}"
