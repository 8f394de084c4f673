"""Years, decades and centuries, and the places in an order that some of them are counted by."""

from __future__ import annotations

import re
from decimal import Decimal

from bilingua.localize.numerals import Kind, spelled
from bilingua.localize.style import HouseStyle
from bilingua.localize.values import Century, Decade, Found, Number, Year

_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})\b")
_FOUR = re.compile(r"\d{4}(?![\d,.]*\d|['’]?s\b)")
_SHORT_YEAR = re.compile(r"[-–/][ ]?(\d\d)(?![\d.,]*\d|[ ]?%|['’]?s\b)")
_DECADE_EN = re.compile(r"(\d{3}0|[1-9]0)['’]?s\b", re.I)
# Engines' renderings of "años 90" and "década de 1990".
_DECADE_AFTER_EN = re.compile(
    r"(?:years|decade[ ]of(?:[ ]the)?)[ ]['’]?(\d{3}0|[1-9]0)(?:['’]?s)?(?![\d%]|[.,]\d)", re.I
)
_DECADE_ES = re.compile(
    r"(?:(?:años|década)[ ](?:de[ ]los[ ](?:años[ ])?|de[ ]|del[ ])?)['’]?(\d{3}0|[1-9]0)(?:['’]?s)?(?![\d%]|[.,]\d)"
    r"(?![ ](?:días|años|meses|personas|millones|mil))",
    re.I,
)
_DECADE_WORD_ES = re.compile(
    r"(?:años|década[ ]de[ ]los(?:[ ]años)?)[ ](veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa)\b",
    re.I,
)
_DECADES_EN = {
    "twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960,
    "seventies": 1970, "eighties": 1980, "nineties": 1990,
}  # fmt: skip
_LOS = re.compile(r"\blos[ ]\Z", re.I)
# In his 30s, temperatures in the 90s: years of age and degrees.
_AGED = re.compile(
    r"\b(?:(?:his|her|their|my|our|your)|(?:temperatures?|highs|lows)[ ][^.,;]{0,16}\b(?:in|to)[ ]the)"
    r"[ ](?:(?:early|mid|middle|late|low|lower|upper|high)[ -])?\Z",
    re.I,
)
_WORD = re.compile(r"[a-z]+", re.I)
_NTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_CENTURY_EN = re.compile(r"[ \u00a0-]centur(?:y|ies)\b", re.I)
_ROMAN_EN = re.compile(r"([IVXLC]+)[ \u00a0-]century\b")
_CENTURY_ES = re.compile(r"siglos?[ \u00a0]([IVXLC]+|\d{1,2})\b", re.I)


STARTS = {
    "en": frozenset({"years", "decade", *_DECADES_EN}),
    "es": frozenset({"años", "década", "siglo", "siglos"}),
}


def read_year(text: str, start: int) -> Found | None:
    """Four figures together that may be a year: 1000 to 2099."""
    match = _FOUR.match(text, start)
    if not match or not 1000 <= int(match[0]) <= 2099:
        return None
    return Found((Year(int(match[0])),), start, match.end())


def read_year_end(text: str, year: Found) -> Found | None:
    """The short end of a range of years (2012-13), which stands right after the first."""
    match = _SHORT_YEAR.match(text, year.end)
    if not match or not isinstance(year.value, Year):
        return None
    full = year.value.year // 100 * 100 + int(match[1])
    return Found((Year(full),), match.start(1), match.end(1)) if full > year.value.year else None


def read_decade(text: str, start: int, language: str) -> Found | None:
    """the 1990s, '90s, the nineties; los años 90, la década de 1990."""
    if language == "en":
        match = _DECADE_EN.match(text, start) or _DECADE_AFTER_EN.match(text, start)
        word = _WORD.match(text, start)
        if word and word[0].lower() in _DECADES_EN:
            return Found(
                (Decade(_DECADES_EN[word[0].lower()], True),), start, word.end(), firm=False
            )
    else:
        match = _DECADE_ES.match(text, start) or _DECADE_EN.match(text, start)
        if word := _DECADE_WORD_ES.match(text, start):
            numeral = spelled(word[1], 0, "es")
            tens = int(numeral.amount) if numeral else 0
            return Found((Decade(1900 + tens, True),), start, word.end(), firm=False)
    if not match:
        return None
    number = int(match[1])
    if 100 <= number < 1000 or number > 2090:
        return None
    decade = Decade(number) if number >= 1000 else Decade(1900 + number, True)
    if language == "en" and decade.short and _AGED.search(text[max(0, start - 50) : start]):
        return Found((Number(Decimal(number)), decade), start, match.end())
    return Found((decade,), start, match.end())


def decade_after_article(text: str, start: int, number: Decimal) -> Decade | None:
    """What a number may be after "los": los 70, los noventa, los 1990, or so many of something."""
    return decade_of(number) if _LOS.search(text[max(0, start - 4) : start]) else None


def decade_of(number: Decimal) -> Decade | None:
    """The decade that a bare number may name: 90, 1990; the century of two figures is not told."""
    if number % 10 or not (20 <= number <= 90 or 1500 <= number <= 2090):
        return None
    return Decade(int(number)) if number > 90 else Decade(1900 + int(number), True)


def read_century(text: str, start: int, language: str) -> Found | None:
    """siglo XXI; the 21st century, whose ordinal may be in words."""
    if language == "es":
        match = _CENTURY_ES.match(text, start)
        number = (int(match[1]) if match[1].isdigit() else roman(match[1].upper())) if match else 0
        return Found((Century(number),), start, match.end()) if match and number else None
    figures = _NTH.match(text, start)
    if figures and (after := _CENTURY_EN.match(text, figures.end())):
        return Found((Century(int(figures[1])),), start, after.end())
    letters = _ROMAN_EN.match(text, start)
    if letters and (number := roman(letters[1])):
        return Found((Century(number),), start, letters.end())
    numeral = None if figures else spelled(text, start, "en")
    if numeral and numeral.kind is Kind.ORDINAL and (after := _CENTURY_EN.match(text, numeral.end)):
        return Found((Century(int(numeral.amount)),), start, after.end(), firm=False)
    return None


def roman(numeral: str) -> int:
    """The value of a Roman numeral up to 399 (Super Bowl XLVII, siglo XXI); 0 for other letters."""
    if not _ROMAN.fullmatch(numeral):
        return 0
    worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    steps = [worth[letter] for letter in numeral]
    return sum(
        -step if step < later else step for step, later in zip(steps, [*steps[1:], 0], strict=True)
    )


def write_decade(value: Decade, style: HouseStyle) -> str:
    """1990s; años 90 or década de 1990, by the style."""
    if style.language == "en":
        return f"’{value.start % 100:02}s" if value.short else f"{value.start}s"
    if style.decades == "years" and 1920 <= value.start <= 1990:
        return f"años {value.start % 100}"
    return f"década de {value.start}"


def write_century(value: Century, style: HouseStyle) -> str:
    """21st century; siglo XXI, in Roman figures (Ortografía de la lengua española)."""
    if style.language == "en":
        return f"{value.number}{_suffix(value.number)} century"
    return f"siglo {_in_roman(value.number)}"


def _suffix(number: int) -> str:
    if 10 < number % 100 < 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def write_ordinal(number: int, feminine: bool, style: HouseStyle) -> str:
    """5th; 5.º or 5.ª, with the full stop (Ortografía de la lengua española)."""
    if style.language == "en":
        return f"{number}{_suffix(number)}"
    return f"{number}.{'ª' if feminine else 'º'}"


def _in_roman(number: int) -> str:
    text = ""
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        text += sign * (number // value)
        number %= value
    return text
