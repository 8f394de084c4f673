"""Capitals that engines cannot read: the ALL CAPS of wire briefs, the Title Case of headlines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from bilingua.names.name import Name

_WORD = re.compile(r"[^\W\d_][\w'’]*")
# In all-caps text only these can be known for acronyms; they are read as such in any case.
_ACRONYMS = frozenset(
    "US USA U.S UN UK EU FBI CIA ICE NASA NATO FEMA IRS NBA NFL MLB NHL GOP TV AI DNA HIV CDC FDA "
    "EPA SEC CEO ONU OTAN OEA UE PIB TSA AP MPH PM AM".split()
)
_MERIDIEM = re.compile(r"\b[AP]\.\s?M\b")
# A sentence opens the text, or follows a word too long for an abbreviation.
_OPENING = re.compile(r"(\A\W*|(?<=\w{4}[.!?])\s+\W*)(\w)")
_DOTTED = re.compile(r"(?:[A-ZÁÉÍÓÚÑ]\.){2,}")
# English prepositions and articles stay small in Title Case (AP: those of three letters or fewer).
_SMALL = frozenset(
    "a an and as at but by for from if in into nor of off on or over per so than the to up via vs "
    "with yet".split()
)
# A headline is a line; a longer run of capitalised words is a list of names.
_HEADLINE_WORDS = 18


@dataclass(frozen=True, slots=True)
class Recased:
    """A segment as an engine reads it best; `shouted` when it was in capitals throughout.

    `names` are those found in the text.
    """

    text: str
    shouted: bool = False
    names: tuple[Name, ...] = ()


def recase_all(segments: Sequence[str]) -> list[Recased]:
    """Recase the segments of one language, each helped by what the others say.

    A word that some segment has in lower case is no name; a word that is always capitalised within
    sentences is one.
    """
    words = _Words.of(segments)
    return [_recased(segment, words) for segment in segments]


@dataclass(frozen=True, slots=True)
class _Words:
    """Words as running text writes them: those seen in lower case, those seen as names."""

    common: frozenset[str]
    names: frozenset[str]

    @classmethod
    def of(cls, segments: Iterable[str]) -> _Words:
        common: set[str] = set()
        names: set[str] = set()
        for segment in segments:
            words = _WORD.findall(segment)
            if _is_shouted(words) or _is_titled(words):
                continue
            common.update(word for word in words if word.islower())
            names.update(word for word in words[1:] if not word.islower())
        return cls(frozenset(common), frozenset(names))


def _recased(segment: str, words: _Words) -> Recased:
    found = _WORD.findall(segment)
    if _is_shouted(found):
        return Recased(_lowered(segment, words), shouted=True)
    if _is_titled(found):
        return Recased(_sentence(segment, words))
    return Recased(segment)


def _is_shouted(words: Sequence[str]) -> bool:
    long = [word for word in words if len(word) > 1]
    return len(long) >= 3 and all(word.isupper() for word in long)


def _is_titled(words: Sequence[str]) -> bool:
    """Whether every word but the small ones is capitalised, as no sentence is."""
    big = [word for word in words if word.lower() not in _SMALL]
    return 4 <= len(big) <= _HEADLINE_WORDS and all(word[0].isupper() for word in big)


def _sentence(segment: str, words: _Words) -> str:
    """A Title Case headline as a sentence: only the words that are known for no names are lowered."""

    def lower(match: re.Match[str]) -> str:
        word = match[0]
        if match.start() == first or not word.istitle() or word in words.names:
            return word
        small = word.lower()
        return small if small in words.common or small in _everyday() else word

    opening = _WORD.search(segment)
    first = opening.start() if opening else 0
    return _WORD.sub(lower, segment)


def _lowered(text: str, words: _Words) -> str:
    text = _MERIDIEM.sub(lambda match: match[0].lower(), text)
    dotted = [match.span() for match in _DOTTED.finditer(text)]
    written = {name.upper(): name for name in words.names if name.lower() not in words.common}

    def lower(match: re.Match[str]) -> str:
        inside = any(start <= match.start() < end for start, end in dotted)
        if inside or match[0] in _ACRONYMS:
            return match[0]
        return written.get(match[0], match[0].lower())

    return _OPENING.sub(lambda m: m[1] + m[2].upper(), _WORD.sub(lower, text))


@cache
def _everyday() -> frozenset[str]:
    """Words that headlines live on and that are nobody's name."""
    return frozenset(
        """about after again against agree agrees ahead aid all amid announces approve approves
        arrest arrested arrests asks back backs ban bans before begin begins bill billion board
        budget build business calls case change charge charged charges chief children cities city
        close closes companies company confirm confirms council county court courts crash crisis
        cut cuts day days dead deal death debate deputy dies director dollars drop drops end ends
        faces fall falls fight finds fire first five foreign four fund funds gets getting global
        government governor group growth health held help helps high hits home homes hospital hours
        house housing how immigrants immigration investigate investigation is it its jobs judge
        killed kills last law lawmakers lawsuit leader leaders leads leave leaves less local long
        loses loss major makes man mayor measure men migrant migrants migration million missing
        money month months more most moves near new next night no not now officer officials oil
        old one open opens order orders out parents pay people plan plans police policy port
        president price prices program project public raise raises record report reports residents
        return returns rise rises rules safety says school schools season second seek seeks sees
        senators set sets seven shooting six slow small state storm street strike strikes students
        sues suspect takes talks tax taxes teachers ten that their these they third this three time
        trade trial two under vote voters votes wage wages war warns water week weeks what when
        where who why will win wins without woman women work workers world wounded year years
        young""".split()
    )
