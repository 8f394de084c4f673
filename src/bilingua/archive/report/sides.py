"""The side-by-side page of a story in a report: what its review file has, under the story's place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from bilingua.archive.report.facts import StoryFacts
from bilingua.article import Role
from bilingua.errors import BilinguaError
from bilingua.review.comparison import Comparison, Side
from bilingua.review.page import page
from bilingua.review.reading import read_review
from bilingua.review.reviewed import compare_review
from bilingua.review.words import text_of

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class SidePage:
    """The page of a story: the name of its file, what stands in it, the story's headline."""

    name: str
    text: str
    headline: str


def side_page(story: StoryFacts, out: Path, back: str) -> SidePage | None:
    """The page of a story; None when its review file is not there or cannot be read.

    `back` is the address of the report as seen from the page.
    """
    path = out / story.review
    try:
        comparison = compare_review(read_review(path.name, path.read_bytes()))
    except (BilinguaError, OSError):
        return None
    # Where several stories share a file, its place tells more than the name that it was given.
    left = Side(story.place, comparison.left.language)
    text = page(replace(comparison, left=left), back=back)
    return SidePage(_name(story), text, _headline(comparison))


def _name(story: StoryFacts) -> str:
    """A name that any web server takes; the number tells apart stories of one name."""
    stem = PurePosixPath(story.review).name.split(".")[0]
    return f"{_UNSAFE.sub('-', stem).strip('-')[:60] or 'story'}-{story.id}.html"


def _headline(comparison: Comparison) -> str:
    """The story's headline, or what it begins with."""
    told = [(row.role, text_of(row.text)) for row in comparison.rows if row.text]
    headlines = [text for role, text in told if role is Role.HEADLINE]
    return next(iter([*headlines, *(text for _, text in told)]), "")
