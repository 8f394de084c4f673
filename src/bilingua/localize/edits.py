"""A segment with its translation, and changes to the translation's text with their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bilingua.localize.style import HouseStyle
from bilingua.localize.values import Pair


@dataclass(frozen=True, slots=True)
class Edit:
    """New text for `start:end` of the translation."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sides:
    """A segment, its translation, and the styles of both."""

    source: str
    target: str
    source_style: HouseStyle
    style: HouseStyle

    def said(self, pair: Pair) -> str:
        """The value as the source writes it."""
        return self.source[pair.source.start : pair.source.end]

    def own(self, pair: Pair) -> str:
        """The value as the translation writes it."""
        return self.target[pair.target.start : pair.target.end]


def edited(text: str, edits: Sequence[Edit]) -> tuple[str, dict[int, tuple[int, int]]]:
    """The text with its edits, and where each edit (by its start) stands in it."""
    pieces: list[str] = []
    places: dict[int, tuple[int, int]] = {}
    position = length = 0
    for one in sorted(edits, key=lambda edit: edit.start):
        if one.start < position:
            continue
        pieces += [text[position : one.start], one.text]
        length += one.start - position
        places[one.start] = (length, length + len(one.text))
        length += len(one.text)
        position = one.end
    pieces.append(text[position:])
    return "".join(pieces), places
