"""The marks, spaces and capitals of an edition."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pairs import SPAIN, en_es, es_en, rules

from bilingua.article import Role
from bilingua.checks.typography import check


def found(target: str, source: str = "Text.", *, spain: bool = False) -> list[str]:
    pair = en_es(source, target)
    return rules(check, replace(pair, target_style=SPAIN) if spain else pair, info=True)


@pytest.mark.parametrize(
    ("target", "finding"),
    [
        ("Llega mañana?", "opening-mark warning"),
        ("Pero llega mañana!", "opening-mark warning"),
        ("Llegó el 5 de Enero.", "calendar-capital info"),
        ("Llegó el Lunes.", "calendar-capital info"),
        ("Ganó  ayer.", "spacing info"),
        ("Ganó , dijo.", "spacing info"),
        ("Ganó....", "ellipsis info"),
        ("Subió un 5 % ayer.", "percent info"),
        ("Viaja a EEUU mañana.", "united-states info"),
        ("Dijo «sí».", "quote-style info"),
        ("Dijo “sí” y \"no\".", "quote-style info"),
        ("D’Arenberg y O'Brien.", "quote-mix info"),
    ],
)  # fmt: skip
def test_what_spanish_sets_in_another_way_is_found(target: str, finding: str) -> None:
    assert found(target) == [finding]


@pytest.mark.parametrize(
    "target",
    [
        "¿Llega mañana?",
        "¡Llega mañana!",
        "Llegó el lunes, 5 de enero.",
        "El tenor Plácido Domingo cantó el Viernes Santo.",
        "Subió un 5% ayer… y hoy baja.",
        "Viaja a EE. UU. mañana.",
        "Dijo “sí”.",
        "Vea https://example.org/a?b=c.",
    ],
)
def test_what_is_set_right_is_left_in_peace(target: str) -> None:
    assert found(target) == []


def test_spain_has_its_own_marks() -> None:
    assert found("Dijo «sí» y subió un 5 %.", spain=True) == []
    assert found("Dijo “sí” y subió un 5%.", spain=True) == ["percent info", "quote-style info"]


def test_a_story_typed_with_straight_marks_keeps_them() -> None:
    assert found('Dijo "sí".', 'He said "yes."') == []


def test_english_has_its_marks_too() -> None:
    assert rules(check, es_en("Dijo “sí”.", "He said «yes.»"), info=True) == ["quote-style info"]
    assert rules(check, es_en("Dijo “sí”.", "He said “yes.”"), info=True) == []
    assert rules(check, es_en("Subió un 5%.", "It rose 5 %."), info=True) == ["percent info"]


def test_a_question_stays_a_question() -> None:
    assert rules(check, en_es("Will he come?", "Vendrá.")) == ["question warning"]
    assert rules(check, es_en("¿Vendrá?", "He will come.")) == ["question warning"]
    assert rules(check, en_es("Will he come?", "¿Vendrá?")) == []


def test_a_spanish_headline_is_a_sentence() -> None:
    source = "Council of Springfield Approves School Budget"
    shouted = "El Concejo de Springfield Aprueba Presupuesto Escolar"
    assert rules(check, en_es(source, shouted, Role.HEADLINE)) == ["title-case warning"]
    quiet = "El concejo de Springfield aprueba el presupuesto escolar"
    assert rules(check, en_es(source, quiet, Role.HEADLINE)) == []
    assert rules(check, es_en(quiet, source, Role.HEADLINE)) == []
