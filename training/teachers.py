"""Two teachers at once, asked for every piece: what both hold likely is likelier right.

One is the student as it was before, the other a Firefox model that reads a neighbouring language, into
which rules have translated the source. Both are asked which piece follows each beginning of a
translation that the student made, and the student learns the mean of their probabilities (Kim and
Rush 2016 with an ensemble; on the student's own text, as Agarwal et al. 2024).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sentencepiece as spm
import torch
import torch.nn.functional as F
from torch import Tensor

from training import marian
from training.batches import Encoded, tensors
from training.model import PAD, Student
from training.transfer import student_of

# Pieces that every batch is asked about beside its own: the most frequent, and some of the others
# drawn at random, which stand for all of them.
FREQUENT, DRAWN = 4000, 1500
ROWS = 1024  # rows of the whole vocabulary's logits that are held at a time


def neighbour(model: Path, vocabulary: Path, target: spm.SentencePieceProcessor) -> Student:
    """A Firefox model as it is, but saying the pieces of `target`."""
    own = spm.SentencePieceProcessor(model_file=str(vocabulary))
    return student_of(marian.read(model), own, own, target, recurrent=True).eval()


class Teachers:
    """The student as it was and its neighbour, for rows of source, neighbour's source, target."""

    def __init__(self, before: Student, neighbour: Student, rows: Sequence[Encoded]) -> None:
        self._before = before.eval()
        self._neighbour = neighbour.to(before.tb.dtype)
        counts = torch.zeros(before.shape.target)
        for row in rows:
            counts[row[-1]] += 1
        self._frequent = counts.topk(min(FREQUENT, len(counts))).indices

    def loss(self, student: Student, rows: Sequence[Encoded]) -> Tensor:
        """Mean cross-entropy of the student against its teachers."""
        source, known, target = tensors(rows)
        real = target != PAD
        pieces, asked, said = self._say(rows, target[real])
        states = student.states(source, known, target)[real]
        bias = student.tb[pieces].float()
        others = len(pieces) - asked
        bias[asked:] += math.log(max(1.0, (len(student.tb) - asked) / max(1, others)))
        logits = F.linear(states, student.te.weight[pieces]).float() + bias
        return (logits.logsumexp(1) - (said * logits[:, :asked]).sum(1)).mean()

    @torch.no_grad()
    def _say(self, rows: Sequence[Encoded], target: Tensor) -> tuple[Tensor, int, Tensor]:
        """The pieces that count here, how many of them were asked about, their probabilities."""
        size = len(self._before.tb)
        used = torch.zeros(size, dtype=torch.bool)
        used[self._frequent] = True
        used[target] = True
        other = self._states(self._neighbour, rows, 1)
        for at in range(0, len(other), ROWS):
            used[_logits(self._neighbour, other[at : at + ROWS]).argmax(1)] = True
        asked, rest = used.nonzero()[:, 0], (~used).nonzero()[:, 0]
        said = torch.softmax(_logits(self._neighbour, other, asked).float(), 1)
        own = _logits(self._before, self._states(self._before, rows, 0), asked).float()
        said = (said + torch.softmax(own, 1)) / 2
        drawn = rest[torch.randint(0, len(rest), (DRAWN,))].unique() if len(rest) else rest
        return torch.cat([asked, drawn]), len(asked), said

    @staticmethod
    def _states(model: Student, rows: Sequence[Encoded], column: int) -> Tensor:
        source, known, target = tensors(rows, column)
        return model.states(source, known, target)[target != PAD]


def _logits(model: Student, states: Tensor, pieces: Any = slice(None)) -> Tensor:
    return F.linear(states, model.te.weight[pieces], model.tb[pieces])
