"""When two values say the same: to the letter, by their figure, or after a conversion."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from decimal import Decimal

from bilingua.localize import money, units, zones
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

Keys = Callable[[Value], Iterable[Hashable]]


def exact(value: Value) -> Iterable[Hashable]:
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


def by_number(value: Value) -> Iterable[Hashable]:
    """What a value is, and for an ordinal the number that it may be told by: 60th, number 60."""
    yield from exact(value)
    if isinstance(value, Ordinal):
        yield from exact(Number(Decimal(value.number)))


def loose(value: Value) -> Iterable[Hashable]:
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


def go_together(one: Value, other: Value) -> bool:
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
        case (Decade(), Number()) | (Number(), Decade()):
            return False
        case Time(), Time():
            same_half = not (one.sure and other.sure) or one.hour == other.hour
            return same_half and zones.agree(one.zone, other.zone)
        case (Ordinal(), Century() | Year()) | (Century() | Year(), Ordinal()):
            return True
    return type(one) is type(other) or isinstance(one, Number) or isinstance(other, Number)


def at_odds(one: Found, other: Found) -> bool:
    """Whether one side reads a year where the other counts something."""
    values = one.value, other.value
    return any(
        isinstance(a, Year) and isinstance(b, Measure | Money) for a, b in (values, values[::-1])
    )


def _near(one: Decade, other: Decade) -> bool:
    """Whether the nineties of one may be those of the other: the last century's or this one's."""
    return abs(one.start - other.start) == 100 and max(one.start, other.start) <= 2090


def _one_kind(unit: str, other: str) -> bool:
    """Degrees may be told without their scale, and tons of either kind."""
    return unit.split("-")[0] == other.split("-")[0] and (
        "temperature-generic" in (unit, other) or {unit, other} == {"mass-ton", "mass-tonne"}
    )


def converted(one: Value, other: Value) -> bool:
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


def beside(found: Found, near: Found) -> bool:
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


def sort_of(found: Found, *, strict: bool) -> Hashable:
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
