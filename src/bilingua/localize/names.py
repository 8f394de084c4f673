"""Names that an engine wrote without their accents, as the source writes them.

Models lack letters of the other language (Peña becomes Pena, García becomes Garcia); a name is
never translated, so its letters are the source's.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from bilingua.names.gazetteer import places

_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:['’-][A-ZÀ-Þ][^\W\d_]+)*")


def restore_names(source: str, target: str, language: str) -> str:
    """`target` with the accents of the capitalised words that it shares with `source`.

    Places are left: each `language` has its own name for them (names/gazetteer.py).
    """
    names = {name for name in _NAME.findall(source) if bare(name) != name}
    written = {bare(name): name for name in names if not re.search(rf"\b{name}\b", target)}
    plain = set(_NAME.findall(source)) - names | _places(language)
    for stripped, name in written.items():
        if stripped not in plain:
            target = re.sub(rf"\b{re.escape(stripped)}\b", name, target)
    return target


@cache
def _places(language: str) -> frozenset[str]:
    differing = (place for place in places(language).values() if place.english != place.spanish)
    words = {word for place in differing for word in _NAME.findall(place.name(language))}
    return frozenset({*words, *map(str.upper, words), "America"})


def bare(text: str) -> str:
    """A text without its accents: ñ is n, é is e."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))
