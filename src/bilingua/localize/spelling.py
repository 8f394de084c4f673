"""English as Americans or as the British spell it (data/spelling.txt).

Engines mix both. Names keep their spelling (the Labour Party, Pearl Harbor): a capitalised word is
touched only at the head of a sentence and in the titles of ministers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bilingua.lexicon import is_word

_DATA = Path(__file__).parent / "data" / "spelling.txt"
# What stands before a word whose capital is the sentence's.
_HEAD = re.compile(r"(?:\A|[.!?]\s)[\"'“‘(]*\Z")
_OFFICE = re.compile(r" (?:Minister|Ministry|Secretary|Department|Committee)\b")


@dataclass(frozen=True, slots=True)
class _Spelling:
    other: dict[str, str]  # this spelling of what the other begins with
    words: re.Pattern[str]


def respelled(source: str, text: str, spelling: str) -> str:
    """An English translation in one spelling, "american" or "british"; any other leaves it as it is.

    A word that the source has, too, is kept.
    """
    if spelling not in ("american", "british"):
        return text
    table = _table(spelling)

    def written(match: re.Match[str]) -> str:
        word = match[0]
        if not word.islower():
            heads = word.istitle() and _HEAD.search(text, max(0, match.start() - 4), match.start())
            if not heads and not (word.istitle() and _OFFICE.match(text, match.end())):
                return word
        begun = match[1].lower()
        own = table.other[begun] + word[len(begun) :].lower()
        if word in source or not is_word(own, "en"):
            return word
        return own.capitalize() if word[0].isupper() else own

    return table.words.sub(written, text)


@cache
def _table(spelling: str) -> _Spelling:
    other: dict[str, str] = {}
    for line in _DATA.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        british, american, *one_way = line.split()
        if spelling == "american":
            other[british] = american
        elif not one_way:
            other[american] = british
    begun = "|".join(sorted(other, key=len, reverse=True))
    return _Spelling(other, re.compile(rf"\b({begun})\w*\b", re.I))
