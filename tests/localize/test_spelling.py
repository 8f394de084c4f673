"""English as Americans or as the British spell it."""

from __future__ import annotations

import pytest

from bilingua.lexicon import is_word
from bilingua.localize.spelling import _table, respelled


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("The centre organised 41 votes in favour.", "The center organized 41 votes in favor."),
        ("Neighbours travelled towards the theatre.", "Neighbors traveled toward the theater."),
        ("Labour Minister Lucía Herrera resigned.", "Labor Minister Lucía Herrera resigned."),
        ("The Labour Party met at Pearl Harbor.", "The Labour Party met at Pearl Harbor."),
        ("Colour matters. Honour it.", "Color matters. Honor it."),
        ("A humorous, vigorous, honorary man.", "A humorous, vigorous, honorary man."),
        ("The analyses of optimists were realistic.", "The analyses of optimists were realistic."),
        ("Advertisers promised a precise exercise.", "Advertisers promised a precise exercise."),
        ("It specialises in analysing defence.", "It specializes in analyzing defense."),
    ],
)
def test_into_american(british: str, american: str) -> None:
    assert respelled("", british, "american") == american
    assert respelled("", american, "american") == american
    assert respelled("", british, "kept") == british


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("The center organized 41 votes in favor.", "The centre organised 41 votes in favour."),
        ("He runs the program, toward the check.", "He runs the program, toward the check."),
        ("Gray clouds canceled it.", "Grey clouds cancelled it."),
        ("A humorous, laborious prize for realists.", "A humorous, laborious prize for realists."),
        ("The analyst counselled optimism.", "The analyst counselled optimism."),
    ],
)
def test_into_british(american: str, british: str) -> None:
    assert respelled("", american, "british") == british
    assert respelled("", british, "british") == british


def test_what_the_source_has_is_kept() -> None:
    assert respelled("El centre Pompidou abrió.", "The centre Pompidou opened.", "american") == (
        "The centre Pompidou opened."
    )


@pytest.mark.parametrize("spelling", ["american", "british"])
def test_each_beginning_begins_a_word(spelling: str) -> None:
    endings = ("", "s", "e", "ed", "ing", "d", "our", "er", "ation", "al", "ist", "ful", "ly", "or")
    for begun, own in _table(spelling).other.items():
        assert any(is_word(own + ending, "en") for ending in endings), own
        assert begun != own
