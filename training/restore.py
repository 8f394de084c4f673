"""A shipped package's weights as a checkpoint to train on from: int8 turned back into floats.

A package holds the source's SentencePiece model only; the target's must have been kept.
"""

from __future__ import annotations

import argparse
import struct
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from training import checkpoint
from training.model import shape_of

# CTranslate2's DataType, in the order of include/ctranslate2/types.h.
TYPES = ("<f4", "i1", "<i2", "<i4", "<f2")
Array = npt.NDArray[np.float32]


def read(path: Path) -> dict[str, Array]:
    """Every variable of a model.bin (binary version 6) as float32; aliases have an entry, too."""
    data = path.read_bytes()
    at = 0

    def take(form: str) -> int:
        nonlocal at
        (value,) = struct.unpack_from("<" + form, data, at)
        at += struct.calcsize(form)
        return int(value)

    def string() -> str:
        nonlocal at
        length = take("H")
        at += length
        return data[at - length : at - 1].decode()

    take("I")  # the binary version
    string()
    take("I")  # the specification's revision
    found: dict[str, npt.NDArray[np.generic]] = {}
    for _ in range(take("I")):
        name = string()
        shape = [take("I") for _ in range(take("B"))]
        kind, size = take("B"), take("I")
        found[name] = np.frombuffer(
            data, TYPES[kind], offset=at, count=size // np.dtype(TYPES[kind]).itemsize
        ).reshape(shape)
        at += size
    for _ in range(take("I")):
        alias, name = string(), string()
        found |= {
            alias + key[len(name) :]: value for key, value in found.items() if key.startswith(name)
        }
    return {name: _floats(name, value, found) for name, value in found.items()}


def _floats(
    name: str, value: npt.NDArray[np.generic], all_: dict[str, npt.NDArray[np.generic]]
) -> Array:
    scale = all_.get(name + "_scale")
    floats = value.astype(np.float32)
    if value.dtype != np.int8 or scale is None:
        return floats
    rows = scale.astype(np.float32).reshape(-1, *[1] * (floats.ndim - 1))
    return floats / rows


def weights(variables: dict[str, Array]) -> dict[str, torch.Tensor]:
    """The student's weights from CTranslate2's variables."""
    found: dict[str, Array] = {
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
    restored = weights(read(options.package / "model" / "model.bin"))
    checkpoint.save(options.out, {"weights": restored, "shape": vars(shape_of(restored))})


if __name__ == "__main__":
    main()
