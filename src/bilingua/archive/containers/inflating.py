"""Packed bytes unpacked piece by piece, never more of them than was asked for or is allowed.

What a header promises is not believed: bytes are counted as they come out.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import BinaryIO, Protocol

from bilingua.errors import InputError
from bilingua.i18n import N_

# Stories that share a page's furniture pack well, but not better than this.
RATIO = 200
# What is no larger than this unpacked is no bomb, however well it packs.
FREE = 256 << 20
# A dictionary for unpacking takes no more memory than this.
_XZ_MEMORY = 192 << 20
_CHUNK = 1 << 16
_VERIFIED = 1 << 20


class Decompressor(Protocol):
    """What the standard library's bz2 and lzma have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class Bytes(Protocol):
    """Something to read from."""

    def read(self, size: int, /) -> bytes: ...


class Allowance:
    """How many bytes a file may yet unpack to, with all that is packed in what is packed in it."""

    def __init__(self, name: str, size: int) -> None:
        self._name = name
        self._left = FREE + RATIO * size

    def like(self) -> Allowance:
        """Another one of what is left."""
        other = Allowance(self._name, 0)
        other._left = self._left
        return other

    def take(self, count: int) -> None:
        """Raises BombError when that is more than there may be."""
        self._left -= count
        if self._left < 0:
            raise BombError(
                N_(
                    "{name} unpacks to more than {ratio} times its size; if you trust it, unpack it and hand bilingua the folder."
                ),
                name=self._name,
                ratio=RATIO,
            )


class BombError(InputError):
    """An archive unpacks to more than stories do."""


class DamageError(InputError):
    """Packed bytes are damaged or cut short."""


class Deflate:
    """zlib's decompressor with the manners of the others'."""

    def __init__(self, wbits: int) -> None:
        self._inner = zlib.decompressobj(wbits)
        self._tail = b""

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._tail and not self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        out = self._inner.decompress(self._tail + data, max_length)
        self._tail = self._inner.unconsumed_tail
        return out


def gzip() -> Decompressor:
    """Unpacks one member of a .gz."""
    return Deflate(31)


def xz() -> Decompressor:
    """Unpacks one stream of an .xz."""
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)


PACKINGS: tuple[tuple[bytes, Callable[[], Decompressor]], ...] = (
    (b"\x1f\x8b\x08", gzip),
    (b"BZh", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\x00", xz),
)


class Inflated:
    """One packed stream; `unused` is how many bytes behind its end were read as well."""

    def __init__(self, file: Bytes, new: Callable[[], Decompressor], allowance: Allowance) -> None:
        self._file = file
        self._inner = new()
        self._allowance = allowance

    @property
    def unused(self) -> int:
        return len(self._inner.unused_data)

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end. Raises DamageError or BombError."""
        try:
            while size > 0 and not self._inner.eof:
                hungry = self._inner.needs_input
                data = self._file.read(_CHUNK) if hungry else b""
                if out := self._inner.decompress(data, size):
                    self._allowance.take(len(out))
                    return out
                if hungry and not data and not self._inner.eof:
                    raise DamageError("The archive is cut short.")
        except (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError) as error:
            raise DamageError("Packed bytes are damaged.") from error
        return b""


class Chained:
    """All packed streams of a file one after another, as gzip, bzip2 and xz allow."""

    def __init__(
        self, file: BinaryIO, new: Callable[[], Decompressor], allowance: Allowance
    ) -> None:
        self._file, self._new, self._allowance = file, new, allowance
        self._stream = Inflated(file, new, allowance)

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end. Raises DamageError or BombError."""
        while True:
            if data := self._stream.read(size):
                return data
            self._file.seek(-self._stream.unused, 1)
            # Tapes and block devices pad a file with zeros.
            while (byte := self._file.read(1)) == b"\0":
                pass
            if not byte:
                return b""
            self._file.seek(-1, 1)
            self._stream = Inflated(self._file, self._new, self._allowance)


class Section:
    """The next `size` bytes of a file."""

    def __init__(self, file: Bytes, size: int) -> None:
        self._file = file
        self._left = size

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end. Raises DamageError when the file ends before."""
        wanted = min(size, self._left)
        data = self._file.read(wanted)
        self._left -= len(data)
        if not data and wanted:
            raise DamageError("The archive is cut short.")
        return data


def exactly(source: Bytes, size: int) -> bytes:
    """`size` bytes, or as many as there are before the end."""
    pieces, left = [], size
    while left and (data := source.read(min(left, _CHUNK))):
        pieces.append(data)
        left -= len(data)
    return b"".join(pieces)


def unpacked(file: BinaryIO, allowance: Allowance) -> Bytes:
    """A file's bytes, whatever it is packed with: told by its first bytes, not by its name."""
    top = file.read(8)
    file.seek(0)
    for mark, new in PACKINGS:
        if top.startswith(mark):
            return Chained(file, new, allowance)
    return file


def checked(file: BinaryIO, allowance: Allowance, name: str) -> Bytes:
    """The same, for what is given out before its end, where its checksum is.

    It is read to there first. Raises InputError when what would come out may not be what was
    packed: a turned bit can make a file look as if it were only cut short.
    """
    source = unpacked(file, allowance.like())
    if source is not file:
        try:
            while source.read(_VERIFIED):
                pass
        except BombError:
            pass  # met again when it is read
        except DamageError as error:
            raise InputError(
                "{name} is damaged or cut short: what is in it cannot be trusted; copy it again from where it came.",
                name=name,
            ) from error
    file.seek(0)
    return unpacked(file, allowance)
