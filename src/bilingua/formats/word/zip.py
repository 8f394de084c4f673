"""A zip file with other content in some members; every other byte of it is taken over as it is.

The layout is PKWARE's APPNOTE 6.3: members with a header each, then a directory, then its end. The
standard library would pack every member anew.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

_END = b"PK\x05\x06"
_ENTRY = struct.Struct("<4s6H3L5H2L")
_HEADER = struct.Struct("<4s5H3L2H")
_MARKS = {_ENTRY: b"PK\x01\x02", _HEADER: b"PK\x03\x04"}
_LARGE = 0xFFFFFFFF
_DEFLATED = 8
# A flag that says that sizes stand behind the data.
_BEHIND = 0x08


@dataclass(frozen=True, slots=True)
class _Member:
    """An entry of the directory as it stands, and what it says of where its member is."""

    entry: bytes
    name: bytes
    flags: int
    method: int
    offset: int


def replaced(data: bytes, new: Mapping[str, bytes]) -> bytes:
    """The zip file with these members' content in place of their own.

    Raises ValueError where its directory is not as the standard has it.
    """
    end = data.rfind(_END)
    if end < 0 or len(data) < end + 22:
        raise ValueError("no end of directory")
    count, _, directory = struct.unpack("<HLL", data[end + 10 : end + 20])
    members = _directory(data, directory, count)
    starts = sorted({*(member.offset for member in members), directory})
    if len(starts) <= len(members) or starts[-1] != directory:
        raise ValueError("members that lie in one another")
    names = {name.encode(): content for name, content in new.items()}
    out = bytearray(data[: starts[0]])
    entries = bytearray()
    moved: dict[int, int] = {}
    changed: dict[int, tuple[int, int, int]] = {}
    by_offset = {member.offset: member for member in members}
    for start, stop in pairwise(starts):
        moved[start] = len(out)
        member = by_offset[start]
        if member.name in names:
            header, changed[start] = _packed(data, member, names[member.name])
            out += header
        else:
            out += data[start:stop]
    for member in members:
        fields = list(_ENTRY.unpack(member.entry[: _ENTRY.size]))
        if member.offset in changed:
            fields[3] &= ~_BEHIND
            fields[7:10] = changed[member.offset]
        fields[16] = moved[member.offset]
        entries += _ENTRY.pack(*fields) + member.entry[_ENTRY.size :]
    place = struct.pack("<LL", len(entries), len(out))
    return bytes(out + entries) + data[end : end + 12] + place + data[end + 20 :]


def _directory(data: bytes, position: int, count: int) -> list[_Member]:
    members = []
    for _ in range(count):
        fields = _unpacked(_ENTRY, data, position)
        name, extra, comment = fields[10:13]
        if _LARGE in (fields[8], fields[9], fields[16]):
            raise ValueError("a directory of large files")
        begin = position + _ENTRY.size
        stop = begin + name + extra + comment
        entry = data[position:stop]
        members.append(_Member(entry, data[begin : begin + name], fields[3], fields[4], fields[16]))
        position = stop
    return members


def _packed(data: bytes, member: _Member, content: bytes) -> tuple[bytes, tuple[int, int, int]]:
    """A member's header and packed content, and its checksum and sizes."""
    fields = list(_unpacked(_HEADER, data, member.offset))
    begin = member.offset + _HEADER.size
    packed = content
    if member.method == _DEFLATED:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = packer.compress(content) + packer.flush()
    sizes = (zlib.crc32(content), len(packed), len(content))
    fields[2] &= ~_BEHIND
    fields[6:9] = sizes
    fields[10] = 0  # what a header says beyond this is of sizes and times, and optional
    name = data[begin : begin + fields[9]]
    return _HEADER.pack(*fields) + name + packed, sizes


def _unpacked(layout: struct.Struct, data: bytes, position: int) -> tuple[int, ...]:
    if data[position : position + 4] != _MARKS[layout]:
        raise ValueError("no header where one should be")
    return layout.unpack_from(data, position)
