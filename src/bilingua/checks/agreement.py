"""Small words that have not the form that their neighbour takes."""

from __future__ import annotations

from collections.abc import Iterator

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair
from bilingua.localize.agreement import disagreements


def check(pair: SegmentPair) -> Iterator[Finding]:
    """Words in the form that their neighbour does not take (see localize/agreement.py)."""
    for start, wrong, right in disagreements(pair.target, pair.target_style.language):
        yield Finding("agreement", Severity.WARNING, "“{wrong}” should be “{right}” here.",
                      {"wrong": wrong, "right": right},
                      target=(start, start + len(wrong)))  # fmt: skip
