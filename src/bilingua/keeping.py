"""Names that a translation lost are tried for again, with what engines can do to keep them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bilingua.article import Translation
from bilingua.engines.base import Decoding
from bilingua.engines.capitals import Recased
from bilingua.engines.guards import Guarded
from bilingua.engines.protected import other_tries
from bilingua.engines.routes import Route
from bilingua.finishing import Settled, errors
from bilingua.names.failings import failings


def kept(
    settled: Mapping[Recased, Settled],
    routes: Sequence[Route],
    decoding: Decoding,
    said: Callable[[Recased, Guarded], Translation],
) -> dict[Recased, Settled]:
    """The answers with better ones where names were lost; a check tells of what is left.

    `said` is the translation that an answer makes.
    """
    direction = routes[0].direction
    better = dict(settled)
    found = {
        one: failings(one.text, best.translation.text, one.names, direction)
        for one, best in settled.items()
    }
    faults = {
        one: (errors(settled[one].translation), fails.total)
        for one, fails in found.items()
        if fails.total
    }
    if not faults:
        return better
    weak = list(faults)
    for tries in other_tries(routes, weak, [found[one].lost for one in weak], decoding):
        for one, answer in zip(weak, tries, strict=True):
            if answer is None:
                continue
            translation = said(one, answer)
            fails = failings(one.text, translation.text, one.names, direction)
            fault = errors(translation), fails.total
            if fault < faults[one]:
                better[one], faults[one] = Settled(answer, translation), fault
    return better
