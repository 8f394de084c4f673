"""What is written in an edition's form reads back as the same value, whatever the edition."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingua.localize import units
from bilingua.localize.reading import find
from bilingua.localize.render import render
from bilingua.localize.style import load_style, style_names
from bilingua.localize.values import (
    Century,
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

amounts = st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False)
tenths_of_millions = st.integers(10, 10**8).map(lambda tenths: Decimal(tenths) * 10**5)
currencies = st.sampled_from(["USD", "EUR", "GBP", "MXN", "BRL", "VES", "CAD", "JPY", "peso"])
names = st.sampled_from([*units.METRIC, *(rule.unit for rule in units.METRIC.values()),
                         "duration-year", "duration-day", units.POINT, units.BASIS_POINT])  # fmt: skip
whole = st.integers(1, 2999)
VALUES: dict[str, st.SearchStrategy[Value]] = {
    "numbers": st.builds(Number, amounts),
    "numbers with a scale": st.builds(Number, tenths_of_millions, st.just(True)),
    "percentages": st.builds(Percent, amounts),
    "money": st.builds(Money, amounts, currencies),
    "millions of money": st.builds(Money, tenths_of_millions, currencies, st.just(True)),
    "cents": st.builds(Money, st.integers(2, 99).map(Decimal), st.just("cent")),
    "measures": st.builds(Measure, amounts, names),
    "days": st.builds(
        Date, st.integers(1, 12), st.integers(1, 28), st.none() | st.integers(1000, 2999)
    ),
    "several days": st.integers(1, 27).flatmap(
        lambda day: st.builds(
            Date, st.integers(1, 12), st.just(day), st.none(), st.integers(day + 1, 28)
        )
    ),
    "months": st.builds(Date, st.integers(1, 12), st.none(), st.integers(1000, 2999)),
    "years": st.builds(Year, st.integers(1000, 2099)),
    "decades": st.builds(Decade, st.integers(150, 209).map(lambda tens: tens * 10)),
    "centuries": st.builds(Century, st.integers(1, 21)),
    "weekdays": st.builds(Weekday, st.integers(0, 6)),
    "times": st.builds(
        Time,
        st.integers(0, 23),
        st.integers(0, 59),
        zone=st.sampled_from(["", "ET", "CT", "MT", "PT", "GMT", "UTC"]),
    ),
    "ordinals": st.builds(Ordinal, whole),
}


def same(one: Value, other: Value) -> bool:
    """Equal, but that "los años 90" leaves the century open, and "10:00" the half of the day."""
    if isinstance(one, Decade) and isinstance(other, Decade):
        return one.start % 100 == other.start % 100
    if isinstance(one, Time) and isinstance(other, Time) and not other.sure:
        return (one.hour, one.minute, one.zone) == (other.hour, other.minute, other.zone)
    return one == other


@pytest.mark.parametrize("style", style_names())
@pytest.mark.parametrize("kind", VALUES)
@given(data=st.data())
def test_what_is_written_reads_back_as_the_same_value(
    style: str, kind: str, data: st.DataObject
) -> None:
    house = load_style(style)
    value = data.draw(VALUES[kind])
    text = render(value, house)
    found = find(text, house.locale)
    assert len(found) == 1, (text, found)
    assert any(same(value, reading) for reading in found[0].readings), (text, found)
    assert (found[0].start, found[0].end) == (0, len(text))
