"""Numbers spelled out in words, in English and in Spanish.

The grammar is that of the Chicago Manual (two hundred and five, twenty-five, two-thirds) and of the Ortografía de la lengua
española (doscientos cinco, veinticinco, treinta y uno, dos tercios).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bilingua.localize.numeral_words import (
    AGES,
    GROUPS,
    HUNDREDS,
    ORDINALS,
    PARTS,
    PLURALS,
    SCALES,
    SMALL,
    SPANISH_PART,
    TENS,
)


class Kind(StrEnum):
    """How a numeral counts: exactly, by place, by parts, or only about how many (thousands)."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in words and where it ends in the text."""

    amount: Decimal
    end: int
    kind: Kind = Kind.CARDINAL


_JOINT = r"[ \u00a0-]"
_NEXT = re.compile(rf"{_JOINT}([^\W\d_½¼¾⅓⅔]+)")
_SECOND = re.compile(r" (?:of|de) (mil millones|[^\W\d_]+)", re.I)
_AND_HALF = {
    "en": re.compile(rf"{_JOINT}and{_JOINT}(?:a|one){_JOINT}(half|quarter)\b", re.I),
    "es": re.compile(r"[ \u00a0]y[ \u00a0](medi[oa]|cuarto)\b", re.I),
}
_OF_PART = re.compile(
    r"(?:a|one)[ -](third|quarter|fifth|tenth|half)(?= of\b|-| (?:the|a)\b)", re.I
)
_CUARTO_DE = re.compile(r" de (?:siglo|milenio)\b", re.I)
_PARTE = re.compile(r" partes?\b", re.I)


def spelled(text: str, start: int, language: str) -> Numeral | None:
    """The number in words that begins at `start`, the longest there is."""
    read = _English(text) if language == "en" else _Spanish(text)
    return read.at(start)


def scale_amount(base: Decimal, text: str, end: int, language: str) -> Decimal:
    """What "and a half" or "y medio" adds after a number whose last step is worth `base`."""
    match = _AND_HALF[language].match(text, end)
    if not match:
        return Decimal(0)
    return base / (4 if match[1].lower() in ("quarter", "cuarto") else 2)


class _Reader:
    """Words of a text, one after the other."""

    language: str

    def __init__(self, text: str) -> None:
        self.text = text

    def word(self, start: int) -> str:
        match = _FIRST.match(self.text, start)
        return match[0].lower() if match else ""

    def next(self, end: int) -> tuple[str, int]:
        match = _NEXT.match(self.text, end)
        return (match[1].lower(), match.end()) if match else ("", end)

    def and_half(self, amount: Decimal, base: int, end: int) -> tuple[Decimal, int]:
        match = _AND_HALF[self.language].match(self.text, end)
        if not match:
            return amount, end
        return amount + scale_amount(Decimal(base), self.text, end, self.language), match.end()

    def vague(self, word: str, end: int) -> Numeral | None:
        """thousands, tens of thousands; miles, cientos de miles."""
        plurals = PLURALS[self.language]
        if word not in plurals:
            return None
        amount = plurals[word]
        second = _SECOND.match(self.text, end)
        factor = {"mil millones": 10**9, **plurals}.get(second[1].lower()) if second else None
        if second and factor:
            return Numeral(Decimal(amount * factor), second.end(), Kind.VAGUE)
        return Numeral(Decimal(amount), end, Kind.VAGUE)


_FIRST = re.compile(r"[^\W\d_½¼¾⅓⅔]+")


class _English(_Reader):
    language = "en"

    def at(self, start: int) -> Numeral | None:
        first = self.word(start)
        end = start + len(first)
        if part := _OF_PART.match(self.text, start):
            return Numeral(Decimal(1) / PARTS["en"][part[1].lower()], part.end(), Kind.FRACTION)
        if first in ("a", "an"):
            word, after = self.next(end)
            if word in AGES:
                return Numeral(Decimal(1), end)
            if word not in ("hundred", "dozen", *SCALES["en"]):
                return None
            return self._cardinal(1, word, end, after)
        if first == "half":
            return self._half(end)
        if first == "quarter" and self.next(end)[0] in AGES:
            return Numeral(Decimal("0.25"), end, Kind.FRACTION)
        if first in GROUPS["en"]:
            return Numeral(Decimal(GROUPS["en"][first]), end)
        if first in SMALL["en"] or first in TENS["en"]:
            return self._cardinal(0, first, start, end)
        if first in ORDINALS["en"]:
            return Numeral(Decimal(ORDINALS["en"][first]), end, Kind.ORDINAL)
        return self.vague(first, end)

    def _half(self, end: int) -> Numeral:
        word, after = self.next(end)
        if word in ("a", "an"):
            word, after = self.next(after)
        scale = {"dozen": 12, **SCALES["en"]}.get(word)
        if scale:
            return Numeral(Decimal(scale) / 2, after, Kind.CARDINAL)
        return Numeral(Decimal("0.5"), end, Kind.FRACTION)

    def _cardinal(self, current: int, word: str, end: int, after: int) -> Numeral:
        """Chunks below a thousand with their scales, from the largest down."""
        total, ceiling, base = 0, 10**15, 1
        while True:
            if word == "and" and current % 100 == 0 and current + total:
                word, after = self.next(after)
                if word not in SMALL["en"] and word not in TENS["en"]:
                    word = "and"
            if (small := SMALL["en"].get(word)) is not None and _fits(small, current, 20):
                current, base = current + small, 1
            elif (tens := TENS["en"].get(word)) is not None and current % 100 == 0:
                current, base = current + tens, 1
            elif word == "hundred" and 0 < current < 100:
                current, base = current * 100, 100
            elif word == "dozen" and 0 < current < 100:
                current, base = current * 12, 12
            elif word in SCALES["en"] and current and SCALES["en"][word] < ceiling:
                ceiling = base = SCALES["en"][word]
                total, current = total + current * base, 0
            else:
                return self._closed(total + current, current, base, word, end, after)
            end = after
            word, after = self.next(end)

    def _closed(
        self, amount: int, current: int, base: int, word: str, end: int, after: int
    ) -> Numeral:
        """A fraction's or an ordinal's last word, or a half on top."""
        ordinal = ORDINALS["en"].get(word)
        if word in PARTS["en"] and amount < 20 and (word.endswith("s") or amount == 1):
            return Numeral(Decimal(amount) / PARTS["en"][word], after, Kind.FRACTION)
        tens = current % 100 >= 20 and current % 10 == 0
        if ordinal and ((tens and ordinal < 10) or (amount and current % 100 == 0)):
            if ordinal == 100:
                return Numeral(Decimal(amount * 100), after, Kind.ORDINAL)
            return Numeral(Decimal(amount + ordinal), after, Kind.ORDINAL)
        total, end = self.and_half(Decimal(amount), base, end)
        return Numeral(total, end)


