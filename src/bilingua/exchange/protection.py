"""What a story protects of its text: code, names to keep. A review file shows it between tags like
any other text; only the story knows that it must stay to the letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bilingua.article import CodeKind
from bilingua.review.rebuilding import Piece

# Context of a segment -> numbers of its codes that protect what they cover.
Protected = Mapping[str, frozenset[int]]


def protected(pieces: Iterable[Piece]) -> Protected:
    """The codes of a story's segments that protect what they cover."""
    return {
        piece.context: frozenset(
            piece.numbers[code.pair]
            for code in piece.content.codes
            if code.kind is CodeKind.ALONE and code.covers
        )
        for piece in pieces
    }
