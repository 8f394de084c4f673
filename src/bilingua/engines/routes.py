"""Routes: chains of engine directions from one language to another, the best first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bilingua.alignment import carry_links
from bilingua.article import Link
from bilingua.engines.apertium import Apertium
from bilingua.engines.argos import Argos
from bilingua.engines.base import Decoding, Direction, Engine, Rendering
from bilingua.engines.ensemble import Ensemble
from bilingua.engines.firefox import Firefox
from bilingua.engines.slips import straight
from bilingua.errors import EngineError
from bilingua.names.name import Name
from bilingua.names.restore import put_right

_PINNED = re.compile(r"[a-z]{2}(?:(?:-|→|>)[a-z]{2})+\Z")


@dataclass(frozen=True, slots=True)
class Step:
    """One direction of one engine."""

    engine: Engine
    direction: Direction

    def __str__(self) -> str:
        return f"{self.engine.name} {self.direction}"


@dataclass(frozen=True, slots=True)
class Route:
    """The chain of steps from the source language to the target language."""

    steps: tuple[Step, ...]
    cost: float

    def __str__(self) -> str:
        return " + ".join(map(str, self.steps))

    @property
    def direction(self) -> Direction:
        """From where to where it leads, all steps together."""
        return Direction(self.steps[0].direction.source, self.steps[-1].direction.target)

    @property
    def scored(self) -> bool:
        """Whether every step says how sure it is."""
        return all(step.engine.scored for step in self.steps)


def engines_for(
    names: Sequence[str],
    *,
    packages: Sequence[Path] = (),
    models: Sequence[Path] = (),
    threads: int = 0,
) -> tuple[Engine, ...]:
    """The engines of these names, in this order; none loads a model before it is asked.

    Raises EngineError for a name that is none of bilingua's engines.
    """
    makers: dict[str, Callable[[], Engine]] = {
        "argos": lambda: Argos(folders=packages, threads=threads),
        "firefox": lambda: Firefox(folders=models, threads=threads),
        "ensemble": lambda: Ensemble(folders=models, threads=threads),
        "apertium": Apertium,
    }
    for name in names:
        if name not in makers:
            raise EngineError(
                "There is no engine “{name}”; choose among {names}.",
                name=name,
                names=", ".join(makers),
            )
    return tuple(makers[name]() for name in names)


def find_routes(
    engines: Sequence[Engine], direction: Direction, *, pinned: str | None = None
) -> list[Route]:
    """All routes of one or two steps, best first; what costs the same keeps the engines' order.

    `pinned` allows only routes through these languages ("en-pt-es") or by these engines
    ("firefox", "firefox+apertium"). Raises EngineError where no route is left.
    """
    steps = [
        (Step(engine, one), cost) for engine in engines for one, cost in engine.directions().items()
    ]
    direct = [Route((step,), cost) for step, cost in steps if step.direction == direction]
    chains = [
        Route((first, second), cost + more)
        for first, cost in steps
        if first.direction.source == direction.source and first.direction.target != direction.target
        for second, more in steps
        if second.direction == Direction(first.direction.target, direction.target)
    ]
    routes = sorted(direct + chains, key=lambda route: route.cost)
    allowed = [route for route in routes if pinned is None or _matches(route, pinned)]
    if not allowed:
        raise _no_route(engines, direction, pinned)
    return allowed


def _matches(route: Route, pinned: str) -> bool:
    if _PINNED.match(pinned):
        languages = re.split(r"-|→|>", pinned)
        stops = [route.direction.source, *(s.direction.target for s in route.steps)]
        return languages == stops
    return [step.engine.name for step in route.steps] == [n.strip() for n in pinned.split("+")]


def _no_route(engines: Sequence[Engine], direction: Direction, pinned: str | None) -> EngineError:
    if pinned:
        return EngineError(
            "No installed route for {direction} matches “{pinned}”; see “bilingua engines”.",
            direction=direction,
            pinned=pinned,
        )
    hints = " ".join(hint for engine in engines if (hint := engine.missing()))
    return EngineError(
        "No engine on this machine translates {direction}. {hints}",
        direction=direction,
        hints=hints,
    )


def run_route(route: Route, segments: Sequence[str], decoding: Decoding) -> list[Rendering]:
    """Translate segments along a route; scores add up, links are chained where all steps give them; an engine that read the original has
    both from there.

    Each language on the way sees a text once.
    """
    results = [Rendering(segment) for segment in segments]
    for number, step in enumerate(route.steps):
        texts = [result.text for result in results]
        last = number == len(route.steps) - 1
        # Alternatives are worth having at the end of the chain only.
        wanted = decoding if last else replace(decoding, alternatives=0)
        wanted = replace(wanted, originals=segments if number else ())
        answers = step.engine.translate(step.direction, texts, wanted)
        if decoding.names:
            answers = [
                _put_right(text, answer, names, step.direction)
                for text, answer, names in zip(texts, answers, decoding.names, strict=True)
            ]
        results = [
            answer if number == 0 else _chained(before, answer)
            for before, answer in zip(results, answers, strict=True)
        ]
    return [
        _straight(segment, result, route.direction)
        for segment, result in zip(segments, results, strict=True)
    ]


def _straight(source: str, rendering: Rendering, direction: Direction) -> Rendering:
    """A rendering and its alternatives without the slips that the source gives away."""
    text = straight(source, rendering.text, direction)
    others = tuple(_straight(source, other, direction) for other in rendering.alternatives)
    links = rendering.links
    if text != rendering.text:
        links = carry_links(links, (source, source), (rendering.text, text))
    return replace(rendering, text=text, links=links, alternatives=others)


def _put_right(
    source: str, rendering: Rendering, names: Sequence[Name], direction: Direction
) -> Rendering:
    """A rendering with its names as the target language writes them."""
    text = put_right(source, rendering.text, names, direction)
    links = rendering.links
    if text != rendering.text:
        links = carry_links(links, (source, source), (rendering.text, text))
    others = tuple(_put_right(source, other, names, direction) for other in rendering.alternatives)
    return replace(rendering, text=text, links=links, alternatives=others)


def _chained(first: Rendering, second: Rendering) -> Rendering:
    steps = [second] if second.from_original else [first, second]
    scores = [step.score for step in steps if step.score is not None]
    seen_through = tuple(word for word in first.unknown if word in second.text)
    return Rendering(
        second.text,
        sum(scores) if scores else None,
        second.links if second.from_original else _through(first.links, second.links),
        tuple(dict.fromkeys(seen_through + second.unknown)),
        tuple(_chained(first, other) for other in second.alternatives),
    )


def _through(first: Sequence[Link], second: Sequence[Link]) -> tuple[Link, ...]:
    """Links from the source to the target by way of the words between."""
    return tuple(
        Link(one.source, other.target)
        for one in first
        for other in second
        if one.target[0] < other.source[1] and other.source[0] < one.target[1]
    )
