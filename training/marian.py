"""Read a Marian binary model: the Firefox "tiny" students, int8 weights turned back into floats."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bilingua.engines.marian.weights import TABLE, Weights, marian_tensors

EMBEDDING = TABLE


def read(path: Path) -> Weights:
    """Every tensor of the file as float32; matrices are (inputs, outputs), vectors flat."""
    return {
        name: value if name == EMBEDDING else np.ascontiguousarray(value.T)
        for name, value in marian_tensors(path).items()
    }
