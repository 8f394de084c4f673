"""A value as an edition writes it: each noun writes its own, here they are told apart."""

from __future__ import annotations

from bilingua.localize.dates import write_date, write_weekday
from bilingua.localize.money import money
from bilingua.localize.numbers import number, percent, scaled
from bilingua.localize.periods import write_century, write_decade, write_ordinal
from bilingua.localize.style import HouseStyle
from bilingua.localize.times import write_time
from bilingua.localize.units import measure
from bilingua.localize.values import (
    Century,
    Code,
    Date,
    Decade,
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


def render(value: Value, style: HouseStyle) -> str:
    """Write a value in the edition's form."""
    match value:
        case Number():
            return scaled(value.amount, style) if value.scaled else number(value.amount, style)
        case Percent():
            return percent(value.amount, style)
        case Money():
            return money(value, style)
        case Measure():
            return measure(value, style)
        case Date():
            return write_date(value, style)
        case Time():
            return write_time(value, style)
        case Weekday():
            return write_weekday(value, style)
        case Ordinal():
            return write_ordinal(value.number, value.feminine, style)
        case Decade():
            return write_decade(value, style)
        case Century():
            return write_century(value, style)
        case Year(year=year):
            return str(year)
        case Code(text=text):
            return text
