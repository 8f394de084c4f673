"""Jobs for workers, made of the stories of a small archive, and the processes that do them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from newspaper import story

from bilingua.archive.work import Batch, Task
from bilingua.archive.workers import Here, Result, Terms
from bilingua.config import load_settings
from bilingua.editions import Files

MADE = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)


def terms() -> Terms:
    return Terms(load_settings(), "es_US", engine="apertium")


def batches(count: int, stories: int = 4) -> list[Batch]:
    """`count` batches of so many stories."""
    return [
        Batch(number, tuple(task(number * stories + n) for n in range(stories)), MADE)
        for number in range(count)
    ]


def task(number: int, data: bytes | None = None) -> Task:
    name = f"story-{number:03}.md"
    return Task(number, name, data or story(number).encode(), f"../{name}", "en")


def enormous() -> bytes:
    """The longest story that bilingua reads, which takes more memory than all others together."""
    return b"- The mayor\n" * 150_000


def files(results: Sequence[Result]) -> dict[int, Files | None]:
    """What became of each story, by its number."""
    found = [outcome for result in results for outcome in result.outcomes]
    assert len({outcome.id for outcome in found}) == len(found), "a story was told of twice"
    return {outcome.id: outcome.files for outcome in found}


def done_here(some: Sequence[Batch]) -> dict[int, Files | None]:
    """What this process makes of them."""
    return files(list(Here(terms().road()).run(iter(some), lambda: False)))


def descendants(pid: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    if not Path("/proc/self/task").is_dir():
        pytest.skip("This system does not list processes in /proc")
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [one for child in map(int, children) for one in (child, *descendants(child))]


def title(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode().replace("\0", " ").strip()
    except OSError:
        return ""


def megabytes(pid: int) -> int:
    """The memory that a process has in use."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Whether something comes true in this time."""
    end = time.monotonic() + seconds
    while not (true := holds()) and time.monotonic() < end:
        time.sleep(0.02)
    return true
