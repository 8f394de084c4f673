"""Which values of a text and of its translation say the same, and which are missing or extra.

Pure comparison by value first and by position second, tolerant of whatever a human translator may
do with a value: write it in figures or in words, in another scale, unit, order or clock.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from bilingua.localize import money, units
from bilingua.localize.reading import find
from bilingua.localize.values import (
    Century,
    Code,
    Date,
    Decade,
    Found,
    Measure,
    Money,
    Number,
    Ordinal,
    Percent,
    Time,
    Value,
    Weekday,
    Year,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A value of the source and what says the same in the target; `value` is what both mean."""

    source: Found
    target: Found
    value: Value


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the values of two texts go together.

    `changed` are values of one kind that stand for each other and differ; `swapped` are pairs that
    came out in another order though both count the same kind of thing.
    """

    pairs: tuple[Pair, ...]
    changed: tuple[tuple[Found, Found], ...]
    missing: tuple[Found, ...]
    extra: tuple[Found, ...]
    swapped: tuple[tuple[Pair, Pair], ...]


def compare(source: str, target: str, source_locale: str, target_locale: str) -> Comparison:
    """Match the values of a text, read as its locale writes them, with its translation's."""
    return match(find(source, source_locale), find(target, target_locale))


def match(said: Sequence[Found], heard: Sequence[Found]) -> Comparison:
    """Match values that have been read already."""
    table = _Table(said, heard)
    table.pair(_exact, firm=True)
    table.pair(_loose, firm=True)
    table.pair_dates()
    table.pair(_exact, firm=False)
    table.pair(_loose, firm=False)
    table.pair_converted()
    pairs = sorted(table.pairs, key=lambda pair: pair.source.start)
    changed = table.changed()
    table.drop_repeated()
    return Comparison(
        tuple(pairs),
        tuple(changed),
        tuple(one for one in table.said_left() if one.firm),
        tuple(one for one in table.heard_left() if one.firm),
        tuple(_swapped(pairs)),
    )


_ONE = frozenset({Decimal(1), ("number", Decimal(1))})
Keys = Callable[[Value], Iterable[Hashable]]


def _exact(value: Value) -> Iterable[Hashable]:
    """What a value is, but for how it is written."""
    match value:
        case Number(amount=amount):
            yield "number", amount
        case Year(year=year):
            yield "number", Decimal(year)
        case Money(amount=amount, currency=currency):
            yield "money", amount, money.family(currency)
        case Measure(amount=amount, unit=unit):
            yield "measure", amount, unit
        case Time(hour=hour, minute=minute):
            yield "time", hour % 12, minute
        case Decade(start=start):
            yield "decade", start % 100
        case Code(text=text):
            yield "code", _plain_code(text)
        case Ordinal(number=number):
            yield "ordinal", number
        case _:
            yield value


def _loose(value: Value) -> Iterable[Hashable]:
    """The figure that a value may be told by, whatever it counts."""
    match value:
        case Number(amount=amount) | Money(amount=amount) | Measure(amount=amount):
            yield amount
            if isinstance(value, Money) and value.currency == money.CENT:
                yield amount / 100
        case Ordinal(number=number) | Century(number=number):
            yield Decimal(number)
        case Year(year=year):
            yield Decimal(year)
        case Decade(start=start):
            yield Decimal(start)
            if value.short:
                yield Decimal(start % 100)
        case Time(hour=hour, minute=0):
            yield Decimal(hour)
            yield Decimal(hour % 12 or 12)
        case Code(text=text):
            digits = "".join(letter for letter in text if letter.isdigit())
            if digits and len(digits) < 4:
                yield Decimal(digits)
        case _:
            return


def _plain_code(text: str) -> str:
    return text.lower().replace("-", "").replace(" ", "")


def _go_together(one: Value, other: Value) -> bool:
    """Whether two values with one figure may mean the same: not dollars and euros."""
    match one, other:
        case Money(), Money():
            return money.same_currency(one.currency, other.currency) or money.CENT in (
                one.currency,
                other.currency,
            )
        case Measure(), Measure():
            return units.same_measure(one, other) or _one_kind(one.unit, other.unit)
        case Decade(), Decade():
            return one.start == other.start or ((one.short or other.short) and _near(one, other))
        case Time(), Time():
            return not (one.sure and other.sure) or one.hour == other.hour
        case (Ordinal(), Century() | Year()) | (Century() | Year(), Ordinal()):
            return True
    return type(one) is type(other) or isinstance(one, Number) or isinstance(other, Number)


def _near(one: Decade, other: Decade) -> bool:
    """Whether the nineties of one may be those of the other: the last century's or this one's."""
    return abs(one.start - other.start) == 100 and max(one.start, other.start) <= 2090


