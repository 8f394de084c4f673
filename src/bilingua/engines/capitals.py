"""Capitals that engines cannot read: the ALL-CAPS of wire briefs."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_][\w'’]*")
# In all-caps text only these can be known for acronyms; they are read as such in any case.
_ACRONYMS = frozenset(
    "US USA U.S UN UK EU FBI CIA ICE NASA NATO FEMA IRS NBA NFL MLB NHL GOP TV AI DNA HIV CDC FDA "
    "EPA SEC CEO ONU OTAN OEA UE PIB TSA AP MPH PM AM".split()
)
_MERIDIEM = re.compile(r"\b[AP]\.\s?M\b")
# A sentence opens the text, or follows a word too long for an abbreviation.
_OPENING = re.compile(r"(\A\W*|(?<=\w{4}[.!?])\s+\W*)(\w)")
_DOTTED = re.compile(r"(?:[A-ZÁÉÍÓÚÑ]\.){2,}")


def recase(text: str) -> tuple[str, bool]:
    """Write a shouted text as sentences; the flag says whether it was shouted."""
    words = [word for word in _WORD.findall(text) if len(word) > 1]
    if len(words) >= 3 and all(word.isupper() for word in words):
        return _lowered(text), True
    return text, False


def restore(text: str, shouted: bool) -> str:
    """Give a translation its capitals back."""
    return text.upper() if shouted else text


def _lowered(text: str) -> str:
    text = _MERIDIEM.sub(lambda match: match[0].lower(), text)
    dotted = [match.span() for match in _DOTTED.finditer(text)]

    def lower(match: re.Match[str]) -> str:
        inside = any(start <= match.start() < end for start, end in dotted)
        return match[0] if inside or match[0] in _ACRONYMS else match[0].lower()

    return _OPENING.sub(lambda m: m[1] + m[2].upper(), _WORD.sub(lower, text))
