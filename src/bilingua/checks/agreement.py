"""Small words that take the form of their neighbour: y/e, o/u, del/al, el agua; a/an.

Sources: Diccionario panhispánico de dudas, entries y², o¹, el, del; Associated Press, "a, an".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair

_FORMS = {
    "es": (
        # "y hielo", "y iones": a glide is no vowel. "iPhone" and "Iowa" begin with another sound.
        (re.compile(r"\by (?=(?:h?[ií](?![aeouáéóú])|hí)[a-zñ]{2}|I(?:nglat|srael|tali|ndia|sabel|gnacio|rlanda|ndonesia|rán\b|rak\b))(?!i[A-Z])"), "y", "e"),
        (re.compile(r"(?<=[a-z] )e (?=(?![ií]|h[ií])[a-záéóú]{3})"), "e", "y"),
        (re.compile(r"(?<=[\w,] )o (?=h?[oó][a-zñ]{2}|O[a-z]{2})"), "o", "u"),
        (re.compile(r"(?<=\w )u (?=(?!h?[oóOÓ])[a-záéíúñ]{3})"), "u", "o"),
        (re.compile(r"\bde el\b(?= [a-záéíóúñ])"), "de el", "del"),
        (re.compile(r"\ba el\b(?= [a-záéíóúñ])"), "a el", "al"),
        # Feminine nouns that begin with a stressed a.
        (re.compile(r"\bla (?=(?:agua|águila|alma|área|arma|aula|hambre|hacha|ave|ala|acta|ancla|habla|alba)\b)"), "la", "el"),
        (re.compile(r"\buna (?=(?:agua|águila|alma|área|arma|aula|hacha|ave|ala|acta|ancla)\b)"), "una", "un"),
    ),
    "en": (
        (re.compile(r"\ba (?=(?:[aei](?!u)|o(?!n[ce]\b|ne-|ui))[a-z]|u(?!ni(?!n|m)|s[aeiu]|k|r[aeiou]|t[aeio]|b[iou])[a-z]|(?:hour|honest|honou?r|heir)|(?:8|11|18)\b|F[A-Z]I\b)"), "a", "an"),
        (re.compile(r"\ban (?=(?!hour|honest|honou?r|heir|historic|h[oae]tel)[bcdfghjklmnpqrstvwyz][a-z]{2}|uni(?!n|m)|one\b|euro)"), "an", "a"),
    ),
}  # fmt: skip


def check(pair: SegmentPair) -> Iterator[Finding]:
    """Words in the form that their neighbour does not take."""
    for pattern, wrong, right in _FORMS[pair.target_style.language]:
        for match in pattern.finditer(pair.target):
            start = match.start()
            yield Finding("agreement", Severity.WARNING, "“{wrong}” should be “{right}” here.",
                          {"wrong": wrong, "right": right},
                          target=(start, start + len(wrong)))  # fmt: skip
