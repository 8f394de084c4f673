"""Sentences of a changed story find what they were, and what matters about the change is seen."""

from __future__ import annotations

import time

import pytest

from bilingua.review.matching import difference, match

MONDAY = "The council voted on Monday to close the old bridge over the river."
CLOSED = "The council voted on Monday to close the old bridge over the canal."
SPOKE = "Nobody spoke against it at the meeting."
COST = "The new bridge will cost $20 million."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([MONDAY, SPOKE, COST], [MONDAY, SPOKE, COST], {0: 0, 1: 1, 2: 2}),
        ([MONDAY, SPOKE, COST], [COST, MONDAY, SPOKE], {0: 2, 1: 0, 2: 1}),
        ([MONDAY, SPOKE], [MONDAY, COST, SPOKE], {0: 0, 2: 1}),
        ([MONDAY, SPOKE, COST], [SPOKE], {0: 1}),
        ([MONDAY, SPOKE], [CLOSED, SPOKE], {0: 0, 1: 1}),
        ([MONDAY, CLOSED], [CLOSED, MONDAY], {0: 1, 1: 0}),
        ([MONDAY, SPOKE, MONDAY], [SPOKE, MONDAY], {0: 1, 1: 2}),
        ([SPOKE, MONDAY], [SPOKE, SPOKE, MONDAY], {0: 0, 2: 1}),
        ([MONDAY], [COST], {}),
        ([], [COST], {}),
    ],
)
def test_what_is_equal_is_found_first_then_what_is_alike(
    old: list[str], new: list[str], expected: dict[int, int]
) -> None:
    found = match(old, new)
    if old == [SPOKE, MONDAY]:  # either of the two equal sentences may be the old one
        assert found in (expected, {1: 0, 2: 1})
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("before", "after", "small"),
    [
        ("The mayor left.", "The mayor left!", True),
        ("The mayor left", "The Mayor left", True),
        ("The mayro left early.", "The mayor left early.", True),
        ("The mayor <1>left</1>.", "The mayor left.", True),
        ("The mayor left.", "The mayor left early.", False),
        ("The mayor was able to.", "The mayor was unable to.", False),
        ("It opens in June.", "It opens in July.", False),
        ("It costs 20 dollars.", "It costs 30 dollars.", False),
        ("It costs $20.", "It costs €20.", False),
        ("Se reúnen el lunes.", "Se reúnen el martes.", False),
    ],
)
def test_marks_case_and_typing_are_small_changes(before: str, after: str, small: bool) -> None:
    language = "es" if before.startswith("Se") else "en"
    assert difference(before, after, language).small is small


@pytest.mark.parametrize(
    ("before", "after", "language", "lost", "gained"),
    [
        ("It costs 20 dollars.", "It costs 30 dollars.", "en", ["20"], ["30"]),
        ("Two men left.", "Three men left.", "en", ["two"], ["three"]),
        ("She will go.", "She won’t go.", "en", [], ["won’t"]),
        ("No vino nadie.", "Vino.", "es", ["no", "nadie"], []),
        ("Llegan en junio.", "Llegan en julio.", "es", ["junio"], ["julio"]),
    ],
)
def test_figures_dates_and_negations_are_told(
    before: str, after: str, language: str, lost: list[str], gained: list[str]
) -> None:
    what = difference(before, after, language)
    assert [*what.values[0], *what.negations[0]] == lost
    assert [*what.values[1], *what.negations[1]] == gained


def test_a_long_story_that_was_written_anew_is_compared_soon() -> None:
    old = [f"The council number {n} voted for the plan of the city on day {n}." for n in range(300)]
    new = [
        f"A committee of {n} members rejected a plan by the county in year {n}." for n in range(300)
    ]
    start = time.monotonic()
    match(old, new)
    match([SPOKE] * 3000, [SPOKE] * 2999)
    assert time.monotonic() - start < 20
