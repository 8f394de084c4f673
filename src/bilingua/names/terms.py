"""The glossary's terms among the names of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingua.glossary.terms import Glossary, Met
from bilingua.names.gazetteer import places
from bilingua.names.name import Kind, Name

# No place in the table that an institution is of has more words.
_WORDS = 3


def terms_in(text: str, names: Sequence[Name], glossary: Glossary, language: str) -> list[Met]:
    """The terms of a text, without what is a part of a longer name: Roger Stone, the Texas National
    Guard.
    """
    return [
        met
        for met in glossary.met(text, language)
        if met.term.is_common
        or not (_is_in_name(text, met, names) or _is_of_place(text, met, language))
    ]


def _is_in_name(text: str, met: Met, names: Sequence[Name]) -> bool:
    """Whether what looks like a term of one word is a word of a longer name."""
    return " " not in text[met.start : met.end] and any(
        name.start <= met.start and met.end <= name.end and len(name.text) > met.end - met.start
        for name in names
    )


def _is_of_place(text: str, met: Met, language: str) -> bool:
    """Whether an institution is that of a place which has its own: Texas, Cataluña."""
    if language == "en":
        before = text[: met.start].rstrip().split()[-_WORDS:]
        return any(" ".join(before[at:]) in places(language) for at in range(len(before)))
    after = re.match(
        r" de(?:l| la| las| los)? ((?:[A-ZÁÉÍÓÚÑ][\w-]+ ?(?:de )?){1,4})", text[met.end :]
    )
    words = after[1].split() if after else []
    found = next((" ".join(words[:n]) for n in range(len(words), 0, -1) if " ".join(words[:n]) in places(language)), "")  # fmt: skip
    return bool(found) and found != "Estados Unidos"


def with_terms(
    text: str, names: tuple[Name, ...], glossaries: Sequence[Glossary], language: str
) -> tuple[Name, ...]:
    """The names of a text, and the glossaries' terms in place of those that stand in them; where they
    meet, a term of the first.
    """
    for glossary in reversed(glossaries):
        terms = [
            Name(met.start, met.end, text[met.start : met.end], Kind.TERM, term=met.term)
            for met in terms_in(text, names, glossary, language)
        ]
        names = in_place(terms, names)
    return names


def in_place(terms: Sequence[Name], names: tuple[Name, ...]) -> tuple[Name, ...]:
    """What is settled, and of the names those that do not meet it, in their order in the text."""
    if not terms:
        return names
    others = (
        name
        for name in names
        if not any(term.start < name.end and name.start < term.end for term in terms)
    )
    return tuple(sorted((*terms, *others), key=lambda name: name.start))
