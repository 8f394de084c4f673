"""Small numbers in words, both languages: what a figure may have become on the way.

CLDR's spell-out rules are not in Babel, hence this table.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

_WORDS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte",
}
_MORE = {
    "en": {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
           "ninety": 90, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9,
           "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "half": 0.5,
           "once": 1, "twice": 2, "dozen": 12, "noon": 12, "midnight": 12, "a": 1, "an": 1},
    "es": {"un": 1, "una": 1, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60,
           "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "ciento": 100, "mil": 1000,
           "millón": 10**6, "medio": 0.5, "media": 0.5, "mitad": 0.5, "primer": 1, "primero": 1,
           "primera": 1, "segundo": 2, "segunda": 2, "tercer": 3, "tercero": 3, "tercera": 3,
           "cuarto": 4, "cuarta": 4, "quinto": 5, "quinta": 5, "sexto": 6, "sexta": 6,
           "docena": 12, "mediodía": 12, "medianoche": 12, "veintiún": 21},
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _table(language: str) -> dict[str, Decimal]:
    table = {word: Decimal(n) for n, word in enumerate(_WORDS[language].split())}
    return table | {word: Decimal(str(n)) for word, n in _MORE[language].items()}


def spelled(text: str, language: str) -> frozenset[Decimal]:
    """The numbers that a text has in words; a whole and a half also count as their sum."""
    table = _table(language)
    numbers = {table[word] for word in _WORD.findall(text.lower()) if word in table}
    half = Decimal("0.5")
    return frozenset(numbers | ({n + half for n in numbers} if half in numbers else set()))
