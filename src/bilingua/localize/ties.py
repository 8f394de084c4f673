"""What two values that are tied together tell only once: 5 to 10 percent, Nov. 15 and 16, 7-9 p.m."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bilingua.localize.periods import decade_of
from bilingua.localize.values import (
    Century,
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
    Year,
)

_TIE = re.compile(
    r"[ ]?[-–][ ]?|[ ](?:to|or|and|a|o|u|y|y[ ]el|al|and[ ]the)[ \u00a0](?:el[ ]|\$)?", re.I
)


# los años 60 y 70: the word before them makes decades of both; English has a plural for each.
_YEARS = re.compile(r"(?:años|década|years|decade)\b", re.I)
# los años 60 y 70 personas: what follows is counted, and no second decade.
_COUNTED = re.compile(r"[ ](?:mil|mill\w+|(?!los|las|más|tras)[^\W\d_]{2,}s)\b", re.I)


def share(text: str, found: Sequence[Found]) -> list[Found]:
    """The values of a text, each with what it may mean by the one that it is tied to."""
    result = list(found)
    for place in range(len(result) - 2, -1, -1):
        one, two = result[place], result[place + 1]
        if not _TIE.fullmatch(text, one.end, two.start):
            continue
        likened = [value for value in (_like(v, two.value) for v in one.readings) if value]
        if likened:
            result[place] = replace(one, readings=tuple(dict.fromkeys([*one.readings, *likened])))
        elif isinstance(one.value, Date) and isinstance(two.value, Number):
            if day := _day_of(two.value, one.value):
                result[place + 1] = replace(two, readings=(*two.readings, day))
        elif isinstance(one.value, Decade) and isinstance(two.value, Number | Year):
            value = two.value
            decade = decade_of(value.amount if isinstance(value, Number) else Decimal(value.year))
            if decade and _YEARS.match(text, one.start) and not _COUNTED.match(text, two.end):
                result[place + 1] = replace(two, readings=(decade,))
        elif isinstance(one.value, Century) and isinstance(two.value, Ordinal):
            result[place + 1] = replace(two, readings=(Century(two.value.number),), firm=True)
    return result


def _day_of(number: Number, other: Date) -> Date | None:
    """Another day of the month that a date names."""
    if other.day is None or number.amount not in range(1, 32):
        return None
    return Date(other.month, int(number.amount), other.year)


def _like(value: Value, model: Value) -> Value | None:
    """What a value means that shares the word after `model`; None where it shares nothing."""
    if isinstance(value, Ordinal) and isinstance(model, Century):
        return Century(value.number)
    if not isinstance(value, Number | Money):
        return None
    amount = value.amount
    if isinstance(value, Money):
        if isinstance(model, Money | Number) and model.scaled and not value.scaled:
            return Money(amount * _step(model), value.currency, True)
        return None
    match model:
        case Percent():
            return Percent(amount)
        case Measure(unit=unit, scaled=scaled):
            return Measure(amount * _step(model), unit, scaled)
        case Money(currency=currency, scaled=scaled):
            return Money(amount * _step(model), currency, scaled)
        case Number(scaled=True) if not value.scaled:
            return Number(amount * _step(model), True)
        case Date():
            return _day_of(value, model)
        case Time() if amount in range(1, 13):
            hour = int(amount) % 12 + (12 if model.hour >= 12 else 0)
            # 11 to 1 p.m. begins in the morning.
            return Time(hour - 12 if hour > model.hour >= 12 else hour, 0, model.sure)
    return None


def _step(model: Number | Money | Measure) -> int:
    """The scale word that a value was written with: 10^6 for millions, 1 for none."""
    size = abs(model.amount) if model.scaled else 0
    return next((step for step in (10**12, 10**9, 10**6, 10**3) if size >= step), 1)
