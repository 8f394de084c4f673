"""CTranslate2's file of weights, under its names, written without it.

CTranslate2 writes and reads the models that it can run. A recurrent student is none of them:
bilingua's own runtime reads it from the same kind of file (`bilingua.engines.marian.weights`).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]

# The format's version, and a specification that CTranslate2 refuses to run.
_FORMAT, _SPECIFICATION = 6, "RecurrentTransformerSpec"
# CTranslate2's DataType, in the order of include/ctranslate2/types.h.
_FLOAT32, _INT8 = 0, 1
_LARGEST = 127


def names(encoder: int, decoder: int, *, recurrent: bool) -> dict[str, str]:
    """The student's name of each weight, for so many layers, and what the file calls it."""
    found = {
        "se.weight": "encoder/embeddings_0/weight",
        "te.weight": "decoder/embeddings/weight",
        "tb": "decoder/projection/bias",
    }

    def linear(ours: str, theirs: str) -> None:
        found.update({f"{ours}.{part}": f"{theirs}/{part}" for part in ("weight", "bias")})

    def norm(ours: str, theirs: str) -> None:
        found[ours + ".weight"] = theirs + "/layer_norm/gamma"
        found[ours + ".bias"] = theirs + "/layer_norm/beta"

    for side, part, count in (("enc", "encoder", encoder), ("dec", "decoder", decoder)):
        for number in range(count):
            ours, theirs = f"{side}.{number}", f"{part}/layer_{number}"
            if side == "dec" and recurrent:
                found[f"{ours}.self.inward.weight"] = f"{theirs}/recurrence/W"
                found[f"{ours}.self.forget.weight"] = f"{theirs}/recurrence/Wf"
                found[f"{ours}.self.forget.bias"] = f"{theirs}/recurrence/bf"
            else:
                linear(f"{ours}.self.qkv", f"{theirs}/self_attention/linear_0")
                linear(f"{ours}.self.o", f"{theirs}/self_attention/linear_1")
            norm(f"{ours}.ln1", f"{theirs}/self_attention")
            if side == "dec":
                for place, projection in enumerate(("q", "kv", "o")):
                    linear(f"{ours}.ctx.{projection}", f"{theirs}/attention/linear_{place}")
                norm(f"{ours}.ln2", f"{theirs}/attention")
            linear(f"{ours}.w1", f"{theirs}/ffn/linear_0")
            linear(f"{ours}.w2", f"{theirs}/ffn/linear_1")
            norm(f"{ours}.ln3", f"{theirs}/ffn")
    return found


def write(path: Path, weights: Mapping[str, Array], *, int8: bool) -> None:
    """Write weights under the file's names; with `int8` each row of a matrix has a scale."""
    with path.open("wb") as out:
        variables = [one for item in weights.items() for one in _variables(*item, int8=int8)]
        out.write(struct.pack("<I", _FORMAT) + _string(_SPECIFICATION) + struct.pack("<I", 1))
        out.write(struct.pack("<I", len(variables)))
        for name, kind, value in variables:
            out.write(_string(name) + struct.pack(f"<B{value.ndim}I", value.ndim, *value.shape))
            out.write(struct.pack("<BI", kind, value.nbytes) + value.tobytes())
        out.write(struct.pack("<I", 0))  # aliases


def _variables(
    name: str, value: Array, *, int8: bool
) -> list[tuple[str, int, npt.NDArray[np.generic]]]:
    if not int8 or value.ndim < 2:
        return [(name, _FLOAT32, value)]
    scale = (_LARGEST / np.maximum(np.abs(value).max(1), 1e-9)).astype(np.float32)
    whole = np.rint(value * scale[:, None]).astype(np.int8)
    return [(name, _INT8, whole), (name + "_scale", _FLOAT32, scale)]


def _string(text: str) -> bytes:
    data = text.encode() + b"\0"
    return struct.pack("<H", len(data)) + data
