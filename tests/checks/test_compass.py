"""Directions stay what they are."""

from __future__ import annotations

import pytest
from pairs import en_es, es_en, rules

from bilingua.checks.compass import bearings, check

PAIRS = [
    ("They live in south west Asia.", "Viven en el suroeste de Asia.", "Viven en el sureste de Asia."),
    ("The storm moved east.", "La tormenta avanzó al este.", "La tormenta avanzó al oeste."),
    ("North Korea fired first.", "Corea del Norte disparó primero.", "Corea del Sur disparó primero."),
    ("In the Western Hemisphere", "En el Hemisferio Occidental", "En el Hemisferio Oriental"),
    ("A Southern town", "Una ciudad sureña", "Una ciudad norteña"),
    ("Peace in the Middle East", "Paz en Oriente Medio", "Paz en Occidente"),
    ("Northeastern Spain", "El nordeste de España", "El noroccidente de España"),
]  # fmt: skip


@pytest.mark.parametrize(("english", "spanish", "wrong"), PAIRS)
def test_an_exchange_is_an_error(english: str, spanish: str, wrong: str) -> None:
    assert rules(check, en_es(english, spanish)) == rules(check, es_en(spanish, english)) == []
    assert rules(check, en_es(english, wrong)) == ["direction error"]
    assert rules(check, es_en(wrong, english)) == ["direction error"]


def test_what_is_no_direction() -> None:
    assert bearings("este año, este lunes y en este lugar", "es") == []
    assert bearings("an Easter feast, a Norse beast", "en") == []
    # One that is only missing may be said in another way: surcoreano, the Carolinas.
    assert rules(check, en_es("A South Korean ship", "Un buque surcoreano")) == []


def test_the_spans_are_those_of_the_two_words() -> None:
    (finding,) = check(en_es("It lies to the north of Lima.", "Está al sur de Lima."))
    assert (finding.source, finding.target) == ((15, 20), (8, 11))
