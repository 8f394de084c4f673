"""Words of the news that Apertium's Spanish and Portuguese dictionaries lack, or have wrong.

The lists (data/es-pt.txt, data/pt-es.txt) have those that were met most often; what a rule respells
rightly (obesidad, obesidade) is not in them. Plurals and feminines are derived. What its dictionary
says that is no Portuguese, or means something else (respaldou, estadounidense), is in data/pt.txt.
What bilingua's own model from Portuguese has hardly met, and has one Spanish word, is in
data/unheard.txt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bilingua.engines.base import Direction
from bilingua.lexicon.nouns import plural

_WORD = re.compile(r"[^\W\d_]+")
_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# How a Portuguese plural is made of what ends so; the first that fits.
_PLURALS = tuple(
    (re.compile(rf"(?<=\w){ending}\Z"), more)
    for ending, more in (
        ("ão", "ões"), ("m", "ns"), ("l", "is"), ("([rz])", r"\1es"), ("s", "s"), ("", "s"),
    )
)  # fmt: skip


def said(word: str, direction: Direction) -> str | None:
    """What the other language has for a word in lower case, where the list or a form of it says so."""
    words = _words(direction)
    if found := words.get(word):
        return found
    for ending in ("es", "s"):
        if word.endswith(ending) and (one := said(word.removesuffix(ending), direction)):
            return _plural(one, direction.target)
    his = words.get(word[:-1] + "o") if word.endswith("a") else None
    return his[:-1] + "a" if his and his.endswith("o") else None


def in_portuguese(text: str) -> str:
    """Apertium's Portuguese with Portuguese words for those that are none."""
    wrong = _read("pt.txt")
    if wrong.keys().isdisjoint(_WORD.findall(text.lower())):
        return text
    return _WORD.sub(lambda match: _corrected(match[0], wrong), text)


def in_part_spanish(text: str) -> str:
    """Portuguese with Spanish words for those that bilingua's model from it has hardly met.

    It copies them as it copies names; what it makes of the others is often no word at all. What has a
    capital may be a name (Coelho, Recife) and stays.
    """
    unheard = _read("unheard.txt")
    return _HYPHENATED.sub(lambda match: unheard.get(match[0], match[0]), text)


def _corrected(word: str, wrong: Mapping[str, str]) -> str:
    right = wrong.get(word.lower(), word)
    return right[0].upper() + right[1:] if word[0].isupper() else right


def _plural(text: str, language: str) -> str:
    """The plural of a word; of several, of the first: aerolíneas, companhias aérea."""
    first, *rest = text.split(" ")
    if first == "de":
        return text
    if language == "es":
        return " ".join([plural(first, language), *rest])
    ending, more = next(one for one in _PLURALS if one[0].search(first))
    return " ".join([ending.sub(more, first, count=1), *rest])


@cache
def _words(direction: Direction) -> Mapping[str, str]:
    return _read(f"{direction.source}-{direction.target}.txt")


@cache
def _read(name: str) -> Mapping[str, str]:
    data = files(__package__) / "data" / name
    lines = data.read_text("utf-8").splitlines() if data.is_file() else ()
    return dict(line.split(" ", 1) for line in lines)
