"""House usage: forms that an edition does not print, and what it prints in their place.

The list is the house style's own (`avoid` in its TOML file); this module adds the two that take
more than a word to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair

# "$20 dólares" says dollars twice; every U.S. Spanish style guide forbids it.
_TWICE = {
    "es": re.compile(
        r"(?:US)?\$\s?[\d.,]+(?:\s(?:mil|millón|millones|mil millones|billón|billones))?\s(?:de\s)?dólares\b"
        r"|€\s?[\d.,]+(?:\s\w+)?\s(?:de\s)?euros\b"
    ),
    "en": re.compile(
        r"\$\s?[\d.,]+(?:\s(?:thousand|million|billion|trillion))?\sdollars\b"
        r"|€\s?[\d.,]+(?:\s\w+)?\seuros\b"
    ),
}
# English abbreviations of titles before a name.
_TITLE = re.compile(r"\b(?:Sen|Rep|Gov|Lt|Sgt|Gen|Mr|Mrs|Ms)\.\s(?=[A-ZÁÉÍÓÚÑ])")


def check(pair: SegmentPair) -> Iterator[Finding]:
    """Forms of the target that its house style does not print."""
    text, style = pair.target, pair.target_style
    for match in _TWICE[style.language].finditer(text):
        yield Finding("money-twice", Severity.WARNING, "“{text}” names the currency twice.",
                      {"text": match[0]}, target=match.span())  # fmt: skip
    if style.language == "es":
        for match in _TITLE.finditer(text):
            yield Finding("title", Severity.INFO, "Spanish spells “{text}” out.",
                          {"text": match[0].strip()}, target=match.span())  # fmt: skip
    if style.avoid:
        forms = dict(style.avoid)
        for match in _avoided(tuple(forms)).finditer(text):
            yield Finding("usage", Severity.INFO, "The house style writes “{form}”, not “{text}”.",
                          {"form": forms[match[0].lower()], "text": match[0]},
                          target=match.span())  # fmt: skip


@cache
def _avoided(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(map(re.escape, forms), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)", re.IGNORECASE)
