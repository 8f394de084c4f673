"""What a value came to and how far it moved are two facts with one figure."""

from __future__ import annotations

import pytest

from bilingua.checks.base import SegmentPair
from bilingua.checks.change import check
from bilingua.localize.style import load_style

TO_AND_BY = [
    ("Unemployment fell to 4%.", "El desempleo bajó un 4%."),
    ("Unemployment fell to 4%.", "El desempleo bajó 4%."),
    ("Unemployment fell by 4%.", "El desempleo bajó al 4%."),
    ("Prices rose 3% in May.", "Los precios subieron al 3% en mayo."),
    ("The board cut the fee to $20.", "La junta recortó la tarifa en $20."),
    ("Profits grew to $3.2 million.", "Los beneficios crecieron $3.2 millones."),
    ("It lowered its forecast from 2% to 1.4%.", "Redujo su pronóstico del 2% en un 1.4%."),
    ("The stock climbed by about 200 points.", "La acción subió a unos 200 puntos."),
]
ALIKE = [
    ("Unemployment fell to 4%.", "El desempleo bajó al 4%."),
    ("Unemployment fell to 4%.", "El desempleo bajó hasta el 4%."),
    ("Unemployment fell to a record 4%.", "El desempleo cayó a un 4%, un récord."),
    ("Prices rose 3%.", "Los precios subieron un 3%."),
    ("Prices rose by 3%.", "Los precios aumentaron 3%."),
    ("The rate went from 5% to 4%.", "La tasa pasó del 5% al 4%."),
    ("Deaths fell by half.", "Las muertes se redujeron a la mitad."),
    ("They increased the lead to 44-32.", "Aumentaron la ventaja 44-32."),
    ("It fell on May 5 to 4%.", "Cayó el 5 de mayo al 4%."),
    ("He walked to 12 schools.", "Caminó por 12 escuelas."),
    ("", ""),
]


def rules(source: str, target: str, one: str = "en-US", other: str = "es-US") -> list[str]:
    return [f.rule for f in check(SegmentPair(source, target, load_style(one), load_style(other)))]


@pytest.mark.parametrize(("english", "spanish"), TO_AND_BY)
def test_to_and_by_are_told_apart(english: str, spanish: str) -> None:
    assert rules(english, spanish) == ["change-turned"]
    assert rules(spanish, english, "es-US", "en-US") == ["change-turned"]


@pytest.mark.parametrize(("english", "spanish"), ALIKE)
def test_people_say_the_same_in_many_ways(english: str, spanish: str) -> None:
    assert rules(english, spanish) == []
    assert rules(spanish, english, "es-US", "en-US") == []
