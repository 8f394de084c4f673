"""The folder's glossary: terms that editors note while they review, one line each, for good.

`glossary.csv` has the columns source, target and note; lines are only ever added.
"""

from __future__ import annotations

import csv
import fcntl
import io
import os
from pathlib import Path

from bilingua.errors import OutputError

NAME = "glossary.csv"
COLUMNS = ["source", "target", "note"]


class Glossary:
    """The glossary file of a folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    def add(self, source: str, target: str, note: str = "") -> bool:
        """Add a term; it is on the disk when this returns. False if it is there already.

        Raises OutputError when the file cannot be written or has other columns.
        """
        term = [" ".join(value.split()) for value in (source, target, note)]
        try:
            with self.path.open("a+b") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                file.seek(0)
                there = file.read()
                rows = self._rows(there)
                if any(row[:2] == term[:2] for row in rows):
                    return False
                file.write(_line_end(there) + _lines([term] if rows else [COLUMNS, term]))
                file.flush()
                os.fsync(file.fileno())
            _sync(self.path.parent)
        except OSError as error:
            raise OutputError(
                "{path} cannot be written ({strerror}); nothing was changed.",
                path=self.path,
                strerror=error.strerror,
            ) from error
        return True

    def _rows(self, data: bytes) -> list[list[str]]:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig", errors="replace"))))
        if rows and rows[0][:3] != COLUMNS:
            raise OutputError(
                "{path} does not begin with the columns source, target and note; rename it, and bilingua makes a new one.",
                path=self.path,
            )
        return rows


def _lines(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def _line_end(data: bytes) -> bytes:
    """Ends a line that a power cut tore, or that an editor left open."""
    return b"" if not data or data.endswith(b"\n") else b"\n"


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
