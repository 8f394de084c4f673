"""Which names a translation fails: lost, replaced by a word, left half translated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bilingua.engines.base import Direction
from bilingua.names.halves import left
from bilingua.names.loss import losses
from bilingua.names.name import Name
from bilingua.names.segment import Segment
from bilingua.names.swaps import swaps


class Failings(NamedTuple):
    """`lost` says where in the source the names stand that a translation surely has not, `halved`
    how many words it left as they were in phrases that it translated.
    """

    lost: tuple[tuple[int, int], ...] = ()
    halved: int = 0

    @property
    def total(self) -> int:
        return len(self.lost) + self.halved


def failings(source: str, target: str, names: Sequence[Name], direction: Direction) -> Failings:
    """What a translation fails of the names that were found in its source."""
    read = Segment.of(source, direction.source), Segment.of(target, direction.target)
    if not all(segment.comparable for segment in read):
        return Failings()
    lost = {(loss.start, loss.end) for loss in losses(*read, names, direction) if loss.sure}
    swapped = swaps(*read, names, direction)
    lost |= {(swap.name.start, swap.name.end) for swap in swapped if swap.sure}
    return Failings(tuple(sorted(lost)), len(list(left(*read, names, direction))))
