"""What persons do, in words that tell their gender: a spokeswoman, la vocera, un actor.

Reads Spanish and English; knows nothing of pairs or findings. The words are those of which English
has two forms (Merriam-Webster; AP says spokesperson only where that is preferred).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What English says before "woman" or "man", and what Spanish says for it.
_SPANISH = {
    "spokes": r"portavoz|vocer[oa]",
    "chair": r"president[ea]",
    "congress": r"congresista|representante|diputad[oa]|legislador(?:a)?",
    "council": r"concejal(?:a)?|concejer[oa]",
    # "La policía" is the force.
    "police": r"agente",
    "business": r"empresari[oa]",
    "fire": r"bomber[oa]",
    "sales": r"vendedor(?:a)?|dependient[ea]",
    "act": r"actor|actriz",
    "wait": r"camarer[oa]|meser[oa]|moz[oa]",
}
_ENGLISH = re.compile(
    r"\b(?:(?P<trade>spokes|chair|congress|council|police|business|fire|sales)(?P<wo>wo)?man"
    r"|(?P<play>act|wait)(?:(?P<ress>ress)|[eo]r))\b",
    re.IGNORECASE,
)
_NOUNS = "|".join(f"(?P<{trade}>{words})" for trade, words in _SPANISH.items())
_NOUN = re.compile(rf"\b(?:(?P<f>la|una)|el|un|al|del)\s(?:{_NOUNS})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody of a trade, at `start:end` of a text, as a man ("m") or a woman ("f")."""

    trade: str
    gender: str
    start: int
    end: int


def workers(text: str, language: str) -> Iterator[Worker]:
    """Whoever is called by what they do, where the words tell a man from a woman."""
    if language == "en":
        for match in _ENGLISH.finditer(text):
            trade = (match["trade"] or match["play"]).lower()
            gender = "f" if match["wo"] or match["ress"] else "m"
            yield Worker(trade, gender, *match.span())
    else:
        for match in _NOUN.finditer(text):
            trade = next(name for name in _SPANISH if match[name])
            yield Worker(trade, "f" if match["f"] else "m", *match.span())
