"""Guards over any engine: what engines are known to spoil is prevented, noticed, retried, reported.

A segment that is too long is cut at clauses. Endless repetition, text copied through, lost
and invented text are tried again: with further hypotheses, cut into clauses, by the next route.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bilingua.article import Finding
from bilingua.checks.whole import faults
from bilingua.engines.base import Decoding, Rendering
from bilingua.engines.capitals import Recased
from bilingua.engines.consensus import most_agreed
from bilingua.engines.routes import Route, run_route
from bilingua.engines.worth import opening, worth

# Neural models are trained on sentences; beyond about this many words they begin to leave out.
MAX_WORDS = 90
# What failed whole is tried again in clauses of about this many words.
FEW_WORDS = 12
HYPOTHESES = 4
# What a route's only hypothesis weighs against each of the other's several.
# From English the two reach 26.2 and 26.3 BLEU alone and 27.0 together (WMT13).
MUTE = 0.75
# Routes whose costs differ by less are about as good as one another.
PEERS = 0.7
_CLAUSE = re.compile(r"(?:[;:]|,(?= (?:and|but|which|who|while|y|pero|que|quien|mientras)\b)|,)\s+")
_WORD = re.compile(r"\w+")
_NAME_OR_FIGURE = re.compile(r"\b(?:[A-ZÀ-ÖØ-Þ]\w+|\d[\d.,]*\d|\d)")


@dataclass(frozen=True, slots=True)
class Guarded:
    """A rendering that passed the guards, or the best there was with what is wrong with it.

    `shouted` says that the segment was in capitals; the rendering is not.
    """

    rendering: Rendering
    route: Route
    findings: tuple[Finding, ...] = ()
    shouted: bool = False


def translate_guarded(
    routes: Sequence[Route], segments: Sequence[Recased], decoding: Decoding
) -> list[Guarded]:
    """Translate by the first of `routes`; what fails the guards is tried again in other ways.

    `routes` are in order of preference and lead the same way. Every segment gets an answer: the
    first without a fault, or the one with the fewest. What is nothing but a name (a byline, a
    dateline's city) is no engine's task.
    """
    named = [_named(segment, routes[0]) for segment in segments]
    others = [s for s, result in zip(segments, named, strict=True) if result is None]
    translated = iter(_translated(routes, others, decoding))
    return [result or next(translated) for result in named]


def other_opinions(
    routes: Sequence[Route], decoding: Decoding
) -> Iterator[Callable[[Sequence[Recased]], list[Guarded]]]:
    """Other ways to translate segments in which the first answer lost a figure: by the other routes,
    then in clauses.
    """
    if len(routes) > 1:
        yield lambda segments: translate_guarded(routes[1:], segments, decoding)
    for way in (_Way(route, decoding, FEW_WORDS) for route in routes[:2]):
        yield partial(_by, way)


def _by(way: _Way, segments: Sequence[Recased]) -> list[Guarded]:
    """The best that one way says of each segment."""
    answers = _attempt(way, segments)
    return [_best(one, those) for one, those in zip(segments, answers, strict=True)]


def _named(segment: Recased, route: Route) -> Guarded | None:
    """A segment that is one name and nothing else, as the target language writes it."""
    if len(segment.names) != 1 or segment.names[0].text != segment.text.strip(" .,:;"):
        return None
    name = segment.names[0]
    text = segment.text.replace(name.text, name.written(route.direction.target))
    return Guarded(Rendering(text), route, shouted=segment.shouted)


def _translated(
    routes: Sequence[Route], segments: Sequence[Recased], decoding: Decoding
) -> list[Guarded]:
    results = _first(routes, segments, decoding)
    for way in _other_ways(routes, decoding):
        weak = [i for i, result in enumerate(results) if result.findings]
        if not weak:
            break
        again = _by(way, [segments[i] for i in weak])
        for i, result in zip(weak, again, strict=True):
            if len(result.findings) < len(results[i].findings):
                results[i] = result
    return results


def _first(
    routes: Sequence[Route], segments: Sequence[Recased], decoding: Decoding
) -> list[Guarded]:
    """By the first route; where another is about as good, what both agree on most.

    The hypotheses that a beam holds anyway are asked for: they cost next to nothing. What the first
    route spoils (a word that is none, a denial lost) is settled among all that the next ones say.
    """
    asked = replace(decoding, alternatives=decoding.beam - 1)
    first, *others = routes
    ones = _attempt(_Way(first, asked), segments)
    peers = [route for route in others if route.cost - first.cost < PEERS][:1]
    results = [
        one[0] if peers else _best(segment, one)
        for segment, one in zip(segments, ones, strict=True)
    ]
    doubted = [n for n, one in enumerate(results) if peers or _doubtful(segments[n], one)]
    parts = [segments[n] for n in doubted]
    said = [_attempt(_Way(route, asked), parts) for route in peers or others[:2] if parts]
    for place, n in enumerate(doubted):
        results[n] = _agreed(segments[n], ones[n], *(answers[place] for answers in said))
    return results


def _doubtful(segment: Recased, best: Guarded) -> bool:
    """Whether the best that a route says spoils something that can be seen."""
    return not best.findings and _worth(segment, best) < 1


def _agreed(segment: Recased, ones: list[Guarded], *others: list[Guarded]) -> Guarded:
    """Of all that several routes say, what most of it agrees on.

    It must keep every name and figure that the first route kept. A route with one hypothesis has
    MUTE of the weight of another's several; what spoils a word or turns the sense is worth less.
    """
    most = max(map(len, (ones, *others)))
    sound = [
        (hypothesis, 1.0 if len(own) > 1 else MUTE * most)
        for own in (ones, *others)
        for hypothesis in own
        if not hypothesis.findings and _keeps_as_much(segment, hypothesis, ones[0])
    ]
    if not sound:
        return _best(segment, ones)
    texts, weights = ([h.rendering.text for h, _ in sound], [weight for _, weight in sound])
    worths = [_worth(segment, hypothesis) for hypothesis, _ in sound]
    return sound[most_agreed(texts, weights, worths)][0]


def _worth(segment: Recased, hypothesis: Guarded) -> float:
    direction = hypothesis.route.direction
    return worth(segment.text, hypothesis.rendering.text, segment.names, direction)


def _keeps_as_much(segment: Recased, one: Guarded, other: Guarded) -> bool:
    """Whether `one` has every name and figure of the source as often as `other` has it.

    The word that opens a sentence has a capital, and is no name for that.
    """
    said = Counter(_NAME_OR_FIGURE.findall(segment.text))
    said[opening(segment.text, segment.names, one.route.direction.source)] -= 1
    ones, others = (
        Counter(_NAME_OR_FIGURE.findall(guarded.rendering.text)) for guarded in (one, other)
    )
    return all(ones[word] >= min(count, others[word]) for word, count in said.items())


@dataclass(frozen=True, slots=True)
class _Way:
    """How to try: by which route, with how many hypotheses, in parts of how many words."""

    route: Route
    decoding: Decoding
    words: int = MAX_WORDS


def _other_ways(routes: Sequence[Route], decoding: Decoding) -> Iterator[_Way]:
    if decoding.beam < HYPOTHESES:
        yield _Way(routes[0], replace(decoding, alternatives=HYPOTHESES - 1))
    yield _Way(routes[0], decoding, FEW_WORDS)
    for route in routes[1:3]:
        yield _Way(route, decoding)


def _attempt(way: _Way, segments: Sequence[Recased]) -> list[list[Guarded]]:
    """Every segment's hypotheses, the engine's best first, each with what is wrong with it."""
    parts = [split_long(segment.text, way.words) for segment in segments]
    decoding = replace(
        way.decoding,
        names=[s.names for s, group in zip(segments, parts, strict=True) for _ in group],
    )
    renderings = iter(run_route(way.route, [p for group in parts for p in group], decoding))
    joined = [_join([next(renderings) for _ in group]) for group in parts]
    return [
        [
            Guarded(
                hypothesis,
                way.route,
                faults(segment.text, hypothesis.text, *way.route.direction),
                segment.shouted,
            )
            for hypothesis in (rendering, *rendering.alternatives)
        ]
        for segment, rendering in zip(segments, joined, strict=True)
    ]


def _best(segment: Recased, hypotheses: Sequence[Guarded]) -> Guarded:
    """The first without a fault, or with the fewest; a later one where it spoils less."""
    if len(hypotheses) == 1:
        return hypotheses[0]

    def faultiness(hypothesis: Guarded) -> tuple[int, bool, float]:
        loses = not _keeps_as_much(segment, hypothesis, hypotheses[0])
        return len(hypothesis.findings), loses, -_worth(segment, hypothesis)

    return min(hypotheses, key=faultiness)


def split_long(text: str, words: int = MAX_WORDS) -> list[str]:
    """Cut a text of more than `words` words at the clause boundaries nearest to its middle."""
    count = len(_WORD.findall(text))
    if count <= words:
        return [text]
    middle = len(text) // 2
    cuts = [match.end() for match in _CLAUSE.finditer(text)]
    inner = [cut for cut in cuts if len(text) // 5 < cut < len(text) * 4 // 5]
    spaces = [match.end() for match in re.finditer(r"\s+", text)]
    candidates = inner or (spaces if count > MAX_WORDS else [])
    if not candidates:
        return [text]
    cut = min(candidates, key=lambda at: abs(at - middle))
    if not 0 < cut < len(text):
        return [text]
    return [*split_long(text[:cut].rstrip(), words), *split_long(text[cut:], words)]


def _join(parts: Sequence[Rendering]) -> Rendering:
    if len(parts) == 1:
        return parts[0]
    scores = [part.score for part in parts if part.score is not None]
    return Rendering(
        " ".join(part.text for part in parts),
        min(scores) if scores else None,
        unknown=tuple(dict.fromkeys(word for part in parts for word in part.unknown)),
    )
