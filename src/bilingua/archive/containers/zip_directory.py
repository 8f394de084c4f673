"""The directory of a zip file: read entry by entry, and written again for members that have moved.

Field layouts are those of PKWARE's APPNOTE.TXT, sections 4.3.7 to 4.3.16 and 4.5.3 (zip64).
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from bilingua.archive.containers.inflating import DamageError

_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")
_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_FULL = 0xFFFFFFFF
_ZIP64 = 1
# A signature, the ending and a comment.
_MAX_TAIL = 1 << 22
# The flag of CRC and sizes that follow on the data instead of preceding them.
STREAMED = 1 << 3


@dataclass(frozen=True, slots=True)
class Directory:
    """Where a zip file's directory lies; offsets in it count from `shift`."""

    start: int
    size: int
    shift: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A member as the directory lists it; `at` is where in the directory, `record` its own bytes."""

    at: int
    record: bytes
    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int

    @property
    def is_encrypted(self) -> bool:
        """Whether a password is needed."""
        return bool(self.flags & 0x41)


def find_directory(file: BinaryIO) -> Directory:
    """Raises DamageError when the file has no directory: it is cut short, or no zip."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - (1 << 16) - _END.size))
    tail = file.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) - at < _END.size:
        raise DamageError("The archive is cut short or no zip file.")
    ending = size - len(tail) + at
    *_, length, offset, _ = _END.unpack_from(tail, at)
    if (wide := _wide(file, ending)) is not None:
        ending, length, offset = wide
    start = ending - length
    if start < 0 or not _lists(file, start, length):
        # Something (a signature) lies between the directory and the file's end.
        start = offset
        if not _lists(file, start, length):
            raise DamageError("The archive is cut short or no zip file.")
    if size - start - length > _MAX_TAIL:
        raise DamageError("The archive is damaged: too much follows on its directory.")
    return Directory(start, length, start - offset)


def _wide(file: BinaryIO, ending: int) -> tuple[int, int, int] | None:
    """Where a zip64 ending lies, and the directory's length and offset that it gives."""
    if ending < _LOCATOR.size:
        return None
    file.seek(ending - _LOCATOR.size)
    mark, _, at, _ = _LOCATOR.unpack(file.read(_LOCATOR.size))
    if mark != b"PK\6\7":
        return None
    for place in (at, ending - _LOCATOR.size - _END64.size):
        file.seek(min(max(place, 0), ending))
        data = file.read(_END64.size)
        if data.startswith(b"PK\6\6") and len(data) == _END64.size:
            *_, length, offset = _END64.unpack(data)
            return place, length, offset
    return None


def _lists(file: BinaryIO, start: int, length: int) -> bool:
    if start > file.seek(0, os.SEEK_END) - length:
        return False
    file.seek(start)
    return not length or file.read(4) == b"PK\1\2"


def entries(file: BinaryIO, directory: Directory) -> Iterator[Entry]:
    """Every entry, in the directory's order; others may read from the file in between.

    Raises DamageError at one that is none.
    """
    at = 0
    while at < directory.size:
        entry = entry_at(file, directory, at)
        yield entry
        at += len(entry.record)


def entry_at(file: BinaryIO, directory: Directory, at: int) -> Entry:
    """The entry that begins `at` bytes into the directory."""
    file.seek(directory.start + at)
    head = file.read(_ENTRY.size)
    if len(head) < _ENTRY.size or head[:4] != b"PK\1\2":
        raise DamageError("The directory of the archive is damaged.")
    fields = _ENTRY.unpack(head)
    flags, method, crc, packed, size = fields[3], fields[4], *fields[7:10]
    named, extra, comment = fields[10:13]
    rest = file.read(named + extra + comment)
    if len(rest) < named + extra + comment:
        raise DamageError("The directory of the archive is damaged.")
    name = rest[:named]
    numbers = [size, packed, fields[16]]
    if _FULL in numbers:
        wide = iter(_extra_fields(rest[named : named + extra]).get(_ZIP64, b""))
        numbers = [_number(value, wide) for value in numbers]
    size, packed, offset = numbers
    return Entry(at, head + rest, _text(name), flags, method, crc, packed, size, offset)


def _number(value: int, wide: Iterator[int]) -> int:
    """A 32-bit field, or the next 64-bit one where that is full."""
    if value != _FULL:
        return value
    data = bytes(byte for _, byte in zip(range(8), wide, strict=False))
    return int.from_bytes(data, "little") if len(data) == 8 else value


def _text(name: bytes) -> str:
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("cp437")