class _Spanish(_Reader):
    language = "es"

    def at(self, start: int) -> Numeral | None:
        first = self.word(start)
        end = start + len(first)
        if first in ("medio", "media"):
            return self._half(end)
        if first == "mitad":
            return Numeral(Decimal("0.5"), end, Kind.FRACTION)
        if first == "cuarto" and _CUARTO_DE.match(self.text, end):
            return Numeral(Decimal("0.25"), end, Kind.FRACTION)
        if first in ("mil", "cien", "ciento") or first in HUNDREDS:
            return self._cardinal(start)
        if first in SMALL["es"] or first in TENS["es"]:
            return self._cardinal(start)
        if first in GROUPS["es"]:
            return Numeral(Decimal(GROUPS["es"][first]), end)
        if first in ORDINALS["es"] or first.removesuffix("s") in ORDINALS["es"]:
            return self._ordinal(first, end)
        return self.vague(first, end)

    def _half(self, end: int) -> Numeral:
        word, after = self.next(end)
        scale = {"docena": 12, "centenar": 100, "millar": 1000, **SCALES["es"]}.get(word)
        if scale and word != "mil":
            return Numeral(Decimal(scale) / 2, after)
        return Numeral(Decimal("0.5"), end, Kind.FRACTION)

    def _ordinal(self, first: str, end: int) -> Numeral:
        if first in SPANISH_PART and (part := _PARTE.match(self.text, end)):
            return Numeral(Decimal(1) / SPANISH_PART[first], part.end(), Kind.FRACTION)
        number = ORDINALS["es"].get(first) or ORDINALS["es"][first.removesuffix("s")]
        word, after = self.next(end)
        unit = ORDINALS["es"].get(word, 10)
        if number >= 20 and unit < 10:
            return Numeral(Decimal(number + unit), after, Kind.ORDINAL)
        return Numeral(Decimal(number), end, Kind.ORDINAL)

    def _cardinal(self, start: int) -> Numeral:
        """Chunks below a thousand, "mil", "millones" and "billones", from the largest down."""
        total = thousands = chunk = 0
        ceiling, base, end = 10**18, 1, start
        word = self.word(start)
        after = start + len(word)
        while True:
            if (small := SMALL["es"].get(word)) is not None and _fits(small, chunk, 30):
                chunk, base = chunk + small, 1
            elif (tens := TENS["es"].get(word)) is not None and chunk % 100 == 0:
                chunk, base = chunk + tens, 1
            elif (hundreds := HUNDREDS.get(word)) is not None and chunk == 0:
                chunk, base = hundreds, 1
            elif word == "mil" and not thousands:
                thousands, chunk, base = max(chunk, 1) * 1000, 0, 1000
            elif word in ("millón", "millones", "billón", "billones"):
                scale = SCALES["es"][word]
                if scale >= ceiling or not thousands + chunk:
                    break
                total, thousands, chunk = total + (thousands + chunk) * scale, 0, 0
                ceiling = base = scale
            elif word in ("docena", "docenas", "decena", "decenas") and 0 < chunk < 100:
                chunk, base, end = chunk * (12 if "doc" in word else 10), 12, after
                break
            else:
                break
            end = after
            word, after = self.next(end)
            if word == "y" and chunk % 10 == 0 and chunk % 100 >= 30:
                following, later = self.next(after)
                if SMALL["es"].get(following, 10) < 10:
                    word, after = following, later
        amount = total + thousands + chunk
        return self._closed(amount, base, word, end, after)

    def _closed(self, amount: int, base: int, word: str, end: int, after: int) -> Numeral:
        if amount < 20 and word in PARTS["es"] and (word != "décimo" or amount == 1):
            return Numeral(Decimal(amount) / PARTS["es"][word], after, Kind.FRACTION)
        part = SPANISH_PART.get(word.removesuffix("s"))
        if part and amount < 20 and (match := _PARTE.match(self.text, after)):
            return Numeral(Decimal(amount) / part, match.end(), Kind.FRACTION)
        total, end = self.and_half(Decimal(amount), base, end)
        return Numeral(total, end)


def _fits(small: int, chunk: int, tens: int) -> bool:
    """Whether a number goes on a chunk: two hundred and two, thirty-two; not two two.

    `tens` is the first ten that units are added to: veinte has words of its own for that.
    """
    return chunk % 100 == 0 or (small < 10 and chunk % 10 == 0 and chunk % 100 >= tens)
