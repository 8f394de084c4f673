"""A JSON file that is one list of records, or that has one by a name: {"stories": [...]}.

It is cut into its records as it is read, so that a file of any size takes the memory of one record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from bilingua.archive.containers.base import Edition, Held
from bilingua.archive.containers.records import MAX_RECORD, Keys, Piece, held
from bilingua.errors import InputError
from bilingua.formats.base import Labels

_NAMES = rb"stories|articles|items|posts|entries|results|records|documents|docs|news|data|value"
_LIST = re.compile(rb"\s*+\[\s*+\{")
_NAMED = re.compile(rb'"(?:' + _NAMES + rb')"\s*+:\s*+\Z')
_NAMED_LIST = re.compile(rb'\s*+\{.*?"(?:' + _NAMES + rb')"\s*+:\s*+\[\s*+\{', re.DOTALL)
# A record that happens to have a list says its own text before it.
_RECORD = re.compile(
    rb'"(?:body\w*|content\w*|articleBody|headlines?|html|associations)"\s*+:', re.I
)
_MARK = re.compile(rb'["\[\]{}]')
_IN_STRING = re.compile(rb'(?:[^"\\]|\\.)*+', re.DOTALL)
_BOM = b"\xef\xbb\xbf"
# How far back the name of a list is looked for.
_BACK = 200
_CHUNK = 1 << 16


class JsonList:
    """Reads and writes lists of records."""

    name = "json list"
    suffixes = (".json",)

    def looks(self, top: bytes) -> bool:
        """By a list of objects, at the top or under a name that says it is of stories."""
        top = top.removeprefix(_BOM)
        if _LIST.match(top):
            return True
        named = _NAMED_LIST.match(top)
        return bool(named) and not _RECORD.search(top, 0, named.end() if named else 0)

    def stories(self, path: Path) -> Iterator[Held]:
        """A story for each object in the list. Raises InputError when the file has no such list."""
        keys, number = Keys(), 0
        for piece in _pieces(path):
            number = piece.number
            if found := held(piece, keys, f"record {number}"):
                yield found
        if not number:
            raise InputError(
                "{name} has no list of records; it is one record, or none at all.", name=path.name
            )

    def rewrite(self, path: Path, out: BinaryIO, edition: Edition, labels: Labels | None) -> None:
        """Copy the file with the records as `edition` has them; all else stays as it is."""
        keys = Keys()
        for piece in _pieces(path):
            found = held(piece, keys, f"record {piece.number}")
            new = edition(found) if found and not found.error else None
            out.write(piece.data if new is None else new)


def _pieces(path: Path) -> Iterator[Piece]:
    """The file in pieces: each record of the list, and what stands around them."""
    scan = _Scan()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield from scan.pieces(chunk)
    yield from scan.rest()


class _Scan:
    """Where a stream of JSON is: how deep, in a string or not, in a record of the list or not."""

    def __init__(self) -> None:
        self._depth = 0
        self._quoted = False
        self._list: int | None = None  # the depth of the list's records, once it has begun
        self._done = False
        self._number = 0
        self._record: bytearray | None = None
        self._long = False
        self._tail = b""
        self._back = b""
        self._turned = False

    def pieces(self, chunk: bytes) -> Iterator[Piece]:
        """What a further chunk completes."""
        chunk, self._tail = self._tail + chunk, b""
        begun = position = 0
        while position < len(chunk):
            if self._quoted:
                position = _end(_IN_STRING, chunk, position)
                if position < len(chunk):
                    if chunk[position] == ord("\\"):  # an escape that the next chunk ends
                        self._tail, chunk = chunk[position:], chunk[:position]
                        break
                    self._quoted = False
                    position += 1
                continue
            mark = _MARK.search(chunk, position)
            if mark is None:
                break
            position = mark.end()
            yield from self._marked(mark[0], chunk, begun, position)
            if self._turned:
                begun = mark.start() if self._record is not None else position
        yield from self._taken(chunk[begun:])
        self._back = (self._back + chunk)[-_BACK:]

    def rest(self) -> Iterator[Piece]:
        """What is left at the end of the file."""
        left = bytes(self._record or b"") + self._tail
        cut = self._record is not None or (self._list is not None and not self._done)
        if self._record is None and cut:
            self._number += 1
        yield Piece(left, self._number, cut=cut and not self._long)

    def _marked(self, mark: bytes, chunk: bytes, begun: int, position: int) -> Iterator[Piece]:
        """Go past a mark; `_turned` says whether a record begins or ends there."""
        self._turned = False
        if mark == b'"':
            self._quoted = True
        elif mark in b"[{":
            if mark == b"[" and self._list is None and self._is_the_list(chunk, position - 1):
                self._list = self._depth + 1
            elif mark == b"{" and self._depth == self._list and not self._done:
                yield from self._taken(chunk[begun : position - 1])
                self._record, self._long, self._turned = bytearray(), False, True
                self._number += 1
            self._depth += 1
        else:
            self._depth -= 1
            if self._record is not None and self._depth == self._list:
                yield from self._taken(chunk[begun:position])
                record, self._record, self._turned = self._record, None, True
                if record or not self._long:
                    yield Piece(bytes(record), self._number, record=not self._long)
            elif self._list is not None and self._depth < self._list:
                self._done = True

    def _taken(self, data: bytes) -> Iterator[Piece]:
        """Put a stretch to the record that it belongs to; what no record can hold goes by."""
        if self._record is None or self._long:
            if data:
                yield Piece(data, self._number)
            return
        self._record += data
        if len(self._record) > MAX_RECORD:
            yield Piece(bytes(self._record), self._number, long=True)
            self._long = True
            self._record.clear()

    def _is_the_list(self, chunk: bytes, at: int) -> bool:
        if self._depth == 0:
            return True
        before = (
            (self._back + chunk[max(0, at - _BACK) : at])[-_BACK:]
            if at < _BACK
            else chunk[at - _BACK : at]
        )
        return self._depth == 1 and bool(_NAMED.search(before))


def _end(pattern: re.Pattern[bytes], chunk: bytes, position: int) -> int:
    match = pattern.match(chunk, position)
    return match.end() if match else position
