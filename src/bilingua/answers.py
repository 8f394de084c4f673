"""What engines say to segments; where that is not good enough, what else they can say.

A segment is answered for by itself, whatever story it stands in, and once, wherever it recurs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bilingua.article import Segment, Translation
from bilingua.draft import Handed
from bilingua.engines.base import Decoding
from bilingua.engines.capitals import Recased
from bilingua.engines.guards import Guarded, other_opinions, translate_guarded
from bilingua.engines.routes import Route
from bilingua.finishing import Settled, Trait, errors, finish
from bilingua.keeping import kept
from bilingua.localize.style import HouseStyle
from bilingua.progress import Progress, in_batches

# By what the engines were handed.
Answers = Mapping[Recased, Guarded]


def answered(
    handed: Iterable[Handed],
    routes: Sequence[Route],
    decoding: Decoding,
    progress: Progress | None = None,
) -> dict[Recased, Guarded]:
    """The first answer to each distinct segment that has anything to translate."""
    distinct = list(dict.fromkeys(one.recased for one in handed if not one.is_blank))
    answers = in_batches(lambda some: translate_guarded(routes, some, decoding), distinct, progress)
    return dict(zip(distinct, answers, strict=True))


def settled(
    handed: Sequence[Handed],
    routes: Sequence[Route],
    styles: tuple[HouseStyle, HouseStyle],
    decoding: Decoding,
    progress: Progress | None = None,
) -> dict[Recased, Settled]:
    """The best answer to each distinct segment: another one where the first loses a figure or a name."""
    answers = answered(handed, routes, decoding, progress)
    prepared = {one.recased: one.prepared for one in handed}

    def said(one: Recased, answer: Guarded) -> Translation:
        text = prepared[one]
        return finish(Segment("", 0, 0, len(text), text), text, answer, styles, Trait())

    best = {one: Settled(answer, said(one, answer)) for one, answer in answers.items()}
    # Where a figure or a date was lost on the way, another way may keep it.
    for other in other_opinions(routes, decoding):
        weak = [one for one, settled in best.items() if errors(settled.translation)]
        if not weak:
            break
        for one, answer in zip(weak, other(weak), strict=True):
            translation = said(one, answer)
            if errors(translation) < errors(best[one].translation):
                best[one] = Settled(answer, translation)
    return kept(best, routes, decoding, said)
