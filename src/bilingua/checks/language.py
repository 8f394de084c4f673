"""Where a translation goes on in the source's language, or keeps a word of it.

Pages that switch back in the middle of a sentence are the fault that readers laugh at (Gizmodo en
Español, 2023). A stretch of words is weighed: function words of either language speak for it,
words copied from the source that are words of its language alone speak against a translation; names
say nothing, nor does what both texts quote of a third language ("c'est la vie").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bilingua.checks.words import FUNCTION, Word, words
from bilingua.lexicon import is_word

# What a word of the target weighs. Between two names a function word belongs to a title or a name:
# "House of Cards", "de la Rosa", "Voices for Africa".
_OWN, _OTHER, _COPIED, _NAME, _PLAIN, _LINK = 1.0, -2.0, 0.7, -0.1, -0.4, 0.1
_LINKS = frozenset("of the and de la las los el y del".split())
# A stretch of this weight was left untranslated; one of less may be a title or a foreign word.
FOREIGN, SUSPECT = 2.0, 1.2


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the target that reads like the source's language, and how much it does."""

    weight: float
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


# A story is asked about twice: segment by segment, and for its names.
@lru_cache(maxsize=1024)
def foreign_run(source: str, target: str, source_language: str, target_language: str) -> Run | None:
    """The stretch of the target that reads most like the source's language, if any does.

    The heaviest run of consecutive words (Kadane's algorithm), in linear time.
    """
    found = words(target)
    copied = _copied(words(source), found)
    best, best_run = 0.0, (0, 0)
    weight, start = 0.0, 0
    for at in range(len(found)):
        if weight <= 0:
            weight, start = 0.0, at
        weight += _weight(found, at, source_language, target_language, copied[at])
        if weight > best:
            best, best_run = weight, (start, at)
    if best < SUSPECT:
        return None
    return Run(best, found[best_run[0]].start, found[best_run[1]].end)


def _weight(found: Sequence[Word], at: int, own: str, other: str, copied: bool) -> float:
    word = found[at]
    if not word.text[0].islower():
        return _OWN if at == 0 and word.lower in FUNCTION[own] else _NAME
    if word.lower in FUNCTION[own]:
        linking = (copied or word.lower in _LINKS) and _in_name(found, at)
        return _LINK if linking else _OWN + 0.3 * copied
    if word.lower in FUNCTION[other]:
        return _OTHER
    return _COPIED if copied and _of_one(word.lower, own, other) else _PLAIN


def _of_one(word: str, own: str, other: str) -> bool:
    """Whether a word is one of the source's language and not of the target's: no "bar", no "blog"."""
    return len(word) > 2 and is_word(word, own) and not is_word(word, other)


def _in_name(found: Sequence[Word], at: int) -> bool:
    """Whether a capitalised word stands on either side, over at most one more small word."""
    before = any(word.text[0].isupper() for word in found[max(0, at - 2) : at])
    return before and any(word.text[0].isupper() for word in found[at + 1 : at + 3])


def _copied(source: Sequence[Word], target: Sequence[Word]) -> list[bool]:
    """Which target words stand beside the same neighbour as in the source."""
    known = {(one.lower, other.lower) for one, other in pairwise(source)}
    marks = [False] * len(target)
    for at, (one, other) in enumerate(pairwise(target)):
        if (one.lower, other.lower) in known:
            marks[at] = marks[at + 1] = True
    return marks
