"""Of several renderings of one segment, the one that the others agree with most.

Engines err each in its own way and are right in the same; what most of them say is likelier right
than what the best of them says alone (minimum Bayes risk, Kumar and Byrne 2004).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

# Four letters hold stems and endings alike; the measure is chrF's, without its many lengths.
_LENGTH = 4


def most_agreed(
    renderings: Sequence[str], weights: Sequence[float], worth: Sequence[float] | None = None
) -> int:
    """The position of the rendering that is most like all others, each counting by its weight.

    `worth` is what the agreement with each is worth: less for one that is known to be wrong, which
    still speaks for those that it resembles. Of equals the first. Raises ValueError when there is
    no rendering, or not a weight for each.
    """
    grams = [_grams(rendering) for rendering in renderings]
    agreement = [
        sum(weight * _likeness(one, other) for other, weight in zip(grams, weights, strict=True))
        for one in grams
    ]
    worths = worth if worth is not None else [1.0] * len(renderings)
    chosen = [value * factor for value, factor in zip(agreement, worths, strict=True)]
    return max(range(len(renderings)), key=chosen.__getitem__)


def _grams(text: str) -> Counter[str]:
    padded = f" {text} "
    return Counter(padded[at : at + _LENGTH] for at in range(len(padded) - _LENGTH + 1))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of stretches that two texts have in common (0 to 1)."""
    together = one.total() + other.total()
    return 2 * (one & other).total() / together if together else 1.0
