"""Zip archives: every story in its place under its own name, everything else byte for byte."""

from __future__ import annotations

import bz2
import shutil
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from bilingua.archive.container import Edition, Held
from bilingua.archive.inflating import (
    Allowance,
    Bytes,
    DamageError,
    Decompressor,
    Deflate,
    Inflated,
    Section,
)
from bilingua.archive.packed import Keys, Nest, edition_of, member, scratch, stories_of
from bilingua.archive.zip_directory import (
    STREAMED,
    Entry,
    data_of,
    entries,
    entry_at,
    find_directory,
    new_ending,
    new_local_header,
    rewritten,
)
from bilingua.errors import InputError
from bilingua.formats.base import Labels

_STORED, _DEFLATED = 0, 8
_METHODS: dict[int, Callable[[], Decompressor]] = {
    _DEFLATED: lambda: Deflate(-15),
    12: bz2.BZ2Decompressor,
}
_CHUNK = 1 << 18


class Zip:
    """Reads and writes zip files of stories, of other containers and of anything else."""

    name = "zip"
    suffixes = (".zip",)

    def looks(self, top: bytes) -> bool:
        """By its first member, or by the end of an empty one."""
        return top.startswith((b"PK\3\4", b"PK\5\6"))

    def stories(self, path: Path) -> Iterator[Held]:
        """Every story, in the order that they lie in the file."""
        yield from self.stories_in(path, Nest(Allowance(path.name, path.stat().st_size)))

    def stories_in(self, path: Path, nest: Nest) -> Iterator[Held]:
        """The same for a zip that may lie in another container."""
        with path.open("rb") as file:
            layout = _Layout(file, path.name)
            for placed in layout.placed():
                if not placed.is_folder:
                    one = member(
                        placed.entry.name, placed.key, _Contents(file, placed, nest.allowance)
                    )
                    if one.is_wanted:
                        yield from stories_of(one, nest)
            if layout.damage:
                yield Held(layout.keys.key(path.name), path.name, b"", layout.damage)

    def rewrite(self, path: Path, out: BinaryIO, edition: Edition, labels: Labels | None) -> None:
        """Copy the archive with each story as `edition` has it."""
        nest = Nest(Allowance(path.name, path.stat().st_size))
        self.rewrite_in(path, out, edition, labels, nest)

    def rewrite_in(
        self, path: Path, out: BinaryIO, edition: Edition, labels: Labels | None, nest: Nest
    ) -> None:
        """The same for a zip that may lie in another container."""
        with path.open("rb") as file:
            layout = _Layout(file, path.name)
            if layout.damage:
                raise layout.damage
            with scratch() as records:
                rewriting = _Rewriting(file, layout, out, records)
                rewriting.directory(rewriting.members(edition, labels, nest))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A member with its key and the stretch of the file that is its own, if it lies in the file."""

    number: int
    entry: Entry
    key: str
    start: int
    end: int
    is_shared: bool

    @property
    def is_folder(self) -> bool:
        return self.entry.name.endswith("/")


class _Layout:
    """The members of a zip in the order that they lie in the file."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self.damage: InputError | None = None
        self.keys = Keys()
        try:
            self.directory = find_directory(file)
        except DamageError as error:
            raise InputError(
                "{name} is cut short or no zip file; copy it again from where it came.", name=name
            ) from error
        ats, offsets = array("Q"), array("q")
        try:
            for entry in entries(file, self.directory):
                start = entry.offset + self.directory.shift
                ats.append(entry.at)
                offsets.append(start if 0 <= start < self.directory.start else -1)
        except DamageError:
            self.damage = InputError(
                "{name} is damaged: not all of its files can be found; copy it again from where it came.",
                name=name,
            )
        self.ats, self._offsets = ats, offsets
        self.starts = array("q", sorted({offset for offset in offsets if offset >= 0}))

    def placed(self) -> Iterator[_Placed]:
        """Every member; the directory is read again for each, for it may be large."""
        previous = -1
        for number in sorted(range(len(self.ats)), key=self._offsets.__getitem__):
            entry = entry_at(self._file, self.directory, self.ats[number])
            key = "" if entry.name.endswith("/") else self.keys.key(entry.name)
            start = end = self._offsets[number]
            if start >= 0:
                following = bisect_right(self.starts, start)
                ends = following < len(self.starts)
                end = self.starts[following] if ends else self.directory.start
            yield _Placed(number, entry, key, start, end, start == previous)
            previous = start


class _Contents:
    """A member's own bytes, checked against its CRC when they end."""

    def __init__(self, file: BinaryIO, placed: _Placed, allowance: Allowance) -> None:
        self._file, self._placed, self._allowance = file, placed, allowance
        self._source: Bytes | None = None
        self._crc = 0

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end. Raises InputError when they cannot be had."""
        if self._source is None:
            self._source = self._opened()
        data = self._source.read(size)
        self._crc = zlib.crc32(data, self._crc)
        if not data and size and self._crc != self._placed.entry.crc:
            raise DamageError("Its checksum is wrong.")
        return data

    def _opened(self) -> Bytes:
        entry, name = self._placed.entry, self._placed.key
        if entry.is_encrypted:
            raise InputError(
                "{name} is encrypted; unpack it with its password and hand bilingua the folder.",
                name=name,
            )
        if entry.method != _STORED and entry.method not in _METHODS:
            raise InputError(
                "{name} is packed in a way that bilingua does not know; pack the archive again.",
                name=name,
            )
        if self._placed.start < 0:
            raise DamageError("A file is not where its archive says.")
        start = data_of(self._file, self._placed.start)
        if self._placed.is_shared or start + entry.packed > self._placed.end:
            raise InputError(
                "{name} shares its bytes with another file of its archive, as bombs do; pack the archive again.",
                name=name,
            )
        self._file.seek(start)
        section = Section(self._file, entry.packed)
        if entry.method == _STORED:
            return section
        return Inflated(section, _METHODS[entry.method], self._allowance)


class _Rewriting:
    """A zip written again: its members in the order that they lie, then its directory."""

    def __init__(self, file: BinaryIO, layout: _Layout, out: BinaryIO, records: BinaryIO) -> None:
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
                contents = _Contents(self._file, placed, nest.allowance)
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
    method = _STORED if entry.method == _STORED else _DEFLATED
    data.seek(0)
    crc = size = packed_size = 0
    with scratch() as packed:
        deflate = zlib.compressobj(wbits=-15)
        while piece := data.read(_CHUNK):
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            packed_size += packed.write(piece if method == _STORED else deflate.compress(piece))
        if method == _DEFLATED:
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
