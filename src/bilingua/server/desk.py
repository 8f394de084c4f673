"""What editors do to the pairs of a folder, each change saved in review file and edition at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bilingua.article import Severity
from bilingua.editions import edition_of
from bilingua.errors import BilinguaError, ReviewError, TagError
from bilingua.files import EditionFolder
from bilingua.glossary.adding import notes_for
from bilingua.glossary.reading import read_glossaries
from bilingua.glossary.terms import NO_TERMS, Glossary
from bilingua.i18n import _
from bilingua.review import editing, store
from bilingua.review.file import PERSON, Entry, ReviewFile
from bilingua.review.journal import Change, State, history, journal_of
from bilingua.review.store import Stored
from bilingua.review.tags import tags_in
from bilingua.server.index import Index
from bilingua.server.recheck import remarks_on
from bilingua.server.rows import version_of
from bilingua.server.shelf import Shelf

Edit = Callable[[Stored], ReviewFile]


class Unseen(ReviewError):
    """Somebody else changed the segment, or the story, since the editor saw it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A segment as an editor saw it."""

    context: str
    version: str


@dataclass(frozen=True, slots=True)
class Saved:
    """A pair after a change; `problem` is what an editor should know of its edition, if anything."""

    stored: Stored
    problem: str = ""


class Desk:
    """The pairs of a folder, changed in the name of `by`."""

    def __init__(self, index: Index, shelf: Shelf, by: str) -> None:
        self._index = index
        self._shelf = shelf
        self._by = by

    def load(self, id: str) -> Stored:
        """A pair's review file. Raises UnknownStory when the folder has no such pair."""
        return self._shelf.review(self._index.path(id))

    def name(self, id: str) -> str:
        """Where the pair is in the folder."""
        return self._index.path(id).relative_to(self._index.folder).as_posix()

    def problem(self, stored: Stored) -> str:
        """Why the edition cannot follow the review file; nothing where it can."""
        try:
            self._shelf.story(stored)
        except BilinguaError as error:
            return str(error)
        return ""

    def write(self, id: str, seen: Seen, text: str) -> Saved:
        """Write a translation. Raises TagError when its tags are not those of the source."""

        def written(stored: Stored) -> ReviewFile:
            self._check_tags(stored, seen.context, text)
            review = editing.set_target(stored.review, seen.context, text, self._by)
            return self._rechecked(stored, review, seen.context)

        return self._change(id, seen, written)

    def accept(self, id: str, seen: Seen) -> Saved:
        """Say that a translation is good as it is."""
        return self._set_fuzzy(id, seen, fuzzy=False)

    def reopen(self, id: str, seen: Seen) -> Saved:
        """Take that back."""
        return self._set_fuzzy(id, seen, fuzzy=True)

    def revert(self, id: str, seen: Seen) -> Saved:
        """Put the engine's text where a person wrote one."""

        def reverted(stored: Stored) -> ReviewFile:
            text = self.original(id, editing.entry_at(stored.review, seen.context))
            if text is None:
                raise ReviewError("What the engine wrote for this segment is not known any more.")
            return _restored(stored.review, seen.context, text, self._by)

        return self._change(id, seen, reverted)

    def take_kept(self, id: str, seen: Seen, number: int) -> Saved:
        """Use what a person wrote before the source changed."""

        def taken(stored: Stored) -> ReviewFile:
            kept = editing.entry_at(stored.review, seen.context).kept
            if 0 <= number < len(kept):
                self._check_tags(stored, seen.context, kept[number])
            return editing.take_kept(stored.review, seen.context, number, self._by)

        return self._change(id, seen, taken)

    def approve(self, id: str, digest: str) -> Saved:
        """Release a story. Raises Unseen when it is not what the editor saw."""

        def approved(stored: Stored) -> ReviewFile:
            if stored.digest != digest:
                raise Unseen("The story was changed since you opened it; read it again.")
            return editing.approve(stored.review, self._by)

        return self._save(id, approved)

    def withdraw(self, id: str) -> Saved:
        """Take the release of a story back."""
        return self._save(id, lambda stored: editing.withdraw(stored.review))

    def history(self, id: str, context: str) -> list[Change]:
        """What was changed in a segment, the last first."""
        return list(history(journal_of(self._index.path(id)), context))[::-1]

    def original(self, id: str, entry: Entry) -> str | None:
        """What stood there before a person wrote; None where that is not known, or still stands."""
        for change in reversed(self.history(id, entry.context)):
            for state in (change.before, change.after):
                if state is not None and state.source == entry.source:
                    return state.target if _is_other(state, entry) else None
        return None

    def _set_fuzzy(self, id: str, seen: Seen, *, fuzzy: bool) -> Saved:
        return self._change(
            id,
            seen,
            lambda stored: editing.set_fuzzy(stored.review, seen.context, fuzzy, self._by),
        )

    def _change(self, id: str, seen: Seen, change: Edit) -> Saved:
        def checked(stored: Stored) -> ReviewFile:
            if version_of(editing.entry_at(stored.review, seen.context)) != seen.version:
                raise Unseen("This segment was saved by somebody else in the meantime.")
            return change(stored)

        return self._save(id, checked)

    def _save(self, id: str, change: Edit) -> Saved:
        """The review file first, for it holds what people wrote; the edition follows from it.

        The lock is held for both, or an older edition could be written over a newer one.
        """
        path = self._index.path(id)
        with store.locked(path):
            before = self._shelf.review(path)
            stored = store.replace_review(before, change(before), by=self._by)
            self._shelf.keep(stored)
            return Saved(stored, self._publish(stored))

    def _publish(self, stored: Stored) -> str:
        """Write the edition that a review file says; what an editor should know of it, if anything."""
        try:
            story = self._shelf.story(stored)
            name, data = edition_of(stored.review, story.article, str(stored.path))
            if stored.review.source_key:
                # The edition of a file that several stories share is an archive run's to write.
                return ""
            folder = EditionFolder(stored.path.parent, [story.path, stored.path])
            written = folder.write(name, data)
        except BilinguaError as error:
            return str(error)
        if written.kept is None:
            return ""
        return _("{kept} was changed by a person and stays; the new text is in {new}.").format(
            kept=written.kept.name, new=written.path.name
        )

    def _rechecked(self, stored: Stored, review: ReviewFile, context: str) -> ReviewFile:
        """The review file with what the checks say of a text that a person wrote."""
        try:
            piece = self._shelf.story(stored).pieces[context]
        except BilinguaError:
            return review

        glossary = self._glossary()

        def again(entry: Entry) -> Entry:
            if entry.context != context or entry.origin != PERSON:
                return entry
            target = piece.read(entry.target)
            return replace(
                entry, remarks=remarks_on(review, entry, piece.content, target, glossary)
            )

        return replace(review, entries=tuple(map(again, review.entries)))

    def _glossary(self) -> Glossary:
        """The terms that editors noted, as they are by now; none while their file is broken."""
        try:
            return read_glossaries(notes_for(self._index.folder))
        except BilinguaError:
            return NO_TERMS

    def _check_tags(self, stored: Stored, context: str, text: str) -> None:
        """Raise TagError unless the tags of a translation are those of its segment."""
        try:
            pieces = self._shelf.story(stored).pieces
        except BilinguaError:
            # The story is gone or another one: then the tags of the entry are all there is to go by.
            wanted = editing.entry_at(stored.review, context).source
            if sorted(tags_in(text)) != sorted(tags_in(wanted)):
                raise TagError(
                    "The translation must have each code of the source once: {tags}",
                    tags=" ".join(tags_in(wanted)) or "—",
                ) from None
            return
        pieces[context].read(text)


def _is_other(state: State, entry: Entry) -> bool:
    return bool(state.target) and state.target != entry.target and entry.origin == PERSON


def _restored(review: ReviewFile, context: str, text: str, by: str) -> ReviewFile:
    """The engine's text again, and what it was found to need."""
    written = editing.set_target(review, context, text, by)

    def again(entry: Entry) -> Entry:
        serious = any(remark.severity is not Severity.INFO for remark in entry.remarks)
        origin = "engine" if entry.route else PERSON
        return replace(entry, origin=origin, fuzzy=serious)

    entries = tuple(
        again(entry) if entry.context == context else entry for entry in written.entries
    )
    return replace(written, entries=entries)
