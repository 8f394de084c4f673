"""What a text quotes in the language of the other edition: it stands there as it was said.

An English story that quotes a sign in Spanish must not have that translated out of "English".
"""

from __future__ import annotations

from collections.abc import Iterator

from bilingua.checks.quotations import borrowed_quotations
from bilingua.glossary.terms import Term, Wording
from bilingua.names.name import Kind, Name


def borrowed(text: str, language: str) -> Iterator[Name]:
    """The quotations of a text that are in the other language, as terms to keep."""
    for start, end in borrowed_quotations(text, language):
        wording = Wording(text[start:end])
        yield Name(start, end, wording.text, Kind.TERM, term=Term(wording, wording))
