"""A report's facts, asked of the ledger: SQLite counts and sorts, so no list of stories is in memory."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter

from bilingua.archive.report.facts import (
    BINS,
    Confidence,
    Facts,
    Failure,
    Findings,
    Order,
    Progress,
    Reason,
    Repeats,
    RuleCount,
    StoryFacts,
    Time,
)
from bilingua.archive.rows import State
from bilingua.article import Severity

# Failures that are told of each reason; the table of stories has them all.
TOLD = 100
_STORY = (
    "stories.id, path, key, language, segments, seconds, confidence, errors, warnings, review "
    "FROM stories JOIN files ON files.id = file WHERE state = 'done'"
)
_ORDERS = {
    Order.ERRORS: "AND errors > 0 ORDER BY errors DESC, warnings DESC, stories.id",
    Order.CONFIDENCE: "ORDER BY confidence, errors DESC, stories.id",
    Order.SECONDS: "ORDER BY seconds DESC, stories.id",
}
# One that is done has an error when it could not be put into the edition of its file.
_FAILED = "stories.error IS NOT NULL AND state IN ('failed', 'done')"


def facts_of(db: sqlite3.Connection, top: int) -> Facts:
    """All that a report says, with `top` stories in each list."""
    (files,) = db.execute(
        "SELECT count(*) FROM files WHERE error IS NOT NULL "
        "OR EXISTS (SELECT 1 FROM stories WHERE file = files.id AND state != 'gone')"
    ).fetchone()
    (broken,) = db.execute("SELECT count(*) FROM files WHERE error IS NOT NULL").fetchone()
    return Facts(
        progress=_progress(db),
        findings=_findings(db),
        confidence=_confidence(db),
        repeats=_repeats(db),
        time=_time(db),
        top={order: _top(db, order, top) for order in Order},
        reasons=_reasons(db),
        broken=broken,
        broken_files=_broken(db),
        files=files,
        command=_setting(db, "command"),
    )


def _setting(db: sqlite3.Connection, name: str) -> str | None:
    row = db.execute("SELECT value FROM run WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def _progress(db: sqlite3.Connection) -> tuple[Progress, ...]:
    counted = db.execute(
        "SELECT language, state, count(*), total(segments) FROM stories GROUP BY language, state "
        "ORDER BY language IS NULL, language"
    )
    by_language: dict[str | None, dict[State, tuple[int, int]]] = {}
    for language, state, stories, segments in counted:
        counts = by_language.setdefault(language, dict.fromkeys(State, (0, 0)))
        counts[State(state)] = stories, int(segments)
    return tuple(
        Progress(
            language,
            {state: stories for state, (stories, _) in counts.items()},
            {state: segments for state, (_, segments) in counts.items()},
        )
        for language, counts in by_language.items()
    )


def _findings(db: sqlite3.Connection) -> Findings:
    """What was found in the stories that are done, the gravest and most frequent rule first."""
    counts: dict[str, Counter[str]] = {}
    stories: Counter[str] = Counter()
    with_errors = 0
    # Taken apart here: SQLite's own reading of JSON takes three times as long.
    for (line,) in db.execute("SELECT findings FROM stories WHERE state = 'done'"):
        found = json.loads(line or "[]")
        for rule, severity, times in found:
            counts.setdefault(rule, Counter())[severity] += times
        # A rule stands there once for each severity that it had.
        stories.update({rule for rule, _, _ in found})
        with_errors += any(severity == Severity.ERROR for _, severity, _ in found)
    rules = [
        RuleCount(
            rule,
            count[Severity.ERROR],
            count[Severity.WARNING],
            count[Severity.INFO],
            stories[rule],
        )
        for rule, count in counts.items()
    ]
    rules.sort(key=lambda one: (-one.errors, -one.warnings, -one.remarks, one.rule))
    return Findings(tuple(rules), with_errors)


def _confidence(db: sqlite3.Connection) -> Confidence:
    # In thousandths, as they are rounded: in fractions 0.29 × 100 would be 28.
    counted = db.execute(
        "SELECT CAST(round(confidence * 1000) AS INTEGER), count(*) FROM stories "
        "WHERE state = 'done' AND confidence IS NOT NULL GROUP BY 1 ORDER BY 1"
    ).fetchall()
    bins = [0] * BINS
    total, median = sum(count for _, count in counted), None
    passed = 0
    for thousandths, count in counted:
        bins[min(thousandths * BINS // 1000, BINS - 1)] += count
        passed += count
        if median is None and 2 * passed >= total:
            median = thousandths / 1000
    return Confidence(_setting(db, "confidence"), tuple(bins), median)


def _repeats(db: sqlite3.Connection) -> Repeats:
    """What the stories that are done share: each of these segments was translated once."""
    uses, shared = db.execute(
        "SELECT total(times), count(*) FROM (SELECT count(*) AS times FROM uses "
        "JOIN stories ON stories.id = story WHERE state = 'done' GROUP BY answer "
        "HAVING times > 1)"
    ).fetchone()
    return Repeats(shared, int(uses) - shared)


def _time(db: sqlite3.Connection) -> Time:
    clock = _setting(db, "seconds")
    (engines,) = db.execute("SELECT total(seconds) FROM stories WHERE state = 'done'").fetchone()
    return Time(float(clock) if clock else None, engines)


def _top(db: sqlite3.Connection, order: Order, top: int) -> tuple[StoryFacts, ...]:
    rows = db.execute(f"SELECT {_STORY} {_ORDERS[order]} LIMIT ?", (top,))
    return tuple(StoryFacts(*row) for row in rows)


def _reasons(db: sqlite3.Connection) -> tuple[Reason, ...]:
    reasons = db.execute(
        f"SELECT json_extract(error, '$[0]') AS message, count(*) AS times FROM stories "
        f"WHERE {_FAILED} GROUP BY message ORDER BY times DESC, message"
    ).fetchall()
    return tuple(Reason(message, count, _failures(db, message)) for message, count in reasons)


def _failures(db: sqlite3.Connection, message: str) -> tuple[Failure, ...]:
    rows = db.execute(
        f"SELECT path, key, stories.error FROM stories JOIN files ON files.id = file "
        f"WHERE {_FAILED} AND json_extract(stories.error, '$[0]') = ? ORDER BY stories.id LIMIT ?",
        (message, TOLD),
    )
    return tuple(Failure(*row) for row in rows)


def _broken(db: sqlite3.Connection) -> tuple[Failure, ...]:
    rows = db.execute(
        "SELECT path, '', error FROM files WHERE error IS NOT NULL ORDER BY id LIMIT ?", (TOLD,)
    )
    return tuple(Failure(*row) for row in rows)
