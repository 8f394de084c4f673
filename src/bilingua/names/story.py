"""What a story says of its own words: which are ordinary, whose family names they are."""

from __future__ import annotations

from dataclasses import dataclass

from bilingua.names import words as capitals
from bilingua.names.gazetteer import given_names, is_word


@dataclass(frozen=True, slots=True)
class Story:
    """What the segments of a story say of its words.

    `common` are seen without a capital, `families` as the later words of a person's name,
    `phrases` are names of several words, `recurring` words that are capitalised each time.
    """

    language: str
    common: frozenset[str]
    families: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()
    recurring: frozenset[str] = frozenset()

    def generic(self, word: str) -> bool:
        """Whether a capitalised word is one that the language capitalises without its being a name."""
        return capitals.is_generic(word, self.language) and (
            word not in given_names() or word.lower() in capitals.calendar(self.language)
        )

    def everyday(self, word: str) -> bool:
        """Whether a word is an ordinary one, for all its capital."""
        return word.lower() in self.common or is_word(word, self.language)
