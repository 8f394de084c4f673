"""The party that stands with a politician's name: "(R-Fla.)", "republicano por Florida".

One letter tells who governs, and engines change it or drop it. A translation may write the letter
or the word; which, and how the state is written, is the house's own matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair

# A place in brackets may be any; between commas it is a state's abbreviation, or one of the states
# that the Associated Press never abbreviates. "D-Day" is neither.
_TAG = re.compile(
    r"""\((?P<bracketed>[RDI])[-–‑][A-ZÁÉÍÓÚÑ][^()]{1,40}\)
    |(?<=,\ )(?P<listed>[RDI])[-–‑](?:[A-Z]\w{1,4}\.|[A-Z]\.(?:\ ?[A-Z]\.)|[A-Z]{2}\b
    |(?:Alaska|Hawaii|Idaho|Iowa|Maine|Ohio|Texas|Utah)\b)""",
    re.VERBOSE,
)
_WORD = re.compile(
    r"\b(?:(?P<R>republican[oa]?s?|GOP)|(?P<D>dem[oó]crat(?:a|ic)?s?)|(?P<I>independ[ei]e?nte?s?))\b",
    re.IGNORECASE,
)
# The word in the place of the tag: ", republicano por Florida", "(Democrat of Ohio".
_APPOSED = re.compile(
    rf"(?:,\ |\()(?:(?:el|la|una?|an?|the)\ )?{_WORD.pattern}\ (?:por|de|del|from|of)\ (?=[A-ZÁÉÍÓÚÑ])",
    re.IGNORECASE,
)


class Party(NamedTuple):
    """A party that stands with a name at `start:end`: R, D or I."""

    letter: str
    start: int
    end: int


def parties(text: str) -> list[Party]:
    """The parties that a text gives to persons, in order."""
    found = [
        Party(match["bracketed"] or match["listed"], *match.span()) for match in _TAG.finditer(text)
    ]
    found += (
        Party(str(match.lastgroup), *match.span(str(match.lastgroup)))
        for match in _APPOSED.finditer(text)
    )
    return sorted(found, key=lambda party: party.start)


def check(pair: SegmentPair) -> Iterator[Finding]:
    """Parties of the source that the translation neither writes as a letter nor as a word."""
    said = parties(pair.source)
    if not said:
        return
    heard = parties(pair.target)
    letters = [party.letter for party in heard]
    words = {str(match.lastgroup) for match in _WORD.finditer(pair.target)}
    for party in said:
        if party.letter in letters:
            letters.remove(party.letter)
            continue
        if party.letter in words:
            continue
        text = pair.source[party.start : party.end].strip("()")
        other = next((one for one in heard if one.letter not in _letters(said)), None)
        if other:
            yield Finding("party", Severity.ERROR, "“{text}” became “{other}”.",
                          {"text": text, "other": pair.target[other.start : other.end].strip("()")},
                          (party.start, party.end), (other.start, other.end))  # fmt: skip
        else:
            yield Finding("party", Severity.WARNING, "The party of “{text}” is missing from the translation.",
                          {"text": text}, (party.start, party.end))  # fmt: skip


def _letters(found: list[Party]) -> set[str]:
    return {party.letter for party in found}
