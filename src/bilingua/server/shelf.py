"""Pairs at hand: what was read lately is not read again while its bytes are the same.

A long story would else be parsed several times for each change. Times of files are not trusted:
the bytes decide.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from bilingua.article import Article
from bilingua.errors import ReviewError
from bilingua.files import digest
from bilingua.review import source, store
from bilingua.review.file import ReviewFile
from bilingua.review.rebuilding import Piece, outline
from bilingua.review.store import Stored

_T = TypeVar("_T")
_MOST = 8


@dataclass(frozen=True, slots=True)
class Told:
    """The story of a review file, and its segments by their contexts."""

    path: Path
    article: Article
    pieces: dict[str, Piece]


class Shelf:
    """The pairs that somebody works on, the last few of them."""

    def __init__(self) -> None:
        self._reviews: OrderedDict[Hashable, Stored] = OrderedDict()
        self._stories: OrderedDict[Hashable, Told] = OrderedDict()
        self._lock = threading.Lock()

    def review(self, path: Path) -> Stored:
        """A review file as it is on disk. Raises ReviewError when it cannot be read."""
        try:
            key = (path, digest(path.read_bytes()))
        except OSError:
            return store.load(path)  # which says what is wrong
        return self._kept(self._reviews, key, lambda: store.load(path))

    def keep(self, stored: Stored) -> None:
        """Put a review file that was just saved at hand."""
        self._kept(self._reviews, (stored.path, stored.digest), lambda: stored)

    def story(self, stored: Stored) -> Told:
        """The story of a review file. Raises what `source.find` raises when there is none."""
        places = source.places(stored.path, stored.review)
        try:
            # A file that several stories share may be of any size; its time has to do.
            told = _changed if stored.review.source_key else _digest
            states = tuple((place, told(place)) for place in places)
        except OSError as error:
            raise ReviewError(
                "{name} cannot be read ({strerror}); see that you may.",
                name=error.filename,
                strerror=error.strerror,
            ) from error
        return self._kept(
            self._stories,
            (stored.path, states, _said(stored.review)),
            lambda: _told(stored),
        )

    def _kept(self, kept: OrderedDict[Hashable, _T], key: Hashable, make: Callable[[], _T]) -> _T:
        with self._lock:
            if key in kept:
                kept.move_to_end(key)
                return kept[key]
        made = make()
        with self._lock:
            kept[key] = made
            while len(kept) > _MOST:
                kept.popitem(last=False)
        return made


def _digest(path: Path) -> str:
    return digest(path.read_bytes())


def _changed(path: Path) -> str:
    status = path.stat()
    return f"{status.st_mtime_ns} {status.st_size}"


def _told(stored: Stored) -> Told:
    found = source.find(stored.path, stored.review)
    pieces = outline(found.article, stored.review, str(stored.path)).pieces
    return Told(found.path, found.article, {piece.context: piece for piece in pieces})


def _said(review: ReviewFile) -> str:
    """What a story is compared with: the sources of a review file, and whose they are."""
    texts = [*(f"{key}: {value}" for key, value in review.fields if key.startswith("X-Source"))]
    texts += [f"{entry.context}\0{entry.source}" for entry in review.entries]
    return sha256("\0\0".join(texts).encode(errors="replace")).hexdigest()
