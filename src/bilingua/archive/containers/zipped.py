"""Zip archives: every story in its place under its own name, everything else byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from bilingua.archive.containers.base import Edition, Held
from bilingua.archive.containers.packed import Nest, Nesting, member, scratch, stories_of
from bilingua.archive.containers.zip_members import Contents, Layout
from bilingua.archive.containers.zip_writing import Rewriting
from bilingua.formats.base import Labels


class Zip(Nesting):
    """Reads and writes zip files of stories, of other containers and of anything else."""

    name = "zip"
    suffixes = (".zip",)

    def looks(self, top: bytes) -> bool:
        """By its first member, or by the end of an empty one."""
        return top.startswith((b"PK\3\4", b"PK\5\6"))

    def stories_in(self, path: Path, nest: Nest) -> Iterator[Held]:
        """Every story, in the order that they lie in the file."""
        with path.open("rb") as file:
            layout = Layout(file, path.name)
            for placed in layout.placed():
                if not placed.is_folder:
                    one = member(
                        placed.entry.name, placed.key, Contents(file, placed, nest.allowance)
                    )
                    if one.is_wanted:
                        yield from stories_of(one, nest)
            if layout.damage:
                yield Held(layout.keys.key(path.name), path.name, b"", layout.damage)

    def rewrite_in(
        self, path: Path, out: BinaryIO, edition: Edition, labels: Labels | None, nest: Nest
    ) -> None:
        """Copy the archive; one whose directory is damaged cannot be."""
        with path.open("rb") as file:
            layout = Layout(file, path.name)
            if layout.damage:
                raise layout.damage
            with scratch() as records:
                rewriting = Rewriting(file, layout, out, records)
                rewriting.directory(rewriting.members(edition, labels, nest))
