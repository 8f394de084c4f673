"""A bound stays a bound: at least, at most, more than, less than."""

from __future__ import annotations

import pytest

from bilingua.checks.base import SegmentPair
from bilingua.checks.bounds import check
from bilingua.localize.style import load_style

ALIKE = [
    ("More than 500 people came.", "Vinieron más de 500 personas."),
    ("Over 500 people came.", "Las personas superaron las 500."),
    ("At least 15 died.", "Murieron por lo menos 15."),
    ("The toll is at least 15.", "La cifra asciende a, al menos, 15 personas."),
    ("It rose over 30 percent.", "Subió más del 30 por ciento."),
    ("It cut them by up to 65%.", "Las redujo hasta en un 65%."),
    ("As many as 85 workers could go.", "Hasta 85 trabajadores podrían irse."),
    ("No more than 20 may enter.", "Pueden entrar 20 como máximo, no más de 20."),
    ("Some 500 people came.", "Vinieron 500 personas."),
    ("Nearly 500 people came.", "Vinieron menos de 500 personas."),
    ("He claimed $4,000 over three years.", "Reclamó $4,000 durante tres años."),
    ("500 or more came.", "Vinieron más de 500."),
    ("Slightly more than 500 came.", "Vinieron unas 500."),
    ("It happened between three and nine degrees below zero.", "Fue entre tres y nueve grados bajo cero."),
    ("", ""),
]  # fmt: skip
TURNED = [
    ("More than 500 people came.", "Vinieron menos de 500 personas."),
    ("At least 18 trains run.", "Circulan hasta 18 trenes."),
    ("As many as 18 could run.", "Por lo menos 18 podrían circular."),
    ("Fewer than 30% voted.", "Votó más del 30%."),
]
LOST = [
    ("More than 500 people came.", "Vinieron 500 personas."),
    ("Up to 61% of them agreed.", "Un 61% estuvo de acuerdo."),
    ("The fee is at least $20.", "La tarifa es de $20."),
]


def rules(source: str, target: str, one: str = "en-US", other: str = "es-US") -> list[str]:
    return [f.rule for f in check(SegmentPair(source, target, load_style(one), load_style(other)))]


@pytest.mark.parametrize(("english", "spanish"), ALIKE)
def test_bounds_that_are_alike_are_not_told(english: str, spanish: str) -> None:
    assert rules(english, spanish) == []


@pytest.mark.parametrize(("english", "spanish"), TURNED)
def test_a_bound_that_was_turned_round_is_an_error_both_ways(english: str, spanish: str) -> None:
    assert rules(english, spanish) == ["bound-turned"]
    assert rules(spanish, english, "es-US", "en-US") == ["bound-turned"]


@pytest.mark.parametrize(("english", "spanish"), LOST)
def test_a_bound_that_became_a_count_is_told(english: str, spanish: str) -> None:
    assert rules(english, spanish) == ["bound-lost"]
    # A count that became a bound says less than it knew, and is left to the reader.
    assert rules(spanish, english, "es-US", "en-US") == []
