"""Figures: how a locale groups and points them, and the scale words that multiply them.

Separators are CLDR's, read from the locale of the text and written in the edition's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.numbers import format_decimal

from bilingua.localize.numerals import Kind, scale_amount, spelled
from bilingua.localize.style import HouseStyle

NBSP = "\u00a0"
FRACTIONS = {
    "½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"),
    "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3, "⅛": Decimal("0.125"),
}  # fmt: skip
# Thin and no-break spaces group by the Ortografía; a plain one stands for them in typescript.
FIGURE = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d.,]*\d)|\d+(?:[.,]\d+)*", re.ASCII
)
# No quantity in a story has more figures than this; a longer run is a number of something.
LONGEST = 30
_ABBREVIATED = {"bn": 10**9, "tn": 10**12, "mn": 10**6, "m": 10**6, "k": 10**3}
_SCALE = {
    "en": re.compile(
        r"[ \u00a0-](thousand[ ]million|thousand|millions?|billions?|trillions?|bn|dozen)\b"
        r"|(bn|tn|mn|m|k)\b",
        re.I,
    ),
    "es": re.compile(
        r"[ \u00a0](mil[ \u00a0]millones|miles[ ]de[ ]millones|mil|mill[oó]n|millones|bill[oó]n|billones|docenas)\b"
        r"|(k)\b",
        re.I,
    ),
}
_FACTORS = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "millions": 10**6, "billions": 10**9, "trillions": 10**12, "thousand million": 10**9,
    "mil": 10**3, "millon": 10**6, "millones": 10**6, "billon": 10**12, "billones": 10**12,
    "mil millones": 10**9, "miles de millones": 10**9, "docenas": 12, **_ABBREVIATED,
}  # fmt: skip
# Mexico's 15 mil 300 (engines: 15 thousand 300) and 3 mil 500 millones.
_AFTER_MIL = re.compile(r"[ \u00a0](\d{1,3})(?![\d.,]*\d)(?:[ \u00a0](millones))?", re.I)
_VULGAR = re.compile(r"[ \u00a0]?([½¼¾⅓⅔⅛])")
_SLASHED = re.compile(r"[ \u00a0-](\d)/(\d{1,2})(?![\d/])")
_SLASHED_ONLY = re.compile(r"(\d)/(\d{1,2})(?![\d/])")


# One mark with three figures after it: decimals to one reader, thousands to another.
_GROUPABLE = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written, in figures or (`kind`) in words; `readings` are all it may be."""

    readings: tuple[Decimal, ...]
    end: int
    scaled: bool = False
    kind: Kind | None = None


def read_figure(text: str, start: int, locale: str) -> Amount | None:
    """The number whose figures begin at `start`, with its fraction and its scale."""
    if text[start] in FRACTIONS:
        return Amount((FRACTIONS[text[start]],), start + 1)
    match = FIGURE.match(text, start)
    if not match:
        return None
    readings, end = read_number(match[0], locale), match.end()
    language = locale[:2]
    if vulgar := _VULGAR.match(text, end):
        readings = tuple(amount + FRACTIONS[vulgar[1]] for amount in readings)
        end = vulgar.end()
    elif (slashed := _SLASHED.match(text, end)) and _proper(slashed):
        part = Decimal(slashed[1]) / Decimal(slashed[2])
        readings, end = tuple(amount + part for amount in readings), slashed.end()
    elif slashed := slashed_fraction(text, start):
        readings, end = (Decimal(slashed[1]) / Decimal(slashed[2]),), slashed.end()
    scaled = False
    scale = _SCALE[language].match(text, end)
    if scale:
        word = (scale[1] or scale[2]).lower().replace("ó", "o").replace(NBSP, " ")
        factor, end, scaled = _FACTORS[word], scale.end(), word not in ("dozen", "docenas")
        readings = tuple(amount * factor for amount in readings)
        if word in ("mil", "thousand") and (rest := _AFTER_MIL.match(text, end)):
            readings = tuple(amount + int(rest[1]) for amount in readings)
            end = rest.end()
            if rest[2]:
                readings = tuple(amount * 10**6 for amount in readings)
        elif half := scale_amount(Decimal(factor), text, end, language):
            readings = tuple(amount + half for amount in readings)
            end = text.index("medi" if language == "es" else "half", end) + (
                5 if language == "es" else 4
            )
    return Amount(readings, end, scaled) if readings else None


