"""The values that a text states, and where: numbers, percentages, money, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale

FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
# English billion = Spanish mil millones; English trillion = Spanish billón (short and long scale).
SCALES = {
    "en": {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    "es": {
        "mil millones": 10**9, "millones": 10**6, "millón": 10**6, "mil": 10**3,
        "billones": 10**12, "billón": 10**12,
    },
}  # fmt: skip
CURRENCIES = {
    "dollar": "USD", "dollars": "USD", "dólar": "USD", "dólares": "USD", "$": "USD", "US$": "USD",
    "euro": "EUR", "euros": "EUR", "€": "EUR", "£": "GBP",
    # Pounds and libras alone are weights as often as money.
    "libras esterlinas": "GBP", "pounds sterling": "GBP",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity; `scaled` when a word such as "million" was part of it."""

    amount: Decimal
    scaled: bool = False


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage: 5 for 5%."""

    amount: Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of a currency (ISO 4217)."""

    amount: Decimal
    currency: str
    scaled: bool = False


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date as far as the text gives it: month with a day, a year or both."""

    month: int
    day: int | None = None
    year: int | None = None


Value = Number | Percent | Money | Date


@dataclass(frozen=True, slots=True)
class Found:
    """A value at `start:end`; `readings` are all that it may mean, the likeliest first."""

    readings: tuple[Value, ...]
    start: int
    end: int

    @property
    def value(self) -> Value:
        """The likeliest reading."""
        return self.readings[0]


# Whole month names that are as short as abbreviations.
_WHOLE = frozenset({"may", "june", "july", "mayo"})


@cache
def months(language: str) -> dict[str, int]:
    """Month names in lower case, CLDR's, with the abbreviations that papers make of them."""
    names = dict(Locale.parse(language).months["format"]["wide"])
    known: dict[str, int] = {}
    for number, name in names.items():
        lowered = name.lower()
        known[lowered] = number
        if len(lowered) > 4:
            # Jan. Feb. Aug. Oct. Nov. Dec. and Sept. (AP); ene. feb. sept. and set. (Fundéu).
            known[lowered[:3]] = number
        if lowered.startswith("sept"):
            known["sept"] = number
    return known


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    names = sorted(months(language), key=len, reverse=True)
    whole = "|".join(name for name in names if len(name) > 4 or name in _WHOLE)
    # A full stop belongs to an abbreviation; after a whole name it ends the sentence.
    short = "|".join(name for name in names if len(name) <= 4 and name not in _WHOLE)
    month = rf"(?:{whole}|(?:{short})\b\.?)"
    scale = "|".join(sorted(SCALES[language], key=len, reverse=True))
    group = r"[.,\u00a0\u202f\u2009]"
    figures = rf"\d{{1,3}}(?:{group}\d{{3}}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
    number = rf"(?:(?:{figures})(?:\s?[½¼¾])?|[½¼¾])"
    spelled = (name for name in CURRENCIES if name[0].isalpha() and name[-1].isalpha())
    words = "|".join(sorted(spelled, key=len, reverse=True))
    amount = rf"(?P<n>{number})(?:[\s-](?P<s>{scale})\b)?"
    if language == "en":
        date = (
            rf"\b(?P<m>{month})\s(?P<d>\d{{1,2}})\b(?!,?\d)(?:,?\s(?P<y>\d{{4}})\b)?"
            rf"|\b(?P<d2>\d{{1,2}})\s(?P<m2>{month})(?!\w)(?:,?\s(?P<y2>\d{{4}})\b)?"
            rf"|\b(?P<m3>{month})(?!\w),?\s(?P<y3>\d{{4}})\b"
        )
    else:
        date = (
            rf"\b(?P<d>\d{{1,2}})(?:\.?º)?\s(?:de\s)?(?P<m>{month})(?!\w)"
            rf"(?:,?\s(?:de[l]?\s)?(?P<y>\d{{4}})\b)?"
            rf"|\b(?P<m3>{month})(?!\w)\s(?:de[l]?\s)?(?P<y3>\d{{4}})\b"
            rf"|\b(?P<m2>{month})(?!\w)\s(?P<d2>\d{{1,2}})\b(?!,?\d)(?:,?\s(?P<y2>\d{{4}})\b)?"
        )
    return (
        # Addresses, scores, phone numbers, model and bill numbers are no values: left alone.
        (
            "verbatim",
            re.compile(
                r"https?://\S+|\S+@\S+|\d+(?:[-–/:]\d+)+|\b\d{1,2}\.\d{1,2}\.\d{2,4}\b|\b[A-Z]+-?\d[\w-]*|\b\d+[A-Za-z]\w*"
            ),
        ),
        ("date", re.compile(date, re.IGNORECASE)),
        (
            "money",
            re.compile(
                rf"(?P<c>US\$|\$|€|£)\s?{amount}(?:\s(?:de\s)?(?:dólares|dollars)\b)?",
                re.IGNORECASE,
            ),
        ),
        ("money", re.compile(rf"{amount}\s?(?:(?:de\s)?(?P<c>{words})\b|(?P<c2>€))", re.I)),
        ("percent", re.compile(rf"(?P<n>{number})(?:\s?%|\s(?:percent|por\sciento)\b)", re.I)),
        ("number", re.compile(rf"{amount}", re.IGNORECASE)),
    )