def _extra_fields(extra: bytes) -> dict[int, bytes]:
    fields: dict[int, bytes] = {}
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        fields.setdefault(kind, extra[at + 4 : at + 4 + length])
        at += 4 + length
    return fields


def _without_zip64(extra: bytes) -> bytes:
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        kept += b"" if kind == _ZIP64 else extra[at : at + 4 + length]
        at += 4 + length
    return kept + extra[at:]


def data_of(file: BinaryIO, start: int) -> int:
    """Where the data of the member begins whose local header is at `start` in the file."""
    head = _local_header(file, start)
    return start + len(head)


def _local_header(file: BinaryIO, start: int) -> bytes:
    file.seek(start)
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size or head[:4] != b"PK\3\4":
        raise DamageError("The archive is damaged: a file is not where its directory says.")
    *_, named, extra = _LOCAL.unpack(head)
    rest = file.read(named + extra)
    if len(rest) < named + extra:
        raise DamageError("The archive is cut short.")
    return head + rest


def new_local_header(file: BinaryIO, start: int, entry: Entry) -> bytes:
    """The local header of a member with the method, CRC and sizes of `entry`."""
    head = _local_header(file, start)
    fields = list(_LOCAL.unpack_from(head))
    named = fields[9]
    extra = _without_zip64(head[_LOCAL.size + named :])
    sizes = [entry.size, entry.packed]
    if max(sizes) >= _FULL:
        extra += struct.pack("<2H2Q", _ZIP64, 16, *sizes)
        sizes = [_FULL, _FULL]
    fields[2] = entry.flags
    fields[3] = entry.method
    fields[6:9] = entry.crc, sizes[1], sizes[0]
    fields[10] = len(extra)
    return _LOCAL.pack(*fields) + head[_LOCAL.size : _LOCAL.size + named] + extra


def rewritten(entry: Entry) -> bytes:
    """The entry's record with the flags, method, CRC, sizes and offset that the entry has."""
    fields = list(_ENTRY.unpack_from(entry.record))
    named, extra_length = fields[10], fields[11]
    body = entry.record[_ENTRY.size :]
    name, extra, comment = (
        body[:named],
        _without_zip64(body[named : named + extra_length]),
        body[named + extra_length :],
    )
    numbers = [entry.size, entry.packed, entry.offset]
    if wide := [number for number in numbers if number >= _FULL]:
        extra = struct.pack(f"<2H{len(wide)}Q", _ZIP64, 8 * len(wide), *wide) + extra
        fields[2] = max(fields[2], 45)
    size, packed, offset = (min(number, _FULL) for number in numbers)
    fields[3], fields[4] = entry.flags, entry.method
    fields[7:10] = entry.crc, packed, size
    fields[11], fields[16] = len(extra), offset
    return _ENTRY.pack(*fields) + name + extra + comment


def new_ending(tail: bytes, length: int, offset: int, at: int) -> bytes:
    """What follows on the directory, for one of this length and offset that ends at `at`.

    `tail` is what followed on the old one.
    """
    ending = tail.rfind(b"PK\5\6")
    fields = list(_END.unpack_from(tail, ending))
    located = tail[: max(0, ending)][-_LOCATOR.size :]
    if not located.startswith(b"PK\6\7"):
        if max(length, offset) < _FULL:
            fields[5:7] = length, offset
            return tail[:ending] + _END.pack(*fields) + tail[ending + _END.size :]
        count = fields[4]
        wide = _END64.pack(b"PK\6\6", 44, 45, 45, 0, 0, count, count, 0, 0)
        tail = tail[:ending] + wide + _LOCATOR.pack(b"PK\6\7", 0, 0, 1) + tail[ending:]
        ending += _END64.size + _LOCATOR.size
    wide_at = tail.rfind(b"PK\6\6", 0, ending)
    if wide_at < 0:
        raise DamageError("The directory of the archive is damaged.")
    numbers = list(_END64.unpack_from(tail, wide_at))
    numbers[8:10] = length, offset
    locator = list(_LOCATOR.unpack_from(tail, ending - _LOCATOR.size))
    locator[2] = at + wide_at
    # A field that is full says to look at its 64-bit one.
    fields[5] = fields[5] if fields[5] == _FULL else min(length, _FULL)
    fields[6] = fields[6] if fields[6] == _FULL else min(offset, _FULL)
    return b"".join(
        (
            tail[:wide_at],
            _END64.pack(*numbers),
            tail[wide_at + _END64.size : ending - _LOCATOR.size],
            _LOCATOR.pack(*locator),
            _END.pack(*fields),
            tail[ending + _END.size :],
        )
    )
