"""Source and translation side by side: the same values, written as the target edition writes them.

A value that the engine kept is rewritten in the edition's form; one that it changed is put right
where there is no doubt which it was; where there is doubt, a finding says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bilingua.article import Finding, Severity
from bilingua.localize.names import restore_names
from bilingua.localize.numerals import spelled
from bilingua.localize.render import render
from bilingua.localize.style import HouseStyle
from bilingua.localize.typography import typeset
from bilingua.localize.values import Date, Found, Money, Number, Percent, Value, find

_FRACTION = re.compile("[½¼¾]")
_BILLON = re.compile(r"\bbill(?:ón|ones)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Localized:
    """A translation in the edition's form, with what was found on the way."""

    text: str
    findings: tuple[Finding, ...] = ()


def localize(
    source: str, target: str, source_style: HouseStyle, target_style: HouseStyle
) -> Localized:
    """Make `target` say the values of `source` in the target edition's form."""
    target = restore_names(source, target, target_style.language)
    # The engine writes in no particular locale; the target is read as its edition would be.
    said, heard = find(source, source_style.locale), find(target, target_style.locale)
    pairs, missing, extra = _pair(said, heard)
    words = spelled(target, target_style.language)
    missing = [m for m in missing if _amount(m.value) not in words or isinstance(m.value, Date)]
    findings: list[Finding] = []
    edits = [(h, _written(s, h, source, target, target_style)) for s, h in pairs]
    ambiguous = _ambiguous_billon(source, source_style)
    lone = len(missing) == len(extra) == 1 and not ambiguous
    if lone and type(missing[0].value) is type(extra[0].value):
        lost, odd = missing[0], extra[0]
        edits.append((odd, _written(lost, odd, source, target, target_style, repair=True)))
        findings.append(
            Finding(
                "value-repaired",
                Severity.WARNING,
                "The engine wrote “{wrong}”; the source says “{value}”.",
                {"wrong": target[odd.start : odd.end], "value": source[lost.start : lost.end]},
                (lost.start, lost.end),
            )
        )
        missing, extra = [], []
    text, place = _edited(target, edits)
    findings += [
        Finding(
            "value-missing",
            Severity.ERROR,
            "“{value}” is missing from the translation.",
            {"value": source[one.start : one.end]},
            (one.start, one.end),
        )
        for one in missing
    ]
    spoken = spelled(source, source_style.language)
    findings += [
        Finding(
            "value-added",
            Severity.WARNING,
            "“{value}” is not in the source.",
            {"value": target[one.start : one.end]},
            target=(place(one.start), place(one.end)),
        )
        for one in extra
        if _amount(one.value) not in spoken
    ]
    findings += ambiguous
    return Localized(typeset(source, text, target_style), tuple(findings))


def _pair(
    said: Sequence[Found], heard: Sequence[Found]
) -> tuple[list[tuple[Found, Found]], list[Found], list[Found]]:
    """Match values that are equal under some reading, each once, in order."""
    free = list(heard)
    pairs, missing = [], []
    for one in said:
        match = next((other for other in free if _equal(one.value, other)), None)
        if match is None:
            missing.append(one)
        else:
            free.remove(match)
            pairs.append((one, match))
    return pairs, missing, free


def _equal(value: Value, other: Found) -> bool:
    return any(_same(value, reading) for reading in other.readings)


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, Date) or isinstance(other, Date):
        if not (isinstance(one, Date) and isinstance(other, Date)):
            return False
        years = {one.year, other.year}
        return one.month == other.month and one.day == other.day and len(years) == 1
    if isinstance(one, Money) and isinstance(other, Money) and one.currency != other.currency:
        return False
    # "5%" and "5 of a hundred" are told apart by kind, "$5" and "5 in dollars" are not.
    if isinstance(one, Percent) != isinstance(other, Percent):
        return False
    return one.amount == other.amount


def _amount(value: Value) -> Decimal | None:
    return None if isinstance(value, Date) else value.amount


def _written(
    said: Found,
    heard: Found,
    source: str,
    target: str,
    style: HouseStyle,
    *,
    repair: bool = False,
) -> str:
    """What stands in the target for a value: the house form, or the target's own where apt."""
    value, written = said.value, source[said.start : said.end]
    own = target[heard.start : heard.end]
    if isinstance(value, Number):
        if not isinstance(heard.value, Number):
            return own
        if written.isdigit():
            # Written without grouping: a year, an age, a number in a name.
            same = own.replace(",", "").replace(".", "") == written
            return written if repair or same else own
        if _FRACTION.search(written) and (repair or _FRACTION.search(own)):
            return written if repair else own
    if isinstance(value, Money) and not isinstance(heard.value, Money):
        if not isinstance(heard.value, Number):
            return own
        # The currency stands elsewhere in the sentence: only the figure is put right.
        return render(Number(value.amount, value.scaled), style)
    if isinstance(value, Date) and value.day is None and not repair:
        return own
    text = render(value, style)
    if own[:1].isupper() and not text[:1].isupper() and heard.start == 0:
        text = text[:1].upper() + text[1:]
    return text


def _edited(text: str, edits: Sequence[tuple[Found, str]]) -> tuple[str, _Place]:
    ordered = sorted(edits, key=lambda edit: edit[0].start)
    pieces, position, shifts = [], 0, list[tuple[int, int]]()
    shift = 0
    for found, new in ordered:
        pieces += [text[position : found.start], new]
        position = found.end
        shift += len(new) - (found.end - found.start)
        shifts.append((found.end, shift))
    pieces.append(text[position:])
    return "".join(pieces), _Place(tuple(shifts))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an offset of the unedited text went."""

    shifts: tuple[tuple[int, int], ...]

    def __call__(self, at: int) -> int:
        return at + next((s for end, s in reversed(self.shifts) if at >= end), 0)


def _ambiguous_billon(source: str, style: HouseStyle) -> list[Finding]:
    """In U.S. Spanish "billón" may mean 10^9 or 10^12 (academic dictionary): nobody can know."""
    if style.locale not in ("es_US", "es_419"):
        return []
    return [
        Finding(
            "billon-ambiguous",
            Severity.ERROR,
            "“{word}” may mean a thousand million or a million million; ask the author.",
            {"word": match[0]},
            match.span(),
        )
        for match in _BILLON.finditer(source)
    ]
