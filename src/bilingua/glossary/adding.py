"""The folder's glossary: terms that editors note while they review, one line each, for good.

`glossary.csv` has the columns en, es and note (source, target and note in files of the first
versions); lines are only ever added.
"""

from __future__ import annotations

import csv
import fcntl
import io
import os
from pathlib import Path

from bilingua.config import FILE as SETTINGS
from bilingua.errors import OutputError
from bilingua.files import sync
from bilingua.glossary.reading import columns_of

NAME = "glossary.csv"
COLUMNS = ["en", "es", "note"]


def notes_for(place: Path) -> list[Path]:
    """The glossary files for a folder of editions, or for a file in it, the nearest last: those of the
    folder and of the folders above it, up to the one where a newsroom works.
    """
    found = []
    top = place.absolute()
    for folder in (top, *top.parents):
        if (folder / NAME).is_file():
            found.append(folder / NAME)
        if folder == Path.cwd() or (folder / SETTINGS).is_file():
            break
    return found[::-1]


class Notebook:
    """The glossary file of a folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    def add(self, english: str, spanish: str, note: str = "") -> bool:
        """Add a term; it is on the disk when this returns. False if it is there already.

        Raises OutputError when the file cannot be written or has other columns.
        """
        term = [" ".join(value.split()) for value in (english, spanish, note)]
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
            sync(self.path.parent)
        except OSError as error:
            raise OutputError(
                "{path} cannot be written ({strerror}); nothing was changed.",
                path=self.path,
                strerror=error.strerror,
            ) from error
        return True

    def _rows(self, data: bytes) -> list[list[str]]:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig", errors="replace"))))
        if rows and columns_of(rows[0]) != (0, 1):
            raise OutputError(
                "{path} does not begin with the columns en, es and note; rename it, and bilingua makes a new one.",
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
