"""Tar archives, plain or packed with gzip, bzip2 or xz: each story in its place, all else as it was."""

from __future__ import annotations

import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

from bilingua.archive.containers.base import Edition, Held
from bilingua.archive.containers.inflating import (
    BombError,
    Bytes,
    DamageError,
    Section,
    checked,
    exactly,
)
from bilingua.archive.containers.packed import (
    Keys,
    Member,
    Nest,
    Nesting,
    edition_of,
    member,
    scratch,
    stories_of,
)
from bilingua.archive.containers.packing import packing
from bilingua.errors import BilinguaError, InputError
from bilingua.formats.base import Labels

_BLOCK = 512
_CHUNK = 1 << 18
_IN_MEMORY = 1 << 20
# A header says where a member lies and what it is called; a longer one wants to fill memory.
_MAX_HEADER = 1 << 20
_SIZE, _CHECKSUM = slice(124, 136), slice(148, 156)


class Tar(Nesting):
    """Reads and writes tar files of stories, of other containers and of anything else."""

    name = "tar"
    suffixes = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz", ".tbz2", ".tar.xz", ".txz")

    def looks(self, top: bytes) -> bool:
        """By the mark of POSIX and GNU in the first header, which only a plain one shows."""
        return top[257:262] == b"ustar"

    def stories_in(self, path: Path, nest: Nest) -> Iterator[Held]:
        """Every story, in the order that they lie in the file."""
        keys, begun = Keys(), False
        with path.open("rb") as file:
            passage = _Passage(checked(file, nest.allowance, path.name))
            try:
                for info in _members(passage, path.name):
                    begun = True
                    if _is_file(info):
                        key = keys.key(info.name)
                        one = member(info.name, key, Section(passage, info.size))
                        if one.is_wanted:
                            yield from stories_of(one, nest)
            except BilinguaError as error:
                if not begun:
                    raise
                yield Held(keys.key(path.name), path.name, b"", error)

    def rewrite_in(
        self, path: Path, out: BinaryIO, edition: Edition, labels: Labels | None, nest: Nest
    ) -> None:
        """Copy the archive; one that is damaged is copied up to the damage."""
        keys = Keys()
        with path.open("rb") as file, packing(file, out) as packed:
            passage = _Passage(checked(file, nest.allowance, path.name), packed)
            try:
                for info in _members(passage, path.name):
                    if _is_file(info):
                        key = keys.key(info.name)
                        one = member(info.name, key, Section(passage, info.size))
                        if one.is_wanted:
                            _rewrite(passage, info, one, edition, labels, nest)
                    passage.release()
            except BombError:
                raise
            except InputError:
                with suppress(DamageError):
                    passage.drain()


def _rewrite(
    passage: _Passage,
    info: tarfile.TarInfo,
    one: Member,
    edition: Edition,
    labels: Labels | None,
    nest: Nest,
) -> None:
    """Put a member's edition, if there is one, in the place of what is held back of it."""
    with scratch() as new:
        if not edition_of(one, edition, labels, nest, new):
            return
        size = new.seek(0, os.SEEK_END)
        new.seek(0)
        passage.drop()
        passage.write(_header(info, passage.header, size))
        while data := new.read(_CHUNK):
            passage.write(data)
        passage.write(bytes(-size % _BLOCK))


def _header(info: tarfile.TarInfo, header: bytes, size: int) -> bytes:
    """A member's header as it was, but for its size."""
    if "size" in info.pax_headers:
        # Its size stands in a record of its own length: such a header is written anew.
        kept = {name: value for name, value in info.pax_headers.items() if name != "size"}
        info.size, info.pax_headers = size, kept
        return info.tobuf(tarfile.PAX_FORMAT, "utf-8", "surrogateescape")
    block = bytearray(header[-_BLOCK:])
    block[_SIZE] = b"%011o\0" % size
    block[_CHECKSUM] = b" " * 8
    block[_CHECKSUM] = b"%06o\0 " % sum(block)
    return header[:-_BLOCK] + bytes(block)


