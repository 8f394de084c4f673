"""How far the work is, for whoever watches it; costs nothing where nobody does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

# Called with (done, in all).
Progress = Callable[[int, int], None]
Text = TypeVar("Text")
Item = TypeVar("Item")
# An engine is handed as many segments at a time; the first batches are smaller, for who watches.
FIRST, LAST = 16, 512


def in_batches(
    work: Callable[[Sequence[Text]], list[Item]], texts: Sequence[Text], progress: Progress | None
) -> list[Item]:
    """Do the work in growing batches, telling `progress` after each.

    They are the same whether anybody watches or not and however fast it goes: what an engine
    calculates differs in the last bit with what stands beside a segment in its batch.
    """
    results: list[Item] = []
    size = FIRST
    while len(results) < len(texts):
        results += work(texts[len(results) : len(results) + size])
        if progress:
            progress(len(results), len(texts))
        size = min(size * 2, LAST)
    return results


def within(progress: Progress | None, before: int, own: int, total: int) -> Progress | None:
    """The progress of `own` parts that follow on `before`, told as progress of all of it."""
    if progress is None:
        return None
    return lambda done, of: progress(before + own * done // of, total)
