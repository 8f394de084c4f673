"""Names and terms that a translation lost are tried for again, with what engines can do to keep them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bilingua.article import Translation
from bilingua.engines.base import Decoding
from bilingua.engines.capitals import Recased
from bilingua.engines.guards import Guarded
from bilingua.engines.protected import other_tries
from bilingua.engines.routes import Route
from bilingua.engines.worded import worded
from bilingua.finishing import Settled, errors
from bilingua.names.failings import Failings, failings

# The translation that an answer makes.
_Said = Callable[[Recased, Guarded], Translation]


def kept(
    settled: Mapping[Recased, Settled], routes: Sequence[Route], decoding: Decoding, said: _Said
) -> dict[Recased, Settled]:
    """The answers with better ones where names or terms were lost; a check tells of what is left.

    `said` is the translation that an answer makes.
    """
    better = dict(settled)
    failed = {one: _failings(one, best.translation, routes) for one, best in settled.items()}

    def consider(one: Recased, answer: Guarded | None) -> None:
        if answer is None:
            return
        translation = said(one, answer)
        fails = _failings(one, translation, routes)
        if _fault(translation, fails) < _fault(better[one].translation, failed[one]):
            better[one], failed[one] = Settled(answer, translation), fails

    weak = [one for one, fails in failed.items() if fails.total]
    lost = [failed[one].lost for one in weak]
    for tries in other_tries(routes, weak, lost, decoding) if weak else ():
        for one, answer in zip(weak, tries, strict=True):
            consider(one, answer)
    plain = [one for one, fails in failed.items() if fails.reworded]
    if plain:
        answers = [better[one].answer for one in plain]
        reworded = [failed[one].reworded for one in plain]
        for one, answer in zip(plain, worded(routes, answers, reworded, decoding), strict=True):
            consider(one, answer)
    return better


def _failings(one: Recased, translation: Translation, routes: Sequence[Route]) -> Failings:
    return failings(one.text, translation.text, one.names, routes[0].direction)


def _fault(translation: Translation, fails: Failings) -> tuple[int, int, int]:
    """What is worse in a translation is more."""
    return errors(translation), fails.total, len(fails.reworded)
