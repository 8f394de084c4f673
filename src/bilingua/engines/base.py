"""The contract of an engine: many segments in, a rendering for each out, offline.

An engine knows nothing of files, articles or locales.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from bilingua.article import Link
from bilingua.names.name import Name


class Direction(NamedTuple):
    """From one language to another, as two-letter codes."""

    source: str
    target: str

    def __str__(self) -> str:
        return f"{self.source}→{self.target}"


@dataclass(frozen=True, slots=True)
class Rendering:
    """What an engine made of one segment.

    `score` is the mean log-probability a target token (None where the engine has none), `links`
    align source and target characters (empty where the engine cannot), `unknown` are words that
    the engine did not know, `alternatives` further hypotheses, best first, each with what is its own.
    `from_original` says that the engine read the original beside its source: the links lead from
    there, and the score is that of the whole route.
    """

    text: str
    score: float | None = None
    links: tuple[Link, ...] = ()
    unknown: tuple[str, ...] = ()
    alternatives: tuple[Rendering, ...] = ()
    from_original: bool = False


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to decode: beam size, further hypotheses wanted, alignment wanted.

    `names` are the names in each of the segments, in their order, or nothing; an engine that would
    translate them keeps them. `originals` are the segments as they were before the first step of a
    route, for an engine that looks at them, or nothing in the first step.
    """

    beam: int = 4
    alternatives: int = 0
    align: bool = False
    names: Sequence[tuple[Name, ...]] = ()
    originals: Sequence[str] = ()


class Engine(Protocol):
    """Translates segments for the directions that it has on this machine.

    `scored` says whether its renderings have a score.
    """

    name: str
    scored: bool

    def directions(self) -> dict[Direction, float]:
        """The directions that work here, each with its cost: lower is better (see routes.py)."""

    def missing(self) -> str | None:
        """What to install to get (more of) this engine, one sentence, or None if all is here."""

    def translate(
        self, direction: Direction, segments: Sequence[str], decoding: Decoding
    ) -> list[Rendering]:
        """Translate every segment, in order. Raises EngineError if the engine fails."""
