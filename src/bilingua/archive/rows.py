"""What the ledger knows of files and stories: plain data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from bilingua.errors import BilinguaError
from bilingua.i18n import N_


class State(StrEnum):
    """Where a story stands. One that is `left` is in the language of the edition already."""

    PLANNED = "planned"
    DONE = "done"
    FAILED = "failed"
    LEFT = "left"
    GONE = "gone"


# What a person is told of a state: gettext msgids.
STATES = {
    State.DONE: N_("done"),
    State.FAILED: N_("failed"),
    State.PLANNED: N_("to be done"),
    State.LEFT: N_("in the edition's language already"),
    State.GONE: N_("gone from the archive"),
}


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of the archive as the ledger last saw it."""

    id: int
    size: int | None
    mtime: int | None


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story as the ledger knows it; `review` is where its review file is, from the out folder."""

    id: int
    file: int
    key: str
    name: str
    digest: str | None
    state: State
    batch: int | None
    language: str | None
    review: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """Stories by state and by language; segments that are done and open, characters that are open.

    Of the open segments `repeated` were met before and cost the engines nothing; `unanswered` are
    those that recur and have still to be translated, once. `broken` files could not be read to
    their end.
    """

    states: dict[State, int]
    languages: dict[str, int]
    done_segments: int
    open_segments: int
    open_characters: int
    repeated: int
    unanswered: int
    broken: int

    @property
    def open(self) -> int:
        """Segments that the engines have still to be handed."""
        return max(0, self.open_segments - self.repeated)


def failure_of(line: str | None) -> str:
    """What a person is told of a failure, in the language of the interface."""
    if line is None:
        return ""
    message, values = json.loads(line)
    return str(BilinguaError(message, **values))


def failure_line(error: BilinguaError | None) -> str | None:
    """A failure as the ledger keeps it: its msgid and what is filled in."""
    if error is None:
        return None
    values = {name: str(value) for name, value in error.values.items()}
    return json.dumps([error.message, values], ensure_ascii=False)
