"""A report as a table: CSV with a row for each story, written as it is read."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterator
from typing import TextIO

from bilingua.archive.rows import failure_of

HEAD = (
    "path", "key", "language", "state", "segments", "seconds", "confidence", "errors", "warnings",
    "rules", "review", "error",
)  # fmt: skip
# A spreadsheet takes a cell that begins so for a formula, and carries it out.
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_table(db: sqlite3.Connection, file: TextIO) -> None:
    """Write all stories; those that are gone from the archive, too."""
    table = csv.writer(file)
    table.writerow(HEAD)
    table.writerows(_rows(db))


def _rows(db: sqlite3.Connection) -> Iterator[list[str]]:
    rows = db.execute(
        "SELECT path, key, language, state, segments, seconds, confidence, errors, warnings, "
        "findings, review, stories.error FROM stories JOIN files ON files.id = file "
        "ORDER BY stories.id"
    )
    for *told, findings, review, error in rows:
        path, key, language, state, segments, seconds, *rest = told
        if state != "done":
            # What an earlier run found of a story that has changed since.
            seconds, rest, findings = None, [None] * len(rest), None
        cells = (path, key, language, state, segments, _short(seconds), *rest, _rules(findings))
        yield [_cell(value) for value in (*cells, review, failure_of(error))]


def _short(seconds: float | None) -> str | None:
    return None if seconds is None else f"{seconds:.3f}"


def _rules(findings: str | None) -> str:
    """How often each rule found something: "value-missing error 2; quotation info 1"."""
    found = json.loads(findings or "[]")
    return "; ".join(f"{rule} {severity} {count}" for rule, severity, count in found)


def _cell(value: object) -> str:
    """A cell as text that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
