"""The files of a story's pair: two editions and a review file, and an edition from its review file."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence, Set
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path, PurePath

from bilingua.article import Article, Marked, Role
from bilingua.errors import ReviewError
from bilingua.files import EditionFolder, Written, digest
from bilingua.formats.base import Labels
from bilingua.formats.registry import format_named, merge, write
from bilingua.language import other_language
from bilingua.pipeline import Story
from bilingua.review import store
from bilingua.review.editing import now
from bilingua.review.file import ReviewFile, one_line
from bilingua.review.file import read as read_review
from bilingua.review.file import write as write_review
from bilingua.review.journal import append, changes, journal_of
from bilingua.review.po import LINKS, Header, review_of
from bilingua.review.rebuilding import outline, rebuild

_LANGUAGES = {"en": {"en": "English", "es": "Spanish"}, "es": {"en": "inglés", "es": "español"}}


@dataclass(frozen=True, slots=True)
class Files:
    """A pair as files: names beside one another and their bytes, the source edition first.

    A story that shares its file with others has a review file only.
    """

    review: tuple[str, bytes]
    editions: tuple[tuple[str, bytes], ...]

    def files(self) -> tuple[tuple[str, bytes], ...]:
        """All of them, in the order that they are written."""
        return *self.editions, self.review

    def write(
        self, folder: EditionFolder, *, force: bool = False, by: str = "bilingua translate"
    ) -> list[Written]:
        """Write all of them; what a person changed since stays unless `force` is set.

        Where the review file holds a person's work, all of them stay: the target edition may have
        been made of it. With `force` its history keeps what people wrote, and that it was `by` this
        command that they were written over. Raises OutputError, with nothing written, when another
        story of the run has their names.
        """
        folder.claim([name for name, _ in self.files()])
        path = folder.folder / self.review[0]
        with store.locked(path) if path.is_file() else nullcontext():
            there = self._reviewed(path)
            theirs = folder.is_persons(path.name) or (there is not None and there.is_persons)
            if force and there is not None:
                new = read_review(path.name, self.review[1])
                append(journal_of(path), changes(there, new, f"{by} --force", now()))
            return folder.write_all(self.files(), force=force, theirs=theirs)

    def _reviewed(self, path: Path) -> ReviewFile | None:
        """The review file that is there already, if it is one."""
        try:
            return read_review(path.name, path.read_bytes())
        except (OSError, ReviewError):
            return None


@dataclass(frozen=True, slots=True)
class Pair(Files):
    """A story's pair with the story as it was translated, and what the review file says of it."""

    story: Story
    header: Header

    @property
    def source(self) -> tuple[str, bytes]:
        """The source edition."""
        return self.editions[0]

    @property
    def target(self) -> tuple[str, bytes]:
        """The translated edition."""
        return self.editions[1]


def pair_of(
    story: Story,
    source_path: str | None = None,
    *,
    key: str | None = None,
    made: datetime | None = None,
    links: Sequence[str] = (),
) -> Pair:
    """Make the two editions, each naming the other, and the review file.

    `source_path` is where the story lies as seen from the folder that the pair will be in; `key` is
    its name in there if that holds several, `made` is when it was made, now if left out; `links` are
    those that lead to stories which have their editions in the same tree.
    """
    article, source, target = story.article, story.source_style.tag, story.target_style.tag
    names = edition_names(article.name, source, target)
    header = header_of(story, source_path, key, made, links)
    # What lies in one file with others has no file of its own to be found at.
    found = {} if key is not None else names
    own_labels = Labels(source, found, links=_leading(links, source))
    own = _edition(article, {}, story.left_out, own_labels)
    labels = Labels(target, found, header.machine or None, _leading(links, target))
    edition = _edition(article, story.contents, story.left_out, labels)
    review = write_review(review_of(article, story.placed, header))
    return Pair(
        (review_name(article.name, target), review),
        ((names[source], own), (names[target], edition)),
        story,
        header,
    )


def source_edition_of(article: Article, tag: str) -> bytes:
    """The edition of a story, in a file of several, that is in the story's own language."""
    return _edition(article, {}, frozenset(), Labels(tag, {}))


