"""Metric beside what the source gives in its own units, for editions whose readers measure so."""

from __future__ import annotations

import re

from bilingua.localize import units
from bilingua.localize.edits import Sides
from bilingua.localize.numbers import number
from bilingua.localize.values import Found, Measure, Money, Pair, reading_of

_TIE = re.compile(r"[ ]?(?:-|–)[ ]?|[ ](?:al?|o|y|to|or|and)[ ]", re.I)
# After these words pounds are money.
_PAYING = frozenset("pay pays paid cost costs spend spent earn earned worth raised fined".split())


def in_metric(pair: Pair, sides: Sides, before: Found | None, after: Found | None) -> str:
    """ " (16 kilómetros)", or both of 5 to 10 miles, unless the sentence says so itself."""
    value, end = pair.value, pair.target.end
    assert isinstance(value, Measure)
    converted = units.metric(value)
    heard = pair.target.value
    if converted is None or not isinstance(heard, Measure) or heard.unit != value.unit:
        return ""
    if isinstance(reading_of(pair.source, Money), Money) and pair.source.before in _PAYING:
        return ""  # pounds sterling
    said = any(near and _says(near, value) for near in (before, after))
    if said or sides.target[end : end + 2] == " (" or _in_brackets(sides.target, end):
        return ""
    written = units.measure(converted, sides.style)
    if before and (tie := _TIE.fullmatch(sides.target, before.end, pair.target.start)):
        first = reading_of(before, Measure)
        other = units.metric(first) if isinstance(first, Measure) else None
        if other and other.unit == converted.unit:
            written = f"{number(other.amount, sides.style)}{tie[0]}{written}"
    return f" ({written})"


def _in_brackets(text: str, at: int) -> bool:
    """Whether a parenthesis is open: one within another reads badly."""
    before = text[max(0, at - 80) : at]
    return before.count("(") > before.count(")")


def _says(found: Found, value: Measure) -> bool:
    """Whether a value is the same measure in another unit."""
    return any(
        isinstance(one, Measure) and one.unit != value.unit and units.same_measure(one, value)
        for one in found.readings
    )
