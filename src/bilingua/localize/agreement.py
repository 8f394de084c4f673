"""Small words that take the form of their neighbour: y/e, o/u, del/al, el agua, la sesión, el lunes; a/an.

Sources: Diccionario panhispánico de dudas, entries y², o¹, el, del; Nueva gramática, 2.1 to 2.4 (the
gender of derived nouns); Associated Press, "a, an".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bilingua.localize.dates import day_names


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"


def _after(words: Iterable[str]) -> str:
    return _any(f"(?<={word} )" for word in words)


_WEEKDAYS = tuple(day_names("es"))
_PARTS_OF_DAY = ("mañana", "tarde", "noche", "madrugada")
_FORMS = {
    "es": (
        # "y hielo", "y iones": a glide is no vowel. "iPhone" and "Iowa" begin with another sound.
        (re.compile(r"\by (?=(?:h?[ií](?![aeouáéóú])|hí)[a-zñ]{2}|I(?:nglat|srael|tali|ndia|sabel|gnacio|rlanda|ndonesia|rán\b|rak\b))(?!i[A-Z])"), "y", "e"),
        (re.compile(r"(?<=[a-z] )e (?=(?![ií]|h[ií])[a-záéóú]{3})"), "e", "y"),
        (re.compile(r"(?<=[\w,] )o (?=h?[oó][a-zñ]{2}|O[a-z]{2})"), "o", "u"),
        (re.compile(r"(?<=\w )u (?=(?!h?[oóOÓ])[a-záéíúñ]{3})"), "u", "o"),
        (re.compile(r"\bde el\b(?= [a-záéíóúñ])"), "de el", "del"),
        (re.compile(r"\ba el\b(?= [a-záéíóúñ])"), "a el", "al"),
        # A weekday has an article, and its parts are "por la noche".
        (re.compile(rf"\bhasta (?={_any(_WEEKDAYS)}\b)"), "hasta", "hasta el"),
        (re.compile(rf"{_after(_PARTS_OF_DAY)}de (?={_any(_WEEKDAYS)}\b)"), "de", "del"),
        (re.compile(rf"{_after(_WEEKDAYS)}a (?=la {_any(_PARTS_OF_DAY)}\b(?! del? ))"), "a", "por"),
        # Feminine nouns that begin with a stressed a.
        (re.compile(r"\bla (?=(?:agua|águila|alma|área|arma|aula|hambre|hacha|ave|ala|acta|ancla|habla|alba)\b)"), "la", "el"),
        (re.compile(r"\buna (?=(?:agua|águila|alma|área|arma|aula|hacha|ave|ala|acta|ancla)\b)"), "una", "un"),
    ),
    "en": (
        (re.compile(r"\ba (?=(?:[aei](?!u)|o(?!n[ce]\b|ne-|ui))[a-z]|u(?!ni(?!n|m)|s[aeiu]|k|r[aeiou]|t[aeio]|b[iou])[a-z]|(?:hour|honest|honou?r|heir)|(?:8|11|18)\b|F[A-Z]I\b)"), "a", "an"),
        (re.compile(r"\ban (?=(?!hour|honest|honou?r|heir|historic|h[oae]tel)[bcdfghjklmnpqrstvwyz][a-z]{2}|uni(?!n|m)|one\b|euro)"), "an", "a"),
    ),
}  # fmt: skip
# What ends so has this gender, whatever it is made of.
_FEMININE = r"[a-záéíóúñ]+(?:(?:[ie]dad|tud)(?:es)?|[cs]i(?:ón|ones))\b"
# ("Que la trabaje" has a verb.)
_MASCULINE = r"(?!(?:tra|en)?[bc]aj|relaj|via|ultraj)[a-záéíóúñ]+(?:ajes?|mientos?|ismos?)\b"
_TO_FEMININE = {
    "el": "la", "un": "una", "del": "de la", "al": "a la", "este": "esta", "ese": "esa",
    "los": "las", "unos": "unas", "estos": "estas", "esos": "esas",
}  # fmt: skip
_GENDERS = tuple(
    (re.compile(rf"\b(?<!-)((?i:{'|'.join(forms)})) (?={nouns})"), forms)
    for nouns, forms in (
        (_FEMININE, _TO_FEMININE),
        (_MASCULINE, {she: he for he, she in _TO_FEMININE.items() if " " not in she}),
    )
)


class Disagreement(NamedTuple):
    """A small word, where it stands, and the form that it should have."""

    start: int
    wrong: str
    right: str


def disagreements(text: str, language: str) -> Iterator[Disagreement]:
    """The words of a text in the form that their neighbour does not take."""
    for pattern, wrong, right in _FORMS[language]:
        for match in pattern.finditer(text):
            yield Disagreement(match.start(), wrong, right)
    for pattern, forms in _GENDERS if language == "es" else ():
        for match in pattern.finditer(text):
            right = forms[match[1].lower()]
            if match[1][0].isupper():
                right = right[0].upper() + right[1:]
            yield Disagreement(match.start(), match[1], right)


def agreed(text: str, language: str) -> str:
    """A text with its small words in the form that their neighbour takes."""
    pieces: list[str] = []
    end = len(text)
    # Of "de el decisión" the later is put right, which settles both.
    for start, wrong, right in sorted(disagreements(text, language), reverse=True):
        if start + len(wrong) <= end:
            pieces += [text[start + len(wrong) : end], right]
            end = start
    return "".join([text[:end], *reversed(pieces)])
