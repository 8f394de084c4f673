"""Which pairs a folder holds and how far each is: what the list of stories shows.

Review files are read when somebody asks for the list, a while at a time, and again only when they
have changed on disk. A pair is known by an id made from its path, so that no path ever comes from
the browser.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bilingua.article import Role, Severity
from bilingua.errors import ReviewError
from bilingua.files import digest
from bilingua.review import source
from bilingua.review.file import PERSON, Entry, Remark, ReviewFile
from bilingua.review.standing import State
from bilingua.review.store import load
from bilingua.review.tags import plain


class UnknownStory(ReviewError):
    """The folder has no pair with such an id."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A pair as the list shows it; `problem` is why its review file cannot be read."""

    id: str
    path: Path
    name: str
    changed: float
    state: State
    headline: str = ""
    source_language: str = ""
    target_language: str = ""
    segments: int = 0
    waiting: int = 0
    errors: int = 0
    warnings: int = 0
    worst: Remark | None = None
    problem: str = ""

    @property
    def done(self) -> int:
        """How many segments need nobody any more."""
        return self.segments - self.waiting


@dataclass(frozen=True, slots=True)
class Catalog:
    """The pairs that are known so far, and how many are still to be read."""

    pairs: tuple[Listed, ...]
    pending: int


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What a file's state says of its content without reading it."""

    modified: int
    size: int


@dataclass(frozen=True, slots=True)
class _Known:
    """A pair that was read, with the stamps of its review file and of its story then."""

    listed: Listed
    stamp: _Stamp
    story: Path | None
    story_stamp: _Stamp | None


class Index:
    """The pairs below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[Path, _Known] = {}
        self._paths: dict[str, Path] = {}
        self._lock = threading.Lock()

    def read(self, seconds: float = 0.4) -> Catalog:
        """Bring the index up to date, for so many seconds at most."""
        end = time.monotonic() + seconds
        with self._lock:
            found = dict(_review_files(self.folder))
            for path in self._known.keys() - found.keys():
                del self._known[path]
            self._paths = {pair_id(self.folder, path): path for path in found}
            stale = [path for path, stamp in found.items() if self._is_stale(path, stamp)]
            pending = len(stale)
            for path in stale:
                self._known[path] = self._read(path, found[path])
                pending -= 1
                if time.monotonic() > end:
                    break
            return Catalog(tuple(known.listed for known in self._known.values()), pending)

    def path(self, id: str) -> Path:
        """The review file of a pair. Raises UnknownStory when the folder has no such pair."""
        with self._lock:
            path = self._paths.get(id)
            if path is None or not path.is_file():
                self._paths = {
                    pair_id(self.folder, path): path for path, _ in _review_files(self.folder)
                }
            if id not in self._paths:
                raise UnknownStory("The folder has no such story any more.")
            return self._paths[id]

    def _is_stale(self, path: Path, stamp: _Stamp) -> bool:
        known = self._known.get(path)
        return (
            known is None
            or known.stamp != stamp
            or (known.story is not None and _stamp(known.story) != known.story_stamp)
        )

    def _read(self, path: Path, stamp: _Stamp) -> _Known:
        id, name = pair_id(self.folder, path), path.relative_to(self.folder).as_posix()
        changed = stamp.modified / 1e9
        try:
            review = load(path).review
        except ReviewError as error:
            broken = Listed(id, path, name, changed, State.BROKEN, problem=str(error))
            return _Known(broken, stamp, None, None)
        story = next(iter(source.places(path, review)), None)
        told = _stamp(story) if story else None
        state = state_of(review, story)
        return _Known(listed(review, id, path, name, changed, state), stamp, story, told)


def listed(
    review: ReviewFile, id: str, path: Path, name: str, changed: float, state: State
) -> Listed:
    """What the list shows of a review file."""
    open_remarks = [remark for entry in review.entries if needs_person(entry)
                    for remark in entry.remarks]  # fmt: skip
    errors = [remark for remark in open_remarks if remark.severity is Severity.ERROR]
    warnings = [remark for remark in open_remarks if remark.severity is Severity.WARNING]
    return Listed(
        id,
        path,
        name,
        changed,
        state,
        headline_of(review),
        review.source_language,
        review.target_language,
        len(review.entries),
        review.waiting,
        len(errors),
        len(warnings),
        next(iter([*errors, *warnings]), None),
    )


def needs_person(entry: Entry) -> bool:
    """Whether a segment waits for a person."""
    return entry.fuzzy or not entry.target


def state_of(review: ReviewFile, story: Path | None) -> State:
    """How far the review is; `story` is the file that the pair was made of, or its edition."""
    if story is None:
        return State.MISSING_SOURCE
    if story.name == review.source_file and not _says(story, review.source_digest):
        return State.OUT_OF_DATE
    if review.is_reviewed:
        return State.APPROVED
    if any(entry.by or entry.origin == PERSON for entry in review.entries):
        return State.IN_REVIEW
    return State.UNREVIEWED


def _says(story: Path, wanted: str) -> bool:
    try:
        return digest(story.read_bytes()) == wanted
    except OSError:
        return False


def headline_of(review: ReviewFile) -> str:
    """The story's headline, as its source has it; its first segment where it has none."""
    headlines = (entry for entry in review.entries if entry.role is Role.HEADLINE)
    first = next(headlines, next(iter(review.entries), None))
    return plain(first.source) if first else ""


def pair_id(folder: Path, path: Path) -> str:
    """The id of a pair: nobody can make one for a file that is not in the folder."""
    name = path.relative_to(folder).as_posix()
    return sha256(name.encode(errors="surrogateescape")).hexdigest()[:16]


def _stamp(path: Path) -> _Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return _Stamp(status.st_mtime_ns, status.st_size)


def _review_files(folder: Path) -> Iterator[tuple[Path, _Stamp]]:
    """All PO files below a folder; links and hidden folders are passed by."""
    folders = [folder]
    while folders:
        try:
            entries = sorted(os.scandir(folders.pop()), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            elif entry.name.endswith(".po") and entry.is_file(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                yield Path(entry.path), _Stamp(status.st_mtime_ns, status.st_size)
