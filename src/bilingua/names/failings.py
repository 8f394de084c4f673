"""Which names a translation fails: lost, replaced by a word, left half translated; and which terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bilingua.engines.base import Direction
from bilingua.glossary.terms import Met, Term, places, stands, veiled
from bilingua.names.halves import left
from bilingua.names.loss import losses
from bilingua.names.name import Name
from bilingua.names.segment import Segment
from bilingua.names.swaps import swaps


class Failings(NamedTuple):
    """`lost` says where in the source the names stand that a translation surely has not, `halved`
    how many words it left as they were in phrases that it translated, `reworded` are the ordinary
    terms for which it has another word than the glossary.
    """

    lost: tuple[tuple[int, int], ...] = ()
    halved: int = 0
    reworded: tuple[Name, ...] = ()

    @property
    def total(self) -> int:
        """How many names it fails."""
        return len(self.lost) + self.halved


def _reworded(terms: Sequence[tuple[Name, Term]], target: str, language: str) -> Iterator[Name]:
    """The ordinary terms, where they stand, that the target has less often."""
    there: dict[Term, int] = {}
    for name, term in terms:
        if term.is_common:
            if term not in there:
                there[term] = sum(1 for _ in places(target, term.wording(language)))
            there[term] -= 1
            if there[term] < 0:
                yield name


def failings(source: str, target: str, names: Sequence[Name], direction: Direction) -> Failings:
    """What a translation fails of the names and terms that were found in its source."""
    terms = [(name, name.term) for name in names if name.term]
    lost = {
        (name.start, name.end)
        for name, term in terms
        if not (term.is_common or stands(target, term.wording(direction.target)))
    }
    reworded = tuple(_reworded(terms, target, direction.target))
    met = [Met(name.start, name.end, term) for name, term in terms]
    source, target = veiled(source, target, met, direction.target)
    names = [name for name in names if not name.term]
    read = Segment.of(source, direction.source), Segment.of(target, direction.target)
    if not all(segment.comparable for segment in read):
        return Failings(tuple(sorted(lost)), 0, reworded)
    lost |= {(loss.start, loss.end) for loss in losses(*read, names, direction) if loss.sure}
    swapped = swaps(*read, names, direction)
    lost |= {(swap.name.start, swap.name.end) for swap in swapped if swap.sure}
    return Failings(tuple(sorted(lost)), len(list(left(*read, names, direction))), reworded)
