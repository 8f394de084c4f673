"""Phrases of which a translation left a word as it was: “Hemisphere Occidental”.

The capitalised words of a phrase are translated together or kept together. One that is a word of the
source's language, that the target's has not, and that stands there among translated ones was left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bilingua.engines.base import Direction
from bilingua.names import words as capitals
from bilingua.names.gazetteer import given_names, is_word
from bilingua.names.name import Name
from bilingua.names.runs import Word
from bilingua.names.segment import Segment


def left(
    source: Segment, target: Segment, names: Sequence[Name], direction: Direction
) -> Iterator[tuple[Word, Word]]:
    """The words of `target` that were left, each after the word of `source` that it is."""
    if source.titled or target.titled:
        return
    heard = {word.text: at for at, word in enumerate(target.words)}
    for run in source.runs:
        words = [word for word in source.words[run.first : run.last] if word.capital]
        if any(name.start < words[-1].end and words[0].start < name.end for name in names):
            continue
        for word in words:
            at = heard.get(word.text)
            if at is None or not _is_foreign(word, direction):
                continue
            gone = any(
                other.text not in heard and is_word(other.text, direction.source)
                for other in words
                if not source.opens(source.words.index(other))
            )
            alone = len(words) == 1 and capitals.is_generic(word.text, direction.source)
            joined = gone and _among_translated(source, target, at, direction.target)
            if joined or alone:
                yield word, target.words[at]


def _is_foreign(word: Word, direction: Direction) -> bool:
    """Whether a word is one of the source's language only, and nobody's name."""
    return (
        word.text.istitle()
        and len(word.text) > 3
        and word.text not in given_names()
        and is_word(word.text, direction.source)
        and not is_word(word.text, direction.target)
    )


def _among_translated(source: Segment, target: Segment, at: int, language: str) -> bool:
    """Whether a capitalised word stands beside one that the source has not; beside another word of
    the source's language it is part of what is kept: Committee for Space Research.
    """
    said = {word.text for word in source.words}
    beside = target.words[max(0, at - 1) : at] + target.words[at + 1 : at + 2]
    if any(word.text in said and not is_word(word.text, language) for word in beside):
        return False
    for step in (-1, 1):
        other = at + step
        while 0 <= other < len(target.words) and target.words[other].text in capitals.LINKS:
            other += step
        if 0 <= other < len(target.words):
            word = target.words[other]
            if word.capital and word.text not in said and not target.opens(other):
                return True
    return False
