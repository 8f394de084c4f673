"""Which sentences of one text say what which sentences of the other say, whoever translated it.

Lengths and anchors: the length model and the beads of Gale and Church, "A Program for Aligning
Sentences in Bilingual Corpora" (Computational Linguistics 19, 1993), with the evidence of `cues`.
The best path is looked for in a corridor between anchors, so that time and memory grow with the
length of the texts, not with its square.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, log, sqrt

from bilingua.review.cues import Evidence, corridor, signs

# Sentences that a bead takes of either side, and how often (of all beads), by and large as Gale
# and Church counted them; they had no 1-3 and 3-1.
_SHARES = {
    (1, 1): 0.89, (1, 0): 0.005, (0, 1): 0.005, (2, 1): 0.045, (1, 2): 0.045, (2, 2): 0.008,
    (3, 1): 0.006, (1, 3): 0.006,
}  # fmt: skip
_KINDS = tuple((rows, columns, -log(share)) for (rows, columns), share in _SHARES.items())
# Theirs, too: the variance of a translation's length for each character of its source.
_VARIANCE = 6.8
# What a length that no translation has costs at most (nats), and how finely costs are looked up.
_WORST, _STEPS = 25.0, 20
# No translation of a whole text is longer or shorter than this; if it is, something was left out.
_RATIOS = 0.75, 1.34
# Characters of either text that count as equally long: a short text's lengths say little as yet.
_EQUAL = 1000
# What belonging together costs each sentence before the evidence counts (nats): sentences that
# share nothing had better stay alone. Measured by benchmarks/alignment.py, as are the weights.
_BURDEN = 2.2
_INFINITE = float("inf")


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences, by their numbers, that say the same; one side may be empty."""

    source: tuple[int, ...]
    target: tuple[int, ...]


def align_documents(source: Sequence[str], target: Sequence[str]) -> list[Bead]:
    """Align the sentences of two texts: beads in order that together hold each sentence once."""
    if not source or not target:
        alone = [Bead((i,), ()) for i in range(len(source))]
        return alone + [Bead((), (j,)) for j in range(len(target))]
    left, right = signs(source), signs(target)
    windows = corridor(left, right)
    sizes = [len(text) for text in source], [len(text) for text in target]
    return _walk_back(_steps(*sizes, windows, Evidence(left, right)), windows)


def _steps(
    left: Sequence[int],
    right: Sequence[int],
    windows: Sequence[tuple[int, int]],
    evidence: Evidence,
) -> list[bytearray]:
    """The kind of the last bead of the cheapest way to each place within the windows."""
    ratio = min(max((sum(right) + _EQUAL) / (sum(left) + _EQUAL), _RATIOS[0]), _RATIOS[1])
    ones, others = _sums([size * ratio for size in left]), _sums(right)
    latest: deque[list[float]] = deque(maxlen=1 + max(rows for rows, _, _ in _KINDS))
    steps: list[bytearray] = []
    for i, (low, high) in enumerate(windows):
        row, back = [_INFINITE] * (high - low), bytearray(high - low)
        latest.append(row)
        steps.append(back)
        kinds = [
            (kind, rows, columns, cost, latest[-1 - rows], windows[i - rows][0] + columns)
            for kind, (rows, columns, cost) in enumerate(_KINDS)
            if rows <= i
        ]
        for j in range(low, high):
            best, step = (0.0, 0) if i == j == 0 else (_INFINITE, 0)
            for kind, rows, columns, cost, before, first in kinds:
                if not 0 <= j - first < len(before):
                    continue
                cost += before[j - first]
                if rows and columns and cost < _INFINITE:
                    cost += _BURDEN * (rows + columns)
                    cost += _length_cost(ones[i] - ones[i - rows], others[j] - others[j - columns])
                    cost -= evidence.between(i - rows, i, j - columns, j)
                if cost < best:
                    best, step = cost, kind
            row[j - low], back[j - low] = best, step
    return steps


def _walk_back(steps: Sequence[bytearray], windows: Sequence[tuple[int, int]]) -> list[Bead]:
    i, j = len(windows) - 1, windows[-1][1] - 1
    beads: list[Bead] = []
    while i or j:
        rows, columns, _ = _KINDS[steps[i][j - windows[i][0]]]
        beads.append(Bead(tuple(range(i - rows, i)), tuple(range(j - columns, j))))
        i, j = i - rows, j - columns
    return beads[::-1]


def _sums(sizes: Sequence[float]) -> list[float]:
    sums = [0.0]
    for size in sizes:
        sums.append(sums[-1] + size)
    return sums


def _length_cost(one: float, other: float) -> float:
    """How unlikely two lengths (characters) are of one another's translation, in nats."""
    mean = (one + other) / 2 + 1
    step = int(abs(one - other) / sqrt(mean * _VARIANCE) * _STEPS)
    return _TAILS[step] if step < len(_TAILS) else _WORST


def _tails() -> list[float]:
    """The two-sided tail of the normal distribution, as -log, for each step of deviations."""
    costs: list[float] = []
    while (tail := erfc(len(costs) / _STEPS / sqrt(2))) > 0 and -log(tail) < _WORST:
        costs.append(-log(tail))
    return costs


_TAILS = _tails()
