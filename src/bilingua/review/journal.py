"""The history of a review file: who changed which segment, when, from what to what.

One line of JSON a change, appended and synced to disk, in a folder beside the pair. The review file
never needs it; it is there for people who want to know.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bilingua.review.file import ReviewFile

FOLDER = ".bilingua"


@dataclass(frozen=True, slots=True)
class State:
    """What a segment was at one time: its source, its translation, whether it needed a person."""

    source: str
    target: str
    fuzzy: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A segment before and after; None where the file had, or has, no such segment."""

    at: str
    by: str
    context: str
    before: State | None
    after: State | None


def journal_of(review_file: Path) -> Path:
    """Where the history of a review file lies."""
    return review_file.parent / FOLDER / f"{review_file.name}.jsonl"


def changes(before: ReviewFile | None, after: ReviewFile, by: str, at: str) -> list[Change]:
    """What is different between two states of a review file, segment by segment."""
    old, new = _states(before), _states(after)
    return [
        Change(at, by, context, old.get(context), new.get(context))
        for context in dict.fromkeys((*old, *new))
        if old.get(context) != new.get(context)
    ]


def append(path: Path, made: Sequence[Change]) -> None:
    """Add changes to a journal; they are on the disk when this returns."""
    if not made:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(asdict(change), ensure_ascii=False) + "\n" for change in made)
    with path.open("ab+") as file:
        # A line that a power cut tore is ended, so that it takes none of the new ones with it.
        if file.tell():
            file.seek(-1, os.SEEK_END)
            lines = lines if file.read(1) == b"\n" else "\n" + lines
        file.write(lines.encode(errors="replace"))
        file.flush()
        os.fsync(file.fileno())


def history(path: Path, context: str | None = None) -> Iterator[Change]:
    """The changes in a journal, the oldest first, of one segment or of all; torn lines are passed."""
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return
    for line in lines:
        try:
            told = json.loads(line)
            before, after = (
                State(**state) if (state := told.pop(key)) else None for key in ("before", "after")
            )
            change = Change(**told, before=before, after=after)
        except (ValueError, TypeError, KeyError, AttributeError):
            continue
        if context in (None, change.context):
            yield change


def _states(review: ReviewFile | None) -> dict[str, State]:
    entries = review.entries if review else ()
    return {entry.context: State(entry.source, entry.target, entry.fuzzy) for entry in entries}
