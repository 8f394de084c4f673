"""The student: a post-norm Transformer with Marian's conventions and two vocabularies.

Positions are sines then cosines, embeddings are scaled by the root of the width, the decoder
starts from a zero embedding, and the end of a sentence is id 0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training import kernels
from training.recurrence import Recurrence

END, UNKNOWN, PAD, START = 0, 1, -100, -1
EPSILON = 1e-6


@dataclass(frozen=True)
class Shape:
    """The sizes of a model."""

    source: int
    target: int
    width: int = 256
    inner: int = 1536
    heads: int = 8
    encoder: int = 6
    decoder: int = 2
    recurrent: bool = False  # the decoder sees what it said by Marian's recurrence


def positions(length: int, width: int) -> Tensor:
    """Sinusoidal encodings, the sine half before the cosine half."""
    half = width // 2
    rates = torch.exp(-math.log(10000) / (half - 1) * torch.arange(half))
    angles = torch.arange(length)[:, None] * rates[None]
    return torch.cat([angles.sin(), angles.cos()], 1)


class Attention(nn.Module):
    """Multi-head attention; over itself with one fused projection, or over the source."""

    def __init__(self, shape: Shape, cross: bool) -> None:
        super().__init__()
        self.cross, self.heads = cross, shape.heads
        if cross:
            self.q = nn.Linear(shape.width, shape.width)
            self.kv = nn.Linear(shape.width, 2 * shape.width)
        else:
            self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.o = nn.Linear(shape.width, shape.width)

    def split(self, x: Tensor, parts: int) -> tuple[Tensor, ...]:
        """(batch, time, parts * width) into `parts` tensors of (batch, heads, time, depth)."""
        batch, time, _ = x.shape
        return tuple(x.view(batch, time, parts, self.heads, -1).permute(2, 0, 3, 1, 4))

    def forward(
        self, x: Tensor, known: Tensor | None = None, memory: Tensor | None = None,
        causal: bool = False,
    ) -> Tensor:  # fmt: skip
        """Attend to what is `known` (batch, time) of `memory`, or of `x` itself."""
        if kernels.serve(x, self.heads):
            over = x if memory is None else memory
            lengths = x.new_full((len(x),), over.shape[1], dtype=torch.long)
            if known is not None:
                lengths = known.sum(1)
            fused, own = (self.q(x), self.kv(over)) if self.cross else (self.qkv(x), None)
            return self.o(kernels.Attend.apply(fused, own, lengths, self.heads, causal))
        mask = None if known is None else known[:, None, None, :]
        if self.cross:
            assert memory is not None
            (q,) = self.split(self.q(x), 1)
            k, v = self.split(self.kv(memory), 2)
        else:
            q, k, v = self.split(self.qkv(x), 3)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=causal)
        return self.o(seen.transpose(1, 2).reshape(x.shape))


class Layer(nn.Module):
    """An encoder layer, or a decoder layer with attention to the source."""

    def __init__(self, shape: Shape, decoder: bool) -> None:
        super().__init__()
        self.decoder = decoder
        recurs = decoder and shape.recurrent
        self.self = Recurrence(shape.width) if recurs else Attention(shape, cross=False)
        self.ln1 = nn.LayerNorm(shape.width, EPSILON)
        if decoder:
            self.ctx = Attention(shape, cross=True)
            self.ln2 = nn.LayerNorm(shape.width, EPSILON)
        self.w1 = nn.Linear(shape.width, shape.inner)
        self.w2 = nn.Linear(shape.inner, shape.width)
        self.ln3 = nn.LayerNorm(shape.width, EPSILON)

    def forward(self, x: Tensor, known: Tensor, memory: Tensor | None = None) -> Tensor:
        own = self.self(x, causal=True) if self.decoder else self.self(x, known)
        x = self.ln1(x + own)
        if self.decoder:
            x = self.ln2(x + self.ctx(x, known, memory))
        return self.ln3(x + self.w2(F.relu(self.w1(x))))


class Student(nn.Module):
    """The whole model."""

    def __init__(self, shape: Shape, longest: int = 512) -> None:
        super().__init__()
        self.shape = shape
        self.se = nn.Embedding(shape.source, shape.width)
        self.te = nn.Embedding(shape.target, shape.width)
        self.tb = nn.Parameter(torch.zeros(shape.target))
        self.enc = nn.ModuleList(Layer(shape, False) for _ in range(shape.encoder))
        self.dec = nn.ModuleList(Layer(shape, True) for _ in range(shape.decoder))
        self.register_buffer("pe", positions(longest, shape.width), persistent=False)
        for name, weight in self.named_parameters():
            if name in ("se.weight", "te.weight"):
                nn.init.normal_(weight, std=shape.width**-0.5)
            elif weight.dim() > 1:
                nn.init.xavier_uniform_(weight)

    def encode(self, source: Tensor, known: Tensor) -> Tensor:
        """The source's states; `known` (batch, time) is False on padding."""
        x = self.se(source) * math.sqrt(self.shape.width) + self.pe[: source.shape[1]]
        for layer in self.enc:
            x = layer(x, known)
        return x

    def decode(self, before: Tensor, memory: Tensor, known: Tensor) -> Tensor:
        """States for the next piece after each of `before` (START is the zero embedding)."""
        x = self.te(before.clamp(min=0)) * (before != START)[..., None]
        x = x * math.sqrt(self.shape.width) + self.pe[: before.shape[1]]
        for layer in self.dec:
            x = layer(x, known, memory)
        return x

    def states(self, source: Tensor, known: Tensor, target: Tensor) -> Tensor:
        """The decoder's states before each piece of `target`, which it sees up to the one before."""
        start = target.new_full((len(target), 1), START)
        before = torch.cat([start, target[:, :-1].masked_fill(target[:, :-1] == PAD, END)], 1)
        return self.decode(before, self.encode(source, known), known)

    def forward(self, source: Tensor, known: Tensor, target: Tensor) -> Tensor:
        """Logits for each position of `target`."""
        return F.linear(self.states(source, known, target), self.te.weight, self.tb)


def shape_of(weights: dict[str, Tensor], heads: int = 8) -> Shape:
    """The sizes that a dictionary of weights was made for (heads cannot be read off)."""
    depth = {
        side: 1 + max(int(n.split(".")[1]) for n in weights if n.startswith(side + "."))
        for side in ("enc", "dec")
    }
    source, width = weights["se.weight"].shape
    return Shape(
        source, weights["te.weight"].shape[0], width, weights["enc.0.w1.weight"].shape[0],
        heads, depth["enc"], depth["dec"], "dec.0.self.inward.weight" in weights,
    )  # fmt: skip
