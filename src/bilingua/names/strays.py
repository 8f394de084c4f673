"""Capitalised words that may be names, though nothing but what becomes of them tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bilingua.names import words as capitals
from bilingua.names.find import find_names, names_in, read_story
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


def stray_words(segments: Sequence[str], language: str) -> list[tuple[Stray, ...]]:
    """The strays of every segment of a story."""
    read, story = read_story(segments, language)
    return [tuple(_strays(segment, story)) for segment in read]


def find_words(segments: Sequence[str], language: str) -> list[tuple[Name, ...]]:
    """The names in every segment and the strays, which most likely are names, too."""
    strays = stray_words(segments, language)
    return [
        (*names, *(Name(word.start, word.end, word.text, Kind.WORD) for word, _ in words))
        for names, words in zip(find_names(segments, language), strays, strict=True)
    ]


def _strays(segment: Segment, story: Story) -> Iterator[Stray]:
    if segment.titled:
        return
    names = list(names_in(segment, story))
    for at, word in enumerate(segment.words):
        plain = word.capital and not word.text.isupper() and len(word.text) > 3
        plain = plain and word.text.replace("-", "").isalpha()
        if not plain or any(n.start < word.end and word.start < n.end for n in names):
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
