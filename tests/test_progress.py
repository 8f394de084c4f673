"""Work is watched in batches, and done at once where nobody watches."""

from __future__ import annotations

from collections.abc import Sequence

from bilingua import progress

TEXTS = [str(n) for n in range(100)]


def test_batches_grow_and_are_the_same_whoever_watches() -> None:
    sizes: list[int] = []
    steps: list[tuple[int, int]] = []

    def work(some: Sequence[str]) -> list[int]:
        sizes.append(len(some))
        return [int(text) for text in some]

    watched = progress.in_batches(work, TEXTS, lambda *step: steps.append(step))
    assert watched == list(range(100))
    assert sizes == [16, 32, 52]
    assert steps == [(16, 100), (48, 100), (100, 100)]
    sizes.clear()
    assert progress.in_batches(work, TEXTS, None) == watched
    assert sizes == [16, 32, 52]


def test_a_part_is_told_as_part_of_the_whole() -> None:
    steps: list[tuple[int, int]] = []
    part = progress.within(lambda *step: steps.append(step), 10, 20, 30)
    assert part is not None
    part(1, 4)
    part(4, 4)
    assert steps == [(15, 30), (30, 30)]
    assert progress.within(None, 10, 20, 30) is None
