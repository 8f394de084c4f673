"""Which files of a folder are bilingua's: the digests of what it wrote, in a record that lies there."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

RECORD = ".bilingua.jsonl"
# No name that a disk takes makes a longer line; what is longer somebody else wrote.
_LONGEST = 1 << 16


class Ownership:
    """The record of one folder; of what was read before only what is new is read again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / RECORD
        self._read = 0
        self._digests: dict[str, str] = {}

    def digests(self, name: str) -> list[str]:
        """What bilingua wrote to a file, the last of it first: SHA-256 each, as hexadecimal."""
        self._catch_up()
        return str(self._digests.get(name, "")).split()

    def add(self, written: Mapping[str, tuple[str, str | None]]) -> None:
        """Record what will be in files beside what is in them: a cut between leaves both ours.

        New and old digest by name. The folder is locked (`alone`). Raises OSError.
        """
        if not written:
            return
        said = {name: f"{new} {old}" if old else new for name, (new, old) in written.items()}
        lines = b"".join(json.dumps({name: one}).encode() + b"\n" for name, one in said.items())
        with self._path.open("ab") as record:
            # One that a power cut tore has no end: ours must not run on from it.
            if record.tell() and self._last_byte() != b"\n":
                lines = b"\n" + lines
            record.write(lines)
            record.flush()
            os.fsync(record.fileno())

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other bilinguas out of the folder: what its record says and what lies there are one."""
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)  # which lets go of the lock

    def _last_byte(self) -> bytes:
        with self._path.open("rb") as record:
            record.seek(-1, os.SEEK_END)
            return record.read(1)

    def _catch_up(self) -> None:
        with contextlib.suppress(FileNotFoundError), self._path.open("rb") as record:
            if os.fstat(record.fileno()).st_size < self._read:
                self._read, self._digests = 0, {}
            record.seek(self._read)
            new = record.read()
            # A line that another process is still writing is read when it has its end.
            whole = new[: new.rfind(b"\n") + 1]
            self._read += len(whole)
            for line in entries(whole.splitlines()):
                self._digests.update(line)


def entries(lines: Iterable[bytes]) -> Iterator[dict[str, str]]:
    """What the lines of a record say; one that a power cut tore, or somebody wrote, says nothing."""
    for line in lines:
        with contextlib.suppress(ValueError, RecursionError):
            entry = json.loads(line[:_LONGEST])
            if isinstance(entry, dict):
                yield entry
