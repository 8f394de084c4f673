"""How many names a translation fails: lost, replaced by a word, left half translated."""

from __future__ import annotations

from collections.abc import Sequence

from bilingua.engines.base import Direction
from bilingua.names.halves import left
from bilingua.names.loss import losses
from bilingua.names.name import Name
from bilingua.names.segment import Segment
from bilingua.names.swaps import swaps


def failed(
    source: str, target: str, names: Sequence[Name], direction: Direction
) -> list[tuple[int, int]]:
    """Where in the source the names stand that a translation surely has not."""
    read = Segment.of(source, direction.source), Segment.of(target, direction.target)
    swapped = swaps(*read, names, direction)
    lost = {
        (loss.start, loss.end) for loss in losses(source, target, names, direction) if loss.sure
    }
    lost |= {(swap.name.start, swap.name.end) for swap in swapped if swap.sure}
    return sorted(lost)


def halved(source: str, target: str, names: Sequence[Name], direction: Direction) -> int:
    """How many words a translation left as they were in phrases that it translated."""
    read = Segment.of(source, direction.source), Segment.of(target, direction.target)
    return len(list(left(*read, names, direction)))
