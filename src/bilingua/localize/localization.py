"""Source and translation side by side: the same values, written as the target edition writes them.

A value that the engine kept is rewritten in the edition's form; one that it changed is put right
where there is no doubt which it was. What remains wrong is for checks/values.py to tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from bilingua.article import Finding, Severity
from bilingua.localize import calendar, money, units
from bilingua.localize.agreement import agreed
from bilingua.localize.compare import Comparison, compare
from bilingua.localize.edits import Sides, edited
from bilingua.localize.names import restore_names
from bilingua.localize.sameness import loose
from bilingua.localize.style import HouseStyle
from bilingua.localize.typography import typeset
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
    Pair,
    Time,
    Value,
    Weekday,
    Year,
)
from bilingua.localize.writing import edit

# Where more than this is changed in one segment, nothing is sure.
_MOST_REPAIRS = 20


@dataclass(frozen=True, slots=True)
class Localized:
    """A translation in the edition's form, with what was put right on the way."""

    text: str
    findings: tuple[Finding, ...] = ()


def localize(
    source: str, target: str, source_style: HouseStyle, target_style: HouseStyle
) -> Localized:
    """Make `target` say the values of `source` in the target edition's form."""
    target = restore_names(source, target, target_style.language)
    for translated in (calendar.translated, units.translated, money.translated):
        target = translated(source, target, target_style.language)
    text = agreed(typeset(source, target, target_style), target_style.language)
    # The engine writes in no particular locale; the target is read as its edition would be.
    compared = compare(source, text, source_style.locale, target_style.locale)
    sides = Sides(source, text, source_style, target_style)
    heard = sorted(
        [pair.target for pair in compared.pairs] + list(compared.extra), key=lambda one: one.start
    )
    after = {one.start: other for one, other in pairwise(heard)}
    before = {other.start: one for one, other in pairwise(heard)}
    edits = [
        edit(pair, sides, before=before.get(at), after=after.get(at))
        for pair in compared.pairs
        for at in (pair.target.start,)
    ]
    repairs = [
        (pair, one)
        for pair in _repairable(compared, sides)
        for one in (edit(pair, sides, repair=True),)
        if one.text != sides.own(pair)
    ]
    final, places = edited(text, [*edits, *(one for _, one in repairs)])
    findings = [
        Finding(
            "value-repaired",
            Severity.WARNING,
            "The engine wrote “{wrong}”; the source says “{value}”.",
            {"wrong": sides.own(pair), "value": sides.said(pair)},
            (pair.source.start, pair.source.end),
            places[one.start],
        )
        for pair, one in repairs
        if one.start in places
    ]
    return Localized(final, tuple(findings))


def _repairable(compared: Comparison, sides: Sides) -> Iterator[Pair]:
    """Changed values that can only have been what the source says: of one type, in one order.

    Figures must also resemble each other, for a translator may leave one out and bring another in.
    """
    if len(compared.changed) > _MOST_REPAIRS:
        return
    taken = [pair for pair in compared.pairs if pair.source.firm and pair.target.firm]
    for said, heard in compared.changed:
        value = said.value
        alike = type(value) is type(heard.value) or _reshaped(value, heard.value)
        alike = alike and said.firm and heard.firm
        if isinstance(value, Date) and isinstance(heard.value, Date):
            # A month alone is no whole date: the day may stand somewhere else.
            alike = alike and (value.day is None) == (heard.value.day is None)
        if isinstance(value, Measure) and isinstance(heard.value, Measure):
            alike = alike and value.unit == heard.value.unit
        if not alike or (len(compared.changed) > 1 and not _in_order(said, heard, taken)):
            continue
        if _resembles(said, heard, sides):
            yield Pair(said, heard, value)


def _reshaped(value: Value, heard: Value) -> bool:
    """Whether the figures came through and only what made a decade or an ordinal of them is lost."""
    match value, heard:
        case (Decade(), Number() | Year()) | (Ordinal(), Code()):
            return bool(set(loose(value)) & set(loose(heard)))
    return False


def _in_order(said: Found, heard: Found, pairs: Sequence[Pair]) -> bool:
    """Whether a value stands between the same neighbours on both sides."""
    return all(
        (pair.source.start < said.start) == (pair.target.start < heard.start) for pair in pairs
    )


def _resembles(said: Found, heard: Found, sides: Sides) -> bool:
    if isinstance(said.value, Date | Weekday | Century):
        return True
    if isinstance(said.value, Time) and isinstance(heard.value, Time):
        return (said.value.hour - heard.value.hour) % 12 == 0
    written, own = sides.source[said.start : said.end], sides.target[heard.start : heard.end]
    figures = ["".join(letter for letter in text if letter.isdigit()) for text in (written, own)]
    if not all(figures):
        return False
    if isinstance(said.value, Code):
        return _letters(written) == _letters(own)
    if isinstance(said.value, Number | Money | Measure) and figures[0] == figures[1]:
        return not _billon(written)
    return SequenceMatcher(None, figures[0], figures[1], autojunk=False).ratio() >= 0.5


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalpha())


def _billon(text: str) -> bool:
    """Spanish billón is 10^12, and 10^9 to some writers: only they know."""
    return "bill" in text.lower() and "billi" not in text.lower()
