"""The glossary's terms among the names of a text."""

from __future__ import annotations

from collections.abc import Sequence

from bilingua.glossary.terms import Glossary, Met
from bilingua.names.name import Kind, Name


def terms_in(text: str, names: Sequence[Name], glossary: Glossary, language: str) -> list[Met]:
    """The terms of a text, without what is a part of a longer name: Roger Stone."""
    return [
        met
        for met in glossary.met(text, language)
        if met.term.is_common
        or not any(
            name.start <= met.start and met.end <= name.end and len(name.text) > met.end - met.start
            for name in names
            if " " not in text[met.start : met.end]
        )
    ]


def with_terms(
    text: str, names: tuple[Name, ...], glossary: Glossary, language: str
) -> tuple[Name, ...]:
    """The names of a text, and the glossary's terms in place of those that stand in them."""
    terms = [
        Name(met.start, met.end, text[met.start : met.end], Kind.TERM, term=met.term)
        for met in terms_in(text, names, glossary, language)
    ]
    if not terms:
        return names
    others = [
        name
        for name in names
        if not any(term.start < name.end and name.start < term.end for term in terms)
    ]
    return tuple(sorted((*terms, *others), key=lambda name: name.start))
