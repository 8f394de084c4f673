"""What one small Transformer thinks of the next piece, calculated for many sentences at once.

The conventions are Marian's, which bilingua's own models keep: positions are sines then cosines,
embeddings are scaled by the root of the width, layers are normalised after they are added, a
translation begins from zeros, and piece 0 ends a sentence.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import numpy as np

from bilingua.engines.marian.layers import Layers, attend, heads, softmax
from bilingua.engines.marian.shortlist import Choice
from bilingua.engines.marian.weights import Array, Ids, Weights

END, UNKNOWN, START = 0, 1, -1
_NEVER = np.float32(-1e9)


class Transformer:
    """A model, ready to calculate with."""

    def __init__(
        self, weights: Weights, pieces: Ids | None = None, *, sharpness: float = 1.0
    ) -> None:
        """`pieces` are those that it may say and their order, -1 for one that it does not know.

        A `sharpness` below 1 makes it less sure of what it says: its logits are multiplied by it.
        Raises ValueError for weights of another architecture.
        """
        layers = Layers(weights)
        try:
            self._source = weights["encoder/embeddings_0/weight"]
            self._encoder = [layers.encoder(n) for n in range(layers.count("encoder"))]
            self.decoder = [layers.decoder(n) for n in range(layers.count("decoder"))]
            table, bias = weights["decoder/embeddings/weight"], weights["decoder/projection/bias"]
        except KeyError as error:
            raise ValueError(f"the model has another architecture: it lacks {error}") from error
        bias = bias.reshape(-1)
        if pieces is not None:
            table, bias = table[pieces], np.where(pieces < 0, _NEVER, bias[pieces])
        self.table = np.ascontiguousarray(table)
        self.bias = bias.copy()  # the weights are the caller's
        self.bias[UNKNOWN] = _NEVER
        self.sharpness = np.float32(sharpness)
        self.width = table.shape[1]

    def encode(self, rows: Sequence[Sequence[int]]) -> tuple[Array, Array]:
        """The states (sentences, pieces, width) of sentences as ids, and what masks those that are
        shorter than the longest."""
        longest = max(map(len, rows))
        ids = np.zeros((len(rows), longest), np.int64)
        mask = np.full((len(rows), 1, 1, longest), _NEVER)
        for number, row in enumerate(rows):
            ids[number, : len(row)] = row
            mask[number, ..., : len(row)] = 0
        x = self.placed(self._source[ids], slice(longest))
        for layer in self._encoder:
            x = layer.forward(layer.norm(x + layer.look(x, mask)))
        return x, mask

    def placed(self, x: Array, place: int | slice) -> Array:
        """Embeddings, scaled, with their place in the sentence."""
        return x * np.float32(math.sqrt(self.width)) + _positions(self.width)[place]


class Saying:
    """A batch of sentences while one model translates them, a row for each."""

    def __init__(
        self, model: Transformer, rows: Sequence[Sequence[int]], choice: Choice | None = None
    ) -> None:
        """`choice` are the pieces that may be said of each of the rows; all of them without."""
        self._model = model
        self._table, self._bias, self._barred = model.table, model.bias, None
        if choice:
            self._table, self._bias = model.table[choice.pieces], model.bias[choice.pieces]
            self._barred = np.where(choice.of_row, np.float32(0), _NEVER)
        states, self._mask = model.encode(rows)
        self._source: list[tuple[Array, Array]] = []
        for layer in model.decoder:
            keys, values = np.split(layer.know(states), 2, -1)
            self._source.append((heads(keys), heads(values)))
        self._said: list[tuple[Array, ...]] = [()] * len(model.decoder)
        self._at = 0

    def next(self, before: Ids) -> tuple[Array, Array]:
        """How likely each piece (of the choice) is after each row's last one (or START), and how much
        of the look at the source fell on each of its pieces."""
        model = self._model
        x = model.table[before.clip(0)] * (before != START)[:, None].astype(np.float32)
        x = model.placed(x, self._at)
        self._at += 1
        looks = np.zeros(0, np.float32)
        for number, layer in enumerate(model.decoder):
            own, self._said[number] = layer.look.step(x, self._said[number])
            x = layer.norm(x + own)
            found, looks = attend(heads(layer.ask(x)[:, None]), *self._source[number], self._mask)
            x = layer.forward(layer.told_norm(x + layer.told(found[:, 0])))
        likely = x @ self._table.T
        likely += self._bias
        if model.sharpness != 1:
            likely *= model.sharpness
        if self._barred is not None:
            likely += self._barred
        # The first head of the last layer is the one that was taught, or chosen, to align.
        return softmax(likely), looks[:, 0, 0]

    def keep(self, rows: Ids) -> None:
        """Go on with these rows only."""
        self._mask = self._mask[rows]
        if self._barred is not None:
            self._barred = self._barred[rows]
        self._source = [(keys[rows], values[rows]) for keys, values in self._source]
        self._said = [tuple(part[rows] for part in state) for state in self._said]


@cache
def _positions(width: int, longest: int = 1024) -> Array:
    rates = np.exp(-math.log(10000) / (width // 2 - 1) * np.arange(width // 2))
    angles = np.arange(longest)[:, None] * rates[None]
    return np.concatenate([np.sin(angles), np.cos(angles)], 1).astype(np.float32)
