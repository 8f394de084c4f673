"""The capitalised words of a segment and the runs that they form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

# A word with what holds it together: O'Brien, Al-Azhar, U.S, AT&T.
_WORD = re.compile(r"[^\W_]+(?:[-'’&.][^\W_]+)*")
_POSSESSIVE = ("'s", "’s")
# What may stand between the words of a run; a full stop after an initial or an abbreviation only.
_SPACE = frozenset((" ", "\u00a0"))
_STOP = frozenset((". ", ".\u00a0"))
_ABBREVIATED = frozenset(
    "Mr Mrs Ms Dr Dra Sr Sra Srta St Sta Jr Prof Gen Sen Rep Gov Lt Col Capt Sgt Maj Rev Hon Lic Ing".split()
)


class Word(NamedTuple):
    """A word and where it stands."""

    start: int
    end: int
    text: str

    @property
    def small(self) -> str:
        """The word without capitals."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital; English "I" says nothing by its own."""
        return self.text[0].isupper() and self.text != "I"


class Run(NamedTuple):
    """Words `first` up to `last` (excluded) of a segment, capitalised but for the particles."""

    first: int
    last: int


def words_of(segment: str) -> list[Word]:
    """The words of a segment, without the possessive."""
    words = []
    for match in _WORD.finditer(segment):
        (start, end), text = match.span(), match[0]
        if text[-1] == "s" and text.endswith(_POSSESSIVE):
            text, end = text[:-2], end - 2
        words.append(Word(start, end, text))
    return words


def runs_of(segment: str, words: Sequence[Word], particles: frozenset[str]) -> list[Run]:
    """Runs of capitalised words, in order; a particle or two may stand between two of them."""
    runs, at = [], 0
    while at < len(words):
        if not words[at].capital:
            at += 1
            continue
        first, at = at, at + 1
        while at < len(words) and _joined(segment, words[at - 1], words[at]):
            after = at
            while after < min(len(words) - 1, at + 2) and words[after].text in particles:
                after += 1
            if not words[after].capital or (after > at and not _spaced(segment, words, at, after)):
                break
            at = after + 1
        runs.append(Run(first, at))
    return runs


def _joined(segment: str, one: Word, other: Word) -> bool:
    gap = segment[one.end : other.start]
    return gap in _SPACE or (gap in _STOP and abbreviated(one.text))


def abbreviated(word: str) -> bool:
    """Whether a full stop after a word ends no sentence: an initial, a title."""
    return len(word) == 1 or word in _ABBREVIATED


def _spaced(segment: str, words: Sequence[Word], first: int, last: int) -> bool:
    return all(segment[words[n].end : words[n + 1].start] in _SPACE for n in range(first - 1, last))
