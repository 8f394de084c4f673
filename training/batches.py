"""Encoded pairs in batches of similar length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import sentencepiece as spm
import torch
from torch import Tensor

from training.model import END, PAD, UNKNOWN

Encoded = tuple[list[int], list[int]]
Batch = tuple[Tensor, Tensor, Tensor]


def encode(
    data: Path, source: spm.SentencePieceProcessor, target: spm.SentencePieceProcessor,
    longest: int = 110,
) -> list[Encoded]:  # fmt: skip
    """The pairs of a TSV as ids, ended; long ones and those with unknown target pieces left out."""
    with data.open(encoding="utf-8") as text:
        pairs = [line.rstrip("\n").split("\t")[:2] for line in text if "\t" in line]
    encoded = zip(
        source.encode([pair[0] for pair in pairs]),
        target.encode([pair[1] for pair in pairs]),
        strict=True,
    )
    return [
        ([*x, END], [*y, END])
        for x, y in encoded
        if 1 <= len(x) <= longest and 1 <= len(y) <= longest and UNKNOWN not in y
    ]


def pad(rows: Sequence[list[int]], value: int) -> Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [value] * (width - len(row)) for row in rows])


def tensors(pairs: Sequence[Encoded]) -> Batch:
    """Source ids, which of them are real, target ids."""
    source = pad([x for x, _ in pairs], PAD)
    return source.clamp(min=0), source != PAD, pad([y for _, y in pairs], PAD)


def batches(
    pairs: list[Encoded], tokens: int, seed: int, skip: int = 0, chunk: int = 40_000
) -> Iterator[tuple[int, Batch]]:
    """Batches without end, each with its number; `skip` of them are passed over when resuming."""
    number = epoch = 0
    while pairs:
        chance = random.Random(seed * 1_000_003 + epoch)
        order = list(range(len(pairs)))
        chance.shuffle(order)
        for at in range(0, len(order), chunk):
            part = sorted(
                order[at : at + chunk], key=lambda i: (len(pairs[i][1]), len(pairs[i][0]))
            )
            groups = _groups(part, pairs, tokens)
            chance.shuffle(groups)
            for group in groups:
                number += 1
                if number > skip:
                    yield number, tensors([pairs[i] for i in group])
        epoch += 1


def _groups(order: list[int], pairs: list[Encoded], tokens: int) -> list[list[int]]:
    """Cut a sorted run of pairs so that no batch holds more than `tokens` padded pieces a side."""
    groups: list[list[int]] = [[]]
    widest = 0
    for i in order:
        length = max(map(len, pairs[i]))
        if groups[-1] and max(widest, length) * (len(groups[-1]) + 1) > tokens:
            groups.append([])
            widest = 0
        groups[-1].append(i)
        widest = max(widest, length)
    return groups
