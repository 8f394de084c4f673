"""The values that a news text states: plain data that every noun of localize/ reads and writes.

Amounts are Decimals, never floats; spans are character offsets of the text that was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity; `scaled` when a word such as "million" was part of it."""

    amount: Decimal
    scaled: bool = False


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A place in an order: 5 for 5th; `feminine` as far as the text shows it (5.ª)."""

    number: int
    feminine: bool = False


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage: 5 for 5%."""

    amount: Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of a currency: ISO 4217, or the bare English word where no country is told
    ("peso"); "cent" is the hundredth of whatever the sentence pays in.
    """

    amount: Decimal
    currency: str
    scaled: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """An amount of a unit, by the name that CLDR gives it ("length-mile", "duration-year")."""

    amount: Decimal
    unit: str
    scaled: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """A year, written in four figures that are never grouped."""

    year: int


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years, by the first of them: 1990; `short` where the century is not told ('90s)."""

    start: int
    short: bool = False


@dataclass(frozen=True, slots=True)
class Century:
    """A century: 21 for the 21st."""

    number: int


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date as far as the text gives it; `until` is the last day of several (5-8)."""

    month: int
    day: int | None = None
    year: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week: 0 is Monday."""

    number: int


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day on the 24-hour clock; not `sure` where "7:30" may be the evening's.

    `zone` is the one that it is told in ("ET"), "" where none is.
    """

    hour: int
    minute: int = 0
    sure: bool = True
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """Figures that name and do not count (G-20, 555-0199, an address on the web): left verbatim."""

    text: str


Value = (
    Number
    | Ordinal
    | Percent
    | Money
    | Measure
    | Year
    | Decade
    | Century
    | Date
    | Weekday
    | Time
    | Code
)


@dataclass(frozen=True, slots=True)
class Found:
    """A value at `start:end`; `readings` are all that it may mean, the likeliest first.

    It is `firm` where it has to come out on the other side: figures, dates, millions. Words such
    as "two", "first" or "thousands" only help to understand it. `before` and `after` are the
    words next to it, in lower case; `dated` where it stands as years do (in 2010; año 2010).
    """

    readings: tuple[Value, ...]
    start: int
    end: int
    firm: bool = True
    before: str = ""
    after: str = ""
    dated: bool = False

    @property
    def value(self) -> Value:
        """The likeliest reading."""
        return self.readings[0]


_V = TypeVar("_V", bound=Value)


def reading_of(found: Found, sort: type[_V]) -> _V | None:
    """The likeliest of a value's readings that is of one sort."""
    return next((value for value in found.readings if isinstance(value, sort)), None)


@dataclass(frozen=True, slots=True)
class Pair:
    """A value of the source and what says the same in the target; `value` is what both mean."""

    source: Found
    target: Found
    value: Value
