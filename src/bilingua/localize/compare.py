"""Which values of a text and of its translation say the same, and which are missing or extra.

Pure comparison by value first and by position second, tolerant of whatever a human translator may
do with a value: write it in figures or in words, in another scale, unit, order or clock.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

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
    for key in (_exact, _loose):
        table.pair(key, firm=True)
    for key in (_exact, _loose):
        table.pair(key, firm=False)
    table.pair_parts()
    table.pair_converted()
    missing = [one for one in table.said_left() if one.firm]
    extra = [one for one in table.heard_left() if one.firm]
    pairs = sorted(table.pairs, key=lambda pair: pair.source.start)
    changed = _changed(pairs, missing, extra)
    lost, odd = {id(one) for one, _ in changed}, {id(one) for _, one in changed}
    return Comparison(
        tuple(pairs),
        tuple(changed),
        tuple(one for one in missing if id(one) not in lost),
        tuple(one for one in extra if id(one) not in odd),
        tuple(_swapped(pairs)),
    )


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
            yield Decimal(start % 100)
        case Time(hour=hour, minute=0):
            yield Decimal(hour)
            yield Decimal(hour % 12 or 12)
        case Code(text=text):
            digits = "".join(letter for letter in text if letter.isdigit())
            if digits and len(digits) < 12:
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
        case Time(), Time():
            return not (one.sure and other.sure) or one.hour == other.hour
    return True


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
        for reading in self.said[place].readings:
            for key in keys(reading):
                candidates = index.get(key)
                while candidates and candidates[0] not in self.free_heard:
                    candidates.popleft()
                if not candidates:
                    continue
                other = candidates[0]
                if any(_go_together(reading, heard) for heard in self.heard[other].readings):
                    self._take(place, other, reading)
                    return

    def _take(self, place: int, other: int, value: Value) -> None:
        del self.free_said[place]
        del self.free_heard[other]
        self.pairs.append(Pair(self.said[place], self.heard[other], value))

    def pair_parts(self) -> None:
        """Dates that one side tells whole and the other in pieces: month, day and year apart."""
        said = {place: _parts(self.said[place]) for place in self.free_said}
        heard = {place: _parts(self.heard[place]) for place in self.free_heard}
        free: dict[Hashable, list[int]] = defaultdict(list)
        for place, parts in heard.items():
            for part in parts:
                free[part].append(place)
        for place, parts in said.items():
            for part in sorted(parts, key=str):
                if free[part]:
                    other = free[part].pop(0)
                    parts.discard(part)
                    heard[other].discard(part)
        for place, parts in said.items():
            if not parts:
                del self.free_said[place]
        for place, parts in heard.items():
            if not parts:
                del self.free_heard[place]

    def pair_converted(self) -> None:
        """Measures told in another unit, halves told in percent, and a conversion set beside."""
        for place in list(self.free_said):
            for other in list(self.free_heard)[:50]:
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
        for left, all_of in ((self.free_heard, self.heard), (self.free_said, self.said)):
            for place in list(left):
                if any(
                    _beside(all_of[place], all_of[near])
                    for near in (place - 1, place - 2, place + 1)
                    if 0 <= near < len(all_of)
                ):
                    del left[place]


def _parts(found: Found) -> set[Hashable]:
    value = found.value
    match value:
        case Date(month=month, day=day, year=year, until=until):
            numbers = {Decimal(n) for n in (day, year, until) if n}
            return {("month", month), *numbers}
        case _:
            return set(_loose(value)) or {value}


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


def _changed(
    pairs: Sequence[Pair], missing: Sequence[Found], extra: Sequence[Found]
) -> list[tuple[Found, Found]]:
    """Missing and extra values of one kind, taken for each other in order of their appearance."""
    waiting: dict[str, deque[Found]] = defaultdict(deque)
    for one in extra:
        waiting[kind(one.value)].append(one)
    changed = []
    for one in missing:
        queue = waiting[kind(one.value)]
        if queue:
            changed.append((one, queue.popleft()))
    return changed


def _swapped(pairs: Sequence[Pair]) -> list[tuple[Pair, Pair]]:
    """Neighbours of one kind that came out the other way round."""
    last: dict[str, Pair] = {}
    swapped = []
    for pair in pairs:
        if not (pair.source.firm and pair.target.firm):
            continue
        group = kind(pair.value) if not isinstance(pair.value, Year) else "year"
        before = last.get(group)
        if before and before.target.start > pair.target.start and before.value != pair.value:
            swapped.append((before, pair))
        last[group] = pair
    return swapped
