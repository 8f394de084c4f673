"""A story's segments and their translations as pairs, and what the checks find in them.

The last step of the road: what was found travels on with each translation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bilingua.article import Article, Finding, Inline, Marked, Segment, Translation
from bilingua.checks.base import SegmentPair
from bilingua.checks.story import check_story
from bilingua.localize.style import HouseStyle


def checked(
    article: Article,
    translations: Sequence[Translation],
    contents: Mapping[str, Marked],
    styles: tuple[HouseStyle, HouseStyle],
) -> tuple[Translation, ...]:
    """The translations with what the checks found; what an earlier step said is not said again.

    `contents` are the units put back together, with their inline codes.
    """
    pairs = _pairs(article, translations, contents, styles)
    return tuple(
        replace(translation, findings=merged(translation.findings, found))
        for translation, found in zip(translations, check_story(pairs), strict=True)
    )


def _pairs(
    article: Article,
    translations: Sequence[Translation],
    contents: Mapping[str, Marked],
    styles: tuple[HouseStyle, HouseStyle],
) -> list[SegmentPair]:
    units = {unit.id: unit for unit in article.units}
    pairs = []
    for translation in translations:
        segment = translation.segment
        unit, content = units[segment.unit], contents[segment.unit]
        # Where a unit has several segments nobody knows any more which has the code.
        whole = segment.text.strip() == unit.text.strip()
        codes = (unit.content.codes, content.codes) if whole else ((), ())
        pairs.append(SegmentPair(segment.text, translation.text, *styles, unit.role, *codes))
    return pairs


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


def codes_within(content: Marked, segment: Segment) -> tuple[Inline, ...]:
    """The inline codes of a unit that stand in one of its segments, at the segment's offsets."""
    return tuple(
        replace(code, at=code.at - segment.start)
        for code in content.codes
        if segment.start <= code.at <= segment.end
    )
