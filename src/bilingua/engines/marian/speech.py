"""Translations, piece by piece: by one model, or by several that choose each piece together.

The likeliest piece is said, by the mean of what the models hold it for (of what each would say alone
neither may come out: that is the point). A beam of four brings a fourth of a point of BLEU from
Spanish and nothing from English, and takes twice as long.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from threadpoolctl import ThreadpoolController

from bilingua.article import Link
from bilingua.engines.marian.shortlist import Shortlist, choice
from bilingua.engines.marian.transformer import END, START, Saying, Transformer
from bilingua.engines.marian.weights import Array, Ids
from bilingua.engines.pieces import links_of

# Pieces of the sources of a batch, the shorter ones filled up.
_BATCH = 1600
# A short story is shared out among threads, too: in as many batches on every machine, since the last
# digits of what a model calculates depend on what stands beside a sentence. More would be slower:
# every batch reads all the weights for every piece.
_SHARES = 2
# Of a source no more pieces are read than this; a translation may be so much longer than its source.
_LONGEST, _RATIO, _ROOM = 640, 1.5, 8
# Sentences that have ended are dropped from a batch when they are more than this share of it.
_ENDED = 0.25


@dataclass(slots=True)
class Said:
    """A translation: its pieces, its mean log-probability a piece, and how much each of them looked
    at each piece of the source that was asked for."""

    pieces: list[str] = field(default_factory=list)
    score: float = 0.0
    looks: list[list[float]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces).replace("▁", " ").strip()


@dataclass(frozen=True, slots=True)
class Voice:
    """A model, the SentencePiece processor of what it reads, and what may be said of that."""

    model: Transformer
    reader: Any
    shortlist: Shortlist | None = None

    def links(self, said: Said, read: str, source: str) -> tuple[Link, ...]:
        """From the words of `source` to those of what was said; none where no looks were wanted.

        `read` is the source as this voice read it, word for word.
        """
        if not said.looks:
            return ()
        pieces = self.reader.encode(read, out_type=str)
        return links_of(said.looks, (pieces, source), (said.pieces, said.text))


def say(
    voices: Sequence[Voice],
    texts: Sequence[Sequence[str]],
    pieces: Sequence[str],
    *,
    threads: int = 1,
    looks: int | None = None,
    usage: Array | None = None,
) -> list[Said]:
    """What the voices say together of each sentence.

    `texts` has the same sentences for each voice, in the language that it reads; `pieces` are those
    that all voices may say, the end of a sentence first. `looks` is the voice whose looks are wanted.
    `usage` are factors of how likely each piece is, before the likeliest is chosen.
    """
    lists = [voice.shortlist for voice in voices if voice.shortlist]
    rows = [
        [[*ids[:_LONGEST], END] for ids in voice.reader.encode([*text])]
        for voice, text in zip(voices, texts, strict=True)
    ]
    said = [Said() for _ in texts[0]]

    def work(batch: list[int]) -> None:
        read = [[row[at] for at in batch] for row in rows]
        # A voice without a shortlist may say anything.
        allowed = choice(lists, read) if len(lists) == len(voices) else None
        sayings = [
            Saying(voice.model, row, allowed) for voice, row in zip(voices, read, strict=True)
        ]
        numbers = allowed.pieces if allowed else np.arange(len(pieces))
        tongue = _Tongue(pieces, numbers, None if usage is None else usage[numbers])
        longest = max(map(len, itertools.chain(*read)))
        _speak(sayings, [said[at] for at in batch], longest, tongue, looks)

    # The products of these matrices are too small to be shared out; whole batches are.
    with (
        ThreadpoolController().limit(limits=1, user_api="blas"),
        ThreadPoolExecutor(threads) as pool,
    ):
        for _ in pool.map(
            work, _batches([max(map(len, both)) for both in zip(*rows, strict=True)])
        ):
            pass
    return said


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Sentences of about one length together, the longest first: no thread is left with one."""
    room = min(_BATCH, sum(lengths) // _SHARES + 1)
    batch: list[int] = []
    for at in sorted(range(len(lengths)), key=lambda at: -lengths[at]):
        if batch and lengths[batch[0]] * (len(batch) + 1) > room:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class _Tongue:
    """The pieces to say, the numbers of those that a batch chooses from, and how their likelihoods
    are weighed."""

    pieces: Sequence[str]
    numbers: Ids
    usage: Array | None

    def likeliest(self, likely: Array) -> tuple[Ids, Array]:
        """The piece to say next of each row, and how likely it was held."""
        best = (likely if self.usage is None else likely * self.usage).argmax(1)
        return self.numbers[best], likely[np.arange(len(best)), best]


def _speak(
    sayings: Sequence[Saying], said: list[Said], longest: int, tongue: _Tongue, looks: int | None
) -> None:
    """Say a batch's translations to their ends."""
    before = np.full(len(said), START)
    ended = np.zeros(len(said), bool)
    for _ in range(int(_RATIO * longest) + _ROOM):
        thoughts = [saying.next(before) for saying in sayings]
        likely = thoughts[0][0]
        for other, _look in thoughts[1:]:
            likely += other
        before, chances = tongue.likeliest(likely)
        for row in np.flatnonzero(~ended):
            one = said[row]
            one.score += math.log(chances[row] / len(sayings))
            if before[row] == END:
                one.score /= len(one.pieces) + 1
                continue
            one.pieces.append(tongue.pieces[before[row]])
            if looks is not None:
                one.looks.append(thoughts[looks][1][row].tolist())
        ended |= before == END
        if ended.all():
            return
        if ended.mean() > _ENDED:
            going = np.flatnonzero(~ended)
            said, before, ended = [said[row] for row in going], before[going], ended[going]
            for saying in sayings:
                saying.keep(going)
    for row in np.flatnonzero(~ended):
        said[row].score /= len(said[row].pieces)
