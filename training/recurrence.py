"""Marian's SSRU, a gated mean of what was said so far (Kim et al. 2019).

It stands where the student's decoder would look at its own side. A student that keeps it keeps all
that the Firefox model has learned; CTranslate2 does not know it, bilingua's own runtime does.
"""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.autograd import Function


class Scan(Function):
    """states[t] = keep[t] * states[t - 1] + new[t], over the second axis of (batch, time, width)."""

    @staticmethod
    def forward(ctx: Any, keep: Tensor, new: Tensor) -> Tensor:
        states, state = torch.empty_like(new), torch.zeros_like(new[:, 0])
        for at in range(new.shape[1]):
            state = torch.addcmul(new[:, at], keep[:, at], state)
            states[:, at] = state
        ctx.save_for_backward(keep, states)
        return states

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, Tensor]:  # type: ignore[override]
        keep, states = ctx.saved_tensors
        grad_new, owed = torch.empty_like(grad), torch.zeros_like(grad[:, 0])
        for at in reversed(range(grad.shape[1])):
            owed = owed + grad[:, at]
            grad_new[:, at] = owed
            owed = owed * keep[:, at]
        grad_keep = torch.zeros_like(grad)
        grad_keep[:, 1:] = grad_new[:, 1:] * states[:, :-1]
        return grad_keep, grad_new


class Recurrence(nn.Module):
    """The layer, over its own side only."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.inward = nn.Linear(width, width, bias=False)
        self.forget = nn.Linear(width, width)

    def gates(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """How much is kept of what was seen before, and what is new; both float32."""
        keep = torch.sigmoid(self.forget(x).float())
        return keep, (1 - keep) * self.inward(x).float()

    def forward(self, x: Tensor, causal: bool) -> Tensor:
        """What was seen up to each place of `x` (batch, time, width)."""
        assert causal
        return F.relu(Scan.apply(*self.gates(x))).to(x.dtype)
