"""What a value moves to keeps its preposition on the routes through Portuguese."""

from __future__ import annotations

import time

import pytest

from bilingua.engines.apertium import Apertium
from bilingua.engines.base import Decoding, Direction
from bilingua.engines.firefox import Firefox
from bilingua.engines.moved import moved


@pytest.mark.parametrize(
    ("apertiums", "right"),
    [
        ("O desemprego baixou ao 4%.", "O desemprego baixou para 4%."),
        ("Baixa a taxa a 7.25% e adverte.", "Baixa a taxa para 7.25% e adverte."),
        ("Espera que passe de 5% a 4%.", "Espera que passe de 5% para 4%."),
        ("baixou a 18 milhões", "baixou para 18 milhões"),
        ("O preço subiu a $3.50 o litro.", "O preço subiu para $3.50 o litro."),
        ("caiu a 5 de maio", "caiu a 5 de maio"),
        ("aumentou a frequência", "aumentou a frequência"),
        ("mora a 20% do centro", "mora a 20% do centro"),
    ],
)
def test_into_portuguese(apertiums: str, right: str) -> None:
    assert moved(apertiums, "pt") == right


@pytest.mark.parametrize(
    ("apertiums", "right"),
    [
        ("La inflación se desaceleró para 4.3%", "La inflación se desaceleró a 4.3%"),
        ("Bajó la tasa para el 4%", "Bajó la tasa al 4%"),
        ("La tasa cayó de 6% para 4%", "La tasa cayó de 6% a 4%"),
        ("reduce el pronóstico para 2027", "reduce el pronóstico para 2027"),
        ("trabajó para 4 empresas", "trabajó para 4 empresas"),
    ],
)
def test_into_spanish(apertiums: str, right: str) -> None:
    assert moved(apertiums, "es") == right


def test_a_long_text_takes_no_long_time() -> None:
    begun = time.perf_counter()
    for text in ("baixa a " * 20_000, "aumentou de 5 " * 10_000, "baj" + "a" * 100_000):
        moved(text, "pt")
        moved(text, "es")
    assert time.perf_counter() - begun < 5


def test_the_engines_say_what_a_value_came_to(apertium: Apertium, firefox: Firefox) -> None:
    (said,) = apertium.translate(
        Direction("es", "pt"), ["El desempleo bajó al 4% en mayo."], Decoding()
    )
    (english,) = firefox.translate(Direction("pt", "en"), [said.text], Decoding())
    assert " to 4% " in english.text
