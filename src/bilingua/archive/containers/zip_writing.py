"""A zip written again: new data for some members, everything else byte for byte."""

from __future__ import annotations

import shutil
import zlib
from array import array
from dataclasses import replace
from typing import BinaryIO

from bilingua.archive.containers.base import Edition
from bilingua.archive.containers.packed import Nest, edition_of, member, scratch
from bilingua.archive.containers.zip_directory import (
    STREAMED,
    Entry,
    entry_at,
    new_ending,
    new_local_header,
    rewritten,
)
from bilingua.archive.containers.zip_members import DEFLATED, STORED, Contents, Layout
from bilingua.formats.base import Labels

_CHUNK = 1 << 18


class Rewriting:
    """A zip written again: its members in the order that they lie, then its directory."""

    def __init__(self, file: BinaryIO, layout: Layout, out: BinaryIO, records: BinaryIO) -> None:
        self._file, self._layout, self._out = file, layout, out
        # New records of the directory wait in a file of their own: there may be very many.
        self._records = records
        self._lengths = array("Q", bytes(8 * len(layout.ats)))
        self._places = array("Q", bytes(8 * len(layout.ats)))

    def members(self, edition: Edition, labels: Labels | None, nest: Nest) -> int:
        """Write all members; return how much that was."""
        layout, shift = self._layout, self._layout.directory.shift
        copied = layout.starts[0] if layout.starts else layout.directory.start
        written = begun = _copy(self._file, 0, copied, self._out)
        for placed in layout.placed():
            if placed.start < 0:
                continue
            if placed.start >= copied:
                begun, copied = written, placed.end
                contents = Contents(self._file, placed, nest.allowance)
                one = member(placed.entry.name, placed.key, contents)
                if one.is_wanted and not placed.is_folder:
                    with scratch() as new:
                        if edition_of(one, edition, labels, nest, new):
                            entry = replace(placed.entry, offset=begun - shift)
                            entry, size = _write_member(
                                self._file, placed.start, entry, new, self._out
                            )
                            self._keep(placed.number, entry)
                            written += size
                            continue
                written += _copy(self._file, placed.start, placed.end, self._out)
            # A member that is listed again lies where it lay before.
            if begun - shift != placed.entry.offset:
                self._keep(placed.number, replace(placed.entry, offset=begun - shift))
        return written

    def _keep(self, number: int, entry: Entry) -> None:
        record = rewritten(entry)
        self._places[number], self._lengths[number] = self._records.tell(), len(record)
        self._records.write(record)

    def directory(self, start: int) -> None:
        """Write the directory, now at `start`, and what follows on it."""
        directory, length = self._layout.directory, 0
        for number, at in enumerate(self._layout.ats):
            if self._lengths[number]:
                self._records.seek(self._places[number])
                record = self._records.read(self._lengths[number])
            else:
                record = entry_at(self._file, directory, at).record
            length += len(record)
            self._out.write(record)
        self._file.seek(directory.start + directory.size)
        tail, offset = self._file.read(), start - directory.shift
        moved = any(self._lengths) or start != directory.start
        self._out.write(new_ending(tail, length, offset, offset + length) if moved else tail)


def _write_member(
    file: BinaryIO, start: int, entry: Entry, data: BinaryIO, out: BinaryIO
) -> tuple[Entry, int]:
    """Write a member with new data; return its entry and how many bytes it takes."""
    method = STORED if entry.method == STORED else DEFLATED
    data.seek(0)
    crc = size = packed_size = 0
    with scratch() as packed:
        deflate = zlib.compressobj(wbits=-15)
        while piece := data.read(_CHUNK):
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            packed_size += packed.write(piece if method == STORED else deflate.compress(piece))
        if method == DEFLATED:
            packed_size += packed.write(deflate.flush())
        entry = replace(
            entry,
            flags=entry.flags & ~STREAMED,
            method=method,
            crc=crc,
            size=size,
            packed=packed_size,
        )
        head = new_local_header(file, start, entry)
        out.write(head)
        packed.seek(0)
        shutil.copyfileobj(packed, out, _CHUNK)
    return entry, len(head) + packed_size


def _copy(file: BinaryIO, start: int, end: int, out: BinaryIO) -> int:
    """Copy a stretch of the file; return its length."""
    file.seek(start)
    left = end - start
    while left and (data := file.read(min(left, _CHUNK))):
        out.write(data)
        left -= len(data)
    return end - start - left
