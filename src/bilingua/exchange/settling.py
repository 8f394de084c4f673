"""One segment that came back, and the entry of the review file that it is of.

Three texts and states are compared: what went out (in the file, as digests), what came back, what
the entry says by now. What only the file changed is taken. Where a person changed both, the entry
stays, and the text that came back stands in its comment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePath

from bilingua.errors import ReviewError, TagError
from bilingua.exchange.codes import canonical, check_codes
from bilingua.exchange.document import Returned
from bilingua.exchange.states import State, digest, is_persons_word, state_of
from bilingua.exchange.tree import safe
from bilingua.i18n import _
from bilingua.review.editing import set_fuzzy, set_target
from bilingua.review.file import Entry, ReviewFile, visible
from bilingua.review.rebuilding import Piece


@dataclass(frozen=True, slots=True)
class Terms:
    """How an import is done.

    `name` is the file's; `by` is who is said to have translated; `force` takes what came in where
    a person changed the review file, too. `pieces` are the story's segments by their contexts, if
    the story is at hand: it alone knows what must stay to the letter.
    """

    name: str
    by: str
    force: bool = False
    pieces: Mapping[str, Piece] = field(default_factory=dict)

    @property
    def short(self) -> str:
        """What comments call the file."""
        return PurePath(self.name).name


@dataclass(frozen=True, slots=True)
class Settled:
    """An entry with what was taken, and what was not taken and why."""

    entry: Entry
    problem: ReviewError | None = None


@dataclass(frozen=True)
class Settlement:
    """A segment that came back with its entry; `approved` says whether the story is by now."""

    segment: Returned
    entry: Entry
    terms: Terms
    approved: bool = False

    def settled(self) -> Settled:
        """Take what can be taken. Notes of people always can."""
        entry = with_comments(self.entry, self.segment.notes)
        if self.segment.problem:
            return self._refused(entry, self.segment.problem)
        if self._brings_text and self.segment.target != canonical(self.entry.target):
            return self._with_text(entry)
        return self._with_state(entry)

    def _with_text(self, entry: Entry) -> Settled:
        text = self.segment.target
        try:
            self._check_codes(text)
        except TagError as error:
            return self._refused(entry, error)
        if self._has_newer_text and not self.terms.force:
            return Settled(self._with_text_beside(entry), ReviewError(
                "{name}, segment {place}: a person changed {context} in the review file in the meantime, and that stays; what came in is kept in its comment (--force takes it).",
                name=self.terms.name, place=self.segment.place, context=entry.context,
            ))  # fmt: skip
        entry = _edited(entry, lambda one: set_target(one, entry.context, text, self.terms.by))
        if self.segment.state is not None and self.segment.state.waits:
            entry = self._marked(entry, fuzzy=True)
        return Settled(entry)

    def _with_state(self, entry: Entry) -> Settled:
        verdict = self._verdict
        same = verdict is None or (
            verdict.waits == self._mine.waits
            and (self._mine.is_accepted or not verdict.is_accepted)
        )
        if verdict is None or same or not entry.target:
            return Settled(entry)
        agreed = self._brings_text  # and it is what the entry says by now
        newer = not agreed and (self._text_was_changed or self._mine.waits != self._sent.waits)
        if newer and not self.terms.force:
            return Settled(entry, ReviewError(
                "{name}, segment {place}: {context} was changed in the review file in the meantime, so that what was decided there does not count; look at it again.",
                name=self.terms.name, place=self.segment.place, context=entry.context,
            ))  # fmt: skip
        return Settled(self._marked(entry, fuzzy=verdict.waits))

    def _refused(self, entry: Entry, reason: object) -> Settled:
        return Settled(self._with_text_beside(entry), ReviewError(
            "{name}, segment {place}: {problem} The text is kept in the comment of {context}.",
            name=self.terms.name, place=self.segment.place, problem=reason, context=entry.context,
        ))  # fmt: skip

    def _check_codes(self, text: str) -> None:
        piece = self.terms.pieces.get(self.entry.context)
        if piece is not None and piece.source == self.entry.source:
            piece.read(text)
        else:
            check_codes(text, self.segment.source)

    def _with_text_beside(self, entry: Entry) -> Entry:
        return with_comments(entry, [came_in(self.terms.short, self.segment.target)])

    def _marked(self, entry: Entry, *, fuzzy: bool) -> Entry:
        return _edited(entry, lambda one: set_fuzzy(one, entry.context, fuzzy, self.terms.by))

    @cached_property
    def _mine(self) -> State:
        return state_of(self.entry, approved=self.approved)

    @property
    def _sent(self) -> State:
        """What the segment was when it went out; what it is now if the file does not say."""
        return self.segment.exported.state if self.segment.exported else self._mine

    @property
    def _brings_text(self) -> bool:
        """Whether the file says something else than what went out."""
        return brings_text(self.segment)

    @property
    def _verdict(self) -> State | None:
        """What was decided there about the text; None if nothing was."""
        state, exported = self.segment.state, self.segment.exported
        if exported is None:
            return state if state and state.is_accepted else None
        if not self.segment.target.strip() and digest(self.segment.target) != exported.target:
            return State.UNTRANSLATED
        if state is None or (state.waits, state.is_accepted) == (
            exported.state.waits,
            exported.state.is_accepted,
        ):
            return None
        return state

    @cached_property
    def _text_was_changed(self) -> bool:
        """Whether the entry says something else than what went out."""
        exported = self.segment.exported
        return exported is not None and digest(canonical(self.entry.target)) != exported.target

    @property
    def _has_newer_text(self) -> bool:
        """Whether a person wrote or accepted what the entry says, after it went out."""
        if self.segment.exported is None or self._text_was_changed:
            return is_persons_word(self.entry) and bool(self.entry.target)
        if self._mine.waits:
            return False
        return self._sent.waits or (self._mine.is_accepted and not self._sent.is_accepted)


def brings_text(segment: Returned) -> bool:
    """Whether a segment has a text that is not the one that went out.

    Some tools write the source into a target that nobody translated.
    """
    untouched = segment.state is None or segment.state.waits
    if not segment.target.strip() or (segment.target == segment.source and untouched):
        return False
    return segment.exported is None or digest(segment.target) != segment.exported.target


def came_in(name: str, text: str) -> str:
    """What a comment says of a text that was not taken."""
    return _("From {name}: {text}").format(name=name, text=text)


def with_comments(entry: Entry, comments: Iterable[str]) -> Entry:
    """An entry with more in its comment, unless that is there already, however it is folded."""
    text = entry.comment
    for comment in comments:
        if _folded(comment) not in _folded(text):
            text = f"{text}\n{visible(comment)}".strip("\n")
    return replace(entry, comment=text)


def _folded(text: str) -> str:
    return " ".join(safe(visible(text)).split())


def _edited(entry: Entry, change: Callable[[ReviewFile], ReviewFile]) -> Entry:
    (changed,) = change(ReviewFile((), (entry,))).entries
    return changed