def _one_kind(unit: str, other: str) -> bool:
    """Degrees may be told without their scale, and tons of either kind."""
    return unit.split("-")[0] == other.split("-")[0] and (
        "temperature-generic" in (unit, other) or {unit, other} == {"mass-ton", "mass-tonne"}
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
                if key in _ONE and not (said.firm and self.heard[other].firm) and self._figures_left():
                    continue
                if any(_go_together(reading, heard) for heard in self.heard[other].readings):
                    self._take(place, other, reading)
                    return

    def _figures_left(self) -> bool:
        """Whether both sides have figures still to pair: then "un" is an article and not 1."""
        return all(
            any(values[place].firm and kind(values[place].value) == "number" for place in islice(free, 20))
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
                free, year = elsewhere.popleft()
                del free[year]
                index[date.month, date.day, date.until].popleft()
                self._take(place, other, date)

    def changed(self) -> list[tuple[Found, Found]]:
        """Values of one kind left on both sides, taken for each other in order of appearance.

        First those that are firm on both sides, then figures where the other side has words.
        """
        changed: list[tuple[Found, Found]] = []
        for both in (True, False):
            waiting: dict[Hashable, deque[int]] = defaultdict(deque)
            for place in self.free_heard:
                waiting[_kind(self.heard[place], strict=not both)].append(place)
            for place in list(self.free_said):
                one = self.said[place]
                queue = waiting[_kind(one, strict=not both)]
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
                        if _converted(one, two)
                    ),
                    None,
                )
                if value:
                    self._take(place, other, value)
                    break

    def drop_repeated(self) -> None:
        """A conversion set beside what it converts says nothing new."""
        for left, all_of in ((self.free_heard, self.heard), (self.free_said, self.said)):
            for place in list(left):
                if any(
                    _beside(all_of[place], all_of[near])
                    for near in (place - 1, place - 2, place + 1)
                    if 0 <= near < len(all_of)
                ):
                    del left[place]


def _converted(one: Value, other: Value) -> bool:
    match one, other:
        case Measure(), Measure():
            return units.same_measure(one, other)
        case (Number(amount=part), Percent(amount=percent)) | (
            Percent(amount=percent),
            Number(amount=part),
        ):
            return 0 < part < 1 and abs(part * 100 - percent) < Decimal("0.5")
        case Number(amount=a), Number(amount=b):
            return 0 < a < 1 and 0 < b < 1 and abs(a - b) < Decimal("0.01")
    return False


def _beside(found: Found, near: Found) -> bool:
    """Whether a measure repeats its neighbour's in another unit: 100 feet (30 m)."""
    return any(
        one.unit != two.unit and units.same_measure(one, two)
        for one in found.readings
        if isinstance(one, Measure)
        for two in near.readings
        if isinstance(two, Measure)
    )


def kind(value: Value) -> str:
    """What sort of thing a value is: values of one sort may have been mistaken for each other."""
    match value:
        case Date():
            return "date"
        case Weekday():
            return "weekday"
        case Time():
            return "time"
        case Percent():
            return "percent"
    return "number"


def _may_be_changed(one: Found, other: Found, *, both: bool) -> bool:
    """Whether one may stand for the other: figures for figures; then for words, but not "a"."""
    if both:
        return one.firm and other.firm
    if one.firm == other.firm:
        return False
    words = other.value if one.firm else one.value
    return words != Number(Decimal(1))


def _kind(found: Found, *, strict: bool) -> Hashable:
    """The sort of a value; `strict` also by what it counts."""
    value = found.value
    if strict:
        match value:
            case Measure(unit=unit):
                return "measure", unit.split("-")[0] if unit.startswith("duration") else unit
            case Money():
                return "money"
            case Ordinal():
                return "ordinal"
            case Decade():
                return "decade"
    return kind(value)


def _swapped(pairs: Sequence[Pair]) -> list[tuple[Pair, Pair]]:
    """Values that came out the other way round, with nothing to show that each is in its place.

    What carries its kind along (5%, $5, 5 miles) may stand anywhere among values of other kinds.
    """
    swapped = []
    before: Pair | None = None
    last: dict[Hashable, Pair] = {}
    for pair in pairs:
        if not (pair.source.firm or pair.target.firm) or isinstance(pair.value, Weekday):
            continue
        sort = _sort(pair)
        rivals = [last.get(sort)] if sort else []
        if before is not rivals[:1]:
            rivals.append(before)
        for rival in rivals:
            if (
                rival
                and rival.target.start > pair.target.start
                and not _same_figure(rival.value, pair.value)
                and not _told_apart(rival, pair)
            ):
                swapped.append((rival, pair))
                break
        before = pair
        if sort:
            last[sort] = pair
    return swapped


def _same_figure(one: Value, other: Value) -> bool:
    return one == other or bool(set(_loose(one)) & set(_loose(other)))


def _told_apart(one: Pair, other: Pair) -> bool:
    """Whether both sides agree what each of two values is, and these are not the same."""
    sorts = [_sort(pair) for pair in (one, other)]
    if None in sorts or sorts[0] == sorts[1]:
        return False
    if {Year, Number} == set(sorts):
        number, year = (one, other) if sorts[0] is Number else (other, one)
        led = number.target.before in _YEARLY and number.source.before not in _YEARLY
        return not led and not _alike(number.target.before, year.source.before) and not (
            _alike(year.target.before, number.source.before)
        )
    return True


# What stands before a year and seldom before a quantity.
_YEARLY = frozenset("in since until en desde hasta".split())


def _alike(word: str, other: str) -> bool:
    """Whether two words are the same in both languages but for their endings: article, artículo."""
    return len(word) > 4 and word[:5].translate(_PLAIN) == other[:5].translate(_PLAIN)


_PLAIN = str.maketrans("áéíóúü", "aeiouu")


def _sort(pair: Pair) -> Hashable | None:
    """What both sides show the figure to be; None where they do not agree."""
    source, target = pair.source.value, pair.target.value
    if type(source) is not type(target):
        return None
    match source, target:
        case Measure(unit=unit), Measure(unit=same):
            return unit if unit == same else None
        case Money(currency=currency), Money(currency=same):
            return money.family(currency) if money.same_currency(currency, same) else None
    return type(source)
