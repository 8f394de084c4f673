"""Greedy translations by PyTorch itself, to hold other runtimes against."""

from __future__ import annotations

from typing import Any

import torch

from training.batches import pad
from training.model import END, PAD, START, UNKNOWN, Student


def decode(student: Student, source: Any, target: Any, lines: list[str]) -> list[str]:
    """Greedy translations by PyTorch itself."""
    student.eval()
    encoded = [[*source.encode(line)[:200], END] for line in lines]
    order = sorted(range(len(lines)), key=lambda i: len(encoded[i]))
    said = [""] * len(lines)
    with torch.inference_mode():
        for at in range(0, len(order), 64):
            part = order[at : at + 64]
            ids = pad([encoded[i] for i in part], PAD)
            known = ids != PAD
            memory = student.encode(ids.clamp(min=0), known)
            out = torch.full((len(part), 1), START)
            for _ in range(2 * ids.shape[1] + 5):
                states = student.decode(out, memory, known)[:, -1]
                logits = torch.nn.functional.linear(states, student.te.weight, student.tb)
                logits[:, UNKNOWN] = -torch.inf
                ended = (out == END).any(1)
                out = torch.cat([out, logits.argmax(1).masked_fill(ended, END)[:, None]], 1)
                if (out == END).any(1).all():
                    break
            for i, row in zip(part, out[:, 1:].tolist(), strict=True):
                said[i] = target.decode(row[: row.index(END)] if END in row else row)
    return said
