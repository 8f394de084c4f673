"""A unit cut into its segments with the inline codes of each, and put back together.

A code belongs to the segment that it stands in, so that a segment's translation holds the same codes
as its source; what stands between segments is the same in both languages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bilingua.article import CodeKind, Inline, Marked, Segment, Translation, Unit
from bilingua.projection import project


@dataclass(frozen=True, slots=True)
class Cut:
    """A unit in pieces: its segments, and the gaps before, between and after them."""

    segments: tuple[Marked, ...]
    gaps: tuple[Marked, ...]

    def joined(self, segments: Sequence[Marked]) -> Marked:
        """The unit with other segments in place of its own."""
        text, codes = "", list[Inline]()
        for number, gap in enumerate(self.gaps):
            for piece in (gap, *segments[number : number + 1]):
                codes += [replace(code, at=code.at + len(text)) for code in piece.codes]
                text += piece.text
        return Marked(text, tuple(codes))


@dataclass(frozen=True, slots=True)
class Placed:
    """A translation with the codes of its segment in both languages."""

    translation: Translation
    source: Marked
    target: Marked


def cut(unit: Unit, segments: Sequence[Segment]) -> Cut:
    """Cut a unit into `segments`, which are in order; each code goes to exactly one piece."""
    edges = [0, *(edge for s in segments for edge in (s.start, s.end)), len(unit.text)]
    spans = list(pairwise(edges))
    pieces: list[list[Inline]] = [[] for _ in spans]
    at = 0
    for code in unit.content.codes:
        # Codes at one offset keep their order: none goes to a piece before the last one's.
        while at + 1 < len(spans) and not _belongs(code, spans[at], segment=at % 2 == 1):
            at += 1
        pieces[at].append(replace(code, at=code.at - spans[at][0]))
    marked = [
        Marked(unit.text[start:end], tuple(codes))
        for (start, end), codes in zip(spans, pieces, strict=True)
    ]
    return Cut(tuple(marked[1::2]), tuple(marked[0::2]))


def place(units: Iterable[Unit], translations: Sequence[Translation]) -> tuple[Placed, ...]:
    """Put the codes of each segment around the right words of its translation."""
    placed: list[Placed] = []
    by_id = {unit.id: unit for unit in units}
    for name, own in _by_unit(translations).items():
        unit = by_id[name]
        partners = _partners(unit.content.codes)
        sources = cut(unit, [translation.segment for translation in own]).segments
        for source, translation in zip(sources, own, strict=True):
            placed.append(Placed(translation, source, _projected(source, translation, partners)))
    order = {id(translation): number for number, translation in enumerate(translations)}
    return tuple(sorted(placed, key=lambda one: order[id(one.translation)]))


def join(units: Iterable[Unit], placed: Sequence[Placed]) -> dict[str, Marked]:
    """What each translated unit says, by its id; units without a translation are left out."""
    by_unit: dict[str, list[Placed]] = {}
    for one in placed:
        by_unit.setdefault(one.translation.segment.unit, []).append(one)
    return {
        unit.id: cut(unit, [one.translation.segment for one in own]).joined(
            [one.target for one in own]
        )
        for unit in units
        if (own := by_unit.get(unit.id))
    }


def _by_unit(translations: Iterable[Translation]) -> dict[str, list[Translation]]:
    by_unit: dict[str, list[Translation]] = {}
    for translation in translations:
        by_unit.setdefault(translation.segment.unit, []).append(translation)
    return by_unit


def _belongs(code: Inline, span: tuple[int, int], *, segment: bool) -> bool:
    """Whether a code stands in a piece that begins before it.

    At an edge, what closes belongs to the piece before it, what opens to the one after it, and
    what stands alone to the segment.
    """
    ends_here = code.kind is CodeKind.CLOSE or (segment and code.kind is CodeKind.ALONE)
    return code.at < span[1] or (code.at == span[1] and ends_here and not code.covers)


def _partners(codes: Iterable[Inline]) -> Counter[int]:
    """How many codes each pair has."""
    return Counter(code.pair for code in codes)


def _projected(source: Marked, translation: Translation, partners: Mapping[int, int]) -> Marked:
    """The translation with the segment's codes.

    A code whose partner is in another segment is handed to the projection with a stand-in for it
    at the edge of the segment.
    """
    here = _partners(source.codes)
    halves = [code for code in source.codes if here[code.pair] < partners[code.pair]]
    opened = [code for code in halves if code.kind is CodeKind.OPEN]
    closed = [code for code in halves if code.kind is CodeKind.CLOSE]
    before = [Inline(0, "", CodeKind.OPEN, code.pair) for code in reversed(closed)]
    after = [Inline(len(source.text), "", CodeKind.CLOSE, code.pair) for code in reversed(opened)]
    whole = Marked(source.text, (*before, *source.codes, *after))
    reaching = frozenset(code.pair for code in halves)
    found = project(whole, translation.text, translation.links, reaching=reaching)
    stand_ins = {(code.pair, code.kind) for code in (*before, *after)}
    codes = tuple(code for code in found.codes if (code.pair, code.kind) not in stand_ins)
    return Marked(found.text, codes)
