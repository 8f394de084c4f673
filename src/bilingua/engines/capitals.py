"""Capitals that engines cannot read: the ALL-CAPS of wire briefs."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_][\w'’]*")
# In all-caps text only these can be known for acronyms; they are read as such in any case.
_ACRONYMS = frozenset(
    "US USA U.S UN UK EU FBI CIA ICE NASA NATO FEMA IRS NBA NFL MLB NHL GOP TV AI DNA HIV CDC FDA "
    "EPA SEC CEO ONU OTAN OEA UE PIB TSA AP MPH PM AM".split()
)
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
    dotted = {match.start(): match.end() for match in _DOTTED.finditer(text)}

    def lower(match: re.Match[str]) -> str:
        word = match[0]
        inside = any(start <= match.start() < end for start, end in dotted.items())
        meridiem = word in ("A", "P", "M") and re.match(r"[AP]\.M", text[match.start() :])
        if word in _ACRONYMS or (inside and not meridiem):
            return word
        return word.lower()

    lowered = _WORD.sub(lower, text)
    return re.sub(r"(\A\W*|[.!?]\s+\W*)(\w)", lambda m: m[1] + m[2].upper(), lowered)
