"""Where the ledger of a folder of editions is, and its tables."""

from __future__ import annotations

from pathlib import Path

from bilingua.errors import OutputError

FOLDER = ".bilingua"
NAME = "ledger.sqlite"
# Raised when a table changes: an older ledger is not read as what it is not.
VERSION = 1
SCHEMA = """
CREATE TABLE run (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER, mtime INTEGER,
    seen INTEGER NOT NULL, error TEXT, written INTEGER NOT NULL DEFAULT 0);
CREATE TABLE stories (
    id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files, key TEXT NOT NULL,
    name TEXT NOT NULL, digest TEXT, state TEXT NOT NULL, seen INTEGER NOT NULL, batch INTEGER,
    language TEXT, segments INTEGER NOT NULL DEFAULT 0, characters INTEGER NOT NULL DEFAULT 0,
    seconds REAL, confidence REAL, findings TEXT, errors INTEGER, warnings INTEGER, review TEXT,
    error TEXT, UNIQUE (file, key));
CREATE INDEX stories_by_batch ON stories (batch) WHERE state = 'planned';
CREATE INDEX stories_by_state ON stories (state);
CREATE INDEX stories_by_review ON stories (review);
CREATE TABLE uses (
    story INTEGER NOT NULL, answer INTEGER NOT NULL, PRIMARY KEY (story, answer)) WITHOUT ROWID;
CREATE TABLE answers (
    id INTEGER PRIMARY KEY, language TEXT NOT NULL, handed TEXT, said TEXT);
"""


def ledger_of(out: Path) -> Path:
    """The ledger in a folder of editions. Raises OutputError when there is none."""
    path = out / FOLDER / NAME
    if not path.is_file():
        raise OutputError(
            "{folder} holds no editions of an archive; name the --out folder of a run.", folder=out
        )
    return path
