"""Names of a segment that its translation does not have, under any of their forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bilingua.engines.base import Direction
from bilingua.localize.names import bare
from bilingua.names.compare import Likeness, nearest, slurred
from bilingua.names.gazetteer import Place, given_names, is_word
from bilingua.names.name import Kind, Name
from bilingua.names.restore import beside, has
from bilingua.names.runs import Word, words_of
from bilingua.names.segment import Segment
from bilingua.names.words import is_generic

# What else the United States are called; no other country has as many names.
_UNITED_STATES = {
    "en": frozenset("U.S US USA U.S.A America American Americans".split()),
    "es": frozenset(
        "EE EEUU EE.UU EUA USA América estadounidense estadounidenses americano americana americanos americanas".split()
    ),
}


@dataclass(frozen=True, slots=True)
class Loss:
    """A word of a name, or a place, that a translation lacks.

    `instead` is the word that it was misspelled as. It is `sure` where no one would translate it,
    `free` where one may: a place may be said by another word ("the country"), John may be Juan.
    """

    start: int
    end: int
    text: str
    instead: Word | None = None
    sure: bool = True
    free: bool = False


def losses(
    source: Segment, target: Segment, names: Sequence[Name], direction: Direction
) -> list[Loss]:
    """What `target` lacks of the names of its source."""
    free = unexplained(source, target)
    found = []
    for name in names:
        lost = list(_lost(name, target, free, direction))
        if _is_gone(name, lost, target, free, direction.source):
            lost = [replace(loss, sure=True, free=False) for loss in lost]
        found += lost
    return found


def unexplained(source: Segment, target: Segment) -> list[Word]:
    """The words of a translation that are not words of its source to the letter."""
    said = {word.text for word in source.words}
    return [word for word in target.words if word.text not in said]


def _lost(
    name: Name, target: Segment, free: Sequence[Word], direction: Direction
) -> Iterator[Loss]:
    if name.place is not None:
        if not has(target.text, name.written(direction.target)):
            yield from _lost_place(name, name.place, target, direction)
        return
    words = target.words
    parts = words_of(name.text)
    for number, part in enumerate(parts):
        # "Roger Piedra": another word stands in its place. Of what may be a phrase in spite of its
        # capitals (Summer Garden) nothing else tells.
        at = beside(parts, number, words)
        replaced = at is not None and words[at] in free
        usurped = at is not None and replaced and _is_usurper(words[at], direction.target)
        if not _telling(part, name, direction.source) and not (usurped and part.text.istitle()):
            continue
        start = name.start + part.start
        word = Word(start, start + len(part.text), part.text)
        ordinary = is_word(part.text, direction.source)
        for loss in compared(word, words, free, sure=name.kind is Kind.PERSON and not ordinary):
            if replaced or not (ordinary and is_word(parts[0].text, direction.source)):
                # Another spelling beside the rest of the name is the name.
                usurping = replaced and loss.instead is None
                yield replace(loss, sure=loss.sure or usurping, free=loss.free or ordinary)


def _is_gone(
    name: Name, lost: Sequence[Loss], target: Segment, free: Sequence[Word], language: str
) -> bool:
    """Whether nothing stands for a name of several words: no word of it is left, nor another with a
    capital that might be a form of it (Juan Bautista, John the Baptist).
    """
    parts = [word for word in words_of(name.text) if word.capital]
    named = name.kind is Kind.PERSON or not any(is_word(part.text, language) for part in parts)
    return (
        1 < len(parts) == len(lost)
        and named
        and not any(loss.instead for loss in lost)
        and not any(
            word.capital and word in free and not target.opens(at)
            for at, word in enumerate(target.words)
        )
    )


def _is_usurper(word: Word, language: str) -> bool:
    """Whether an ordinary word has a capital that its language does not give it."""
    return (
        word.text.istitle() and is_word(word.text, language) and not is_generic(word.text, language)
    )


def compared(name: Word, words: Sequence[Word], free: Sequence[Word], sure: bool) -> Iterator[Loss]:
    """The loss of one word of a name, if it is lost: not among the words, nor like a free one."""
    if any(word.text == name.text for word in words):
        return
    likeness, word = nearest(name.text, free)
    given = name.text in given_names()
    if likeness is Likeness.MISSPELLED:
        yield Loss(name.start, name.end, name.text, word)
    elif likeness is Likeness.SOUNDED and word is not None and word.capital and not given:
        if slurred(name.text) == slurred(word.text):
            yield Loss(name.start, name.end, name.text, word, sure=False)
    elif likeness is Likeness.OTHER:
        yield Loss(name.start, name.end, name.text, sure=sure and not given, free=given)


def _lost_place(name: Name, place: Place, target: Segment, direction: Direction) -> Iterator[Loss]:
    written, words = place.name(direction.target), target.words
    for part in words_of(written):
        likeness, word = nearest(part.text, words)
        slip = likeness is Likeness.SOUNDED and word and slurred(word.text) == slurred(part.text)
        spoiled = likeness is Likeness.MISSPELLED or (slip and word and word.capital)
        if spoiled and not has(target.text, name.text):
            yield Loss(name.start, name.end, name.text, word)
            return
    if not mentions(place, target, direction.target):
        yield Loss(name.start, name.end, name.text, sure=False, free=True)


def _telling(part: Word, name: Name, language: str) -> bool:
    """Whether a word of a name is a name by itself, not one that might be translated."""
    if not part.capital or len(part.text) < 3 or part.text.isupper():
        return False
    if any(half[:1].islower() for half in part.text.split("-")):
        return False
    person = name.kind is Kind.PERSON and name.text.split()[0] in given_names()
    return person or not is_word(part.text, language)


def mentions(place: Place, target: Segment, language: str) -> bool:
    """Whether a text names a place, by its initials even, or those who come from it."""
    written = {word.text for word in target.words}
    if place.english == "United States" and written & _UNITED_STATES[language]:
        return True
    text = _plain(target.text)
    stems = [_plain(word.text) for word in target.words]
    for form in {place.english, place.spanish}:
        parts = form.split()
        if _plain(form) in text or (len(parts) > 1 and "".join(p[0] for p in parts) in written):
            return True
        # By its stem: Germany, German; Alemania, alemanes.
        needed = [_plain(part) for part in parts if len(part) > 3]
        if all(
            any(one.startswith(stem[: max(4, len(stem) - 3)]) for one in stems) for stem in needed
        ):
            return True
    return False


def _plain(text: str) -> str:
    return bare(text.lower()).replace("-", " ")
