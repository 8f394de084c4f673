"""The contract of checks: what they look at, and how a family of them is called.

A check sees a segment pair as it will be published and yields findings; it changes nothing. What
only a whole story shows (one person's gender, one form of money) is checked over all its pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bilingua.article import Finding, Inline, Role
from bilingua.glossary.terms import veiled
from bilingua.localize.style import HouseStyle


@dataclass(frozen=True, slots=True)
class SegmentPair:
    """A segment and its translation, with what a check may want to know of them.

    `source_codes` and `target_codes` are the inline codes of the two texts, as far as known.
    """

    source: str
    target: str
    source_style: HouseStyle
    target_style: HouseStyle
    role: Role = Role.BODY
    source_codes: tuple[Inline, ...] = ()
    target_codes: tuple[Inline, ...] = ()


def without_terms(pair: SegmentPair) -> SegmentPair:
    """The pair in which the glossary's terms, where they are rendered as it says, are no words."""
    style = pair.target_style
    met = style.glossary.met(pair.source, pair.source_style.language)
    if not met:
        return pair
    source, target = veiled(pair.source, pair.target, met, style.language)
    return replace(pair, source=source, target=target)


# A check over one pair; a check over all pairs of a story yields (position, finding).
Check = Callable[[SegmentPair], Iterable[Finding]]
StoryCheck = Callable[[Sequence[SegmentPair]], Iterable[tuple[int, Finding]]]
