"""Writing to disk so that nothing is ever torn, lost or overwritten.

bilingua remembers the digest of each file it wrote into a folder; a file whose bytes differ from
that was changed by a person and is theirs.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

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
    """A folder of editions that knows which of its files a person has changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, data: bytes, *, force: bool = False) -> Written:
        """Write a file; one that a person changed stays, and the new text goes to NAME.new."""
        path = self.folder / name
        if not force and self._is_a_persons(path, data):
            beside = self._free(name, data)
            write_atomic(self.folder / beside, data)
            self._remember(beside, digest(data))
            return Written(self.folder / beside, kept=path)
        write_atomic(path, data)
        self._remember(name, digest(data))
        return Written(path)

    def _free(self, name: str, data: bytes) -> str:
        """NAME.new, or NAME.2.new and so on where a person has changed that as well."""
        names = (f"{name}{f'.{n}' * (n > 1)}.new" for n in itertools.count(1))
        return next(n for n in names if not self._is_a_persons(self.folder / n, data))

    def _is_a_persons(self, path: Path, data: bytes) -> bool:
        try:
            present = path.read_bytes()
        except FileNotFoundError:
            return False
        return present != data and digest(present) != self._manifest().get(path.name)

    def _manifest(self) -> dict[str, str]:
        try:
            known = json.loads((self.folder / MANIFEST).read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}

    def _remember(self, name: str, value: str) -> None:
        known = self._manifest() | {name: value}
        text = json.dumps(known, indent=1, sort_keys=True)
        write_atomic(self.folder / MANIFEST, text.encode() + b"\n")
