"""All checks over all segment pairs of a story."""

from __future__ import annotations

from collections.abc import Sequence

from bilingua.article import Finding
from bilingua.checks.base import Check, SegmentPair, StoryCheck

CHECKS: tuple[Check, ...] = ()
STORY_CHECKS: tuple[StoryCheck, ...] = ()


def check_story(pairs: Sequence[SegmentPair]) -> list[tuple[Finding, ...]]:
    """The findings of every pair, in order of the pairs; each pair's in order of the checks."""
    found = [[finding for check in CHECKS for finding in check(pair)] for pair in pairs]
    for check in STORY_CHECKS:
        for position, finding in check(pairs):
            found[position].append(finding)
    return [tuple(findings) for findings in found]
