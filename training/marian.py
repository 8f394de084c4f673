"""Read a Marian binary model: the Firefox "tiny" students, int8 weights turned back into floats."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import numpy.typing as npt

INT8 = 0x4101
EMBEDDING = "Wemb"

Weights = dict[str, npt.NDArray[np.float32]]


def read(path: Path) -> Weights:
    """Every tensor of the file as float32; matrices are (inputs, outputs), vectors flat."""
    data = path.read_bytes()
    _, count = struct.unpack_from("<QQ", data, 0)
    heads = [struct.unpack_from("<QQQQ", data, 16 + 32 * i) for i in range(count)]
    at = 16 + 32 * count
    names: list[str] = []
    for length, *_ in heads:
        names.append(data[at : at + length].rstrip(b"\0").decode())
        at += length
    shapes: list[tuple[int, ...]] = []
    for _, _, rank, _ in heads:
        shapes.append(struct.unpack_from(f"<{rank}i", data, at))
        at += 4 * rank
    (padding,) = struct.unpack_from("<Q", data, at)
    at += 8 + padding
    weights: Weights = {}
    for name, shape, (_, kind, _, size) in zip(names, shapes, heads, strict=True):
        body, at = data[at : at + size], at + size
        if not name.startswith("special:") and not name.endswith("QuantMultA"):
            weights[name] = _tensor(name, kind, shape, body)
    return weights


def _tensor(name: str, kind: int, shape: tuple[int, ...], body: bytes) -> npt.NDArray[np.float32]:
    count = int(np.prod(shape))
    if kind != INT8:
        return np.frombuffer(body, "<f4", count).copy()
    scale = np.frombuffer(body, "<f4", 1, count)[0]  # the multiplier follows the bytes
    values = np.frombuffer(body, np.int8, count).astype(np.float32) / scale
    if name == EMBEDDING:
        return values.reshape(shape)
    return np.ascontiguousarray(values.reshape(shape[::-1]).T)  # stored transposed
