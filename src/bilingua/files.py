"""Writing to disk so that nothing is ever torn, lost or overwritten.

bilingua remembers the digest of each file it wrote into a folder; a file whose bytes differ from
that was changed by a person and is theirs.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO

from bilingua.errors import OutputError

RECORD = ".bilingua.jsonl"


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
    _sync(temporary)
    os.chmod(temporary, path.stat().st_mode & 0o777 if path.exists() else 0o644)
    os.replace(temporary, path)
    _sync(path.parent)


def _sync(path: Path) -> None:
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

    `inputs` are the stories of this run: not even `force` writes over one of them.
    """

    def __init__(self, folder: Path, inputs: Iterable[Path] = ()) -> None:
        self.folder = folder
        self._inputs = frozenset(map(os.path.realpath, inputs))
        self._claimed: set[str] = set()
        # What was read of the folder's record so far.
        self._read = 0
        self._digests: dict[str, str] = {}

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
        path, new = self.folder / name, digest(data)
        with self._alone(path):
            place = self._place(path, new, force=force, theirs=theirs)
            old = _digest_of(place) if place.is_file() else None
            if old == new and new in self._ours(place):
                return self._written(path, place)  # it is there, and known to be ours
            self._remember(place.name, new, old)
            if not (place.is_symlink() and old == new):
                write_atomic(place, data)
        return self._written(path, place)

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
            self._remember(place.name, new, _digest_of(place) if place.is_file() else None)
            _into_place(temporary, place)
        return self._written(path, place)

    @contextlib.contextmanager
    def _alone(self, path: Path) -> Iterator[None]:
        """While a file is written: nobody else writes here. Raises OutputError."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with _alone_in(self.folder):
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
        return path.is_symlink() or present not in self._ours(path)

    def _ours(self, path: Path) -> list[str]:
        """The digests of what bilingua wrote to a file, the last one's first."""
        return str(self._known().get(path.name, "")).split()

    def remember(self, name: str, value: str) -> None:
        """Take a file with this digest for one that bilingua wrote."""
        with _alone_in(self.folder):
            self._remember(name, value)

    def _remember(self, name: str, new: str, old: str | None = None) -> None:
        """Add a line to the folder's record; a line that a power cut tore ends where it is torn.

        What will be there is recorded beside what is there: a cut between leaves both ours.
        """
        value = f"{new} {old}" if old else new
        line = json.dumps({name: value}).encode() + b"\n"
        with (self.folder / RECORD).open("ab") as record:
            # One that was torn has no end: ours must not run on from it.
            if record.tell() and self._last_byte() != b"\n":
                line = b"\n" + line
            record.write(line)
            record.flush()
            os.fsync(record.fileno())

    def _last_byte(self) -> bytes:
        with (self.folder / RECORD).open("rb") as record:
            record.seek(-1, os.SEEK_END)
            return record.read(1)

    def _known(self) -> dict[str, str]:
        """The digests of the files that bilingua wrote here; of its record only what is new is read."""
        try:
            with (self.folder / RECORD).open("rb") as record:
                if os.fstat(record.fileno()).st_size < self._read:
                    self._read, self._digests = 0, {}
                record.seek(self._read)
                new = record.read()
        except FileNotFoundError:
            return {}
        self._read += len(new)
        for line in new.splitlines():
            with contextlib.suppress(ValueError, TypeError):
                self._digests.update(json.loads(line))
        return self._digests


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep other bilinguas out of a folder's record: what it says and what lies there are one.

    The folder itself is locked, for the record is another file after each change.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)  # which lets go of the lock
