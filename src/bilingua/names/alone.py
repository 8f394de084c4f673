"""What a single capitalised word names: a person, an acronym's body, a thing that is always so called."""

from __future__ import annotations

from bilingua.names import words as capitals
from bilingua.names.firms import is_free
from bilingua.names.gazetteer import given_names, is_word
from bilingua.names.name import Kind
from bilingua.names.people import said_beside
from bilingua.names.runs import Run
from bilingua.names.segment import Segment
from bilingua.names.story import Story

_ACRONYMS = frozenset((*capitals.ACRONYMS, *capitals.ACRONYMS.values()))


def _is_own(segment: Segment, at: int, story: Story) -> bool:
    """Whether an ordinary word that always has a capital is a name, and not of one of its kind."""
    word = segment.words[at]
    one = story.language == "en" and at > 0 and segment.words[at - 1].small in ("a", "an")
    return (
        not one
        and is_word(word.text, story.language)
        and not capitals.is_country_word(word.text, story.language)
        and is_free(segment, at, story)
    )


def _is_joined(word: str, story: Story) -> bool:
    """Whether a hyphenated word is a name: Al-Azhar, Rolls-Royce, but not Afro-Cuban."""
    halves = word.split("-")
    return all(half[:1].isupper() and not story.generic(half) for half in halves) and not all(
        story.everyday(half) for half in halves
    )


def alone(segment: Segment, at: int, story: Story, titled: bool) -> Kind | None:
    """What a single capitalised word within a sentence names, if that is sure."""
    word = segment.words[at]
    if word.text in story.families:
        return Kind.PERSON
    if any(map(str.isdigit, word.text)):
        return Kind.OTHER  # Meteor-1A, RM-2: a model's or a bill's number
    if segment.titled or story.generic(word.text) or word.small in capitals.UNIQUE:
        return None
    if word.text.isupper():
        # An acronym is known by its capitals, unless it spells a word: ESA, ACTA.
        spells = len(word.text) > 1 and story.everyday(word.text)
        return Kind.OTHER if spells and word.text not in _ACRONYMS else None
    given = word.text in given_names() and not story.everyday(word.text)
    if titled or given or said_beside(segment, Run(at, at + 1), story):
        return Kind.PERSON
    if "-" in word.text and _is_joined(word.text, story):
        return Kind.OTHER
    if word.text in story.recurring and _is_own(segment, at, story):
        return Kind.OTHER
    house = at + 1 < len(segment.words) and segment.words[at + 1].text in capitals.HOUSES
    return Kind.PERSON if house and story.language == "en" else None
