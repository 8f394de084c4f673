"""Names that a translation lost are tried for again, with what engines can do to keep them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bilingua.article import Translation
from bilingua.engines.base import Decoding, Direction
from bilingua.engines.capitals import Recased
from bilingua.engines.guards import Guarded
from bilingua.engines.protected import other_tries
from bilingua.engines.routes import Route
from bilingua.finishing import errors
from bilingua.names.failings import failed, halved


def keep_names(
    translations: list[Translation],
    segments: Sequence[Recased | None],
    routes: Sequence[Route],
    decoding: Decoding,
    finished: Callable[[int, Guarded], Translation],
) -> None:
    """Try again where names were lost, and keep what loses fewer; a check tells of what is left."""
    direction = Direction(routes[0].steps[0].direction.source, routes[0].steps[-1].direction.target)

    def lost(segment: Recased, translation: Translation) -> list[tuple[int, int]]:
        return failed(segment.text, translation.text, segment.names, direction)

    def left(segment: Recased, translation: Translation) -> int:
        return halved(segment.text, translation.text, segment.names, direction)

    def faultiness(segment: Recased, translation: Translation) -> tuple[int, int]:
        failings = len(lost(segment, translation)) + left(segment, translation)
        return errors(translation), failings

    weak = [
        (position, segment, spans)
        for position, segment in enumerate(segments)
        if segment is not None
        and (
            (spans := lost(segment, translations[position]))
            or left(segment, translations[position])
        )
    ]
    if not weak:
        return
    tries = other_tries(
        routes, [segment for _, segment, _ in weak], [spans for _, _, spans in weak], decoding
    )
    for answers in tries:
        for (position, segment, _), answer in zip(weak, answers, strict=True):
            if answer is not None:
                before, other = translations[position], finished(position, answer)
                if faultiness(segment, other) < faultiness(segment, before):
                    translations[position] = other
