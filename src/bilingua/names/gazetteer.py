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
def given_names() -> frozenset[str]:
    """Given names of women and men."""
    return frozenset(_data("given.txt"))


def is_word(word: str, language: str) -> bool:
    """Whether a word is in the dictionary of a language, for all its capital."""
    return lexicon.is_word(word.lower(), language)


def _data(name: str) -> list[str]:
    return (files(__package__) / "data" / name).read_text("utf-8").splitlines()
