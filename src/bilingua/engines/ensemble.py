"""Two models that choose each piece together: one reads Portuguese, one the original.

What Apertium or Firefox made Portuguese is read by a model that knows Portuguese well, and beside it
the original by bilingua's own. They err each in its own way: both together are better than either
(the whole of WMT13 by benchmarks/quality.py: from English 26.9 and 26.6 BLEU alone, 28.0 together).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bilingua.engines.argos import SHIPPED, processors
from bilingua.engines.base import Decoding, Direction, Rendering
from bilingua.engines.firefox import as_read, found_models, vocabularies, voice_of
from bilingua.engines.supplement import in_part_spanish

if TYPE_CHECKING:
    from bilingua.engines.marian.speech import Voice
    from bilingua.engines.marian.weights import Array, Ids

# Less than any other way from Portuguese, more with it than a model that needs no way round.
COST = 0.2
TO_ENGLISH, TO_SPANISH = Direction("pt", "en"), Direction("pt", "es")
# Factors for frequent words, made by training/usage.py; both voices together say them too rarely or
# too often in Spanish.
USAGE = Path(__file__).parent / "data" / "usage.es.txt"
# bilingua's model that reads Portuguese is surer of what it says than it is right.
_SHARPNESS = 0.8


@dataclass(frozen=True, slots=True)
class _Loaded:
    neighbour: Voice
    original: Voice
    pieces: list[str]
    usage: Array | None


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
        known = in_part_spanish if direction == TO_SPANISH else str
        voices, texts = [loaded.neighbour], [[as_read(known(segment)) for segment in segments]]
        if originals:
            voices.append(loaded.original)
            texts.append([" ".join(original.split()) for original in originals])
        said = say(
            voices, texts, loaded.pieces,
            threads=self._threads or processors(),
            looks=1 if decoding.align and originals else None,
            usage=loaded.usage if originals else None,
        )  # fmt: skip
        # Without looks, which only the original's voice is asked for, there are no links.
        return [
            Rendering(
                one.text,
                one.score,
                loaded.original.links(one, read, original),
                from_original=bool(originals),
            )
            for one, read, original in zip(said, texts[-1], originals or segments, strict=True)
        ]

    def _load(self, direction: Direction) -> _Loaded:
        if direction not in self._loaded:
            own = _shipped(Direction("es" if direction == TO_ENGLISH else "en", direction.target))
            pieces = _vocabulary(own)
            if direction == TO_ENGLISH:
                neighbour = _firefox(found_models(self._folders)[direction], pieces)
            else:
                neighbour = _packaged(_shipped(direction), pieces, _SHARPNESS)
            usage = _usage(pieces) if direction == TO_SPANISH else None
            self._loaded[direction] = _Loaded(neighbour, _packaged(own, pieces), pieces, usage)
        return self._loaded[direction]


def _shipped(direction: Direction) -> Path:
    """The newest of bilingua's own packages for a direction."""
    return max(SHIPPED.glob(f"translate-{direction.source}_{direction.target}-*"))


def _vocabulary(package: Path) -> list[str]:
    """The pieces that a package's model says."""
    path = package / "model" / "target_vocabulary.json"
    pieces: list[str] = json.loads(path.read_text("utf-8"))
    return pieces


def _usage(pieces: Sequence[str]) -> Array:
    """A factor for each piece, 1 for most."""
    import numpy as np

    lines = (line.split() for line in USAGE.read_text("utf-8").splitlines())
    factors = {"▁" + word: float(factor) for word, factor in lines}
    return np.array([factors.get(piece, 1.0) for piece in pieces], np.float32)


def _packaged(package: Path, pieces: Sequence[str], sharpness: float = 1.0) -> Voice:
    """An Argos package's model, which is to say these pieces."""
    import sentencepiece

    from bilingua.engines.marian.weights import read_ctranslate2

    reader = sentencepiece.SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    places = _places(_vocabulary(package), pieces)
    return voice_of(
        package / "model" / "model.bin", read_ctranslate2, reader, places, sharpness=sharpness
    )


def _firefox(model: Path, pieces: Sequence[str]) -> Voice:
    """A Firefox model, which is to say these pieces. Raises EngineError if it is damaged."""
    from bilingua.engines.marian.weights import read_marian

    reads, says = vocabularies(model)
    own = [says.id_to_piece(number) for number in range(len(says))]
    return voice_of(model, read_marian, reads, _places(own, pieces))


def _places(own: Sequence[str], pieces: Sequence[str]) -> Ids:
    """Where each of the pieces stands in a model's own vocabulary, -1 where it does not."""
    import numpy as np

    number = {piece: place for place, piece in enumerate(own)}
    return np.array([number.get(piece, -1) for piece in pieces])
