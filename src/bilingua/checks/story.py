"""All checks over all segment pairs of a story."""

from __future__ import annotations

from collections.abc import Sequence

from bilingua.article import Finding
from bilingua.checks import (
    acronyms,
    addresses,
    agreement,
    attribution,
    bounds,
    change,
    codes,
    compass,
    gender,
    lexicon,
    names,
    negation,
    omission,
    opposites,
    party,
    quotations,
    ranks,
    repetition,
    terms,
    typography,
    usage,
    values,
    whole,
)
from bilingua.checks.base import Check, SegmentPair, StoryCheck, without_terms

# What nobody translated is not looked at any closer than this.
FIRST: tuple[Check, ...] = (whole.check, codes.check, addresses.check)
# These read a term of the glossary like any other words.
WORDED: tuple[Check, ...] = (agreement.check, typography.check)
CHECKS: tuple[Check, ...] = (
    values.check,
    bounds.check,
    change.check,
    compass.check,
    negation.check,
    opposites.check,
    omission.check,
    quotations.check,
    attribution.check,
    ranks.check,
    party.check,
    repetition.check,
    lexicon.check,
    usage.check,
)
STORY_CHECKS: tuple[StoryCheck, ...] = (gender.check, acronyms.check, names.check)


def check_story(pairs: Sequence[SegmentPair]) -> list[tuple[Finding, ...]]:
    """The findings of every pair, in order of the pairs; each pair's in order of the checks."""
    hidden = [without_terms(pair) for pair in pairs]
    found = [_check(*both) for both in zip(pairs, hidden, strict=True)]
    for check in STORY_CHECKS:
        for position, finding in check(hidden):
            found[position].append(finding)
    for position, finding in terms.check(pairs):
        found[position].append(finding)
    return [tuple(findings) for findings in found]


def _check(pair: SegmentPair, hidden: SegmentPair) -> list[Finding]:
    if not (pair.source.strip() and pair.target.strip()):
        return list(omission.check(pair))
    found = [finding for check in FIRST for finding in check(hidden)]
    if _untranslated(pair, found):
        return found
    found += (finding for check in CHECKS for finding in check(hidden))
    return [*found, *(finding for check in WORDED for finding in check(pair))]


def _untranslated(pair: SegmentPair, found: Sequence[Finding]) -> bool:
    whole_target = (0, len(pair.target))
    return any(f.rule == "untranslated" and f.target == whole_target for f in found)
