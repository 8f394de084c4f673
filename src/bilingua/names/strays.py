"""Capitalised words that may be names, though nothing but what becomes of them tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bilingua.names import words as capitals
from bilingua.names.find import names_in, read_story
from bilingua.names.name import Kind, Name
from bilingua.names.runs import Word
from bilingua.names.segment import Segment
from bilingua.names.story import Story

# Before a word that need not begin a sentence.
_INSIDE = tuple("(“\"'-—«")
_INSIDE_END = tuple(")”\"'»,")


class Stray(NamedTuple):
    """A capitalised word within a sentence that is no ordinary word nor part of a found name.

    Most are names of one word; nothing but what becomes of one shows whether it has a name in the
    other language. `titled` says that it stands in what an institution is called.
    """

    word: Word
    titled: bool


class Reading(NamedTuple):
    """A segment with its names and strays."""

    segment: Segment
    names: tuple[Name, ...]
    strays: tuple[Stray, ...]


def read_names(segments: Sequence[str], language: str) -> list[Reading]:
    """Every segment of a story with its names and strays."""
    read, story = read_story(segments, language)
    named = [(segment, tuple(names_in(segment, story))) for segment in read]
    return [
        Reading(segment, names, tuple(_strays(segment, names, story))) for segment, names in named
    ]


def find_words(segments: Sequence[str], language: str) -> list[tuple[Name, ...]]:
    """The names in every segment and the strays, which most likely are names, too."""
    return [
        (*names, *(Name(word.start, word.end, word.text, Kind.WORD) for word, _ in strays))
        for _, names, strays in read_names(segments, language)
    ]


def _strays(segment: Segment, names: Sequence[Name], story: Story) -> Iterator[Stray]:
    if segment.titled:
        return
    named = {at for name in names for at in range(name.start, name.end)}
    for at, word in enumerate(segment.words):
        plain = word.capital and not word.text.isupper() and len(word.text) > 3
        plain = plain and word.text.replace("-", "").isalpha()
        if not plain or not named.isdisjoint(range(word.start, word.end)):
            continue
        first = segment.opens(at) and not _inside(segment, at, story)
        if not (
            first
            or story.generic(word.text)
            or word.small in capitals.UNIQUE
            or story.everyday(word.text)
            or any(half[:1].islower() or story.generic(half) for half in word.text.split("-"))
            or capitals.is_country_word(word.text, story.language)
        ):
            yield Stray(word, _in_title(segment, at, story))


def _inside(segment: Segment, at: int, story: Story) -> bool:
    """Whether a word opens a parenthesis or a quotation that need be no sentence."""
    word = segment.words[at]
    if segment.text[word.start - 1 : word.start] not in _INSIDE:
        return False
    # What opens a quotation in Spanish is a verb more often than a name.
    return story.language == "en" or segment.text[word.end : word.end + 1] in _INSIDE_END


def _in_title(segment: Segment, at: int, story: Story) -> bool:
    """Whether a word stands in what an institution is called: Ministerio de Comercio."""
    return any(
        word.capital and word.small in capitals.INSTITUTIONS[story.language]
        for word in segment.words[max(0, at - 4) : at + 3]
    )
