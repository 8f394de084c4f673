"""From what came of a story to its files: the pair of a story file, the review file of a held one.

Where several stories share a file, its two editions are written when all of them are done; they say
what the review files say, so that nothing a person wrote there is lost.
"""

from __future__ import annotations

import os
import re
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from bilingua.archive.containers.base import Edition, Held
from bilingua.archive.ledger import Ledger
from bilingua.archive.rows import State
from bilingua.archive.sources import SourceFile
from bilingua.editions import (
    Files,
    edition_names,
    edition_of,
    review_name,
    source_edition_of,
    story_stem,
)
from bilingua.errors import BilinguaError, ReviewError
from bilingua.files import EditionFolder, Written, digest
from bilingua.formats.base import Labels
from bilingua.formats.html import Html
from bilingua.formats.registry import read
from bilingua.language import other_language
from bilingua.localize.style import HouseStyle
from bilingua.ownership import Ownership
from bilingua.review import store
from bilingua.review.file import read as read_review

# Folders whose record is kept in memory: files come folder by folder.
_AT_HAND = 8
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def folder_of(file: SourceFile) -> PurePosixPath:
    """The folder for a file's pairs, from the out folder: the same tree; for several stories in one
    file, a folder of review files beside its editions.
    """
    path = PurePosixPath(file.relative)
    return path.with_name(f"{path.name}.reviews") if file.container else path.parent


def story_name(file: SourceFile, held: Held, *, taken: bool) -> str:
    """What a story's files are called after; `taken` says that another story has its own name."""
    if not (file.container or taken):
        return held.name
    name = PurePosixPath(held.name)
    stem = _UNSAFE.sub("-", story_stem(held.name)).strip("-.")[:60] or "story"
    whole = f"{file.relative}\n{held.key}".encode("utf-8", "surrogatepass")
    return f"{stem}-{digest(whole)[:10]}{_UNSAFE.sub('', name.suffix.lower())}"


def review_path(file: SourceFile, name: str, target: str) -> str:
    """Where the review file of a story goes, from the out folder."""
    return str(folder_of(file) / review_name(name, target))


def source_path(file: SourceFile, out: Path) -> str:
    """Where a file lies as seen from the folder of its pairs."""
    return os.path.relpath(file.path, out / folder_of(file))


def work_of_a_person(out: Path, review: str | None) -> bytes | None:
    """The review file of a story, if a person has worked on it."""
    if review is None:
        return None
    path = out / review
    with suppress(OSError, ReviewError):
        data = path.read_bytes()
        if read_review(path.name, data).is_persons:
            return data
    return None


class Folders:
    """The folders of a run's pairs; what the last few know of their files is at hand."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._at_hand: OrderedDict[PurePosixPath, Ownership] = OrderedDict()

    def of(self, file: SourceFile) -> EditionFolder:
        """The folder for a file's pairs."""
        place = folder_of(file)
        folder = self._out / place
        ownership = self._at_hand.pop(place, None) or Ownership(folder)
        self._at_hand[place] = ownership
        if len(self._at_hand) > _AT_HAND:
            self._at_hand.popitem(last=False)
        return EditionFolder(folder, [file.path], ownership)


def write_pair(
    folder: EditionFolder, files: Files, *, theirs: bytes | None, force: bool
) -> list[Written]:
    """Write what came of a story; what a person changed stays, and the new text stands beside it.

    `theirs` is the review file whose work of a person is in the new one. Raises OutputError, or
    ConflictError when that was changed in the meantime.
    """
    if theirs is None:
        return files.write(folder, force=force, by="bilingua archive")
    name, data = files.review
    path = folder.folder / name
    new = read_review(name, data)
    store.edit(path, lambda _: new, by="bilingua archive", expected=digest(theirs))
    return [*folder.write_all(files.editions), Written(path)]


def write_editions(
    file: SourceFile, id: int, ledger: Ledger, out: Path, styles: dict[str, HouseStyle]
) -> list[Written]:
    """Write both editions of a file that holds several stories, as their review files say.

    A story that could not be localized stays as it is. Raises OutputError or InputError.
    """
    assert file.container is not None
    ledger.clear_notes(id)
    names = {style.tag: edition_file(file, style.language) for style in styles.values()}
    folder = EditionFolder(out / PurePosixPath(file.relative).parent, [file.path])
    written = []
    for style in styles.values():

        def edition(held: Held, style: HouseStyle = style) -> bytes | None:
            row = ledger.story(id, held.key)
            if row is None or row.state not in (State.DONE, State.LEFT):
                return None
            article = read(row.name, held.data)
            if row.language == style.language or row.review is None:
                return source_edition_of(article, style.tag)
            path = out / row.review
            try:
                review = read_review(path.name, path.read_bytes())
                return edition_of(review, article, str(path))[1]
            except (BilinguaError, OSError) as error:
                ledger.note(row.id, error)
                return None

        written.append(_written(folder, file, edition, Labels(style.tag, names)))
    return written


def _written(folder: EditionFolder, file: SourceFile, edition: Edition, labels: Labels) -> Written:
    assert file.container is not None
    name = edition_file(file, labels.language.split("-")[0])
    with folder.room_for(name) as temporary:
        with temporary.open("wb") as out:
            file.container.rewrite(file.path, out, edition, labels)
        return folder.take(name, temporary)


def edition_file(file: SourceFile, language: str) -> str:
    """What the edition of a file of several stories is called: wire.es.xml, site.es.tar.gz."""
    assert file.container is not None
    name = PurePosixPath(file.relative).name
    suffixes = [suffix for suffix in file.container.suffixes if name.lower().endswith(suffix)]
    suffix = max(suffixes, key=len, default=PurePosixPath(name).suffix)
    stem = name[: len(name) - len(suffix)]
    return f"{story_stem(stem + '.x')}.{language}{name[len(stem) :]}"


def pages(ledger: Ledger, styles: dict[str, HouseStyle]) -> Iterator[dict[str, str]]:
    """The editions of every page that is localized: its path from the out folder, by BCP 47 tag."""
    for name, language, review in ledger.own_pairs():
        if PurePosixPath(name).suffix.lower() in Html.suffixes:
            tags = styles[language].tag, styles[other_language(language)].tag
            folder = PurePosixPath(review).parent
            yield {tag: str(folder / one) for tag, one in edition_names(name, *tags).items()}
