"""Encoded pairs in batches of similar length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import sentencepiece as spm
import torch
from torch import Tensor

from training.model import END, PAD, UNKNOWN

# The ids of one sentence in two languages or more, the one to learn last.
Encoded = tuple[list[int], ...]
Batch = tuple[Tensor, Tensor, Tensor]


def encode(
    data: Path, readers: Sequence[spm.SentencePieceProcessor], longest: int = 110
) -> list[Encoded]:
    """The rows of a TSV as ids, a column for each of `readers`, ended.

    Long rows are left out and those whose last column has unknown pieces.
    """
    with data.open(encoding="utf-8") as text:
        lines = [
            line.rstrip("\n").split("\t") for line in text if line.count("\t") >= len(readers) - 1
        ]
    columns = [reader.encode([line[n] for line in lines]) for n, reader in enumerate(readers)]
    return [
        tuple([*column, END] for column in row)
        for row in zip(*columns, strict=True)
        if all(1 <= len(column) <= longest for column in row) and UNKNOWN not in row[-1]
    ]


def pad(rows: Sequence[list[int]], value: int) -> Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [value] * (width - len(row)) for row in rows])


def tensors(rows: Sequence[Encoded], source: int = 0) -> Batch:
    """Ids of the column `source`, which of them are real, and the ids of the last column."""
    read = pad([row[source] for row in rows], PAD)
    return read.clamp(min=0), read != PAD, pad([row[-1] for row in rows], PAD)


def batches(
    rows: list[Encoded], tokens: int, seed: int, skip: int = 0, chunk: int = 40_000
) -> Iterator[list[Encoded]]:
    """Batches without end; `skip` of them are passed over when resuming."""
    number = epoch = 0
    while rows:
        chance = random.Random(seed * 1_000_003 + epoch)
        order = list(range(len(rows)))
        chance.shuffle(order)
        for at in range(0, len(order), chunk):
            part = sorted(order[at : at + chunk], key=lambda i: (len(rows[i][-1]), len(rows[i][0])))
            groups = _groups(part, rows, tokens)
            chance.shuffle(groups)
            for group in groups:
                number += 1
                if number > skip:
                    yield [rows[i] for i in group]
        epoch += 1


def _groups(order: list[int], rows: list[Encoded], tokens: int) -> list[list[int]]:
    """Cut a sorted run of rows so that no batch holds more than `tokens` padded pieces a column."""
    groups: list[list[int]] = [[]]
    widest = 0
    for i in order:
        length = max(map(len, rows[i]))
        if groups[-1] and max(widest, length) * (len(groups[-1]) + 1) > tokens:
            groups.append([])
            widest = 0
        groups[-1].append(i)
        widest = max(widest, length)
    return groups