def decimal_mark(locale: str) -> str:
    """The locale's decimal separator (CLDR)."""
    mark: str = Locale.parse(locale).number_symbols["latn"]["decimal"]
    return mark


def read_number(token: str, mark: str) -> Decimal | None:
    """Read a figure with `mark` for decimals; None where its grouping does not fit."""
    fraction = FRACTIONS.get(token[-1:], Decimal(0))
    digits = token.rstrip("½¼¾ ").strip()
    if not digits:
        return fraction
    group = "." if mark == "," else ","
    pattern = rf"(?:\d+|\d{{1,3}}(?:[{group}   ]\d{{3}})+)(?:{re.escape(mark)}\d+)?"
    if not re.fullmatch(pattern, digits):
        return None
    plain = re.sub(rf"[{group}   ]", "", digits).replace(mark, ".")
    return Decimal(plain) + fraction


def find(text: str, locale: str) -> tuple[Found, ...]:
    """All values of a text, from left to right, read as the locale writes them."""
    language = locale.split("_")[0]
    mark = decimal_mark(locale)
    taken: list[tuple[int, int]] = []
    found: list[Found] = []
    for kind, pattern in _patterns(language):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            if kind == "verbatim":
                continue
            readings = _readings(kind, match, language, mark)
            if readings:
                found.append(Found(readings, *match.span()))
    return tuple(sorted(found, key=lambda item: item.start))


def _readings(kind: str, match: re.Match[str], language: str, mark: str) -> tuple[Value, ...]:
    groups = match.groupdict()
    if kind == "date":
        return _date(groups, language)
    other = "," if mark == "." else "."
    numbers = [read_number(match["n"], one) for one in (mark, other)]
    amounts = [amount for amount in dict.fromkeys(numbers) if amount is not None]
    scale = groups.get("s")
    factor = SCALES[language][scale.lower()] if scale else 1
    if kind == "percent":
        return tuple(Percent(amount) for amount in amounts)
    if kind == "money":
        symbol = groups.get("c") or groups.get("c2") or "$"
        currency = CURRENCIES[symbol if symbol in CURRENCIES else symbol.lower()]
        return tuple(Money(amount * factor, currency, bool(scale)) for amount in amounts)
    return tuple(Number(amount * factor, bool(scale)) for amount in amounts)


def _date(groups: dict[str, str | None], language: str) -> tuple[Value, ...]:
    month = groups.get("m") or groups.get("m2") or groups.get("m3") or ""
    day = groups.get("d") or groups.get("d2")
    year = groups.get("y") or groups.get("y2") or groups.get("y3")
    if day is not None and not 1 <= int(day) <= 31:
        return ()
    return (
        Date(
            months(language)[month.lower().rstrip(".")],
            int(day) if day else None,
            int(year) if year else None,
        ),
    )
