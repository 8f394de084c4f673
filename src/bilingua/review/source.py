"""The story of a review file: where it lies, and whether it is still what was translated."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from bilingua.article import Article
from bilingua.editions import edition_name
from bilingua.errors import ReviewError, StaleError
from bilingua.files import digest
from bilingua.formats.registry import read
from bilingua.review.file import ReviewFile
from bilingua.review.rebuilding import outline


@dataclass(frozen=True, slots=True)
class Source:
    """A story, or the source edition of its pair, which says the same."""

    path: Path
    article: Article
    digest: str


def places(path: Path, review: ReviewFile) -> list[Path]:
    """Where the story of the review file at `path` may be: its own place, beside, its edition."""
    name = PurePath(review.source_file).name
    edition = edition_name(name, review.source_language.split("-")[0])
    # A story that shares its file with others has none of its own.
    own = [] if review.source_key else [name, edition]
    named = [review.field("X-Source-Path"), *own]
    there = (Path(os.path.normpath(path.parent / place)) for place in named if place)
    by_file = {os.path.realpath(place): place for place in there if place.is_file()}
    return list(by_file.values())


def find(path: Path, review: ReviewFile) -> Source:
    """The story of the review file at `path`, which says what the review file has as its source.

    Raises ReviewError when there is none, StaleError when it has changed, InputError when it
    cannot be read.
    """
    stale: StaleError | None = None
    found = places(path, review)
    for place in found:
        source = load_from(place, review) if review.source_key else load(place)
        try:
            # Named in full, for the person is told to update it.
            outline(replace(source.article, name=str(place)), review, str(path))
        except StaleError as error:
            if (
                source.digest != review.source_digest
                and place.name == PurePath(review.source_file).name
            ):
                raise
            stale = stale or error
            continue
        return source
    if stale:
        raise stale
    raise ReviewError(
        "{story}, the story of {name}, is not there; put it or its edition beside the review file.",
        story=review.source_file,
        name=path,
    )


def says_the_same(source: Source, review: ReviewFile) -> bool:
    """Whether a story says what the review file has as its source."""
    try:
        outline(source.article, review, "")
    except StaleError:
        return False
    return True


def load_from(path: Path, review: ReviewFile) -> Source:
    """Read the story of a review file out of a file that holds several.

    Raises ReviewError when it is not in there, InputError when it cannot be read.
    """
    # Most stories have a file of their own: those who read these need nothing of archives.
    from bilingua.archive.lookup import story_at

    held = story_at(path, review.source_key)
    return Source(path, read(review.source_file, held.data), digest(held.data))


def load(path: Path) -> Source:
    """Read a story. Raises ReviewError or InputError when that cannot be done."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReviewError(
            "{name} cannot be read ({strerror}); see that you may.",
            name=path,
            strerror=error.strerror,
        ) from error
    return Source(path, read(path.name, data), digest(data))
