"""A unit put back together from the translations of its segments, its inline codes in place."""

from __future__ import annotations

from collections.abc import Sequence

from bilingua.article import Link, Marked, Translation, Unit
from bilingua.projection import project


def assemble(units: Sequence[Unit], translations: Sequence[Translation]) -> dict[str, Marked]:
    """What each translated unit says, by its id; units without a translation are left out."""
    by_unit: dict[str, list[Translation]] = {}
    for translation in translations:
        by_unit.setdefault(translation.segment.unit, []).append(translation)
    return {unit.id: _joined(unit, by_unit[unit.id]) for unit in units if unit.id in by_unit}


def _joined(unit: Unit, translations: Sequence[Translation]) -> Marked:
    text, position, links, gaps = "", 0, list[Link](), list[Link]()
    for translation in translations:
        segment = translation.segment
        gap = unit.text[position : segment.start]
        gaps.append(Link((position, segment.start), (len(text), len(text) + len(gap))))
        text += gap
        for link in translation.links:
            links.append(
                Link(
                    (link.source[0] + segment.start, link.source[1] + segment.start),
                    (link.target[0] + len(text), link.target[1] + len(text)),
                )
            )
        text += translation.text
        position = segment.end
    return project(unit.content, text + unit.text[position:], links, gaps)
