"""The layers of a Transformer of Marian's kind: each is normalised after it is added."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bilingua.engines.marian.weights import Array, Weights

# Of Firefox's tiny and base models, and of bilingua's own.
_HEADS = 8
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights and bias."""

    weight: Array  # (inputs, outputs)
    bias: Array

    def __call__(self, x: Array) -> Array:
        # One product of two large matrices is faster than many small ones.
        y = x.reshape(-1, x.shape[-1]) @ self.weight
        y += self.bias
        return y.reshape(*x.shape[:-1], -1)


@dataclass(frozen=True, slots=True)
class Norm:
    """Mean 0 and spread 1, then a scale and a shift of its own."""

    scale: Array
    shift: Array

    def __call__(self, x: Array) -> Array:
        x = x - x.mean(-1, keepdims=True)
        spread = np.einsum("...i,...i->...", x, x) / x.shape[-1]
        x *= (1 / np.sqrt(spread + _EPSILON))[..., None]
        x *= self.scale
        x += self.shift
        return x


@dataclass(frozen=True, slots=True)
class SelfAttention:
    """Looks at its own side, at what was said so far or at the whole source."""

    project: Linear  # queries, keys and values at once
    out: Linear

    def __call__(self, x: Array, mask: Array) -> Array:
        query, key, value = map(heads, np.split(self.project(x), 3, -1))
        return self.out(attend(query, key, value, mask)[0])

    def step(self, x: Array, said: tuple[Array, ...]) -> tuple[Array, tuple[Array, ...]]:
        """What it finds for one more piece of each row, and what it will need of that again."""
        query, key, value = (heads(part[:, None]) for part in np.split(self.project(x), 3, -1))
        if said:
            key, value = np.concatenate([said[0], key], 2), np.concatenate([said[1], value], 2)
        return self.out(attend(query, key, value)[0][:, 0]), (key, value)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Marian's SSRU, a gated mean of what was said so far (Kim et al. 2019)."""

    inward: Array
    forget: Array
    bias: Array

    def step(self, x: Array, said: tuple[Array, ...]) -> tuple[Array, tuple[Array, ...]]:
        """What it finds for one more piece of each row, and what it will need of that again."""
        keep = 1 / (1 + np.exp(-(x @ self.forget + self.bias)))
        state = (1 - keep) * (x @ self.inward)
        if said:
            state += keep * said[0]
        return np.maximum(state, 0), (state,)


@dataclass(frozen=True, slots=True)
class FeedForward:
    """Each piece by itself."""

    inner: Linear
    outer: Linear
    norm: Norm

    def __call__(self, x: Array) -> Array:
        inner = self.inner(x)
        return self.norm(x + self.outer(np.maximum(inner, 0, out=inner)))


@dataclass(frozen=True, slots=True)
class EncoderLayer:
    """Looks at all of the source."""

    look: SelfAttention
    norm: Norm
    forward: FeedForward


@dataclass(frozen=True, slots=True)
class DecoderLayer:
    """Looks at what was said, and asks the source."""

    look: SelfAttention | Recurrence
    norm: Norm
    ask: Linear  # the source
    know: Linear  # its keys and values at once
    told: Linear
    told_norm: Norm
    forward: FeedForward


@dataclass(frozen=True, slots=True)
class Layers:
    """A model's layers from its weights. Raises KeyError for what is not there."""

    weights: Weights

    def count(self, side: str) -> int:
        ends = f"{side}/layer_", "/ffn/linear_0/weight"
        return sum(name.startswith(ends[0]) and name.endswith(ends[1]) for name in self.weights)

    def encoder(self, number: int) -> EncoderLayer:
        name = f"encoder/layer_{number}"
        return EncoderLayer(
            self._self_attention(name), self._norm(f"{name}/self_attention"), self._forward(name)
        )

    def decoder(self, number: int) -> DecoderLayer:
        name = f"decoder/layer_{number}"
        recurs = f"{name}/recurrence/W" in self.weights
        return DecoderLayer(
            self._recurrence(name) if recurs else self._self_attention(name),
            self._norm(f"{name}/self_attention"),
            self._linear(f"{name}/attention/linear_0"),
            self._linear(f"{name}/attention/linear_1"),
            self._linear(f"{name}/attention/linear_2"),
            self._norm(f"{name}/attention"),
            self._forward(name),
        )

    def _self_attention(self, name: str) -> SelfAttention:
        return SelfAttention(
            self._linear(f"{name}/self_attention/linear_0"),
            self._linear(f"{name}/self_attention/linear_1"),
        )

    def _recurrence(self, name: str) -> Recurrence:
        inward, forget, bias = (
            self.weights[f"{name}/recurrence/{part}"] for part in ("W", "Wf", "bf")
        )
        return Recurrence(
            np.ascontiguousarray(inward.T), np.ascontiguousarray(forget.T), bias.reshape(-1)
        )

    def _forward(self, name: str) -> FeedForward:
        inner, outer = (self._linear(f"{name}/ffn/linear_{place}") for place in (0, 1))
        return FeedForward(inner, outer, self._norm(f"{name}/ffn"))

    def _linear(self, name: str) -> Linear:
        weight = np.ascontiguousarray(self.weights[name + "/weight"].T)
        return Linear(weight, self.weights[name + "/bias"].reshape(-1))

    def _norm(self, name: str) -> Norm:
        name += "/layer_norm"
        return Norm(
            self.weights[name + "/gamma"].reshape(-1), self.weights[name + "/beta"].reshape(-1)
        )


def attend(
    query: Array, key: Array, value: Array, mask: Array | None = None
) -> tuple[Array, Array]:
    """What queries (batch, heads, n, depth) find, as (batch, n, width), and where they looked."""
    asked = (query * query.shape[-1] ** -0.5).astype(np.float32, copy=False)
    looks = asked @ key.swapaxes(2, 3)
    if mask is not None:
        looks += mask
    found = (softmax(looks) @ value).swapaxes(1, 2)
    return found.reshape(*found.shape[:2], -1), looks


def softmax(x: Array) -> Array:
    """In place, over the last axis."""
    x -= x.max(-1, keepdims=True)
    np.exp(x, out=x)
    x /= x.sum(-1, keepdims=True)
    return x


def heads(x: Array) -> Array:
    """(batch, n, width) as (batch, heads, n, depth)."""
    return x.reshape(*x.shape[:2], _HEADS, -1).swapaxes(1, 2)
