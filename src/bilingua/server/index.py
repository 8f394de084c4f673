"""Which pairs a folder holds and how far each is: what the list of stories shows.

Review files are read when somebody asks for the list, a while at a time, and again only when they
or their stories have changed on disk. A pair is known by an id made from its path, so that no path
ever comes from the browser.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from bilingua.errors import ReviewError
from bilingua.review import source, store
from bilingua.review.standing import State
from bilingua.server.listed import Listed, listed, state_of

# What a file's state says of its content without reading it: when it was changed, its size.
Stamp = tuple[int, int]


class UnknownStory(ReviewError):
    """The folder has no pair with such an id."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """The pairs that are known so far, and how many are still to be read."""

    pairs: tuple[Listed, ...]
    pending: int


@dataclass(frozen=True, slots=True)
class _Known:
    """A pair that was read, with the stamps of its review file and of its story then.

    Where there is no story, its folder stands for it, which changes when a file comes.
    """

    listed: Listed
    stamp: Stamp
    story: str
    story_stamp: Stamp | None


class Index:
    """The pairs below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, _Known] = {}
        self._names: dict[str, str] = {}
        self._lock = threading.Lock()

    def read(self, seconds: float = 0.4) -> Catalog:
        """Bring the index up to date; files are read for so many seconds at most."""
        with self._lock:
            found = self._scan()
            for name in self._known.keys() - found.keys():
                del self._known[name]
            stale = [name for name, stamp in found.items() if self._is_stale(name, stamp)]
            pending = len(stale)
            end = time.monotonic() + seconds
            for name in stale:
                self._known[name] = self._read(name, found[name])
                pending -= 1
                if time.monotonic() > end:
                    break
            return Catalog(tuple(known.listed for known in self._known.values()), pending)

    def path(self, id: str) -> Path:
        """The review file of a pair. Raises UnknownStory when the folder has no such pair."""
        with self._lock:
            if id not in self._names or not (self.folder / self._names[id]).is_file():
                self._scan()
            if id not in self._names:
                raise UnknownStory("The folder has no such story any more.")
            return self.folder / self._names[id]

    def _scan(self) -> dict[str, Stamp]:
        found = dict(_review_files(str(self.folder)))
        self._names = {_id(name): name for name in found}
        return found

    def _is_stale(self, name: str, stamp: Stamp) -> bool:
        known = self._known.get(name)
        return known is None or known.stamp != stamp or _stamp(known.story) != known.story_stamp

    def _read(self, name: str, stamp: Stamp) -> _Known:
        path, changed = self.folder / name, stamp[0] / 1e9
        try:
            review = store.load(path).review
        except ReviewError as error:
            broken = Listed(_id(name), path, name, changed, State.BROKEN, problem=str(error))
            return _Known(broken, stamp, str(path), _stamp(str(path)))
        story = next(iter(source.places(path, review)), None)
        watched = str(story or path.parent)
        told = _stamp(watched)
        state = state_of(review, story)
        return _Known(listed(review, _id(name), path, name, changed, state), stamp, watched, told)


def pair_id(folder: Path, path: Path) -> str:
    """The id of a pair: nobody can make one for a file that is not in the folder."""
    return _id(path.relative_to(folder).as_posix())


@cache
def _id(name: str) -> str:
    return sha256(os.fsencode(name)).hexdigest()[:16]


def _stamp(path: str) -> Stamp | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _review_files(folder: str) -> Iterator[tuple[str, Stamp]]:
    """The names of all PO files below a folder; links and hidden folders are passed by."""
    below = [""]
    while below:
        here = below.pop()
        try:
            entries = list(os.scandir(os.path.join(folder, here)))
        except OSError:
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.name.endswith(".po") and entry.is_file(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                yield here + entry.name, (status.st_mtime_ns, status.st_size)
            elif entry.is_dir(follow_symlinks=False):
                below.append(f"{here}{entry.name}/")
