"""Writing to disk so that nothing is ever torn, lost or overwritten.

bilingua remembers the digest of each file it wrote into a folder; a file whose bytes differ from
that was changed by a person and is theirs.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO

from bilingua.errors import OutputError
from bilingua.ownership import Ownership


def digest(data: bytes) -> str:
    """SHA-256 of some bytes, as hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def write_atomic(path: Path, data: bytes) -> None:
    """Write a whole file or none: a temporary file beside it, fsync, rename, fsync the folder."""
    with replacing(path) as file:
        file.write(data)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Write a file of any size, whole or not at all: it takes its place when the block ends well."""
    with _beside(path) as temporary:
        with temporary.open("wb") as file:
            yield file
        _into_place(temporary, path)


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A temporary file in the folder of a file; it goes if it was not made that file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    try:
        yield Path(temporary)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _into_place(temporary: Path, path: Path) -> None:
    """Make a finished temporary file the file; it is on the disk before it has the name."""
    _finish(temporary, path)
    os.replace(temporary, path)
    sync(path.parent)


def _finish(temporary: Path, path: Path) -> None:
    """Put a temporary file on the disk, with the rights of the file whose place it will take."""
    sync(temporary)
    os.chmod(temporary, path.stat().st_mode & 0o777 if path.exists() else 0o644)


def sync(path: Path) -> None:
    """Wait until a file, or what a folder lists, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest_of(path: Path) -> str:
    """SHA-256 of a file of any size, as hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(
        "{path} cannot be written ({strerror}); choose another folder with --out.",
        path=path,
        strerror=error.strerror,
    )


@dataclass(frozen=True, slots=True)
class Written:
    """Where a file went; `kept` is the person's own file that it stands beside, if any."""

    path: Path
    kept: Path | None = None


class EditionFolder:
    """A folder of editions that knows which of its files a person has changed.

    `inputs` are the stories of this run: not even `force` writes over one of them. `ownership` is
    for who has it at hand; else it is read from the folder.
    """

    def __init__(
        self, folder: Path, inputs: Iterable[Path] = (), ownership: Ownership | None = None
    ) -> None:
        self.folder = folder
        self._inputs = frozenset(map(os.path.realpath, inputs))
        self._claimed: set[str] = set()
        self._ownership = ownership or Ownership(folder)

    def claim(self, names: Sequence[str]) -> None:
        """Take names for one story of this run.

        Raises OutputError when another story of the run has one of them: a/story.md and b/story.md.
        """
        if taken := self._claimed.intersection(names):
            raise OutputError(
                "Another story of this run was written to {path}; translate the two into different folders.",
                path=self.folder / min(taken),
            )
        self._claimed.update(names)

    def is_persons(self, name: str) -> bool:
        """Whether there is such a file, and a person made or changed it."""
        return self._is_a_persons(self.folder / name, None)

    def write(
        self, name: str, data: bytes, *, force: bool = False, theirs: bool = False
    ) -> Written:
        """Write a file; one that a person changed stays, and the new text goes to NAME.new.

        So it is with one that is said to be `theirs` and says something else. A NAME.new that a
        person changed stays, too: then it is NAME.new2, and so on. Raises OutputError when the
        folder cannot be written to.
        """
        return self.write_all([(name, data)], force=force, theirs=theirs)[0]

    def write_all(
        self, files: Sequence[tuple[str, bytes]], *, force: bool = False, theirs: bool = False
    ) -> list[Written]:
        """Write the files of a story, each as `write` does: all of them, or none if the disk is full.

        They share one entry into the record and one sync of the folder: at 200,000 stories the disk
        is asked five times a story to be sure, not nine times.
        """
        if not files:
            return []
        with self._alone(self.folder / files[0][0]), contextlib.ExitStack() as made:
            written, ours, ready = [], {}, []
            for name, data in files:
                path, new = self.folder / name, digest(data)
                place = self._place(path, new, force=force, theirs=theirs)
                written.append(self._written(path, place))
                old = _digest_of(place) if place.is_file() else None
                if old == new and new in self._ownership.digests(place.name):
                    continue  # it is there, and known to be ours
                ours[place.name] = new, old
                if not (place.is_symlink() and old == new):
                    temporary = made.enter_context(_beside(place))
                    temporary.write_bytes(data)
                    _finish(temporary, place)
                    ready.append((temporary, place))
            self._ownership.add(ours)
            for temporary, place in ready:
                os.replace(temporary, place)
            if ready:
                sync(self.folder)
        return written

    @contextlib.contextmanager
    def room_for(self, name: str) -> Iterator[Path]:
        """A place to write a file that is too large for memory; `take` makes it the file.

        What was not taken goes. Raises OutputError when the folder cannot be written to.
        """
        try:
            with _beside(self.folder / name) as temporary:
                yield temporary
        except OSError as error:
            raise _unwritable(self.folder / name, error) from error

    def take(self, name: str, temporary: Path) -> Written:
        """Make a file of what was written where there was room for it; else as `write` does."""
        path, new = self.folder / name, _digest_of(temporary)
        with self._alone(path):
            place = self._place(path, new)
            old = _digest_of(place) if place.is_file() else None
            self._ownership.add({place.name: (new, old)})
            _into_place(temporary, place)
        return self._written(path, place)

    @contextlib.contextmanager
    def _alone(self, path: Path) -> Iterator[None]:
        """While a file is written: nobody else writes here. Raises OutputError."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._ownership.alone():
                yield
        except OSError as error:
            raise _unwritable(path, error) from error

    def _place(self, path: Path, new: str, *, force: bool = False, theirs: bool = False) -> Path:
        """Where bytes of this digest go: to the file, or beside what is not ours to write over."""
        is_input = os.path.realpath(path) in self._inputs
        differs = theirs and path.is_file() and _digest_of(path) != new
        if not is_input and (force or not (differs or self._is_a_persons(path, new))):
            return path
        names = (f"{path.name}.new{number or ''}" for number in chain([0], count(2)))
        places = (path.with_name(name) for name in names)
        return next(place for place in places if not self._is_a_persons(place, new))

    @staticmethod
    def _written(path: Path, place: Path) -> Written:
        return Written(place, kept=path if place != path else None)

    def _is_a_persons(self, path: Path, new: str | None) -> bool:
        """Whether a person changed or made what is there: bytes that we did not write and that are
        not the new ones, a link, a folder.
        """
        try:
            present = _digest_of(path)
        except FileNotFoundError:
            return path.is_symlink()
        except IsADirectoryError:
            return True
        except PermissionError:
            return path.is_file()
        if present == new:
            return False
        return path.is_symlink() or present not in self._ownership.digests(path.name)

    def remember(self, name: str, value: str) -> None:
        """Take a file with this digest for one that bilingua wrote."""
        with self._ownership.alone():
            self._ownership.add({name: (value, None)})
