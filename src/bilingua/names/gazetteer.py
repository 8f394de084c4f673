"""What places are called in English, Spanish and Portuguese; data made by gazetteer/build.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bilingua import lexicon

LANGUAGES = ("en", "es", "pt")
# No name of a place in the table has more words.
LONGEST = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its names in the three languages."""

    english: str
    spanish: str
    portuguese: str

    def name(self, language: str) -> str:
        """What a language calls it."""
        return (self.english, self.spanish, self.portuguese)[LANGUAGES.index(language)]


@cache
def places(language: str) -> Mapping[str, Place]:
    """Places by what a language calls them; a name that several share is nobody's."""
    found: dict[str, Place | None] = {}
    for line in _data("places.tsv"):
        place = Place(*line.split("\t"))
        name = place.name(language)
        known = found.get(name)
        found[name] = None if name in found and known != place else place
    return {name: place for name, place in found.items() if place is not None}


def county(name: str, language: str) -> Place | None:
    """A county of the United States: Miami-Dade County, el condado de Miami-Dade."""
    own = {"en": name.removesuffix(" County"), "es": name.removeprefix("condado de ")}[language]
    if own == name or not own[:1].isupper():
        return None
    return Place(f"{own} County", f"condado de {own}", f"condado de {own}")


@cache
def given_names() -> Mapping[str, frozenset[str]]:
    """Given names of women and men, each with the languages of which it is a word, too."""
    lines = (line.split("\t") for line in _data("given.txt"))
    return {name: frozenset(languages) for name, *languages in lines}


def is_word(word: str, language: str) -> bool:
    """Whether a word, for all its capital, is one of a language and not a mere given name.

    Word lists hold given names in lower case, too ("pablo").
    """
    given = given_names().get(word)
    if given is not None:
        return language in given
    return lexicon.is_word(word.lower(), language)


def _data(name: str) -> list[str]:
    return (files(__package__) / "data" / name).read_text("utf-8").splitlines()
