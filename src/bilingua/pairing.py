"""Two files of one story, whoever translated it, as segment pairs; and where in its file each stands.

Files are read by their formats and put beside one another by alignment; a review file has its pairs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bilingua.article import Article, CodeKind, Inline, Role, Segment, Unit
from bilingua.checks.base import SegmentPair
from bilingua.localize.style import HouseStyle
from bilingua.review.align import align_documents
from bilingua.review.reading import Review
from bilingua.segmentation import segment_unit


@dataclass(frozen=True, slots=True)
class Place:
    """A line and a column of a file, both counted from 1 as editors do."""

    file: str
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment in its file: its inline codes at its own offsets, and where its first character is.

    `start` is an offset in the decoded file, right where the file writes the text as it is.
    """

    unit: Unit
    text: str
    codes: tuple[Inline, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Pieces of one file that stand together in a pair, joined by a space."""

    article: Article
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    @property
    def codes(self) -> tuple[Inline, ...]:
        """The inline codes of all pieces, at the offsets of the joined text."""
        codes: list[Inline] = []
        base = 0
        for piece in self.pieces:
            codes += (replace(code, at=code.at + base) for code in piece.codes)
            base += len(piece.text) + 1
        return tuple(codes)

    def place(self, offset: int) -> Place | None:
        """Where a character of the joined text stands in the file; None for no text."""
        for piece in self.pieces:
            if offset <= len(piece.text):
                return _place(self.article, piece, offset)
            offset -= len(piece.text) + 1
        return None


@dataclass(frozen=True, slots=True)
class Located:
    """A pair with its passages, or with the one place that a review file has for it."""

    pair: SegmentPair
    source: Passage | Place
    target: Passage | Place
    score: float | None = None

    def place(
        self, source: tuple[int, int] | None = None, target: tuple[int, int] | None = None
    ) -> Place:
        """Where a finding stands: in the translation, for it is what will be changed, if it can."""
        there = _at(self.target, target[0] if target else 0)
        place = there or _at(self.source, source[0] if source else 0)
        assert place is not None, "a bead has at least one side"
        return place


def _at(side: Passage | Place, offset: int) -> Place | None:
    return side if isinstance(side, Place) else side.place(offset)


def pairs_of_files(
    source: Article, target: Article, styles: tuple[HouseStyle, HouseStyle]
) -> list[Located]:
    """The pairs of two files, in order; what only one of them says has an empty other side."""
    left, right = _pieces(source, styles[0]), _pieces(target, styles[1])
    located = []
    for bead in align_documents([piece.text for piece in left], [piece.text for piece in right]):
        one = Passage(source, tuple(left[i] for i in bead.source))
        other = Passage(target, tuple(right[i] for i in bead.target))
        role = (one.pieces or other.pieces)[0].unit.role
        pair = SegmentPair(one.text, other.text, *styles, role, one.codes, other.codes)
        located.append(Located(pair, one, other))
    return located


def pairs_of_review(
    review: Review, name: str, styles: tuple[HouseStyle, HouseStyle]
) -> list[Located]:
    """The pairs of a review file as it stands now."""
    return [
        Located(
            SegmentPair(entry.source, entry.target, *styles, entry.role),
            Place(name, entry.at),
            Place(name, entry.at),
            entry.score,
        )
        for entry in review.entries
    ]


def _pieces(article: Article, style: HouseStyle) -> list[Piece]:
    """The segments of a story that say something, in reading order.

    The line by which an edition says that a machine translated it has no counterpart.
    """
    provenance = re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(style.machine)))
    return [
        piece
        for unit in article.units
        if unit.role is not Role.META
        and not (unit.text and provenance.fullmatch(unit.text.strip()))
        for piece in _pieces_of(unit, segment_unit(unit, style.language))
        if any(map(str.isalnum, piece.text))
    ]


def _pieces_of(unit: Unit, segments: Sequence[Segment]) -> Iterator[Piece]:
    codes = unit.content.codes
    at, markup = 0, 0
    for segment in segments:
        # What closes at the border closes what went before.
        while at < len(codes) and not _is_within(codes[at], segment):
            markup += len(codes[at].markup) - codes[at].covers
            at += 1
        first, before = at, markup
        while at < len(codes) and codes[at].at < segment.end + _closes(codes[at]):
            markup += len(codes[at].markup) - codes[at].covers
            at += 1
        own = tuple(replace(code, at=code.at - segment.start) for code in codes[first:at])
        yield Piece(unit, segment.text, own, unit.start + segment.start + before)


def _is_within(code: Inline, segment: Segment) -> bool:
    return code.at >= segment.start + _closes(code)


def _closes(code: Inline) -> bool:
    return code.kind is CodeKind.CLOSE


def _place(article: Article, piece: Piece, offset: int) -> Place:
    """Where a character of a piece stands in the file.

    Exact where the file writes the text as it is, with its codes between; where it does not
    (entities, escapes) the unit's own line is given.
    """
    codes = (code for code in piece.codes if code.at < offset + (not _closes(code)))
    at = piece.start + offset + sum(len(code.markup) - code.covers for code in codes)
    found, expected = article.raw[at : at + 1], piece.text[offset : offset + 1]
    if at > piece.unit.end or found.split() != expected.split():
        return Place(article.name, piece.unit.line)
    line = bisect_right(_line_starts(article.raw), at)
    return Place(article.name, line, at - _line_starts(article.raw)[line - 1] + 1)


@lru_cache(maxsize=2)
def _line_starts(raw: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in re.finditer("\n", raw)))
