"""A pair on disk brought up to date with its story: translate, renew the review file, write.

The review file is written first, for it holds what people wrote; the editions follow from it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bilingua.article import Role
from bilingua.editions import Pair, edition_of, pair_of, review_name
from bilingua.errors import BilinguaError, ConflictError, ReviewError, TagError
from bilingua.files import EditionFolder, Written
from bilingua.language import LANGUAGES, language_of
from bilingua.pipeline import Road, translate_articles
from bilingua.progress import Progress
from bilingua.review import source, store
from bilingua.review.file import ReviewFile
from bilingua.review.po import LINKS, entries_of
from bilingua.review.rebuilding import BrokenEntries, Piece, pieces_of
from bilingua.review.renewal import Renewal, renew

# How often a review file is read anew that somebody saves while it is being updated.
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of a pair; `problems` are entries that no edition can be made of as they are."""

    renewal: Renewal
    written: tuple[Written, ...]
    problems: tuple[BilinguaError, ...] = ()


def review_file_of(story: Path, folders: Sequence[Path], to: str | None = None) -> Path:
    """The review file of a story's pair, in the first of the folders that has one.

    `to` is the language or locale of the pair's translated edition. Raises ReviewError when there
    is none.
    """
    language = language_of(to)
    targets = (language,) if language else tuple(reversed(LANGUAGES))
    names = dict.fromkeys(review_name(story.name, target) for target in targets)
    for folder in folders:
        for name in names:
            if (folder / name).is_file():
                return folder / name
    raise ReviewError(
        "{story} has no review file ({names}) in {folders}; translate it first, or say --out.",
        story=story,
        names=", ".join(names),
        folders=", ".join(map(str, folders)),
    )


def update(
    story: Path,
    path: Path,
    road_to: Callable[[str], Road],
    *,
    by: str,
    progress: Progress | None = None,
) -> Updated:
    """Bring the pair whose review file is at `path` up to date with `story`.

    `road_to` makes the road to an edition by its BCP 47 tag; `by` is told to the history. Raises
    BilinguaError when the story or the review file cannot be read or translated; then nothing was
    written.
    """
    stored = store.load(path)
    told = source.load(story)
    road = road_to(stored.review.target_language)
    keeps = any(entry.role is Role.BOILERPLATE for entry in stored.review.entries)
    road = replace(road, keep_boilerplate=road.keep_boilerplate or keeps)
    language = language_of(stored.review.source_language)
    outcome = translate_articles([told.article], road, source=language, progress=progress)[0]
    if isinstance(outcome, BilinguaError):
        raise outcome
    links = stored.review.field(LINKS).split()
    pair = pair_of(outcome, os.path.relpath(story, path.parent), links=links)
    folder = EditionFolder(path.parent)
    renewal = _save(path, pair, folder, by)
    written = [Written(path)]
    if not _is_same(story, folder.folder / pair.source[0]):
        written.append(folder.write(*pair.source))
    try:
        written.append(folder.write(*edition_of(renewal.review, told.article, str(path))))
    except BrokenEntries as error:
        return Updated(renewal, tuple(written), error.problems)
    return Updated(renewal, tuple(written))


def renewed(review: ReviewFile, pair: Pair) -> Renewal:
    """A review file brought up to date with the story of a pair that was translated anew."""
    article, placed = pair.story.article, pair.story.placed
    pieces = {piece.context: piece for piece in pieces_of(article, placed)}
    renewal = renew(review, entries_of(article, placed), lambda c, text: _fits(pieces[c], text))
    fields = pair.header.own_fields()
    if review.source_digest != pair.header.source_digest:
        fields |= {"POT-Creation-Date": pair.header.created}
    return replace(renewal, review=renewal.review.with_fields(fields))


def _save(path: Path, pair: Pair, folder: EditionFolder, by: str) -> Renewal:
    """Renew the review file as it is on disk, once more if somebody saves it in the meantime."""
    for _ in range(_TRIES):
        with contextlib.suppress(ConflictError), store.locked(path):
            ours = not folder.is_persons(path.name)
            stored = store.load(path)
            renewal = renewed(stored.review, pair)
            saved = store.replace_review(stored, renewal.review, by=by)
            if ours:
                folder.remember(path.name, saved.digest)
            return replace(renewal, review=saved.review)
    raise ConflictError(
        "{path} is being changed all the time; close it in other programs and try again.",
        path=path,
    )


def _is_same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _fits(piece: Piece, target: str) -> bool:
    try:
        piece.read(target)
    except TagError:
        return False
    return True
