"""Review files on disk: read, changed and saved so that no two writers lose each other's work.

A writer says what it has read (the digest of the file's bytes); if the file is another one by now,
nothing is saved. Reading, changing and saving happen under a lock that other bilingua processes
respect; PO editors do not, which is what the digest is for.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bilingua.errors import ConflictError, OutputError, ReviewError
from bilingua.files import digest, write_atomic
from bilingua.review.editing import now
from bilingua.review.file import ReviewFile, read, write
from bilingua.review.journal import FOLDER, append, changes, journal_of

# Nobody holds the lock for longer than it takes to write a file.
PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Stored:
    """A review file as it is on disk, with the digest of its bytes."""

    path: Path
    review: ReviewFile
    digest: str


def load(path: Path) -> Stored:
    """Read a review file. Raises ReviewError when there is none or it cannot be read as one."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReviewError(
            "{name} cannot be read ({strerror}); name the review file of a pair, such as story.es.po.",
            name=path,
            strerror=error.strerror,
        ) from error
    return Stored(path, read(str(path), data), digest(data))


def edit(
    path: Path, change: Callable[[ReviewFile], ReviewFile], *, by: str, expected: str | None = None
) -> Stored:
    """Read a review file, change it and save it, as one step; what changed goes to its history.

    `expected` is the digest of what the writer has seen; None takes the file as it is. Raises
    ConflictError when the file is another one, or when another writer holds on to it; OutputError
    when it cannot be written.
    """
    with locked(path):
        stored = load(path)
        if expected not in (None, stored.digest):
            raise _conflict(path)
        return replace_review(stored, change(stored.review), by=by)


def replace_review(stored: Stored, review: ReviewFile, *, by: str) -> Stored:
    """Save another state of a review file in place of the one that was read; see `edit`.

    The caller holds the lock.
    """
    data = write(review)
    made = changes(stored.review, review, by, now())
    path = Path(os.path.realpath(stored.path))
    try:
        if digest(path.read_bytes()) != stored.digest:
            raise _conflict(path)
        append(journal_of(stored.path), made)
        write_atomic(path, data)
    except OSError as error:
        raise _unwritable(path, error) from error
    return Stored(stored.path, read(str(stored.path), data), digest(data))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other bilingua processes from saving a review file; see `edit` for what is raised."""
    try:
        folder = path.parent / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / f"{path.name}.lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        _wait(handle, path)
        yield
    finally:
        os.close(handle)  # which lets go of the lock


def _wait(handle: int, path: Path) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > end:
                raise ConflictError(
                    "{path} is being written by another bilingua; try again when that is done.",
                    path=path,
                ) from None
            time.sleep(0.02)


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(
        "{path} cannot be written ({strerror}); nothing was changed.",
        path=path,
        strerror=error.strerror,
    )


def _conflict(path: Path) -> ConflictError:
    return ConflictError(
        "{path} was changed by somebody else since it was read; read it again, then make your change.",
        path=path,
    )