def _is_file(info: tarfile.TarInfo) -> bool:
    return info.isreg() and info.sparse is None


def _members(passage: _Passage, name: str) -> Iterator[tarfile.TarInfo]:
    """Every member, with its data next in the passage and its header held back.

    Raises InputError when the file is no tar, DamageError where it is damaged.
    """
    tar: tarfile.TarFile | None = None
    try:
        while True:
            passage.hold()
            if tar is None:
                tar = tarfile.TarFile(fileobj=cast(BinaryIO, passage), errors="surrogateescape")
            info = tar.next()
            if info is None:
                break
            tar.members.clear()  # type: ignore[attr-defined]
            if info.size < 0 or tar.offset < passage.tell():
                raise DamageError("A size is wrong.")
            passage.end_header()
            yield info
            passage.pass_to(tar.offset)
        if passage.last_block.strip(b"\0"):
            raise DamageError("A header is wrong.")
    except (DamageError, tarfile.TarError, ValueError, OverflowError, IndexError) as error:
        if tar is None:
            raise InputError(
                "{name} is cut short or no tar file; copy it again from where it came.", name=name
            ) from error
        raise InputError(
            "{name} is damaged or cut short: what follows cannot be read; copy it again from where it came.",
            name=name,
        ) from error
    passage.drain()


class _Passage:
    """A file read from front to back, as tarfile wants one, which passes on to `out` what it reads.

    What was read since `hold` is kept back until `release` or `drop`.
    """

    def __init__(self, source: Bytes, out: BinaryIO | None = None) -> None:
        self._source, self._out = source, out
        self._position = 0
        self._held: BinaryIO | None = None
        self._header_left = -1
        self._drops = False
        self.header = b""
        self.last_block = b""

    def tell(self) -> int:
        return self._position

    def seek(self, position: int) -> None:
        """Only ever forward: what lies between is passed on."""
        self.pass_to(position)

    def read(self, size: int) -> bytes:
        """What tarfile reads of headers, within bounds, and a member's own bytes."""
        if self._header_left >= 0:
            self._header_left -= size
            if self._header_left < 0:
                raise DamageError("A header is too long.")
        data = exactly(self._source, size)
        self._pass(data)
        self.last_block = data
        return data

    def pass_to(self, position: int) -> None:
        """Go on to a position. Raises DamageError when the file ends before."""
        while self._position < position:
            data = self._source.read(min(_CHUNK, position - self._position))
            if not data:
                raise DamageError("The archive is cut short.")
            self._pass(data)

    def drain(self) -> None:
        """Go on to the end."""
        self.release()
        while data := self._source.read(_CHUNK):
            self._pass(data)

    def hold(self) -> None:
        """Keep back what is read from here on: a header, which has bounds."""
        self._header_left = _MAX_HEADER
        self._drops = False
        if self._out is not None:
            self._close()
            self._held = cast(BinaryIO, tempfile.SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115

    def end_header(self) -> None:
        """From here on a member's own bytes are read."""
        self._header_left = -1
        if self._held is not None:
            self._held.seek(0)
            self.header = self._held.read()

    def release(self) -> None:
        """Pass on what was kept back, and what follows."""
        if self._held is not None and self._out is not None:
            self._held.seek(0)
            shutil.copyfileobj(self._held, self._out, _CHUNK)
        self._close()

    def drop(self) -> None:
        """Pass on nothing of what was kept back, nor of what follows until `hold`."""
        self._drops = True
        self._close()

    def write(self, data: bytes) -> None:
        """Write to where all is passed on to."""
        if self._out is not None:
            self._out.write(data)

    def _pass(self, data: bytes) -> None:
        self._position += len(data)
        if self._held is not None:
            self._held.write(data)
        elif not self._drops:
            self.write(data)

    def _close(self) -> None:
        if self._held is not None:
            self._held.close()
        self._held = None
