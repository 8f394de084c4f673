"""How sure bilingua is of a translation: a number from 0 to 1 for a segment and for a story.

It is confidence, not quality: how likely it is that a translation comes close to a person's (chrF 45
or more), less what the checks found. It is made of two things:

- what the engine thought of its own rendering, the mean log-probability of a token, by the table
  SURENESS: of the segments with about that score, the share that came so close (the first 1,200
  sentences of WMT13 both ways, the default routes, tenth by tenth; straight lines between them). An
  engine without scores counts as UNSCORED, the share of all; a person's words and a memory's as 1;
- every rule that found an error or a warning multiplies that by its WEIGHT. These are set, not
  measured: a wrong figure costs hardly any chrF and is still wrong.

`signature` names all of that, so that two numbers with one signature may be compared.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from bilingua.article import Finding, Severity, Translation

# (mean log-probability of a token, share of segments at chrF 45 or more)
SURENESS = (
    (-0.426, 0.47), (-0.319, 0.60), (-0.273, 0.67), (-0.243, 0.72), (-0.217, 0.73),
    (-0.191, 0.74), (-0.167, 0.75), (-0.142, 0.80), (-0.113, 0.81), (-0.071, 0.81),
)  # fmt: skip
UNSCORED = 0.7
WEIGHTS = {Severity.ERROR: 0.4, Severity.WARNING: 0.8, Severity.INFO: 1.0}
# Rules that say no more than the score itself.
_SAID_BY_SCORE = frozenset(["unsure"])
_SURE_ORIGINS = frozenset(["person", "memory"])


def signature() -> str:
    """How confidence was made, in the manner of sacrebleu's signatures."""
    weights = "|".join(f"{severity}:{weight:g}" for severity, weight in WEIGHTS.items())
    return (
        f"confidence|chrf:45|table:wmt13.{len(SURENESS)}|unscored:{UNSCORED:g}|{weights}|version:2"
    )


def of_segment(score: float | None, findings: Iterable[Finding], origin: str = "engine") -> float:
    """The confidence in one segment."""
    confidence = 1.0 if origin in _SURE_ORIGINS else UNSCORED
    if origin not in _SURE_ORIGINS and score is not None:
        confidence = _sureness(score)
    gravest: dict[str, float] = {}
    for finding in findings:
        if finding.rule not in _SAID_BY_SCORE:
            weight = WEIGHTS[finding.severity]
            gravest[finding.rule] = min(weight, gravest.get(finding.rule, weight))
    for weight in gravest.values():
        confidence *= weight
    return round(confidence, 3)


def of_translation(translation: Translation) -> float:
    """The confidence in a translation on the road."""
    # What was copied (a figure, a name) was right to be copied, or a check says so.
    origin = "memory" if translation.origin == "copied" else translation.origin
    return of_segment(translation.score, translation.findings, origin)


def of_story(parts: Sequence[tuple[float, int]]) -> float:
    """The mean of the segments' (confidence, characters): a long segment counts for more."""
    total = sum(size for _, size in parts)
    return round(sum(each * size for each, size in parts) / total, 3) if total else 1.0


def _sureness(score: float) -> float:
    at = bisect_right([known for known, _ in SURENESS], score)
    if at in (0, len(SURENESS)):
        return SURENESS[max(0, at - 1)][1]
    (low, less), (high, more) = SURENESS[at - 1], SURENESS[at]
    return less + (more - less) * (score - low) / (high - low)
