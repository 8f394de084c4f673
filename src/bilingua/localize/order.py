"""Figures that changed places on the way: each is there, but where another belongs.

People reorder sentences, so order alone proves nothing: what a figure counts, and the words next
to it, must not tell it apart from the other.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from bilingua.localize import money
from bilingua.localize.sameness import loose
from bilingua.localize.values import (
    Date,
    Measure,
    Money,
    Number,
    Pair,
    Value,
    Weekday,
    Year,
    reading_of,
)

# What stands before a year and seldom before a quantity.
_YEARLY = frozenset("in since until en desde hasta".split())
_PLAIN = str.maketrans("áéíóúü", "aeiouu")


def swapped_pairs(pairs: Sequence[Pair]) -> list[tuple[Pair, Pair]]:
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
        for rival in (last.get(sort), last.get(None), before):
            if (
                rival
                and rival.target.start > pair.target.start
                and not _same_figure(rival.value, pair.value)
                and not _told_apart(rival, pair)
            ):
                swapped.append((rival, pair))
                break
        before = pair
        last[sort] = pair
    return swapped or _years_for_counts(pairs)


def _years_for_counts(pairs: Sequence[Pair]) -> list[tuple[Pair, Pair]]:
    """A year that is counted with, and a count that stands where the year stood.

    That shows whatever the order is: in 34, Hall and 2013 others.
    """
    years = (pair for pair in pairs if isinstance(pair.source.value, Year | Number))
    moved = [pair for pair in years if pair.source.dated != pair.target.dated]
    year = next(
        (pair for pair in moved if pair.source.dated and isinstance(pair.value, Year)), None
    )
    count = next(
        (pair for pair in moved if pair.target.dated and not isinstance(pair.source.value, Year)),
        None,
    )
    return [(year, count)] if year and count else []


def _same_figure(one: Value, other: Value) -> bool:
    return one == other or bool(set(loose(one)) & set(loose(other)))


def _told_apart(one: Pair, other: Pair) -> bool:
    """Whether both sides agree what each of two values is, and these are not the same."""
    sorts = [_sort(pair) for pair in (one, other)]
    if sorts.count("Code") == 1:
        return True  # COVID-19 is nobody's count
    if None in sorts or sorts[0] == sorts[1]:
        return False
    if {"Year", "Number"} == set(sorts):
        number, year = (one, other) if sorts[0] == "Number" else (other, one)
        led = number.target.before in _YEARLY and number.source.before not in _YEARLY
        return (
            not led
            and not _alike(number.target.before, year.source.before)
            and not (_alike(year.target.before, number.source.before))
        )
    return True


def _alike(word: str, other: str) -> bool:
    """Whether two words are the same in both languages but for their endings: article, artículo."""
    return len(word) > 4 and word[:5].translate(_PLAIN) == other[:5].translate(_PLAIN)


def _sort(pair: Pair) -> Hashable | None:
    """What both sides show the figure to be; None where they do not agree."""
    if all(reading_of(side, Date) for side in (pair.source, pair.target)):
        return "Date"  # Nov. 15 and 16
    source, target = pair.source.value, pair.target.value
    if type(source) is not type(target):
        return None
    match source, target:
        case Measure(unit=unit), Measure(unit=same):
            return unit if unit == same else None
        case Money(currency=currency), Money(currency=same):
            return money.family(currency) if money.same_currency(currency, same) else None
    return type(source).__name__
