"""Which values of a text and of its translation say the same, and which are missing or extra.

Pure comparison by value first and by position second, tolerant of whatever a human translator may
do with a value: write it in figures or in words, in another scale, unit, order or clock.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from bilingua.localize.order import swapped_pairs
from bilingua.localize.reading import find
from bilingua.localize.sameness import (
    Keys,
    at_odds,
    beside,
    by_number,
    converted,
    exact,
    go_together,
    kind,
    loose,
    sort_of,
)
from bilingua.localize.values import Date, Found, Number, Pair, Value, Year
from bilingua.remembering import remembered

_ONE = frozenset({Decimal(1), ("number", Decimal(1))})


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the values of two texts go together.

    `changed` are values of one kind that stand for each other and differ; `swapped` are pairs that
    came out in another order though both count the same kind of thing. `missing` values are
    `restated` where the source gives them once more: again, or in another unit.
    """

    pairs: tuple[Pair, ...]
    changed: tuple[tuple[Found, Found], ...]
    missing: tuple[Found, ...]
    extra: tuple[Found, ...]
    swapped: tuple[tuple[Pair, Pair], ...]
    restated: frozenset[Found] = frozenset()


@remembered
def compare(source: str, target: str, source_locale: str, target_locale: str) -> Comparison:
    """Match the values of a text, read as its locale writes them, with its translation's.

    A segment is compared when it is finished and again when its story is checked: the second time
    costs nothing.
    """
    return match(find(source, source_locale), find(target, target_locale))


def match(said: Sequence[Found], heard: Sequence[Found]) -> Comparison:
    """Match values that have been read already."""
    table = _Table(said, heard)
    table.pair(exact, firm=True)
    table.pair(loose, firm=True)
    table.pair_dates()
    table.pair(exact, firm=False)
    table.pair(loose, firm=False)
    table.pair_converted()
    pairs = sorted(table.pairs, key=lambda pair: pair.source.start)
    changed = table.changed()
    table.drop_repeated()
    return Comparison(
        tuple(pairs),
        tuple(changed),
        tuple(one for one in table.said_left() if one.firm),
        tuple(one for one in table.heard_left() if one.firm),
        tuple(swapped_pairs(pairs)),
        frozenset(table.restated()),
    )


