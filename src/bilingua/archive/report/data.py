"""A report's facts for scripts: plain values that JSON has, with the same names as the facts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bilingua.archive.report.facts import Facts, Failure, StoryFacts


def as_data(facts: Facts) -> dict[str, Any]:
    """All facts; of each reason for failures, the first ones."""
    findings = facts.findings
    return {
        "command": facts.command,
        "files": facts.files,
        "stories": facts.stories,
        "states": facts.states,
        "segments": facts.segments,
        "languages": [asdict(one) for one in facts.progress],
        "findings": {
            "errors": findings.errors,
            "warnings": findings.warnings,
            "stories_with_errors": findings.with_errors,
            "rules": [asdict(one) for one in findings.rules],
        },
        "confidence": asdict(facts.confidence),
        "repeats": asdict(facts.repeats),
        "time": asdict(facts.time) | {"segments_a_second": facts.rate},
        "top": {order: [_story(one) for one in stories] for order, stories in facts.top.items()},
        "failures": [
            {
                "reason": reason.message,
                "count": reason.count,
                "stories": [_failure(one) for one in reason.failures],
            }
            for reason in facts.reasons
        ],
        "broken_files": {
            "count": facts.broken,
            "files": [{"path": one.path, "error": one.text} for one in facts.broken_files],
        },
    }


def _story(story: StoryFacts) -> dict[str, Any]:
    found = asdict(story)
    del found["id"]
    return found


def _failure(failure: Failure) -> dict[str, str]:
    return {"path": failure.path, "key": failure.key, "error": failure.text}
