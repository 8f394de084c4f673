"""Two models that choose each piece together: one reads Portuguese, one the original.

What Apertium or Firefox made Portuguese is read by a model that knows Portuguese well, and beside it
the original by bilingua's own. They err each in its own way: both together are better than either
(WMT13, the whole of it, said greedily: from English 26.6 and 26.4 BLEU alone, 27.7 together; from
Spanish 29.3 and 28.0, 29.9).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingua.engines.argos import SHIPPED, processors
from bilingua.engines.base import Decoding, Direction, Rendering
from bilingua.engines.firefox import as_read, damaged, found_models, vocabularies
from bilingua.engines.pieces import links_of

if TYPE_CHECKING:
    from bilingua.engines.marian.speech import Voice
    from bilingua.engines.marian.weights import Weights

# Less than any other way from Portuguese, more with it than a model that needs no way round.
COST = 0.2
TO_ENGLISH, TO_SPANISH = Direction("pt", "en"), Direction("pt", "es")


@dataclass(frozen=True, slots=True)
class _Loaded:
    neighbour: Voice
    original: Voice
    pieces: list[str]


class Ensemble:
    """Translates from Portuguese with a look at what was made Portuguese."""

    name = "ensemble"
    scored = True

    def __init__(self, *, folders: Sequence[Path] = (), threads: int = 0) -> None:
        self._folders = tuple(folders)
        self._threads = threads
        self._known: dict[Direction, float] | None = None
        self._loaded: dict[Direction, _Loaded] = {}

    def directions(self) -> dict[Direction, float]:
        """From Portuguese: to Spanish always, to English where Firefox's model is."""
        if self._known is None:
            self._known = {TO_SPANISH: COST}
            if TO_ENGLISH in found_models(self._folders):
                self._known[TO_ENGLISH] = COST
        return self._known

    def missing(self) -> str | None:
        """Nothing of its own: see the Firefox engine."""
        return None

    def translate(
        self, direction: Direction, segments: Sequence[str], decoding: Decoding
    ) -> list[Rendering]:
        """Translate in batches of like length; `decoding.originals` are read beside the segments.

        Links lead from the originals. Without them the model that reads Portuguese speaks alone.
        """
        from bilingua.engines.marian.speech import say

        loaded = self._load(direction)
        originals = decoding.originals
        voices, texts = [loaded.neighbour], [[as_read(segment) for segment in segments]]
        if originals:
            voices.append(loaded.original)
            texts.append([" ".join(original.split()) for original in originals])
        said = say(
            voices, texts, loaded.pieces,
            threads=self._threads or processors(),
            looks=1 if decoding.align and originals else None,
        )  # fmt: skip
        encode = loaded.original.reader.encode
        return [
            Rendering(
                one.text,
                one.score,
                links_of(one.looks, (encode(text, out_type=str), text), (one.pieces, one.text))
                if one.looks
                else (),
                from_original=bool(originals),
            )
            for text, one in zip(originals or segments, said, strict=True)
        ]

    def _load(self, direction: Direction) -> _Loaded:
        if direction not in self._loaded:
            own = _shipped(Direction("es" if direction == TO_ENGLISH else "en", direction.target))
            pieces = _vocabulary(own, "target")
            if direction == TO_ENGLISH:
                neighbour = _firefox(found_models(self._folders)[direction], pieces)
            else:
                neighbour = _packaged(_shipped(direction), pieces)
            self._loaded[direction] = _Loaded(neighbour, _packaged(own, pieces), pieces)
        return self._loaded[direction]


def _shipped(direction: Direction) -> Path:
    """The newest of bilingua's own packages for a direction."""
    return max(SHIPPED.glob(f"translate-{direction.source}_{direction.target}-*"))


def _vocabulary(package: Path, side: str) -> list[str]:
    pieces: list[str] = json.loads(
        (package / "model" / f"{side}_vocabulary.json").read_text("utf-8")
    )
    return pieces


def _packaged(package: Path, pieces: Sequence[str]) -> Voice:
    """An Argos package's model, which is to say these pieces."""
    import sentencepiece

    from bilingua.engines.marian.weights import read_ctranslate2

    reader = sentencepiece.SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    own = {piece: number for number, piece in enumerate(_vocabulary(package, "target"))}
    return _voice(read_ctranslate2(package / "model" / "model.bin"), reader, own, pieces)


def _firefox(model: Path, pieces: Sequence[str]) -> Voice:
    """A Firefox model, which is to say these pieces. Raises EngineError if it is damaged."""
    from bilingua.engines.marian.weights import read_marian

    reads, says = vocabularies(model)
    own = {says.id_to_piece(number): number for number in range(len(says))}
    try:
        return _voice(read_marian(model), reads, own, pieces)
    except (OSError, ValueError) as error:
        raise damaged(model, error) from error


def _voice(weights: Weights, reader: Any, own: dict[str, int], pieces: Sequence[str]) -> Voice:
    import numpy as np

    from bilingua.engines.marian.speech import Voice
    from bilingua.engines.marian.transformer import Transformer

    order = np.array([own.get(piece, -1) for piece in pieces])
    return Voice(Transformer(weights, order), reader)
