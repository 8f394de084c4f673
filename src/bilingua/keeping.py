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
from bilingua.names.failings import failings


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

    def faultiness(one: Recased, translation: Translation) -> tuple[int, int]:
        fails = failings(one.text, translation.text, one.names, direction)
        return errors(translation), fails.total

    found = {one: failings(one.text, best[one].text, one.names, direction) for one in answers}
    weak = [one for one, fails in found.items() if fails.total]
    if not weak:
        return better
    for tries in other_tries(routes, weak, [found[one].lost for one in weak], decoding):
        for one, answer in zip(weak, tries, strict=True):
            if answer is None:
                continue
            translation = said(one, answer)
            if faultiness(one, translation) < faultiness(one, best[one]):
                better[one], best[one] = answer, translation
    return better
