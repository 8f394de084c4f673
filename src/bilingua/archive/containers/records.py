"""What containers of JSON records share: how a record is named for good, and what is wrong with one."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from bilingua.archive.containers.base import Held
from bilingua.errors import BilinguaError, InputError
from bilingua.formats.registry import MAX_BYTES

# No record is longer: no story that can be read is.
MAX_RECORD = MAX_BYTES
# Fields that name a record, the one that is least likely to change first.
_NAMES = ("id", "_id", "guid", "uuid", "uri", "slug", "url", "link")
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a file: one that is a `record`, one that begins a `long` one, or what is between.

    A record that is too long to hold comes in many pieces, of which only the first says so.
    `number` counts lines or records from 1.
    """

    data: bytes
    number: int
    record: bool = False
    long: bool = False
    cut: bool = False


class Keys:
    """Names for the records of one file, no two the same, in constant memory.

    A name that may have been there before gets the record's number; that it was never there is
    certain, for a Bloom filter forgets nothing. The same file always gives the same names.
    """

    _BITS = 1 << 25

    def __init__(self) -> None:
        self._seen = bytearray(self._BITS >> 3)

    def key(self, wanted: str, number: int) -> str:
        """The name that a record gets."""
        name = wanted
        while self._is_known(name):
            name = f"{name} ({number})"
        return name

    def _is_known(self, name: str) -> bool:
        hashed = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        known = True
        for start in range(0, 16, 4):
            place = int.from_bytes(hashed[start : start + 4], "big") % self._BITS
            known = known and bool(self._seen[place >> 3] >> (place & 7) & 1)
            self._seen[place >> 3] |= 1 << (place & 7)
        return known


def held(piece: Piece, keys: Keys, place: str) -> Held | None:
    """The story of a piece, or what is wrong with it; None for what is none.

    `place` says where it stands, for a person, and names a record that has no name of its own.
    """
    if piece.long:
        return _failed(piece, keys, place, InputError(
            "The record at {place} is larger than {limit} MB; it stays as it is.",
            place=place, limit=MAX_RECORD >> 20,
        ))  # fmt: skip
    if piece.cut:
        return _failed(piece, keys, place, InputError(
            "The file ends in the middle of the record at {place}; get it again.", place=place
        ))  # fmt: skip
    if not piece.record:
        return None
    try:
        content = _parsed(piece.data)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        return _failed(piece, keys, place, InputError(
            "What is at {place} is no JSON record; it stays as it is.", place=place
        ))  # fmt: skip
    names = (content.get(name) for name in _NAMES)
    wanted = next((str(name) for name in names if isinstance(name, (str, int)) and name), place)
    key = keys.key(wanted, piece.number)
    safe = _UNSAFE.sub("-", key).strip("-.")[-80:]
    return Held(key, f"{safe or piece.number}.json", piece.data)


def _parsed(data: bytes) -> Any:
    # Numbers stay strings: one of a million digits takes no time, and names nothing.
    text = data.decode("utf-8") if _is_utf8(data) else data.decode("latin-1")
    return json.loads(text, strict=False, parse_int=str, parse_float=str)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _failed(piece: Piece, keys: Keys, place: str, error: BilinguaError) -> Held:
    return Held(keys.key(place, piece.number), f"{_UNSAFE.sub('-', place)}.json", b"", error)
