"""What was said once is said once."""

from __future__ import annotations

import pytest
from pairs import en_es, es_en, rules

from bilingua.checks.repetition import check


@pytest.mark.parametrize(
    "pair",
    [
        en_es("The rate of detection", "La tasa de de detección"),
        es_en("La tasa de detección", "The rate of of detection"),
        es_en("Paga mil al mes por un piso.", "He pays a thousand a month a month for a flat."),
        en_es("He won the vote.", "Ganó la del votación del votación."),
        en_es("to that end this week", "para este fin para este fin esta semana"),
        en_es("He won the race again.", "Él ganó la carrera. Él ganó la carrera."),
        es_en("Ganó otra vez la carrera.", "He won the race again. He won the race again."),
    ],
)
def test_what_stands_there_twice_is_found(pair) -> None:  # type: ignore[no-untyped-def]
    assert rules(check, pair) == ["repeated warning"]


@pytest.mark.parametrize(
    "pair",
    [
        en_es("He had been to Bora Bora.", "Había estado en Bora Bora."),
        es_en("Dijo que ese había tenido.", "He said that that had had it."),
        en_es("It grew ever more.", "Creció más y más y más."),
        en_es("It went round.", "Pasó de mano en mano en mano."),
        en_es("Time was money there.", "El tiempo, oro; el tiempo, oro."),
        en_es("Very, very good", "Muy, muy bueno"),
        en_es("Location, location, location", "Ubicación, ubicación, ubicación"),
        en_es("the best of the best of them", "lo mejor de lo mejor de ellos"),
        es_en("Es un evento cíclico: el que vuelve.", "It is a cyclical event. A cyclical event returns."),
    ],
)  # fmt: skip
def test_style_and_names_are_left_in_peace(pair) -> None:  # type: ignore[no-untyped-def]
    assert rules(check, pair) == []
