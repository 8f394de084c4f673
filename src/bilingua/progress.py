"""How far the work is, for whoever watches it; costs nothing where nobody does."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

# Called with (done, in all).
Progress = Callable[[int, int], None]
Text = TypeVar("Text")
Item = TypeVar("Item")
# Who watches gets a report about this often, in seconds; the first one after so many items.
EVERY = 1.0
FIRST_BATCH = 4


def in_batches(
    work: Callable[[Sequence[Text]], list[Item]], texts: Sequence[Text], progress: Progress | None
) -> list[Item]:
    """Do the work on everything at once, or in batches of about `EVERY` when someone watches."""
    if progress is None:
        return work(texts)
    results: list[Item] = []
    size = FIRST_BATCH
    while len(results) < len(texts):
        began = time.monotonic()
        results += work(texts[len(results) : len(results) + size])
        progress(len(results), len(texts))
        if time.monotonic() - began < EVERY / 2:
            size *= 2
    return results


def within(progress: Progress | None, before: int, own: int, total: int) -> Progress | None:
    """The progress of `own` parts that follow on `before`, told as progress of all of it."""
    if progress is None:
        return None
    return lambda done, of: progress(before + own * done // of, total)
