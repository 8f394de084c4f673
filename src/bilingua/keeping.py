"""Names that a translation lost are tried for again, with what engines can do to keep them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bilingua.article import Translation
from bilingua.engines.base import Decoding, Direction
from bilingua.engines.capitals import Recased
from bilingua.engines.guards import Guarded
from bilingua.engines.protected import other_tries
from bilingua.engines.routes import Route
from bilingua.finishing import errors
from bilingua.names.failings import failed, halved


def kept(
    answers: Mapping[Recased, Guarded],
    translations: Mapping[Recased, Translation],
    routes: Sequence[Route],
    decoding: Decoding,
    said: Callable[[Recased, Guarded], Translation],
) -> dict[Recased, Guarded]:
    """The answers with better ones where names were lost; a check tells of what is left.

    `said` is the translation that an answer makes, `translations` those of the answers there are.
    """
    direction = Direction(routes[0].steps[0].direction.source, routes[0].steps[-1].direction.target)
    better, best = dict(answers), dict(translations)

    def lost(one: Recased) -> list[tuple[int, int]]:
        return failed(one.text, best[one].text, one.names, direction)

    def faultiness(one: Recased, translation: Translation) -> tuple[int, int]:
        failings = len(failed(one.text, translation.text, one.names, direction))
        failings += halved(one.text, translation.text, one.names, direction)
        return errors(translation), failings

    weak = [one for one in answers if faultiness(one, best[one])[1]]
    if not weak:
        return better
    for tries in other_tries(routes, weak, [lost(one) for one in weak], decoding):
        for one, answer in zip(weak, tries, strict=True):
            if answer is None:
                continue
            translation = said(one, answer)
            if faultiness(one, translation) < faultiness(one, best[one]):
                better[one], best[one] = answer, translation
    return better
