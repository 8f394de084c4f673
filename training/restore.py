"""A shipped package's weights as a checkpoint to train on from: int8 turned back into floats.

A package holds the source's SentencePiece model only; the target's must have been kept.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from bilingua.engines.marian.weights import Weights, read_ctranslate2
from training import checkpoint
from training.model import shape_of


def weights(variables: Weights) -> dict[str, torch.Tensor]:
    """The student's weights from CTranslate2's variables."""
    found: Weights = {
        "se.weight": variables["encoder/embeddings_0/weight"],
        "te.weight": variables["decoder/embeddings/weight"],
        "tb": variables["decoder/projection/bias"],
    }

    def copy(ours: str, theirs: str, kinds: dict[str, str]) -> None:
        for mine, its in kinds.items():
            found[f"{ours}.{mine}"] = variables[f"{theirs}/{its}"]

    linear, norm = {"weight": "weight", "bias": "bias"}, {"weight": "gamma", "bias": "beta"}
    for side, part in (("enc", "encoder"), ("dec", "decoder")):
        number = 0
        while f"{part}/layer_{number}/ffn/linear_0/weight" in variables:
            ours, theirs = f"{side}.{number}", f"{part}/layer_{number}"
            copy(f"{ours}.self.qkv", f"{theirs}/self_attention/linear_0", linear)
            copy(f"{ours}.self.o", f"{theirs}/self_attention/linear_1", linear)
            copy(f"{ours}.ln1", f"{theirs}/self_attention/layer_norm", norm)
            if side == "dec":
                for place, projection in enumerate(("q", "kv", "o")):
                    copy(f"{ours}.ctx.{projection}", f"{theirs}/attention/linear_{place}", linear)
                copy(f"{ours}.ln2", f"{theirs}/attention/layer_norm", norm)
            copy(f"{ours}.w1", f"{theirs}/ffn/linear_0", linear)
            copy(f"{ours}.w2", f"{theirs}/ffn/linear_1", linear)
            copy(f"{ours}.ln3", f"{theirs}/ffn/layer_norm", norm)
            number += 1
    return {name: torch.from_numpy(value.copy()) for name, value in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path, help="Argos package folder made by training.package")
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    restored = weights(read_ctranslate2(options.package / "model" / "model.bin"))
    checkpoint.save(options.out, {"weights": restored, "shape": vars(shape_of(restored))})


if __name__ == "__main__":
    main()