def edition_of(review: ReviewFile, article: Article, name: str) -> tuple[str, bytes]:
    """The translated edition that a review file says: its name and its bytes.

    `article` is the story, or its source edition; `name` is what the review file is called.
    Raises StaleError when the story says something else by now, BrokenEntries when there are
    entries that no edition can be made of.
    """
    whole = outline(article, review, name)
    contents = rebuild(review, whole, name)
    names = edition_names(review.source_file, review.source_language, review.target_language)
    provenance = review.field("X-Provenance-Reviewed" if review.is_reviewed else "X-Provenance")
    found = {} if review.source_key else names
    links = _leading(review.field(LINKS).split(), review.target_language)
    labels = Labels(review.target_language, found, provenance or None, links)
    # The source edition may have lost the one letter that told its encoding.
    article = replace(article, encoding=_known(review.field("X-Source-Encoding"), article))
    return names[review.target_language], _edition(article, contents, whole.left_out, labels)


def _known(encoding: str, article: Article) -> str:
    """The encoding that a review file names, if there is one of that name."""
    try:
        "".encode(encoding)
    except (LookupError, ValueError):
        return article.encoding
    return encoding or article.encoding


def _edition(
    article: Article, contents: Mapping[str, Marked], left_out: Set[str], labels: Labels
) -> bytes:
    fmt = format_named(article.format)
    return write(article, fmt.label(merge(article, contents, left_out), labels))


def header_of(
    story: Story,
    source_path: str | None = None,
    key: str | None = None,
    made: datetime | None = None,
    links: Sequence[str] = (),
) -> Header:
    """What the review file says of a story's pair; see `pair_of`."""
    source_style, target_style = story.source_style, story.target_style
    said = {
        "source_language": _LANGUAGES[target_style.language][source_style.language],
        "route": story.routes,
    }
    return Header(
        source_style.tag,
        target_style.tag,
        story.article.name,
        digest(write(story.article, story.article.raw)),
        (made or this_moment()).strftime("%Y-%m-%d %H:%M+0000"),
        _maker(),
        source_path,
        key,
        story.article.encoding,
        one_line(target_style.machine.format(**said)),
        one_line(target_style.reviewed.format(**said)) if target_style.machine else "",
        tuple(links),
    )


@cache
def _maker() -> str:
    """What makes the pairs; its version is read from the disk, once."""
    return f"bilingua {version('bilingua')}"


def _leading(links: Sequence[str], tag: str) -> dict[str, str]:
    """Where links to stories lead in an edition: to theirs in its language; in a source edition they
    lead to source editions already.
    """
    language = tag.split("-")[0]
    found: dict[str, str] = {}
    for link in links:
        folder, slash, name = link.rpartition("/")
        own, other = (
            f"{folder}{slash}{edition_name(name, one)}"
            for one in (language, other_language(language))
        )
        found |= {link: own, other: own}
    return found


def this_moment() -> datetime:
    """When a pair is made; SOURCE_DATE_EPOCH sets it, for who wants the same bytes another day.

    See https://reproducible-builds.org/specs/source-date-epoch/.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)


def edition_names(name: str, source: str, target: str) -> dict[str, str]:
    """The names of a story's two editions by their BCP 47 tags."""
    return {tag: edition_name(name, tag.split("-")[0]) for tag in (source, target)}


def review_name(name: str, target: str) -> str:
    """What the review file of a story is called; `target` is the language or tag of the edition."""
    return f"{story_stem(name)}.{target.split('-')[0]}.po"


def edition_name(name: str, language: str) -> str:
    """story.md → story.es.md, and so is story.en.md: its edition is its sister."""
    return f"{story_stem(name)}.{language}{PurePath(name).suffix}"


def story_stem(name: str) -> str:
    """What the files of a story's pair have in common: their name without language and suffix."""
    stem = PurePath(PurePath(name).stem)
    return stem.stem if stem.suffix[1:] in _LANGUAGES else stem.name


def left_out_texts(story: Story) -> list[str]:
    """The furniture that stays out of the editions, for the person to see."""
    return [
        unit.text
        for unit in story.article.units
        if unit.id in story.left_out and unit.role is Role.BOILERPLATE
    ]
