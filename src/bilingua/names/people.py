"""Whether capitalised words are what a person is called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingua.names import words as capitals
from bilingua.names.gazetteer import given_names
from bilingua.names.runs import Run, Word
from bilingua.names.segment import Segment
from bilingua.names.story import Story

_AGE = re.compile(r",\s(?:de\s)?\d{1,3}(?:,| años|-year)")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
ROYAL = frozenset(
    "king queen prince princess duke duchess pope saint rey reina príncipe princesa duque duquesa papa santo santa san st".split()
)

# Before the name of an institution or a place, and of no person.
_NO_PERSON = frozenset("of the a an de del al el la los las un una".split())


def follows_title(segment: Segment, at: int, story: Story) -> bool:
    if at < 0 or segment.opens(at + 1):
        return False
    word = segment.words[at]
    return capitals.is_title(word.text, story.language) and word.small not in ROYAL


def is_person(segment: Segment, run: Run, part: Sequence[Word], story: Story) -> bool:
    words = [word for word in part if story.everyday(word.text)]
    # Spanish has many given names that are words (Marina, Salud) and gives words no capital.
    given = part[0].text in given_names() and part[0].small not in capitals.UNIQUE
    given = given and (story.language == "en" or len(words) < len(part) or len(part) > 2)
    return (
        given
        or all(_is_family(word, story) for word in part)
        or any(len(word.text) == 1 or word.small in _SUFFIXES for word in part[1:])
        or any(not word.capital for word in segment.words[run.first : run.last])
        or said_beside(segment, run, story)
        or bool(_AGE.match(segment.text, part[-1].end))
    )


def is_known(part: Sequence[Word], story: Story) -> bool:
    """Whether words that any headline might capitalise are a person's name all the same."""
    given, *others = part
    return all(_is_family(word, story) for word in part) or (
        given.text in given_names() and 0 < len(others) < 3 and not story.everyday(given.text)
    )


def _is_family(word: Word, story: Story) -> bool:
    return word.text in story.families or word.text in given_names()


def said_beside(segment: Segment, run: Run, story: Story) -> bool:
    """Whether a verb of saying stands beside words that are nobody else's: not King of Clay said,
    nor the White House said.
    """
    if run.first and segment.words[run.first - 1].small in _NO_PERSON:
        return False
    said = capitals.SAID[story.language]
    beside = (run.first - 1, run.last)
    return any(
        segment.words[at].text in said
        and len(segment.text[min(a.end, b.end) : max(a.start, b.start)]) == 1
        for at in beside
        if 0 <= at < len(segment.words)
        for a, b in [
            (segment.words[at], segment.words[run.first if at < run.first else run.last - 1])
        ]
    )
