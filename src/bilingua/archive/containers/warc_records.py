"""The records of a WARC file, one after another, each with its place in the file.

Layout by ISO 28500 (WARC 1.0 and 1.1). Knows nothing of HTTP nor of what the records hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO

from bilingua.archive.containers.inflating import Allowance, Bytes, DamageError, Inflated, gzip

GZIP = b"\x1f\x8b"
# The lines above a block; longer ones are none.
_MAX_HEAD = 1 << 17
_CHUNK = 1 << 18


class HeadError(DamageError):
    """Lines that should be a header are none."""


class Record:
    """A record: `head` is its version and header lines, the blank one included; `block` follows."""

    def __init__(self, start: int, head: bytes, stream: Lines) -> None:
        self.start, self.head = start, head
        self._stream = stream
        length = field(head, "Content-Length")
        if length is None or not length.isdigit() or len(length) > 18:
            raise DamageError("A record does not say how long it is.")
        self.left = int(length)

    def field(self, name: str) -> str | None:
        """The value of a header line."""
        return field(self.head, name)

    def read(self, size: int) -> bytes:
        """At most `size` bytes of the block; none at its end."""
        data = self._stream.read(min(size, self.left))
        if not data and min(size, self.left):
            raise DamageError("The archive is cut short.")
        self.left -= len(data)
        return data


class Lines:
    """Bytes read by lines, too; `consumed` is how many were."""

    def __init__(self, source: Bytes) -> None:
        self._source, self._buffer, self._at = source, b"", 0
        self.consumed = 0

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end."""
        if self._at == len(self._buffer):
            self._buffer, self._at = self._source.read(_CHUNK), 0
        return self._taken(min(size, len(self._buffer) - self._at))

    def line(self) -> bytes:
        """The next line with its end. Raises DamageError when it is too long for one."""
        while (at := self._buffer.find(b"\n", self._at)) < 0:
            more = self._source.read(_CHUNK) if len(self._buffer) - self._at <= _MAX_HEAD else b""
            if not more:
                break
            self._buffer, self._at = self._buffer[self._at :] + more, 0
        size = (at + 1 if at >= 0 else len(self._buffer)) - self._at
        if size > _MAX_HEAD:
            raise HeadError("A header is too long.")
        return self._taken(size)

    def _taken(self, size: int) -> bytes:
        data = self._buffer[self._at : self._at + size]
        self._at += size
        self.consumed += size
        return data


class Records:
    """All records of a file. After `finish`, `end` is where the last one's bytes end in it.

    With gzip each record is a stream of its own, and its blank lines are in it. Where the file is
    damaged, it goes on with the next record that is whole; `damages` counts how often.
    """

    def __init__(self, file: BinaryIO, allowance: Allowance) -> None:
        self._file, self._allowance = file, allowance
        self.is_packed = file.read(2) == GZIP
        self.end = self.damages = self._started = 0
        # Whether a stream of gzip was found to hold more than one record.
        self.is_run_together = False
        self._record: Record | None = None
        self._inflated: Inflated | None = None
        self._begun = self._given_up = False
        self._go_to(0)

    def __iter__(self) -> Iterator[Record]:
        """Raises DamageError when the file does not begin as a WARC."""
        while True:
            try:
                if self._given_up:
                    raise DamageError("A record is damaged.")
                self.finish()
                record = self._next()
            except DamageError:
                if not self._begun or self.is_run_together:
                    raise
                self.damages += 1
                self._record, self._given_up = None, False
                if not self._skip():
                    return
                continue
            if record is None:
                return
            self._begun = True
            yield record

    def give_up(self) -> None:
        """Take the record for damaged."""
        self._given_up = True

    def finish(self) -> None:
        """Read the record to its end. Raises DamageError when that cannot be."""
        if self._record is None:
            return
        while self._record.left:
            self._record.read(_CHUNK)
        if self._inflated is not None:
            while data := self._lines.read(_CHUNK):
                if data.strip():
                    self.is_run_together = True
                    raise DamageError("The records of the archive are packed together.")
        self.end = self._position()
        self._record = None

    def _next(self) -> Record | None:
        """The record that begins at `end`, or behind blank lines."""
        head = None
        while head is None:
            self._started = self.end
            if self.is_packed and not self._go_to(self.end):
                return None
            head = _head(self._lines)
            if head is None and not self.is_packed:
                return None
            self.end = self._position()
        if not self.is_packed:
            self._started = self.end - len(head)
        self._record = Record(self._started, head, self._lines)
        return self._record

    def _go_to(self, position: int) -> bool:
        """Read on from there; False when there is nothing."""
        self._file.seek(position)
        is_there = bool(self._file.read(1))
        self._file.seek(position)
        self._started = self._base = position
        self._inflated = Inflated(self._file, gzip, self._allowance) if self.is_packed else None
        self._lines = Lines(self._inflated or self._file)
        return is_there

    def _position(self) -> int:
        """Where in the file the lines have come to; within a stream of gzip nobody knows."""
        if self._inflated is None:
            return self._base + self._lines.consumed
        return self._file.tell() - self._inflated.unused

    def _skip(self) -> bool:
        """Go to the next record behind the start of the one that is damaged."""
        mark = b"\x1f\x8b\x08" if self.is_packed else b"\nWARC/"
        at = self._started + 1
        while (at := self._found(mark, at)) >= 0:
            self.end = at if self.is_packed else at + 1
            self._go_to(self.end)
            with suppress(DamageError):
                if self._lines.line().startswith(b"WARC/"):
                    return self._go_to(self.end)
            at += 1
        return False

    def _found(self, mark: bytes, position: int) -> int:
        """Where the mark stands next in the file, or -1."""
        self._file.seek(position)
        kept = b""
        while data := self._file.read(_CHUNK):
            window = kept + data
            if (at := window.find(mark)) >= 0:
                return position - len(kept) + at
            position += len(data)
            kept = window[-len(mark) + 1 :]
        return -1


def _head(lines: Lines) -> bytes | None:
    """The next record's head, or None at the end of the file."""
    line = lines.line()
    while line and not line.strip():
        line = lines.line()
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise DamageError("A record does not begin like one.")
    return line + rest_of_head(lines, len(line))


def rest_of_head(lines: Lines, length: int = 0) -> bytes:
    """Header lines up to and with the blank one."""
    pieces = []
    while True:
        line = lines.line()
        pieces.append(line)
        length += len(line)
        if not line or length > _MAX_HEAD:
            raise HeadError("A header does not end.")
        if not line.strip():
            return b"".join(pieces)


def field(head: bytes, name: str) -> str | None:
    """The value of a header line, in WARC as in HTTP."""
    found = re.search(rb"^%b[ \t]*:[ \t]*([^\r\n]*)" % re.escape(name.encode()), head, re.I | re.M)
    return found[1].decode("utf-8", "replace").strip() if found else None


def with_field(head: bytes, name: str, value: str | None) -> bytes:
    """The head with a header line changed, added before the blank one, or gone (None)."""
    line = re.compile(
        rb"^%b[ \t]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*" % re.escape(name.encode()), re.I | re.M
    )
    new = b"" if value is None else f"{name}: {value}\r\n".encode()
    if found := line.search(head):
        return head[: found.start()] + new + line.sub(b"", head[found.end() :])
    blank = re.search(rb"\r?\n\Z", head)
    at = blank.start() if blank else len(head)
    return head[:at] + new + head[at:]
