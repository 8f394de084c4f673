"""Attention and loss for bfloat16 on a CPU, in C++; built on first use.

Each has a plain PyTorch twin (in `model` and `loss`), which is used for other types and which the
tests hold these against. Set BILINGUA_PLAIN_KERNELS to train without a compiler.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.autograd import Function
from torch.utils import cpp_extension

CHUNK = 1024  # rows of logits that are held at a time
DEPTH = 32  # width of a head that the C++ is written for


@cache
def _built() -> Any:
    flags = ["-O3", "-march=native", "-ffast-math", "-fopenmp", "-mprefer-vector-width=512"]
    return cpp_extension.load(
        "bilingua_kernels", [str(Path(__file__).with_name("kernels.cpp"))],
        extra_cflags=flags, extra_ldflags=["-lmvec", "-lm"],
    )  # fmt: skip


def serve(x: Tensor, heads: int) -> bool:
    """Whether the C++ takes tensors like `x`."""
    return (
        x.dtype == torch.bfloat16
        and x.shape[-1] == heads * DEPTH
        and "BILINGUA_PLAIN_KERNELS" not in os.environ
    )


class Attend(Function):
    """Attention over itself (`memory` is None, `fused` holds q, k, v) or over `memory` (k, v).

    Shapes: fused (batch, time, width or 3 widths), memory (batch, source time, 2 widths), lengths
    (batch,) of what is attended to; returns (batch, time, width).
    """

    @staticmethod
    def forward(
        ctx: Any, fused: Tensor, memory: Tensor | None, lengths: Tensor, heads: int, causal: bool
    ) -> Tensor:
        over = fused if memory is None else memory
        width = heads * DEPTH
        offsets = (width, 2 * width) if memory is None else (0, width)
        batch, time, _ = fused.shape
        out = fused.new_empty(batch, time, width)
        weights = fused.new_empty(batch, heads, time, over.shape[1])
        _built().attend(fused, over, *offsets, lengths, causal, out, weights)
        ctx.save_for_backward(fused, over, lengths, weights)
        ctx.own, ctx.offsets, ctx.causal = memory is None, offsets, causal
        return out

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor | None, ...]:  # type: ignore[override]
        fused, over, lengths, weights = ctx.saved_tensors
        grad_fused = torch.empty_like(fused)
        grad_over = grad_fused if ctx.own else torch.empty_like(over)
        _built().attend_backward(
            fused, over, *ctx.offsets, lengths, ctx.causal, weights, grad.contiguous(),
            grad_fused, grad_over,
        )  # fmt: skip
        return grad_fused, None if ctx.own else grad_over, None, None, None


class CrossEntropy(Function):
    """Mean cross-entropy of `states @ table.T + bias`; gradients are made on the way forward.

    It may only be the last step before `backward()`: the loss is taken with weight 1.
    """

    @staticmethod
    def forward(ctx: Any, states: Tensor, table: Tensor, bias: Tensor, target: Tensor) -> Tensor:
        grad_states = torch.empty_like(states)
        grad_table = torch.zeros(table.shape)
        grad_bias = torch.zeros(bias.shape)
        loss = 0.0
        for at in range(0, len(states), CHUNK):
            rows = states[at : at + CHUNK]
            logits = torch.addmm(bias, rows, table.T)
            part = target[at : at + CHUNK].contiguous()
            loss += _built().cross_entropy_(logits, part, grad_bias, 1 / len(states))
            torch.mm(logits, table, out=grad_states[at : at + CHUNK])
            grad_table += logits.T @ rows
        ctx.save_for_backward(grad_states, grad_table.to(table.dtype), grad_bias.to(bias.dtype))
        return torch.tensor(loss / len(states))

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor | None, ...]:  # type: ignore[override]
        return (*ctx.saved_tensors, None)
