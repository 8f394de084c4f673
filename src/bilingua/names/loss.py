"""Names of a segment that its translation does not have, under any of their forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bilingua.engines.base import Direction
from bilingua.localize.names import bare
from bilingua.names.compare import Likeness, nearest
from bilingua.names.gazetteer import Place, given_names, is_word
from bilingua.names.name import Kind, Name
from bilingua.names.runs import Word, words_of

# What else the United States are called; no other country has as many names.
_UNITED_STATES = {
    "en": ("U.S", "US", "USA", "U.S.A", "America", "American", "Americans"),
    "es": ("EE", "EEUU", "EE.UU", "EUA", "América", "estadounidense", "estadounidenses", "americano", "americana", "americanos", "americanas"),
}


@dataclass(frozen=True, slots=True)
class Loss:
    """A word of a name that a translation lacks; `instead` is the word that it was changed to."""

    start: int
    end: int
    text: str
    instead: Word | None = None


def losses(target: str, names: Sequence[Name], direction: Direction) -> list[Loss]:
    """What `target` lacks of the names of its source."""
    words = words_of(target)
    return [loss for name in names for loss in _lost(name, target, words, direction)]


def _lost(name: Name, target: str, words: Sequence[Word], direction: Direction) -> Iterator[Loss]:
    if name.place is not None:
        if not mentions(name.place, target, words, direction.target):
            yield Loss(name.start, name.end, name.text)
        return
    for part in words_of(name.text):
        if not _telling(part, name, direction.source):
            continue
        likeness, word = nearest(part.text, words)
        family = part.text not in given_names()
        if likeness is Likeness.OTHER or (likeness is Likeness.MISSPELLED and family):
            start = name.start + part.start
            yield Loss(start, start + len(part.text), part.text, word)


def _telling(part: Word, name: Name, language: str) -> bool:
    """Whether a word of a name is a name by itself, not one that might be translated."""
    if not part.capital or len(part.text) < 3 or part.text.isupper() or "-" in part.text:
        return False
    return not is_word(part.text, language) or (name.kind is Kind.PERSON and name.text.split()[0] in given_names())


def mentions(place: Place, target: str, words: Sequence[Word], language: str) -> bool:
    """Whether a text names a place or those who come from it."""
    if place.english == "United States" and any(w.text in _UNITED_STATES[language] for w in words):
        return True
    text = bare(target.lower())
    for form in {place.english, place.spanish}:
        whole = bare(form.lower())
        # By its stem: Germany, German; Alemania, alemanes. Of several words the longest tells.
        stem = max(whole.split(), key=len)
        if whole in text or any(bare(w.small).startswith(stem[: max(4, len(stem) - 3)]) for w in words):
            return True
    return False
