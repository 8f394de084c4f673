"""Ordinary words that together are what a firm, a club or a thing is called: Star Alliance."""

from __future__ import annotations

from collections.abc import Sequence

from bilingua.names import words as capitals
from bilingua.names.runs import Run, Word
from bilingua.names.segment import Segment
from bilingua.names.story import Story

# Before what is one of several, or somebody's: no name has them in English.
_DETERMINERS = frozenset(
    "the a an this that these those every each no any some my your his her its our their".split()
)
_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())
_DAYS = frozenset("day eve night year week".split())
# Between the words of what is called by several.
# No institution is called by more words than about so many.
_REACH = 16
_JOINTS = frozenset("of and for the on in de del y e la el los las en".split())


def is_firm(segment: Segment, run: Run, part: Sequence[Word], story: Story) -> bool:
    """Whether a run that is headed as institutions are is without their article: a firm, a club."""
    return (
        story.language == "en"
        and len(part) > 1
        and part[-1].small in capitals.SHARED
        and not segment.titled
        and not any(story.generic(word.text) for word in part[:-1])
        and (
            _is_bare(segment, run.first)
            # What no sentence opens with: Somerset House.
            or (segment.opens(run.first) and not story.everyday(part[0].text))
        )
        and is_free(segment, run.first, story)
    )


def is_towards(part: Sequence[Word], story: Story) -> bool:
    """Whether words are a direction and what is no region: Northern Rock, not North Africa."""
    first, *others = part
    return (
        is_direction(first, story)
        and all(story.everyday(word.text) and not story.generic(word.text) for word in others)
        and not any(capitals.is_country_word(word.text, story.language) for word in others)
    )


def is_direction(word: Word, story: Story) -> bool:
    """Whether an English word says in which direction."""
    return story.language == "en" and word.small.removesuffix("ern") in capitals.COMPASS


def is_phrase(segment: Segment, run: Run, story: Story) -> bool:
    """Whether ordinary words with capitals name one thing: Black Beauty, but not First Class."""
    first, last = segment.words[run.first], segment.words[run.last - 1]
    return (
        first.small not in _ORDINALS
        and last.small not in _DAYS
        and _is_bare(segment, run.first)
        and is_free(segment, run.first, story)
    )


def _is_bare(segment: Segment, at: int) -> bool:
    """Whether no article or other determiner stands before a word; at the beginning none could."""
    return at > 0 and not segment.opens(at) and segment.words[at - 1].small not in _DETERMINERS


def is_free(segment: Segment, at: int, story: Story) -> bool:
    """Whether a word is not in what an institution is called: Department of Education and Culture."""
    words, institutions = segment.words, capitals.INSTITUTIONS[story.language]
    before = at - 1
    while before >= max(0, at - _REACH) and (
        words[before].capital or words[before].text in _JOINTS
    ):
        if words[before].small in institutions:
            return False
        before -= 1
    after = at + 1
    while after < min(len(words), at + _REACH) and words[after].capital:
        if words[after].small in institutions and words[after].small not in capitals.SHARED:
            return False
        after += 1
    return True
