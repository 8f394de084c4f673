"""All checks over all segment pairs of a story."""

from __future__ import annotations

from collections.abc import Sequence

from bilingua.article import Finding
from bilingua.checks import (
    acronyms,
    addresses,
    agreement,
    attribution,
    codes,
    compass,
    gender,
    lexicon,
    names,
    negation,
    omission,
    party,
    quotations,
    ranks,
    repetition,
    typography,
    usage,
    values,
    whole,
)
from bilingua.checks.base import Check, SegmentPair, StoryCheck

# What nobody translated is not looked at any closer than this.
FIRST: tuple[Check, ...] = (whole.check, codes.check, addresses.check)
CHECKS: tuple[Check, ...] = (
    values.check,
    compass.check,
    negation.check,
    omission.check,
    quotations.check,
    attribution.check,
    ranks.check,
    party.check,
    agreement.check,
    repetition.check,
    lexicon.check,
    typography.check,
    usage.check,
)
STORY_CHECKS: tuple[StoryCheck, ...] = (gender.check, acronyms.check, names.check)


def check_story(pairs: Sequence[SegmentPair]) -> list[tuple[Finding, ...]]:
    """The findings of every pair, in order of the pairs; each pair's in order of the checks."""
    found = [_check(pair) for pair in pairs]
    for check in STORY_CHECKS:
        for position, finding in check(pairs):
            found[position].append(finding)
    return [tuple(findings) for findings in found]


def _check(pair: SegmentPair) -> list[Finding]:
    if not (pair.source.strip() and pair.target.strip()):
        return list(omission.check(pair))
    found = [finding for check in FIRST for finding in check(pair)]
    if _untranslated(pair, found):
        return found
    return [*found, *(finding for check in CHECKS for finding in check(pair))]


def _untranslated(pair: SegmentPair, found: Sequence[Finding]) -> bool:
    whole_target = (0, len(pair.target))
    return any(f.rule == "untranslated" and f.target == whole_target for f in found)