class _Table:
    """The values of both sides and which of them are still free."""

    def __init__(self, said: Sequence[Found], heard: Sequence[Found]) -> None:
        self.said, self.heard = said, heard
        self.free_said = dict.fromkeys(range(len(said)))
        self.free_heard = dict.fromkeys(range(len(heard)))
        self.pairs: list[Pair] = []

    def said_left(self) -> list[Found]:
        return [self.said[place] for place in self.free_said]

    def heard_left(self) -> list[Found]:
        return [self.heard[place] for place in self.free_heard]

    def pair(self, keys: Keys, *, firm: bool) -> None:
        """Pair free values that share a key, in order; first those that are firm on both sides."""
        index: dict[Hashable, deque[int]] = defaultdict(deque)
        for place in self.free_heard:
            if firm and not self.heard[place].firm:
                continue
            for reading in self.heard[place].readings:
                for key in keys(reading):
                    index[key].append(place)
        for place in list(self.free_said):
            if firm and not self.said[place].firm:
                continue
            self._pair_one(place, index, keys)

    def _pair_one(self, place: int, index: dict[Hashable, deque[int]], keys: Keys) -> None:
        said = self.said[place]
        for reading in said.readings:
            for key in keys(reading):
                candidates = index.get(key)
                while candidates and candidates[0] not in self.free_heard:
                    candidates.popleft()
                if not candidates:
                    continue
                other = candidates[0]
                if (
                    key in _ONE
                    and not (said.firm and self.heard[other].firm)
                    and self._figures_left()
                ):
                    continue
                if at_odds(said, self.heard[other]):
                    continue
                if any(go_together(reading, heard) for heard in self.heard[other].readings):
                    self._take(place, other, reading)
                    return

    def _figures_left(self) -> bool:
        """Whether both sides have figures still to pair: then "un" is an article and not 1."""
        return all(
            any(
                values[place].firm and kind(values[place].value) == "number"
                for place in islice(free, 20)
            )
            for free, values in ((self.free_said, self.said), (self.free_heard, self.heard))
        )

    def _take(self, place: int, other: int, value: Value) -> None:
        del self.free_said[place]
        del self.free_heard[other]
        self.pairs.append(Pair(self.said[place], self.heard[other], value))

    def pair_dates(self) -> None:
        """Dates of which one side tells the year elsewhere: Nov. 5, in 2010; el año 2010."""
        years: dict[Decimal, deque[tuple[dict[int, None], int]]] = defaultdict(deque)
        for free, values in ((self.free_said, self.said), (self.free_heard, self.heard)):
            for place in free:
                if isinstance(year := values[place].value, Year):
                    years[Decimal(year.year)].append((free, place))
        index: dict[Hashable, deque[int]] = defaultdict(deque)
        for place in self.free_heard:
            if isinstance(date := self.heard[place].value, Date):
                index[date.month, date.day, date.until].append(place)
        for place in list(self.free_said):
            date = self.said[place].value
            if not isinstance(date, Date) or not index[date.month, date.day, date.until]:
                continue
            other = index[date.month, date.day, date.until][0]
            twin = self.heard[other].value
            assert isinstance(twin, Date)
            if date.year and twin.year:
                continue
            elsewhere = years[Decimal(date.year or twin.year or 0)]
            if elsewhere:
                free, its_place = elsewhere.popleft()
                if free is self.free_heard and (
                    _touch(self.heard[its_place], self.heard[other]) or self._has_no_year(other)
                ):
                    continue
                del free[its_place]
                index[date.month, date.day, date.until].popleft()
                self._take(place, other, date)

    def _has_no_year(self, place: int) -> bool:
        """Whether a figure that is none stands for the year of a date: November 675."""
        after = self.heard[place + 1 : place + 2]
        return any(one.dated and isinstance(one.value, Number) for one in after)

    def changed(self) -> list[tuple[Found, Found]]:
        """Values of one kind left on both sides, taken for each other in order of appearance.

        First those that are firm on both sides, then figures where the other side has words.
        """
        changed: list[tuple[Found, Found]] = []
        for both in (True, False):
            waiting: dict[Hashable, deque[int]] = defaultdict(deque)
            for place in self.free_heard:
                waiting[sort_of(self.heard[place], strict=not both)].append(place)
            for place in list(self.free_said):
                one = self.said[place]
                queue = waiting[sort_of(one, strict=not both)]
                fit = next(
                    (
                        other
                        for other in islice(queue, 9)
                        if _may_be_changed(one, self.heard[other], both=both)
                    ),
                    None,
                )
                if fit is not None:
                    queue.remove(fit)
                    del self.free_said[place], self.free_heard[fit]
                    changed.append((one, self.heard[fit]))
        return changed

    def pair_converted(self) -> None:
        """Measures told in another unit, halves told in percent, and a conversion set beside."""
        for place in list(self.free_said):
            for other in list(islice(self.free_heard, 50)):
                value = next(
                    (
                        one
                        for one in self.said[place].readings
                        for two in self.heard[other].readings
                        if converted(one, two)
                    ),
                    None,
                )
                if value:
                    self._take(place, other, value)
                    break

    def restated(self) -> Iterator[Found]:
        """Values left of the source that it gives elsewhere too, where they were not lost."""
        kept = {key for pair in self.pairs for key in by_number(pair.source.value)}
        for place in self.free_said:
            one = self.said[place]
            again = any(key in kept for key in by_number(one.value))
            if again or _beside_another(place, self.said, self.free_said):
                yield one

    def drop_repeated(self) -> None:
        """A conversion that the translation sets beside what it converts says nothing new."""
        for place in list(self.free_heard):
            if _beside_another(place, self.heard, {}):
                del self.free_heard[place]


def _beside_another(place: int, values: Sequence[Found], free: Mapping[int, None]) -> bool:
    """Whether a value is its neighbour's in another unit, and that neighbour is not free."""
    return any(
        0 <= near < len(values) and near not in free and beside(values[place], values[near])
        for near in (place - 1, place - 2, place + 1)
    )


def _touch(year: Found, day: Found) -> bool:
    """Whether a year stands right before a date, as in no edition's prose: 2010 September 14."""
    return 0 <= day.start - year.end <= 4


def _may_be_changed(one: Found, other: Found, *, both: bool) -> bool:
    """Whether one may stand for the other: figures for figures; then for words, but not "a"."""
    if both:
        return one.firm and other.firm
    if one.firm == other.firm:
        return False
    words = other.value if one.firm else one.value
    return words != Number(Decimal(1))