def read_words(text: str, start: int, language: str) -> Amount | None:
    """The number in words that begins at `start`."""
    numeral = spelled(text, start, language)
    if numeral is None:
        return None
    return Amount((numeral.amount,), numeral.end, numeral.amount >= 10**6, numeral.kind)


def slashed_fraction(text: str, start: int) -> re.Match[str] | None:
    """1/2, 3/4, where they begin at `start`."""
    match = _SLASHED_ONLY.match(text, start)
    return match if match and _proper(match) else None


def _proper(match: re.Match[str]) -> bool:
    """1/2, 3/4; not 9/11 or 24/7."""
    return 0 < int(match[1]) < int(match[2]) <= 10


def read_number(token: str, locale: str) -> tuple[Decimal, ...]:
    """What figures may mean, by the locale's decimal mark first, then by the other one.

    Where the point groups, "1.234" is a thousand and more and nothing else; where it is decimal,
    somebody may have grouped with it all the same.
    """
    if len(token) > LONGEST:
        return ()
    mark = decimal_mark(locale)
    own = _read(token, mark)
    if own is not None and (mark not in token or not _GROUPABLE.fullmatch(token)):
        return (own,)
    other = _read(token, "," if mark == "." else ".")
    return tuple(amount for amount in (own, other) if amount is not None)


@cache
def decimal_mark(locale: str) -> str:
    """The locale's decimal separator (CLDR)."""
    mark: str = Locale.parse(locale).number_symbols["latn"]["decimal"]
    return mark


@cache
def _grouped(mark: str) -> re.Pattern[str]:
    group = "." if mark == "," else ","
    return re.compile(
        rf"(?:\d+|[1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}})+|\d{{1,3}}(?:[ \u00a0\u202f\u2009]\d{{3}})+)"
        rf"(?:{re.escape(mark)}\d+)?"
    )


def _read(token: str, mark: str) -> Decimal | None:
    if not _grouped(mark).fullmatch(token):
        return None
    group = "." if mark == "," else ","
    plain = re.sub(rf"[{group} \u00a0\u202f\u2009]", "", token).replace(mark, ".")
    return Decimal(plain)


def number(amount: Decimal, style: HouseStyle) -> str:
    """Figures with the locale's separators; shorter ones stay whole where the style says so.

    Babel does not apply CLDR's minimumGroupingDigits (2 for es: 1276, but 12.760).
    """
    grouped = abs(amount) >= style.group_from
    places = max(0, -int(amount.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return str(format_decimal(amount, pattern, locale=style.locale, group_separator=grouped))


def percent(amount: Decimal, style: HouseStyle) -> str:
    """5% or 5 %, by the style."""
    return number(amount, style) + (f"{NBSP}%" if style.percent_space else "%")


def scaled(amount: Decimal, style: HouseStyle) -> str:
    """20 millones, 1,200 millones, 10 mil millones, 3 billones; 1.2 billion, 200,000."""
    joint = NBSP if style.join_figures else " "
    figures, word = _in_scale(amount, style)
    return f"{number(figures, style)}{joint}{word}" if word else number(figures, style)


def _in_scale(amount: Decimal, style: HouseStyle) -> tuple[Decimal, str]:
    size = abs(amount)
    if style.language == "en":
        for word, factor in (("trillion", 10**12), ("billion", 10**9), ("million", 10**6)):
            if size >= factor:
                return _plain(amount / factor), word
        # AP writes thousands out: 200,000.
        return _plain(amount), ""
    if size >= 10**12:
        return _plain(amount / 10**12), "billón" if size == 10**12 else "billones"
    if size >= style.thousand_millions_from and amount % 10**8 == 0:
        return _plain(amount / 10**9), "mil millones"
    if size >= 10**6:
        return _plain(amount / 10**6), "millón" if size == 10**6 else "millones"
    if size % 100:
        return _plain(amount), ""
    return _plain(amount / 1000), "mil"


def _plain(amount: Decimal) -> Decimal:
    """1E+3 and 1.200 as 1000 and 1.2."""
    normal = amount.normalize()
    return normal.quantize(Decimal(1)) if normal == normal.to_integral_value() else normal
