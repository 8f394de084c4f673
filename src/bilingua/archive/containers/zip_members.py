"""The members of a zip in the order that they lie in the file, and their own bytes."""

from __future__ import annotations

import bz2
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from bilingua.archive.containers.inflating import (
    Allowance,
    Bytes,
    DamageError,
    Decompressor,
    Deflate,
    Inflated,
    Section,
)
from bilingua.archive.containers.packed import Keys
from bilingua.archive.containers.zip_directory import (
    Entry,
    data_of,
    entries,
    entry_at,
    find_directory,
)
from bilingua.errors import InputError

STORED, DEFLATED = 0, 8
_METHODS: dict[int, Callable[[], Decompressor]] = {
    DEFLATED: lambda: Deflate(-15),
    12: bz2.BZ2Decompressor,
}


@dataclass(frozen=True, slots=True)
class Placed:
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


class Layout:
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

    def placed(self) -> Iterator[Placed]:
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
            yield Placed(number, entry, key, start, end, start == previous)
            previous = start


class Contents:
    """A member's own bytes, checked against its CRC when they end."""

    def __init__(self, file: BinaryIO, placed: Placed, allowance: Allowance) -> None:
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
        if entry.method != STORED and entry.method not in _METHODS:
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
        if entry.method == STORED:
            return section
        return Inflated(section, _METHODS[entry.method], self._allowance)
