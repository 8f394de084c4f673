"""JSON Lines: a file with a record on each line.

A story's key is its id, guid, slug or address, else the number of its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from bilingua.archive.containers.base import Edition, Held
from bilingua.archive.containers.records import MAX_RECORD, Keys, Piece, held
from bilingua.errors import InputError
from bilingua.formats.base import Labels

_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_PART = 1 << 16
_SPACE = b" \t\r\n"


class Lines:
    """Reads and writes JSON Lines."""

    name = "lines"
    suffixes = (".jsonl", ".ndjson")

    def looks(self, top: bytes) -> bool:
        """By an object on the first line and another on the second."""
        lines = [line.strip() for line in top.removeprefix(_BOM).split(b"\n")[:3] if line.strip()]
        return len(lines) > 1 and all(line.startswith(b"{") for line in lines) and (
            lines[0].endswith(b"}")
        )  # fmt: skip

    def stories(self, path: Path) -> Iterator[Held]:
        """A story for each line that is not blank; a broken or endless one is Held with its error."""
        keys = Keys()
        with path.open("rb") as file:
            for piece in _pieces(path.name, file):
                if found := held(piece, keys, f"line {piece.number}"):
                    yield found

    def rewrite(self, path: Path, out: BinaryIO, edition: Edition, labels: Labels | None) -> None:
        """Copy the lines, those of stories as `edition` has them; no line declares a sister file."""
        keys = Keys()
        with path.open("rb") as file:
            for piece in _pieces(path.name, file):
                found = held(piece, keys, f"line {piece.number}")
                new = edition(found) if found and not found.error else None
                # A record stays on its line, whatever its format made of it.
                out.write(piece.data if new is None else b" ".join(new.splitlines()))


def _pieces(name: str, file: BinaryIO) -> Iterator[Piece]:
    """The lines of a file in pieces: what a record is, and its blank space and line end."""
    number = 0
    while line := file.readline(MAX_RECORD + 2):
        number += 1
        if number == 1 and line.startswith(_WIDE):
            raise InputError(
                "{name} is in UTF-16, which lines of JSON are not; save it as UTF-8.", name=name
            )
        if not line.endswith(b"\n") and len(line) > MAX_RECORD:
            yield Piece(line, number, long=True)
            while not line.endswith(b"\n") and (line := file.readline(_PART)):
                yield Piece(line, number)
            continue
        start = len(_BOM) if number == 1 and line.startswith(_BOM) else 0
        start += len(line[start:]) - len(line[start:].lstrip(_SPACE))
        content = line[start:].rstrip(_SPACE)
        yield Piece(line[:start], number)
        if content:
            yield Piece(content, number, record=True)
        yield Piece(line[start + len(content) :], number)
