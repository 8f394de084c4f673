"""The training loss: cross-entropy over the whole vocabulary, or over a fair sample of it."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from training import kernels


def loss(states: Tensor, table: Tensor, bias: Tensor, target: Tensor, sample: int = 0) -> Tensor:
    """Mean cross-entropy of rows of `states` (n, width) against the ids `target` (n,).

    With `sample` above 0 the softmax runs over the pieces of the batch and that many others drawn
    at random, which stand for all that were not drawn (their logits are raised by the logarithm of
    how many each stands for). A step then costs a third of what it does over 18,000 pieces.
    """
    if sample:
        pieces, stand_for = _drawn(target, len(table), sample)
        place = torch.empty(len(table), dtype=torch.long)
        place[pieces] = torch.arange(len(pieces))
        table, bias, target = table[pieces], bias[pieces] + stand_for.to(bias.dtype), place[target]
    if states.dtype == torch.bfloat16 and kernels.serve(states, states.shape[1] // kernels.DEPTH):
        result: Tensor = kernels.CrossEntropy.apply(states, table, bias, target)
        return result
    return F.cross_entropy(F.linear(states, table, bias).float(), target)


def _drawn(target: Tensor, size: int, sample: int) -> tuple[Tensor, Tensor]:
    """Ids of the batch's pieces and of a sample of the rest; the logarithm of what each stands for."""
    used = torch.zeros(size, dtype=torch.bool)
    used[target] = True
    own = used.nonzero()[:, 0]
    others = torch.randint(0, size, (sample,))
    others = others[~used[others]].unique()
    raised = torch.zeros(len(own) + len(others))
    raised[len(own) :] = math.log(max(1.0, (size - len(own)) / max(1, len(others))))
    return torch.cat([own, others]), raised
