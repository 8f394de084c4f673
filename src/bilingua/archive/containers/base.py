"""The contract of a container: a file that holds many stories, read and written story by story.

A container knows the syntax of its files and how to name a story in them; it knows nothing of
languages, engines or the ledger. It never holds more than a story in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from bilingua.errors import BilinguaError
from bilingua.formats.base import Labels

# What stands in the place of a story; None leaves it as it is.
Edition = Callable[["Held"], bytes | None]


@dataclass(frozen=True, slots=True)
class Held:
    """A story as a container holds it.

    `key` names it in its container for good: a guid, a member's path, else its number; no two
    stories of a container share one. `name` and `data` are what a file of it would be called and
    hold, for formats to read. `error` says why it cannot be read; then `data` is empty.
    """

    key: str
    name: str
    data: bytes
    error: BilinguaError | None = None


class Container(Protocol):
    """Reads and writes one kind of file that holds stories."""

    @property
    def name(self) -> str:
        """What the ledger calls this kind."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The file name endings, in lower case with their dots (".tar.gz")."""

    def looks(self, top: bytes) -> bool:
        """Whether a file that begins like this is such a container."""

    def stories(self, path: Path) -> Iterator[Held]:
        """Every story, in the order that the file has them.

        One that is damaged is Held with its error; where the rest of the file cannot be read, the
        last one says so. Raises InputError when the file is no such container at all.
        """

    def rewrite(self, path: Path, out: BinaryIO, edition: Edition, labels: Labels | None) -> None:
        """Copy the file to `out` with each story as `edition` has it; all else stays as it is.

        With every edition None and no `labels` the copy equals the file, byte for byte where its
        syntax has one way to write it. `labels` say what the file as a whole declares: its
        language, its sister file.
        """
