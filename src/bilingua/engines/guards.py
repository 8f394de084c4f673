"""Guards over any engine: what engines are known to spoil is prevented, noticed, retried, reported.

A segment that is too long is cut at clauses. Endless repetition, text copied through, lost
and invented text are tried again: with further hypotheses, cut into clauses, by the next route.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bilingua.article import Finding, Severity
from bilingua.engines.base import Decoding, Rendering
from bilingua.engines.capitals import Recased
from bilingua.engines.routes import Route, run_route

# Neural models are trained on sentences; beyond about this many words they begin to leave out.
MAX_WORDS = 90
# What failed whole is tried again in clauses of about this many words.
FEW_WORDS = 12
HYPOTHESES = 4
# Mean log-probability a token above which a rendering is sure: three in ten of a news test.
SURE = -0.21
# Routes whose costs differ by less are about as good as one another.
PEERS = 0.7
_CLAUSE = re.compile(r"(?:[;:]|,(?= (?:and|but|which|who|while|y|pero|que|quien|mientras)\b)|,)\s+")
_WORD = re.compile(r"\w+")
_NAME_OR_FIGURE = re.compile(r"\b(?:[A-ZÀ-ÖØ-Þ]\w+|\d[\d.,]*\d|\d)")
_LOOP = re.compile(r"\b(\w+(?:\W+\w+){0,4}?)(?:\W+\1\b){3,}", re.IGNORECASE)
# Words that tell the languages apart; a text with several of the source's own was not translated.
_FUNCTION = {
    "en": frozenset("the of and to in that was with for on said is are were has have from".split()),
    "es": frozenset("el la los las de que y en del con por para una se fue son ha han".split()),
}


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


def _named(segment: Recased, route: Route) -> Guarded | None:
    """A segment that is one name and nothing else, as the target language writes it."""
    if len(segment.names) != 1 or segment.names[0].text != segment.text.strip(" .,:;"):
        return None
    name = segment.names[0]
    text = segment.text.replace(name.text, name.written(route.steps[-1].direction.target))
    return Guarded(Rendering(text), route, shouted=segment.shouted)


def _translated(
    routes: Sequence[Route], segments: Sequence[Recased], decoding: Decoding
) -> list[Guarded]:
    results = _attempt(_Way(routes[0], decoding), segments)
    _prefer_sure(results, routes, segments, decoding)
    for way in _other_ways(routes, decoding):
        weak = [i for i, result in enumerate(results) if result.findings]
        if not weak:
            break
        again = _attempt(way, [segments[i] for i in weak])
        for i, result in zip(weak, again, strict=True):
            if len(result.findings) < len(results[i].findings):
                results[i] = result
    return results


def _prefer_sure(
    results: list[Guarded], routes: Sequence[Route], segments: Sequence[Recased], decoding: Decoding
) -> None:
    """Take a scored route's rendering where that is sure and the first route cannot say.

    It must keep every name and figure that the first route kept.
    From English the two reach 26.2 and 26.3 BLEU alone and 26.5 so joined (WMT13).
    """
    peer = next((route for route in routes[1:] if route.cost - routes[0].cost < PEERS), None)
    if routes[0].scored or peer is None or not peer.scored:
        return
    for i, other in enumerate(_attempt(_Way(peer, decoding), segments)):
        score = other.rendering.score
        sure = score is not None and score >= SURE and not other.findings
        if sure and _keeps_as_much(segments[i].text, other, results[i]):
            results[i] = other


def _keeps_as_much(source: str, one: Guarded, other: Guarded) -> bool:
    """Whether `one` has every name and figure of the source that `other` has to the letter."""

    def has(guarded: Guarded, word: str) -> bool:
        return bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", guarded.rendering.text))

    words = _NAME_OR_FIGURE.findall(source)
    return all(has(one, word) for word in words if has(other, word))


@dataclass(frozen=True, slots=True)
class _Way:
    """How to try: by which route, with how many hypotheses, in parts of how many words."""

    route: Route
    decoding: Decoding
    words: int = MAX_WORDS


def _other_ways(routes: Sequence[Route], decoding: Decoding) -> Iterator[_Way]:
    yield _Way(routes[0], replace(decoding, alternatives=HYPOTHESES - 1))
    yield _Way(routes[0], decoding, FEW_WORDS)
    for route in routes[1:3]:
        yield _Way(route, decoding)


def _attempt(way: _Way, segments: Sequence[Recased]) -> list[Guarded]:
    parts = [split_long(segment.text, way.words) for segment in segments]
    decoding = replace(
        way.decoding,
        names=[s.names for s, group in zip(segments, parts, strict=True) for _ in group],
    )
    renderings = iter(run_route(way.route, [p for group in parts for p in group], decoding))
    joined = [_join([next(renderings) for _ in group]) for group in parts]
    return [
        replace(_judged(way.route, segment.text, rendering), shouted=segment.shouted)
        for segment, rendering in zip(segments, joined, strict=True)
    ]


def _judged(route: Route, segment: str, rendering: Rendering) -> Guarded:
    """The first hypothesis without a fault, or the first one with its faults."""
    direction = route.steps[0].direction.source, route.steps[-1].direction.target
    best: Guarded | None = None
    for text in (rendering.text, *rendering.alternatives):
        candidate = rendering if text == rendering.text else replace(rendering, text=text, links=())
        found = faults(segment, text, *direction)
        if best is None or len(found) < len(best.findings):
            best = Guarded(candidate, route, found)
    assert best is not None
    return best


def faults(
    source: str, target: str, source_language: str, target_language: str
) -> tuple[Finding, ...]:
    """What is wrong with a rendering as a whole: repeated, untranslated, shortened or invented."""
    whole_source, whole_target = (0, len(source)), (0, len(target))
    found = []
    if (loop := _LOOP.search(target)) and not _LOOP.search(source):
        found.append(
            Finding("repetition", Severity.ERROR, "The translation repeats itself.", {},
                    whole_source, loop.span())
        )  # fmt: skip
    if is_untranslated(source, target, source_language, target_language):
        found.append(
            Finding("untranslated", Severity.ERROR, "The text was left untranslated.", {},
                    whole_source, whole_target)
        )  # fmt: skip
    if is_shortened(source, target):
        found.append(
            Finding("omission", Severity.ERROR, "Part of the text seems to be missing.", {},
                    whole_source, whole_target)
        )  # fmt: skip
    if is_lengthened(source, target):
        found.append(
            Finding("addition", Severity.ERROR, "The translation says more than the text.", {},
                    whole_source, whole_target)
        )  # fmt: skip
    return tuple(found)


def is_untranslated(source: str, target: str, source_language: str, target_language: str) -> bool:
    """Whether the target still reads in the source's language, or is the source itself."""
    common = [word for word in _WORD.findall(source) if word.islower() and len(word) > 3]
    if source == target and len(common) >= 2:
        return True
    words = [word.lower() for word in _WORD.findall(target)]
    own, other = _FUNCTION[source_language], _FUNCTION[target_language]
    of_source = sum(word in own for word in words)
    return of_source >= 2 and of_source > sum(word in other for word in words)


def is_shortened(source: str, target: str) -> bool:
    """Whether the target is too short to say all that the source says."""
    before, after = len(_WORD.findall(source)), len(_WORD.findall(target))
    return (before > 0 and after == 0 and any(map(str.isalpha, source))) or (
        before >= 8 and after < 0.45 * before
    )


def is_lengthened(source: str, target: str) -> bool:
    """Whether the target is too long to say only what the source says."""
    before, after = len(_WORD.findall(source)), len(_WORD.findall(target))
    return after > 2 * before + 8


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
