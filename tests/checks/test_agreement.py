"""Small words take the form of their neighbour."""

from __future__ import annotations

import pytest
from pairs import en_es, es_en, rules

from bilingua.checks.agreement import check


@pytest.mark.parametrize(
    "wrong",
    [
        "padres y hijos", "España y Italia", "plata o oro", "siete o ocho", "madre e padre",
        "el costo de el puente", "fue a el puente", "la agua fría", "una arma vieja",
    ],
)  # fmt: skip
def test_wrong_forms_are_found_in_spanish(wrong: str) -> None:
    assert rules(check, en_es("Text.", wrong)) == ["agreement warning"]


@pytest.mark.parametrize(
    "right",
    [
        "padres e hijos", "España e Italia", "agua y hielo", "nieve y iones", "plata u oro",
        "siete u ocho", "Nebraska y Iowa", "el iPad y iPhone", "fue a El Salvador", "de El País",
        "el agua fría", "la alta tasa", "uno u otro", "a él",
    ],
)  # fmt: skip
def test_right_forms_are_left_in_peace_in_spanish(right: str) -> None:
    assert rules(check, en_es("Text.", right)) == []


@pytest.mark.parametrize("wrong", ["a apple", "a hour", "a 8-year-old", "an dog", "an university"])
def test_wrong_articles_are_found_in_english(wrong: str) -> None:
    assert rules(check, es_en("Texto.", wrong)) == ["agreement warning"]


@pytest.mark.parametrize(
    "right",
    ["an apple", "an hour", "an 8-year-old", "a dog", "a university", "a one-way street",
     "a European", "an FBI agent", "a U.S. agent", "an unusual day", "a union", "a Ukrainian"],
)  # fmt: skip
def test_right_articles_are_left_in_peace_in_english(right: str) -> None:
    assert rules(check, es_en("Texto.", right)) == []
