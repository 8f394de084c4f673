"""A real, if small, engine: it translates word by word from a table."""

from __future__ import annotations

from collections.abc import Sequence

from bilingua.article import Link
from bilingua.engines.base import Decoding, Direction, Rendering


class Dictionary:
    """Knows the words of its table and copies the rest."""

    scored = True

    def __init__(self, name: str, cost: float, directions: str, words: dict[str, str]) -> None:
        self.name = name
        self._directions = {Direction(*d.split("-")): cost for d in directions.split()}
        self._words = words

    def directions(self) -> dict[Direction, float]:
        return self._directions

    def missing(self) -> str | None:
        return f"Install {self.name}."

    def translate(
        self, direction: Direction, segments: Sequence[str], decoding: Decoding
    ) -> list[Rendering]:
        return [self._render(segment) for segment in segments]

    def _render(self, segment: str) -> Rendering:
        text, links, at = "", [], 0
        for word in segment.split():
            start = segment.index(word, at)
            at = start + len(word)
            new = self._words.get(word, word)
            text += " " * bool(text) + new
            links.append(Link((start, at), (len(text) - len(new), len(text))))
        return Rendering(text, -0.2, tuple(links))
