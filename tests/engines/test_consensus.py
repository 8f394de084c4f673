"""What most engines say."""

from __future__ import annotations

import pytest

from bilingua.engines.consensus import most_agreed

ODD = "La reunión fue el lunes en la playa."
ONE = "La junta se reunió el lunes."
OTHER = "La junta se reunió este lunes."


def test_the_rendering_that_others_resemble_is_chosen() -> None:
    assert most_agreed([ODD, ONE, OTHER], [1, 1, 1]) in (1, 2)


def test_a_heavy_weight_draws_the_choice_towards_itself() -> None:
    assert most_agreed([ONE, OTHER, ODD], [1, 1, 1]) != 2
    assert most_agreed([ONE, OTHER, ODD], [1, 1, 9]) == 2


def test_what_is_worth_less_is_not_chosen_but_speaks_for_its_like() -> None:
    assert most_agreed([ONE, OTHER, ODD], [1, 1, 1], [0.5, 1, 1]) == 1
    assert most_agreed([ONE, OTHER, ODD], [1, 1, 1], [0.1, 0.1, 1]) == 2


def test_among_equals_the_first_is_chosen() -> None:
    assert most_agreed([ONE, ONE, ONE], [1, 1, 1]) == 0
    assert most_agreed(["", ""], [1, 1]) == 0


def test_texts_shorter_than_the_measure_still_count() -> None:
    assert most_agreed(["no", "sí", "sí"], [1, 1, 1]) == 1


def test_no_rendering_is_an_error() -> None:
    with pytest.raises(ValueError, match="empty"):
        most_agreed([], [])
