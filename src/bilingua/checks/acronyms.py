"""An acronym is spelled out where a story mentions it first: "Environmental Protection Agency (EPA)".

Where the source does and the translation uses the acronym without, its readers cannot know what it
stands for. An acronym that the translation translates (NATO, OTAN) or does without is its own matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair

# Of three letters and more: two are as often a state's or a country's.
_ACRONYM = r"[A-ZÑ][A-Za-zñÑ][A-ZÑ]{1,7}"
_CAPITAL = r"(?<![\w'’-])[A-ZÀ-ÖØ-Þ][\w'’-]++"
# A name of two words and more, then the acronym in brackets.
_EXPANDED = re.compile(
    rf"{_CAPITAL}(?:\s(?:(?:of|the|and|for|on|in|de|del|la|el|los|las|y|para)\s){{0,3}}{_CAPITAL}){{1,8}}"
    rf"[\"”»]?\s\((?P<acronym>{_ACRONYM})\)"
)
_USE = re.compile(rf"(?<![\w-]){_ACRONYM}(?![\w-])")
# What an acronym has around it where it is introduced, in this many characters: "(en inglés, EPA)".
_AROUND = 40
_OPENED = re.compile(r"\([^()]*\Z|[,—–]\s?\Z")


class Use(NamedTuple):
    """An acronym at `start:end`; `introduced` if brackets or commas set it beside a name."""

    text: str
    start: int
    end: int
    introduced: bool


def uses(text: str) -> Iterator[Use]:
    """The acronyms of a text, in order."""
    for match in _USE.finditer(text):
        start, end = match.span()
        opened = _OPENED.search(text, max(0, start - _AROUND), start)
        after = text[end : end + 2].lstrip()[:1]
        beside = after == "(" or (opened and (opened[0][0] == "(" or after in ",—–."))
        yield Use(match[0], start, end, bool(beside))


def check(pairs: Sequence[SegmentPair]) -> Iterator[tuple[int, Finding]]:
    """Acronyms that the source spells out at their first mention and the translation does not."""
    expanded: dict[str, tuple[int, int]] = {}
    settled: set[str] = set()
    for position, pair in enumerate(pairs):
        new = {
            match["acronym"]: match.span("acronym")
            for match in _EXPANDED.finditer(pair.source)
            if match["acronym"] not in settled and match["acronym"] not in expanded
        }
        expanded |= new
        if not expanded:
            continue
        used = list(uses(pair.target))
        introduced = {use.text for use in used if use.introduced}
        for use in used:
            if use.text not in expanded:
                continue
            span = expanded.pop(use.text)
            settled.add(use.text)
            if use.text not in introduced:
                yield position, Finding("acronym", Severity.WARNING,
                                        "The source spells “{acronym}” out where it is first mentioned; the translation does not.",
                                        {"acronym": use.text}, span if use.text in new else None,
                                        (use.start, use.end))  # fmt: skip
