"""A shipped package's weights as a checkpoint to train on from: int8 turned back into floats.

A package holds the source's SentencePiece model only; the target's must have been kept.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from bilingua.engines.marian.layers import Layers
from bilingua.engines.marian.weights import Weights, read_ctranslate2
from training import checkpoint
from training.container import names
from training.model import shape_of


def weights(variables: Weights) -> dict[str, torch.Tensor]:
    """The student's weights from a package's variables."""
    layers = Layers(variables)
    called = names(
        layers.count("encoder"),
        layers.count("decoder"),
        recurrent="decoder/layer_0/recurrence/W" in variables,
    )
    return {ours: torch.from_numpy(variables[theirs].copy()) for ours, theirs in called.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path, help="Argos package folder made by training.package")
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    restored = weights(read_ctranslate2(options.package / "model" / "model.bin"))
    checkpoint.save(options.out, {"weights": restored, "shape": vars(shape_of(restored))})


if __name__ == "__main__":
    main()
