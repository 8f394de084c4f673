"""A name in a text: plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bilingua.glossary.terms import LANGUAGES as TERMS
from bilingua.glossary.terms import Term
from bilingua.names.gazetteer import LANGUAGES, Place


class Kind(StrEnum):
    """What a name names. A person has one name in every language, a place may have several.

    A word is a capitalised one that may be a name or have a form in the other language (Hamas); a term
    is what the newsroom's glossary has a rendering for.
    """

    PERSON = "person"
    PLACE = "place"
    OTHER = "other"
    WORD = "word"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Name:
    """`text` stands at `start` to `end` of its segment; `place` says what else it is called, and
    `term` what the glossary calls it.
    """

    start: int
    end: int
    text: str
    kind: Kind
    place: Place | None = None
    term: Term | None = None

    def written(self, language: str) -> str:
        """The name as a text in this language has it."""
        if self.term and language in TERMS:
            return self.term.wording(language).text
        return self.place.name(language) if self.place and language in LANGUAGES else self.text
