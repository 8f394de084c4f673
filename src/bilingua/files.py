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

from bilingua.errors import OutputError

MANIFEST = ".bilingua.json"


def digest(data: bytes) -> str:
    """SHA-256 of some bytes, as hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def write_atomic(path: Path, data: bytes) -> None:
    """Write a whole file or none: a temporary file beside it, fsync, rename, fsync the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, path.stat().st_mode & 0o777 if path.exists() else 0o644)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


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
        path = self.folder / name
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with _alone_in(self.folder):
                if os.path.realpath(path) in self._inputs or (
                    not force
                    and (self._is_a_persons(path, data) or (theirs and _differs(path, data)))
                ):
                    beside = self._beside(path, data)
                    self._write(beside, data)
                    return Written(beside, kept=path)
                self._write(path, data)
        except OSError as error:
            raise OutputError(
                "{path} cannot be written ({strerror}); choose another folder with --out.",
                path=path,
                strerror=error.strerror,
            ) from error
        return Written(path)

    def _write(self, path: Path, data: bytes) -> None:
        """Record what will be there beside what is, then write: a cut between leaves both ours."""
        before = [digest(path.read_bytes())] if path.is_file() else []
        self._remember(path.name, " ".join([digest(data), *before]))
        if not (path.is_symlink() and path.read_bytes() == data):
            write_atomic(path, data)

    def _beside(self, path: Path, data: bytes) -> Path:
        names = (f"{path.name}.new{number or ''}" for number in chain([0], count(2)))
        places = (path.with_name(name) for name in names)
        return next(place for place in places if not self._is_a_persons(place, data))

    def _is_a_persons(self, path: Path, data: bytes | None) -> bool:
        """Whether a person changed or made what is there: bytes we did not write, a link, a folder."""
        try:
            present = path.read_bytes()
        except FileNotFoundError:
            return path.is_symlink()
        except IsADirectoryError:
            return True
        except PermissionError:
            return path.is_file()
        if present == data:
            return False
        ours = str(self._manifest().get(path.name, "")).split()
        return path.is_symlink() or digest(present) not in ours

    def _manifest(self) -> dict[str, str]:
        try:
            known = json.loads((self.folder / MANIFEST).read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}

    def remember(self, name: str, value: str) -> None:
        """Take a file with this digest for one that bilingua wrote."""
        with _alone_in(self.folder):
            self._remember(name, value)

    def _remember(self, name: str, value: str) -> None:
        known = self._manifest() | {name: value}
        text = json.dumps(known, indent=1, sort_keys=True)
        write_atomic(self.folder / MANIFEST, text.encode() + b"\n")


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


def _differs(path: Path, data: bytes) -> bool:
    """Whether there is a file that holds something else."""
    try:
        return path.read_bytes() != data
    except FileNotFoundError:
        return False
