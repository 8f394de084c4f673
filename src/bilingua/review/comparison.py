"""A comparison as plain data, row by row, that any page or terminal can show.

It knows nothing of how texts are compared, of files or of how rows look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bilingua.article import Article, Role, Severity
from bilingua.language import language_of
from bilingua.review.entries import Remark
from bilingua.review.words import Pieces
from bilingua.segmentation import segment_unit


class Kind(StrEnum):
    """What is set against what: translations, versions, or a source against its review file."""

    PAIR = "pair"
    VERSIONS = "versions"
    REVIEW = "review"


class Status(StrEnum):
    """What became of a row's text."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    LEFT = "left"  # moved away from here


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text; `unit` tells paragraphs apart, `line` is where it stands."""

    text: str
    unit: str
    line: int | None = None
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Side:
    """What stands on one side: the name of the file and its language as a BCP 47 tag."""

    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text to compare: its name, its language as a BCP 47 tag, its sentences."""

    name: str
    language: str
    sentences: tuple[Sentence, ...]

    @property
    def words(self) -> list[str]:
        """What each sentence says."""
        return [sentence.text for sentence in self.sentences]

    @property
    def side(self) -> Side:
        """The head of its column."""
        return Side(self.name, self.language)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a text with what changed in it, and its translation where there is one.

    `lines` are the line in the left file and in the right one; `opens` is set where a paragraph
    begins; `needs_person` where the review file has the segment as fuzzy.
    """

    status: Status
    text: Pieces | None
    translation: Pieces | None = None
    lines: tuple[int | None, int | None] = (None, None)
    role: Role = Role.BODY
    opens: bool = False
    needs_person: bool = False
    made: str = ""
    remarks: tuple[Remark, ...] = ()

    @property
    def edited(self) -> bool:
        """Whether the edition says something else than its review file."""
        return any(remark.rule == "edited" for remark in self.remarks)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts set against one another."""

    kind: Kind
    left: Side
    right: Side
    rows: tuple[Row, ...]

    @property
    def counts(self) -> Counter[Status]:
        """How many rows there are of each status."""
        return Counter(row.status for row in self.rows)

    @property
    def look_at(self) -> list[int]:
        """The numbers of the rows that a person should look at first."""
        return [n for n, row in enumerate(self.rows) if row.needs_person or _warns(row.remarks)]


def _warns(remarks: Iterable[Remark]) -> bool:
    return any(remark.severity is not Severity.INFO for remark in remarks)


def text_of(article: Article, language: str) -> Text:
    """An article's sentences, without the markup in them."""
    sentences = [
        Sentence(segment.text, unit.id, unit.line, unit.role)
        for unit in article.units
        for segment in segment_unit(unit, language_of(language) or "en")
    ]
    return Text(article.name, language, tuple(sentences))
