"""Words that stand in a translation where a name should: “Piedra” for Stone.

An ordinary word with a capital that nothing in the source explains stands about where a capitalised
word of the source is missing. Which of them is meant by which, only the places tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bilingua.engines.base import Direction
from bilingua.names import words as capitals
from bilingua.names.compare import Likeness, nearest, plain, share
from bilingua.names.gazetteer import Place, given_names, is_word
from bilingua.names.loss import mentions
from bilingua.names.name import Kind, Name
from bilingua.names.people import ROYAL
from bilingua.names.runs import Word
from bilingua.names.segment import Segment
from bilingua.names.spots import places_of

# How far from its place in the source a word may stand for a name, as a share of the sentence.
_NEAR = 0.4
# Share of common letters above which an ordinary word is one of the source's, may be one: Institute,
# Instituto; Andean, Andina.
_COGNATE, _ADAPTED = 0.75, 0.6
_ARTICLES = frozenset("el la los las the".split())
_STOPS = frozenset(",;:.()")


class Swap(NamedTuple):
    """A capitalised word of the source and the word that stands for it; `sure` if it is a name by
    its letters.
    """

    name: Word
    instead: Word
    sure: bool


def swaps(
    source: Segment, target: Segment, names: Sequence[Name], direction: Direction
) -> list[Swap]:
    """The words of `target` that stand for names of `source`, each with the nearest; `names` are
    those that were found in the source.
    """
    if source.titled or target.titled:
        return []
    usurpers = list(_usurpers(source, target, direction))
    if not usurpers:
        return []
    missing = list(_missing(source, target, names, [word for word, _ in usurpers], direction))
    neighbours = _neighbours(source), _neighbours(target)
    only = len(missing) == len(usurpers) == 1
    found = []
    for usurper, phrased in usurpers:
        place = usurper.start / len(target.text)

        def distance(word: Word, place: float = place) -> float:
            return abs(word.start / len(source.text) - place)

        # What stands in a phrase may be the translation of any word, but of no name.
        able = [
            word
            for word, sure in missing
            if (sure or not phrased)
            and (distance(word) < _NEAR or ((sure or only) and not phrased))
        ]
        if able:
            name = min(able, key=distance)
            sure = (name, True) in missing
            missing.remove((name, sure))
            # A place may be said by another word, and the phrase be something else's.
            placed = any(
                one.kind is Kind.PLACE and one.start <= name.start < one.end for one in names
            )
            found.append(Swap(name, usurper, sure and not (placed and phrased)))
        elif other := _beside(usurper, *neighbours, direction):
            found.append(Swap(other, usurper, sure=False))
    return found


# The words that follow one another within a phrase, each with the one before or after it.
_Neighbours = dict[tuple[str, int], list[Word]]


def _neighbours(segment: Segment) -> _Neighbours:
    """By a capitalised word and a step from it, those that stand there in the same phrase."""
    found: _Neighbours = {}
    big = [word for word in segment.words if word.text not in capitals.LINKS]
    for one, two in pairwise(big):
        if one.capital and two.capital and not set(segment.text[one.end : two.start]) & _STOPS:
            found.setdefault((one.text, 1), []).append(two)
            found.setdefault((two.text, -1), []).append(one)
    return found


def _beside(
    usurper: Word, said: _Neighbours, heard: _Neighbours, direction: Direction
) -> Word | None:
    """The word of the source in whose place, beside a word that was kept, another stands: Santa Fe,
    Piedra Fe.
    """
    for place, words in heard.items():
        if usurper in words and not all(is_word(place[0], language) for language in direction):
            told = {word.text for word in words}
            for word in said.get(place, ()):
                if word.text not in told and share(word.text, usurper.text) < _COGNATE:
                    return word
    return None


def _missing(
    source: Segment,
    target: Segment,
    names: Sequence[Name],
    usurpers: Sequence[Word],
    direction: Direction,
) -> Iterator[tuple[Word, bool]]:
    """Capitalised words that may be names and that the target lacks, or has less often; whether
    they surely are: no dictionary has them, or they were found to name a person or a place.
    """
    heard = Counter(plain(word.text) for word in target.words)
    said = Counter(plain(word.text) for word in source.words)
    # What the source explains otherwise is no form of a name that is missing.
    others = [
        word for word in target.words if word not in usurpers and plain(word.text) not in said
    ]
    named = {
        at
        for name in names
        if name.kind in (Kind.PERSON, Kind.PLACE)
        for at in range(name.start, name.end)
    }
    kept = _placed(source, direction.source, target, direction.target)
    for at, word in enumerate(source.words):
        plainly = is_word(word.text, direction.source)
        ordinary = plainly and word.start not in named
        if not _may_be_name(word, direction.source) or (plainly and _is_epithet(source, at)):
            continue
        if place := kept.get(word):
            if _times(place, source) > _times(place, target):
                yield word, False
            continue
        if ordinary and (source.opens(at) or _in_phrase(source, at, direction.source)):
            continue
        if small := heard[plain(word.text)]:
            if said[plain(word.text)] > small:
                yield word, not ordinary
        elif nearest(word.text, others)[0] is Likeness.OTHER:
            alike = max((share(word.text, other.text) for other in usurpers), default=0.0)
            if alike < _COGNATE:
                yield word, not ordinary and alike < _ADAPTED


def _is_epithet(segment: Segment, at: int) -> bool:
    """Whether a word stands after a name and an article: Alexander the Great, Alejandro el Grande."""
    before = segment.words[max(0, at - 2) : at]
    return len(before) == 2 and before[0].capital and before[1].text in _ARTICLES


def _placed(segment: Segment, language: str, other: Segment, tongue: str) -> dict[Word, Place]:
    """The words that name places which the other side names, too."""
    return {
        word: place
        for run in segment.runs
        for part, place in places_of(segment, run, language)
        if mentions(place, other, tongue)
        for word in segment.words[part.first : part.last]
    }


def _times(place: Place, segment: Segment) -> int:
    """How often a segment names a place of one word or what is of there; of others it is not told."""
    if " " in place.english + place.spanish:
        return 0
    stems = tuple(plain(form)[: max(4, len(form) - 3)] for form in (place.english, place.spanish))
    return sum(plain(word.text).startswith(stems) for word in segment.words)


def _in_phrase(
    segment: Segment, at: int, language: str, names: Collection[str] = frozenset()
) -> bool:
    """Whether an ordinary word stands beside another with a capital, as in what is translated word
    by word: the Dead Sea, la Selva Negra, Muro de las Lamentaciones. Of `names` it is none.
    """
    for step in (-1, 1):
        other = at + step
        while 0 <= other < len(segment.words) and segment.words[other].text in capitals.LINKS:
            other += step
        if not 0 <= other < len(segment.words):
            continue
        one, two = sorted((segment.words[at], segment.words[other]))
        word = segment.words[other]
        if word.text in names or word.small in capitals.COMPASS:
            continue
        joined = not set(segment.text[one.end : two.start]) & _STOPS
        if joined and word.capital and not segment.opens(other) and is_word(word.text, language):
            return True
    return False


def _may_be_name(word: Word, language: str) -> bool:
    return (
        word.text.istitle()
        and word.text.isalpha()
        and len(word.text) > 2
        and (word.text in given_names() or not capitals.is_generic(word.text, language))
        and word.small not in capitals.COMPASS
        and word.small not in ROYAL
        and word.small not in capitals.UNIQUE
    )


def _usurpers(
    source: Segment, target: Segment, direction: Direction
) -> Iterator[tuple[Word, bool]]:
    """Ordinary words of the target with a capital of their own that the source does not explain;
    whether they stand in a phrase.
    """
    language = direction.target
    said = [word for word in source.words if word.capital]
    shared = {word.text for word in said}
    kept = _placed(target, direction.target, source, direction.source)
    for at, word in enumerate(target.words):
        if (
            _may_be_name(word, language)
            and not target.opens(at)
            and is_word(word.text, language)
            and word.text not in given_names()
            and not capitals.is_country_word(word.text, language)
            and word not in kept
            and nearest(word.text, said, _COGNATE)[0] is Likeness.OTHER
        ):
            headed = _in_institution(target.words, at, language)
            yield word, headed or _in_phrase(target, at, language, shared)


def _in_institution(words: Sequence[Word], at: int, language: str) -> bool:
    """Whether a word stands in what an institution is called: Corte Suprema, Muro del Llanto."""
    before = at - 1
    while before > 0 and words[before].text in capitals.LINKS:
        before -= 1
    return any(
        word.capital and word.small in capitals.INSTITUTIONS[language]
        for word in (*words[max(0, before) : at], *words[at + 1 : at + 2])
    )
