"""Which pieces a model may say of what it reads.

For each piece of a source those that translate it: some thousand for a batch of sentences instead of
the whole vocabulary, whose table is most of what is read from memory for every piece that is said.
The files are Marian's lexical shortlists; Firefox Translations has one beside each model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bilingua.engines.marian.weights import Bytes, Ids

# Marian's src/data/shortlist.h: eight bytes that tell the format, then those of a checksum.
MAGIC = 0xF11A48D5013417F5


@dataclass(frozen=True, slots=True)
class Shortlist:
    """For each piece of the source a run of pieces of the target."""

    first: int  # pieces below this may always be said
    begins: Ids  # where the run of each piece of the source begins, and the end
    pieces: Ids

    def fits(self, source: int, target: int) -> bool:
        """Whether it is of vocabularies with so many pieces."""
        return (
            len(self.begins) > source
            and self.first <= target
            and self.pieces.max(initial=0) < target
        )

    def of(self, row: Sequence[int]) -> Ids:
        """What may be said of a sentence as ids; a piece may stand there more than once."""
        runs = [self.pieces[self.begins[piece] : self.begins[piece + 1]] for piece in {*row}]
        return np.concatenate([np.arange(self.first), *runs])

    def of_pieces(self, pieces: Ids) -> Shortlist:
        """The same of other pieces: each stood at `pieces` among those of before, or nowhere (-1)."""
        known = np.flatnonzero(pieces >= 0)
        number = np.full(1 + max(pieces.max(), self.pieces.max(), self.first), -1)
        number[pieces[known]] = known
        kept = number[self.pieces]
        gone = np.concatenate([[0], np.cumsum(kept < 0)])
        # What may always be said moves to the run of piece 0, the end: every sentence has one.
        first = number[: self.first]
        first = first[first >= 0]
        begins = self.begins - gone[self.begins]
        begins[1:] += len(first)
        return Shortlist(0, begins, np.concatenate([first, kept[kept >= 0]]))


@dataclass(frozen=True, slots=True)
class Choice:
    """The pieces that may be said of a batch, and which of them of each of its rows."""

    pieces: Ids
    of_row: npt.NDArray[np.bool_]  # (rows, pieces)


def choice(lists: Sequence[Shortlist], rows: Sequence[Sequence[Sequence[int]]]) -> Choice:
    """What the shortlists of several voices allow together; `rows` are the sentences as each of them
    reads them."""
    allowed = [
        np.concatenate([each.of(row) for each, row in zip(lists, same, strict=True)])
        for same in zip(*rows, strict=True)
    ]
    pieces = np.unique(np.concatenate([[0], *allowed]))
    of_row = np.zeros((len(allowed), len(pieces)), bool)
    of_row[:, 0] = True  # a sentence may always end
    for number, one in enumerate(allowed):
        of_row[number, np.searchsorted(pieces, one)] = True
    return Choice(pieces, of_row)


def read_shortlist(path: Path) -> Shortlist:
    """A Marian shortlist. Raises ValueError for a file that is none."""
    file = Bytes(path)
    magic, _checksum, first, _best, count, size = file.numbers("6Q")
    if magic != MAGIC:
        raise ValueError(f"{path.name} is no shortlist")
    begins = np.frombuffer(file.body(8 * count), "<u8").astype(np.int64)
    pieces = np.frombuffer(file.body(4 * size), "<u4").astype(np.int64)
    if not count or begins[0] or begins[-1] != size or (np.diff(begins) < 0).any():
        raise ValueError(f"{path.name} is damaged")
    return Shortlist(first, begins, pieces)
