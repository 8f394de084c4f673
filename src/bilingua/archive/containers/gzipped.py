"""A single file packed with gzip, bzip2 or xz: a story, or more often a feed or a dump of many."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import BinaryIO

from bilingua.archive.containers.base import Edition, Held
from bilingua.archive.containers.inflating import unpacked
from bilingua.archive.containers.packed import (
    Member,
    Nest,
    Nesting,
    edition_of,
    member,
    scratch,
    stories_of,
)
from bilingua.archive.containers.packing import packing
from bilingua.formats.base import Labels

_CHUNK = 1 << 18


class Gzip(Nesting):
    """Reads and writes files that were packed one by one."""

    name = "gzip"
    suffixes = (".gz", ".bz2", ".xz")

    def looks(self, top: bytes) -> bool:
        """Only its name says that such a file holds text."""
        return False

    def stories_in(self, path: Path, nest: Nest) -> Iterator[Held]:
        """The story that is packed, or those of the container that is."""
        with path.open("rb") as file:
            one = _member(file, path, nest)
            if one.is_wanted:
                yield from stories_of(one, nest)

    def rewrite_in(
        self, path: Path, out: BinaryIO, edition: Edition, labels: Labels | None, nest: Nest
    ) -> None:
        """Pack the edition as the source is packed."""
        with path.open("rb") as file, scratch() as new:
            one = _member(file, path, nest)
            translated = one.is_wanted and edition_of(one, edition, labels, nest, new)
            file.seek(0)
            if not translated:
                shutil.copyfileobj(file, out, _CHUNK)
                return
            with packing(file, out) as packed:
                new.seek(0)
                shutil.copyfileobj(new, packed, _CHUNK)


def _member(file: BinaryIO, path: Path, nest: Nest) -> Member:
    name = PurePath(path.name).stem
    return member(name, name, unpacked(file, nest.allowance))
