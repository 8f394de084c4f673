"""A word that lost the prefix that denied it became its opposite."""

from __future__ import annotations

import pytest

from bilingua.checks.base import SegmentPair
from bilingua.checks.opposites import check
from bilingua.localize.style import load_style

EN, ES = load_style("en-US"), load_style("es-US")


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("He shot an unarmed 26-year-old man.", "Disparó a un hombre de 26 años armado."),
        ("An unidentified man called.", "Llamó un hombre identificado."),
        ("The law is unconstitutional.", "La ley es constitucional."),
        ("It is impossible.", "Es posible."),
    ],
)
def test_an_opposite_is_an_error(english: str, spanish: str) -> None:
    (found,) = check(SegmentPair(english, spanish, EN, ES))
    assert found.rule == "opposite"


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("Mató a un hombre desarmado.", "He killed an armed man."),
        ("Es ilegal.", "It is legal."),
        ("La ley es inconstitucional.", "The law is constitutional."),
    ],
)
def test_from_spanish_too(spanish: str, english: str) -> None:
    (found,) = check(SegmentPair(spanish, english, ES, EN))
    assert found.rule == "opposite"


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("An unarmed man.", "Un hombre sin armas."),
        ("An unarmed man.", "Un hombre que no iba armado."),
        ("An unarmed man.", "Un hombre desarmado."),
        ("Armed and unarmed men.", "Hombres armados y otros."),
        ("The law is unconstitutional.", "La ley viola la norma constitucional."),
        ("Interest in imports increased.", "Aumentó el interés en las importaciones."),
        ("The immigrants were invited.", "Los inmigrantes fueron invitados."),
        ("", ""),
    ],
)
def test_what_still_denies_is_not_told(english: str, spanish: str) -> None:
    assert list(check(SegmentPair(english, spanish, EN, ES))) == []
