"""Whether a translation states the values of its source: figures, money, dates, units.

A value that is missing or changed is an error; what may be a translator's choice is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair
from bilingua.localize.compare import compare
from bilingua.localize.dates import values_agree
from bilingua.localize.reading import find
from bilingua.localize.values import (
    Code,
    Date,
    Found,
    Measure,
    Money,
    Number,
    Pair,
    Percent,
    Value,
    Weekday,
)  # fmt: skip

_BILLON = re.compile(r"\bbill(?:ón|ones)\b", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z]+-?\d[\w-]*")
_TIE = re.compile(r",?[ ](?:el[ ])?", re.IGNORECASE)
# Where "billón" may be the U.S. billion (Diccionario de la lengua española).
_AMBIGUOUS_BILLON = frozenset({"es_US", "es_419"})


def amounts(pair: SegmentPair) -> Iterator[Pair]:
    """The amounts that a source and its translation share, each where it stands in both."""
    locales = pair.source_style.locale, pair.target_style.locale
    for same in compare(pair.source, pair.target, *locales).pairs:
        if isinstance(same.value, Percent | Money | Number | Measure):
            yield same


def check(pair: SegmentPair) -> Iterable[Finding]:
    """Findings about the values of a segment pair."""
    source_locale, target_locale = pair.source_style.locale, pair.target_style.locale
    compared = compare(pair.source, pair.target, source_locale, target_locale)
    for said, heard in compared.changed:
        yield Finding(
            "value-changed",
            Severity.ERROR,
            "The source says “{value}”, the translation “{wrong}”.",
            {"value": _text(pair.source, said), "wrong": _text(pair.target, heard)},
            (said.start, said.end),
            (heard.start, heard.end),
        )
    for one, two in compared.swapped:
        yield Finding(
            "value-swapped",
            Severity.ERROR,
            "“{one}” and “{two}” may have changed places.",
            {"one": _text(pair.source, one.source), "two": _text(pair.source, two.source)},
            (one.source.start, one.source.end),
            (one.target.start, one.target.end),
        )
    for said in compared.missing:
        yield Finding(
            "value-missing",
            Severity.WARNING
            if said in compared.restated or _may_be_left_out(said.value)
            else Severity.ERROR,
            "“{value}” is missing from the translation.",
            {"value": _text(pair.source, said)},
            (said.start, said.end),
        )
    for heard in compared.extra:
        yield Finding(
            "value-added",
            Severity.WARNING,
            "“{value}” is not in the source.",
            {"value": _text(pair.target, heard)},
            target=(heard.start, heard.end),
        )
    for same in compared.pairs:
        home, abroad = same.source.value, same.value
        if (
            isinstance(home, Money)
            and isinstance(abroad, Money)
            and home.currency != abroad.currency
        ):
            yield Finding(
                "currency-ambiguous",
                Severity.WARNING,
                "“{value}” may be in pesos or in dollars; ask the author.",
                {"value": _text(pair.source, same.source)},
                (same.source.start, same.source.end),
                (same.target.start, same.target.end),
            )
        elif _lost_its_unit(home, same.target.value):
            yield Finding(
                "unit-lost",
                Severity.WARNING,
                "“{value}” has no unit in the translation.",
                {"value": _text(pair.source, same.source)},
                (same.source.start, same.source.end),
                (same.target.start, same.target.end),
            )
    yield from _ambiguous(pair.source, source_locale)


def _lost_its_unit(said: Value, heard: Value) -> bool:
    """Whether a measure became a bare figure; years, degrees and points are often said without a noun."""
    return (
        isinstance(said, Measure)
        and isinstance(heard, Number)
        and said.unit.partition("-")[0] in ("length", "area", "mass", "volume", "speed")
    )


def _may_be_left_out(value: Value) -> bool:
    """What readers may be told in other words: "hoy" for Monday, the coronavirus for COVID-19."""
    return isinstance(value, Weekday) or (
        isinstance(value, Code) and bool(_NAME.fullmatch(value.text))
    )


def _text(text: str, found: Found) -> str:
    return text[found.start : found.end]


def _ambiguous(source: str, locale: str) -> Iterator[Finding]:
    """What only the author of the source can say."""
    if locale in _AMBIGUOUS_BILLON:
        for match in _BILLON.finditer(source):
            yield Finding(
                "billon-ambiguous",
                Severity.ERROR,
                "“{word}” may mean a thousand million or a million million; ask the author.",
                {"word": match[0]},
                match.span(),
            )
    found = find(source, locale)
    for one in found:
        dates = [value for value in one.readings if isinstance(value, Date)]
        if len(dates) > 1 and dates[0].year:
            yield Finding(
                "date-ambiguous",
                Severity.WARNING,
                "“{value}” may be read with the day or the month first; ask the author.",
                {"value": _text(source, one)},
                (one.start, one.end),
            )
    yield from _wrong_weekdays(source, found)


def _wrong_weekdays(source: str, found: Sequence[Found]) -> Iterator[Finding]:
    """A weekday that its date does not fall on: the source's own slip, best seen before print."""
    for weekday, day in pairwise(found):
        if _TIE.fullmatch(source, weekday.end, day.start) and not values_agree(
            weekday.value, day.value
        ):
            yield Finding(
                "weekday-wrong",
                Severity.WARNING,
                "“{date}” is not a {weekday}.",
                {"date": _text(source, day), "weekday": _text(source, weekday)},
                (weekday.start, day.end),
            )
