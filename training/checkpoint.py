"""Checkpoints: written whole or not at all; the average of several."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from training.model import Shape, shape_of


def save(path: Path, state: dict[str, Any]) -> None:
    """Write beside `path`, then rename, so that a killed run never leaves half a file."""
    part = path.with_name(path.name + ".part")
    torch.save(state, part)
    os.replace(part, path)


def load(path: Path) -> dict[str, Any]:
    """A checkpoint; a bare dictionary of weights (any float type) is accepted too."""
    state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    if "weights" not in state:
        weights = {name: value.float() for name, value in state.items()}
        state = {"weights": weights, "shape": vars(shape_of(weights))}
    return state


def shape(state: dict[str, Any]) -> Shape:
    """The sizes of a checkpoint's model."""
    return Shape(**state["shape"])


def average(paths: list[Path]) -> dict[str, Any]:
    """The mean of several checkpoints' weights."""
    states = [load(path) for path in paths]
    first: dict[str, Tensor] = states[0]["weights"]
    mean = {
        name: torch.stack([state["weights"][name].float() for state in states]).mean(0)
        for name in first
    }
    return {"weights": mean, "shape": states[0]["shape"]}


def main() -> None:
    parser = argparse.ArgumentParser(description="Average checkpoints of one run.")
    parser.add_argument("checkpoints", nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    save(options.out, average(options.checkpoints))


if __name__ == "__main__":
    main()
