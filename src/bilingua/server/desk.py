"""What editors do to the pairs of a folder, each change saved in review file and edition at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bilingua.article import Severity
from bilingua.errors import ReviewError, TagError
from bilingua.review import editing
from bilingua.review.file import PERSON, Entry, ReviewFile
from bilingua.review.journal import Change, State, history, journal_of
from bilingua.review.store import Stored, edit, load
from bilingua.review.tags import tags_in
from bilingua.server.index import Index
from bilingua.server.rows import version_of

Edit = Callable[[ReviewFile], ReviewFile]


class Stale(ReviewError):
    """Somebody else changed the segment, or the story, since the editor saw it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A segment as an editor saw it."""

    context: str
    version: str


class Desk:
    """The pairs of a folder, changed in the name of `by`."""

    def __init__(self, index: Index, by: str) -> None:
        self._index = index
        self._by = by

    def load(self, id: str) -> Stored:
        """A pair's review file. Raises UnknownStory when the folder has no such pair."""
        return load(self._index.path(id))

    def name(self, id: str) -> str:
        """Where the pair is in the folder."""
        return self._index.path(id).relative_to(self._index.folder).as_posix()

    def write(self, id: str, seen: Seen, text: str) -> Stored:
        """Write a translation. Raises TagError when its tags are not those of the source."""

        def written(review: ReviewFile) -> ReviewFile:
            entry = editing.entry_at(review, seen.context)
            if sorted(tags_in(text)) != sorted(tags_in(entry.source)):
                raise TagError("The tags of the translation are not those of its source.")
            return editing.set_target(review, seen.context, text, self._by)

        return self._change(id, seen, written)

    def accept(self, id: str, seen: Seen) -> Stored:
        """Say that a translation is good as it is."""
        return self._change(
            id, seen, partial(_set_fuzzy, context=seen.context, fuzzy=False, by=self._by)
        )

    def reopen(self, id: str, seen: Seen) -> Stored:
        """Take that back."""
        return self._change(
            id, seen, partial(_set_fuzzy, context=seen.context, fuzzy=True, by=self._by)
        )

    def revert(self, id: str, seen: Seen) -> Stored:
        """Put the engine's text where a person wrote one."""
        text = self.original(id, editing.entry_at(self.load(id).review, seen.context))
        if text is None:
            raise ReviewError("What the engine wrote for this segment is not known any more.")
        return self._change(id, seen, partial(_restored, seen.context, text, self._by))

    def take_kept(self, id: str, seen: Seen, number: int) -> Stored:
        """Use what a person wrote before the source changed."""
        return self._change(
            id,
            seen,
            lambda review: editing.take_kept(review, seen.context, number, self._by),
        )

    def approve(self, id: str, digest: str) -> Stored:
        """Release a story. Raises Stale when it is not what the editor saw."""

        def approved(stored: Stored, review: ReviewFile) -> ReviewFile:
            if stored.digest != digest:
                raise Stale("The story was changed since you opened it; read it again.")
            return editing.approve(review, self._by)

        return self._save(id, partial(approved, self.load(id)))

    def withdraw(self, id: str) -> Stored:
        """Take the release of a story back."""
        return self._save(id, editing.withdraw)

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

    def _change(self, id: str, seen: Seen, change: Edit) -> Stored:
        def checked(review: ReviewFile) -> ReviewFile:
            if version_of(editing.entry_at(review, seen.context)) != seen.version:
                raise Stale("This segment was saved by somebody else in the meantime.")
            return change(review)

        return self._save(id, checked)

    def _save(self, id: str, change: Edit) -> Stored:
        return edit(self._index.path(id), change, by=self._by)


def _is_other(state: State, entry: Entry) -> bool:
    return bool(state.target) and state.target != entry.target and entry.origin == PERSON


def _set_fuzzy(review: ReviewFile, *, context: str, fuzzy: bool, by: str) -> ReviewFile:
    return editing.set_fuzzy(review, context, fuzzy, by)


def _restored(context: str, text: str, by: str, review: ReviewFile) -> ReviewFile:
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


def editor() -> str:
    """The name of the person at this machine."""
    import getpass
    import os
    import pwd

    try:
        full = pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0].strip()
    except KeyError:
        full = ""
    try:
        return full or getpass.getuser()
    except (KeyError, OSError):
        return "?"


def folder_of(path: Path) -> Path:
    """The folder as one absolute path."""
    return path.resolve()
