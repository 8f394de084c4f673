"""Translate text by several models at once: at every piece the mean of their probabilities.

Each reads the same sentences in a text of its own (English, or Portuguese made of it), and all say
pieces of one vocabulary. What they say together is better than what any of them says, and a student
learns it as it learns any pairs (Kim and Rush 2016). One model alone is an ensemble, too: Firefox's,
in batches, for the text of another member.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import sentencepiece as spm
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training import checkpoint
from training.batches import pad
from training.model import END, PAD, START, UNKNOWN, Attention, Layer, Student
from training.recurrence import Recurrence
from training.teachers import neighbour

LONGEST = 200
# A translation may be so much longer than its source, in pieces.
RATIO, ROOM = 1.5, 8
# Pieces that any batch may say; with hints, beside those of its hints.
FREQUENT = 2500
CHARACTERS = 26_000  # of a batch
# Of a batch: below this share of open sentences the ended ones are dropped.
OPEN = 0.75


class Member:
    """A model that says one piece after another of a batch of sentences."""

    def __init__(self, student: Student, source: spm.SentencePieceProcessor) -> None:
        self._student, self._source = student.eval(), source

    def begin(self, lines: Sequence[str], pieces: Tensor) -> int:
        """Read a batch, whose translations are made of `pieces`; the longest source, in pieces."""
        student = self._student
        rows = [[*ids[:LONGEST], END] for ids in self._source.encode(list(lines))]
        ids = pad(rows, PAD)
        known = ids != PAD
        memory = student.encode(ids.clamp(min=0), known)
        self._table, self._bias = student.te.weight[pieces], student.tb[pieces]
        self._context = [layer.ctx.split(layer.ctx.kv(memory), 2) for layer in _layers(student)]
        self._mask = torch.zeros_like(known, dtype=memory.dtype).masked_fill(~known, -1e4)
        self._states: list[tuple[Tensor, ...]] = [()] * len(student.dec)
        self._at = 0
        return int(ids.shape[1])

    def next(self, before: Tensor) -> Tensor:
        """The probabilities of the pieces after `before`, the last ones that were said."""
        student = self._student
        x = student.te(before.clamp(min=0)) * (before != START)[:, None]
        x = (x * math.sqrt(student.shape.width) + student.pe[self._at]).to(self._table.dtype)
        self._at += 1
        for number, layer in enumerate(_layers(student)):
            own, self._states[number] = _step(layer.self, x, self._states[number])
            x = layer.ln1(x + own)
            (query,) = layer.ctx.split(layer.ctx.q(x)[:, None], 1)
            x = layer.ln2(x + layer.ctx.o(_attend(query, *self._context[number], self._mask)))
            x = layer.ln3(x + layer.w2(F.relu(layer.w1(x))))
        return torch.softmax(F.linear(x, self._table, self._bias).float(), -1)

    def keep(self, rows: Tensor) -> None:
        """Go on with these rows of the batch only."""
        self._context = [(key[rows], value[rows]) for key, value in self._context]
        self._mask = self._mask[rows]
        self._states = [tuple(part[rows] for part in state) for state in self._states]


def translate(
    members: Sequence[Member],
    texts: Sequence[Sequence[str]],
    target: spm.SentencePieceProcessor,
    pieces: Tensor,
) -> list[str]:
    """Greedy translations of one batch; `texts` are its sentences as each member reads them."""
    longest = max(member.begin(lines, pieces) for member, lines in zip(members, texts, strict=True))
    said: list[list[int]] = [[] for _ in texts[0]]
    open_rows = list(range(len(said)))
    before = torch.full((len(said),), START)
    for _ in range(int(RATIO * longest) + ROOM):
        mean = torch.stack([member.next(before) for member in members]).mean(0)
        mean[:, pieces == UNKNOWN] = 0
        before = pieces[mean.argmax(-1)]
        for row, piece in zip(open_rows, before.tolist(), strict=True):
            said[row].append(piece)
        going = before != END
        left = int(going.sum())
        if not left:
            break
        if left < OPEN * len(open_rows):
            rows = going.nonzero()[:, 0]
            before, open_rows = before[rows], [open_rows[row] for row in rows.tolist()]
            for member in members:
                member.keep(rows)
    return [target.decode(ids[: ids.index(END)] if END in ids else ids) for ids in said]


def member_of(model: Path, vocabulary: Path, target: spm.SentencePieceProcessor) -> Member:
    """A member from a checkpoint, or from a Firefox model (.bin) with its own vocabulary; it reckons
    in bfloat16.
    """
    source = spm.SentencePieceProcessor(model_file=str(vocabulary))
    if model.suffix == ".bin":
        return Member(neighbour(model, vocabulary, target).bfloat16(), source)
    state = checkpoint.load(model)
    student = Student(checkpoint.shape(state))
    student.load_state_dict(state["weights"])
    return Member(student.bfloat16(), source)


def _layers(student: Student) -> Iterator[Layer]:
    for layer in student.dec:
        assert isinstance(layer, Layer)
        yield layer


def _step(
    block: nn.Module, x: Tensor, state: tuple[Tensor, ...]
) -> tuple[Tensor, tuple[Tensor, ...]]:
    """What a decoder layer makes of what was said so far, and what it will need of that again."""
    if isinstance(block, Recurrence):
        keep, new = block.gates(x)
        seen = keep * state[0] + new if state else new
        return F.relu(seen).to(x.dtype), (seen,)
    assert isinstance(block, Attention)
    query, key, value = block.split(block.qkv(x)[:, None], 3)
    if state:
        key, value = torch.cat([state[0], key], 2), torch.cat([state[1], value], 2)
    return block.o(_attend(query, key, value, None)), (key, value)


def _attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
    """One query a row over its keys. (Written out: faster than PyTorch's for a single query.)"""
    weights = query @ key.transpose(2, 3) * query.shape[-1] ** -0.5
    if mask is not None:
        weights = weights + mask[:, None, None, :]
    return (torch.softmax(weights, -1) @ value).transpose(1, 2).reshape(len(query), -1)


def _batches(lines: Sequence[str]) -> Iterator[list[int]]:
    """Sentences of about one length together."""
    batch: list[int] = []
    for at in sorted(range(len(lines)), key=lambda at: len(lines[at])):
        if batch and len(lines[at]) * (len(batch) + 1) > CHARACTERS:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch


def _frequent(hints: Sequence[str], target: spm.SentencePieceProcessor) -> Tensor:
    counts = torch.zeros(len(target))
    for ids in target.encode(list(hints)):
        counts[ids] += 1
    return counts.topk(min(FREQUENT, len(counts))).indices


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--member", nargs=3, type=Path, action="append", required=True,
                        metavar=("MODEL", "VOCABULARY", "TEXT"), help="may be given again")  # fmt: skip
    parser.add_argument("--target", required=True, type=Path, help="SentencePiece model")
    parser.add_argument("--hints", nargs="*", type=Path, default=[],
                        help="texts whose pieces may be said; all may be if left out")  # fmt: skip
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    target = spm.SentencePieceProcessor(model_file=str(options.target))
    members = [member_of(model, vocabulary, target) for model, vocabulary, _ in options.member]
    texts, hints = (
        [path.read_text(encoding="utf-8").split("\n")[:-1] for path in paths]
        for paths in ([text for *_, text in options.member], options.hints)
    )
    everything = torch.arange(len(target))
    frequent = _frequent([line for text in hints for line in text], target)
    said = [""] * len(texts[0])
    began, done = time.monotonic(), 0
    with torch.inference_mode():
        for batch in _batches(texts[0]):
            pieces = everything
            if hints:
                used = torch.zeros(len(target), dtype=torch.bool)
                used[frequent] = True
                used[[END, UNKNOWN]] = True
                for ids in target.encode([text[at] for text in hints for at in batch]):
                    used[ids] = True
                pieces = used.nonzero()[:, 0]
            columns = [[text[at] for at in batch] for text in texts]
            for at, line in zip(batch, translate(members, columns, target, pieces), strict=True):
                said[at] = line
            done += len(batch)
            print(f"{done} of {len(said)}, {done / (time.monotonic() - began):.0f}/s", end="\r")
    options.out.write_text("\n".join(said) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
