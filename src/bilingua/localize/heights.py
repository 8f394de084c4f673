"""Feet and inches that are one length: 5'10", 5-foot-10, 5 feet 10 inches; 5 pies y 10 pulgadas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bilingua.localize.units import FEET_AND_INCHES
from bilingua.localize.values import Found, Measure, Number, Value

# Marks of feet and inches, or of feet with the inches bare behind them; ’94 is a year.
MARKED = re.compile(
    r"(?<![\w.,'’])(?P<feet>\d{1,2})['’′\"][ ]?(?P<inches>\d{1,2})(?P<half>[ ]?½)?(?:[\"”″]|''|’’)"
)
_PRIME = re.compile(r"(?<![\w.,])(\d+)([′″])(?![′″\d])")
_FOOT, _INCH = "length-foot", "length-inch"
_TIE = re.compile(r",?[ ](?:(?:and|y|con|of|de)[ ])?|-", re.I)


def read_marked(text: str, at: int) -> Found | None:
    """5'10", and 6′ or 27″ with primes, which are never quotation marks."""
    if match := MARKED.match(text, at):
        inches = int(match["inches"]) + (Decimal("0.5") if match["half"] else Decimal(0))
        value = Measure(int(match["feet"]) * 12 + inches, FEET_AND_INCHES)
        return Found((value,), at, match.end()) if inches < 12 else None
    if match := _PRIME.match(text, at):
        value = Measure(Decimal(match[1]), _FOOT if match[2] == "′" else _INCH)
        return Found((value,), at, match.end())
    return None


def together(text: str, found: Sequence[Found]) -> list[Found]:
    """The values of a text, feet with the inches that follow them as one."""
    result: list[Found] = []
    for one in found:
        last = result[-1] if result else None
        feet = last.value if last else None
        value = None
        if last and isinstance(feet, Measure) and feet.unit == _FOOT:
            tie = _TIE.fullmatch(text, last.end, one.start)
            value = _sum(feet, one.value, tie[0]) if tie else None
        if last and value:
            result[-1] = replace(last, readings=(value,), end=one.end, firm=last.firm or one.firm)
        else:
            result.append(one)
    return result


def _sum(feet: Measure, inches: Value, tie: str) -> Measure | None:
    if feet.amount != int(feet.amount):
        return None
    match inches:
        case Measure(amount=amount, unit="length-inch") if 0 <= amount < 12:
            return Measure(feet.amount * 12 + amount, FEET_AND_INCHES)
        case Number(amount=amount) if tie == "-" and 0 <= amount < 12:
            return Measure(feet.amount * 12 + amount, FEET_AND_INCHES)  # 6-foot-4
    return None
