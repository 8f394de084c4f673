"""From a translated story to the files of its pair: two editions and a review file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import PurePath

from bilingua.article import Role
from bilingua.files import EditionFolder, Written, digest
from bilingua.formats.base import Labels, merge
from bilingua.formats.registry import format_named, write
from bilingua.pipeline import Story
from bilingua.review.file import write as write_review
from bilingua.review.po import Header, review_of

_LANGUAGES = {"en": {"en": "English", "es": "Spanish"}, "es": {"en": "inglés", "es": "español"}}


@dataclass(frozen=True, slots=True)
class Pair:
    """A story's pair of editions and its review file: names beside one another, and their bytes."""

    story: Story
    source: tuple[str, bytes]
    target: tuple[str, bytes]
    review: tuple[str, bytes]

    def files(self) -> tuple[tuple[str, bytes], ...]:
        """All three, in the order that they are written."""
        return self.source, self.target, self.review

    def write(self, folder: EditionFolder, *, force: bool = False) -> list[Written]:
        """Write all three; what a person changed since stays unless `force` is set.

        Raises OutputError, with nothing written, when another story of the run has their names.
        """
        folder.claim([name for name, _ in self.files()])
        return [folder.write(name, data, force=force) for name, data in self.files()]


def pair_of(story: Story, source_path: str | None = None) -> Pair:
    """Make the two editions, each naming the other, and the review file.

    `source_path` is where the story lies as seen from the folder that the pair will be in.
    """
    article, fmt = story.article, format_named(story.article.format)
    source_style, target_style = story.source_style, story.target_style
    names = {style.tag: edition_name(article.name, style.language)
             for style in (source_style, target_style)}  # fmt: skip
    source_raw = fmt.label(merge(fmt, article, {}, story.left_out), Labels(source_style.tag, names))
    header = header_of(story, source_path)
    target_raw = fmt.label(
        merge(fmt, article, story.contents, story.left_out),
        Labels(target_style.tag, names, header.machine or None),
    )
    review = review_of(article, story.placed, header)
    return Pair(
        story,
        (names[source_style.tag], write(article, source_raw)),
        (names[target_style.tag], write(article, target_raw)),
        (f"{story_stem(article.name)}.{target_style.language}.po", write_review(review)),
    )


def header_of(story: Story, source_path: str | None = None) -> Header:
    """What the review file says of a story's pair."""
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
        datetime.now(UTC).strftime("%Y-%m-%d %H:%M+0000"),
        f"bilingua {version('bilingua')}",
        source_path,
        target_style.machine.format(**said),
        target_style.reviewed.format(**said) if target_style.machine else "",
    )


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
