"""A story's segments and their translations as pairs, and what the checks find in them.

The last step of the road: what was found travels on with each translation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bilingua.article import CodeKind, Finding, Inline, Translation, Unit
from bilingua.assembly import Placed
from bilingua.checks.base import SegmentPair
from bilingua.checks.story import check_story
from bilingua.localize.style import HouseStyle


def checked(
    units: Iterable[Unit], placed: Sequence[Placed], styles: tuple[HouseStyle, HouseStyle]
) -> tuple[Placed, ...]:
    """The translations with what the checks found; what an earlier step said is not said again."""
    roles = {unit.id: unit.role for unit in units}
    pairs = [
        SegmentPair(
            one.source.text,
            one.target.text,
            *styles,
            roles[one.translation.segment.unit],
            _whole(one.source.codes),
            _whole(one.target.codes),
        )
        for one in placed
    ]
    return tuple(
        replace(one, translation=_with(one.translation, found))
        for one, found in zip(placed, check_story(pairs), strict=True)
    )


def _with(translation: Translation, found: Sequence[Finding]) -> Translation:
    return replace(translation, findings=merged(translation.findings, found))


def _whole(codes: Sequence[Inline]) -> tuple[Inline, ...]:
    """The codes without halves of pairs, whose other half is in another segment."""
    count = Counter(code.pair for code in codes)
    return tuple(c for c in codes if c.kind is CodeKind.ALONE or count[c.pair] > 1)


def merged(earlier: Sequence[Finding], later: Sequence[Finding]) -> tuple[Finding, ...]:
    """All findings, the same rule at the same place once: as the earlier step found it.

    A word that an engine did not know is told where it stands, if a check found it there.
    """
    placed = {word for f in later if f.rule == "no-word" for word in f.values.values()}
    earlier = [
        f
        for f in earlier
        if f.rule != "unknown-word" or f.values["word"].replace("’", "'") not in placed
    ]
    return (*earlier, *(f for f in later if not any(_same(f, known) for known in earlier)))


def _same(one: Finding, other: Finding) -> bool:
    return one.rule == other.rule and (
        _meet(one.source, other.source) and _meet(one.target, other.target)
    )


def _meet(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    """Whether two spans overlap; a finding without one is about the whole."""
    return not one or not other or (one[0] <= other[1] and other[0] <= one[1])
