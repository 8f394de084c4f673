"""Another try at a segment whose names an engine spoiled: with stand-ins for them, by a like route."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bilingua.engines.base import Decoding, Rendering
from bilingua.engines.capitals import Recased
from bilingua.engines.guards import PEERS, Guarded, translate_guarded
from bilingua.engines.routes import Route
from bilingua.engines.standins import mask
from bilingua.names.name import Kind, Name
from bilingua.names.restore import put_right


def other_tries(
    routes: Sequence[Route],
    segments: Sequence[Recased],
    lost: Sequence[Sequence[tuple[int, int]]],
    decoding: Decoding,
) -> Iterator[list[Guarded | None]]:
    """Each segment translated in other ways, one list for each way, None where that did not do.

    `lost` says where in each segment the names stand that were lost.
    """
    masked = [
        mask(segment.text, _names(segment, spans), routes[0].direction)
        for segment, spans in zip(segments, lost, strict=True)
    ]
    stood = [
        replace(segment, text=one.text, names=())
        for segment, one in zip(segments, masked, strict=True)
    ]
    answers = translate_guarded(routes, stood, replace(decoding, align=False))
    yield [
        # The names that were not lost are put right as in every answer.
        _restored(answer, put_right(segment.text, text, segment.names, routes[0].direction))
        if one.meant and (text := one.restored(answer.rendering.text))
        else None
        for segment, one, answer in zip(segments, masked, answers, strict=True)
    ]
    for route in routes[1:]:
        if route.cost - routes[0].cost < PEERS:
            yield list(translate_guarded([route], segments, decoding))


def _names(segment: Recased, spans: Sequence[tuple[int, int]]) -> list[Name]:
    """The names that hold the words that were lost; a word that is in none by itself.

    And every term: what an engine says for one depends on all that stands around it.
    """
    found = [name for name in segment.names if name.term] if spans else []
    for start, end in spans:
        whole = [
            name
            for name in segment.names
            if name.start <= start and end <= name.end and name.kind is not Kind.WORD
        ]
        found += whole or [Name(start, end, segment.text[start:end], Kind.OTHER)]
    return list(dict.fromkeys(found))


def _restored(answer: Guarded, text: str) -> Guarded:
    rendering = Rendering(text, answer.rendering.score, unknown=answer.rendering.unknown)
    return replace(answer, rendering=rendering)
