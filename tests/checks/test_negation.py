"""A "not" that got lost, or came out of nowhere, is noticed; other ways of denying are known."""

from __future__ import annotations

import pytest
from pairs import en_es, es_en, rules

from bilingua.checks.negation import check, denials


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("The mayor did not sign the order.", "El alcalde firmó la orden."),
        ("The mayor didn’t sign the order.", "El alcalde firmó la orden."),
        ("He will never return to the city.", "Volverá a la ciudad."),
        ("Nobody saw the car.", "Todos vieron el coche."),
        ("No budget was approved.", "Se aprobó el presupuesto."),
        ("He saw nobody.", "Vio nadie."),
        ("Not only the mayor came, but the governor.", "Solo el alcalde vino y el gobernador."),
    ],
)
def test_a_lost_denial_is_found_in_spanish(source: str, target: str) -> None:
    assert rules(check, en_es(source, target))[0].startswith("negation-lost")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("El alcalde no firmó la orden.", "The mayor signed the order."),
        ("Nunca volverá a la ciudad.", "He will return to the city."),
        ("Ningún vecino vio el coche.", "One neighbor saw the car."),
        ("Tampoco firmó la ley.", "He signed the law as well."),
        ("No vio a nadie y no dijo nada.", "He saw nobody and said it."),
    ],
)
def test_a_lost_denial_is_found_in_english(source: str, target: str) -> None:
    assert rules(check, es_en(source, target))[0].startswith("negation-lost")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("He did not see anybody.", "No vio a nadie."),
        ("He said nothing to anyone.", "No dijo nada a nadie."),
        ("Neither the mayor nor the governor came.", "Ni el alcalde ni el gobernador vinieron."),
        ("He no longer lives here.", "Ya no vive aquí."),
        ("Not only the mayor came.", "No solo vino el alcalde."),
        ("They failed to agree.", "No se pusieron de acuerdo."),
        ("The road is unpaved.", "La calle está sin pavimentar."),
        ("However, the mayor signed it.", "Sin embargo, el alcalde la firmó."),
        ("It is true, isn't it?", "Es verdad, ¿no es así?"),
        ("It was bus No. 3.", "Fue el autobús núm. 3."),
        ("She left without her coat.", "Se fue sin su abrigo."),
        ("He only made it worse.", "No hizo más que empeorarlo."),
        ("Without a doubt it will rain.", "Indudablemente lloverá."),
        ("He is better than ever.", "Está mejor que nunca."),
        ("He stayed until she arrived.", "Se quedó hasta que no llegó ella."),
        ("No-one in town knows it.", "En la ciudad nadie sabe eso."),
        ("Some like it and others don't.", "A unos les gusta y a otros no."),
    ],
)
def test_what_denies_alike_is_left_in_peace_both_ways(source: str, target: str) -> None:
    assert rules(check, en_es(source, target)) == []
    assert rules(check, es_en(target, source)) == []


def test_a_denial_that_the_source_has_not_is_suspect() -> None:
    assert rules(check, en_es("The mayor signed it.", "El alcalde no lo firmó.")) == [
        "negation-added warning"
    ]
    assert rules(check, es_en("El alcalde lo firmó.", "The mayor did not sign it.")) == [
        "negation-added warning"
    ]


def test_a_sure_loss_is_an_error_and_another_way_of_saying_it_is_not() -> None:
    source = "The mayor did not sign the order."
    assert rules(check, en_es(source, "El alcalde firmó la orden.")) == ["negation-lost error"]
    assert rules(check, en_es(source, "El alcalde rehusó, incapaz de firmarla.")) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("No olvide cerrar la puerta.", "Remember to close the door."),
        ("No puede faltar el postre.", "Dessert is a must."),
        ("La luna no tiene actividad.", "The moon is devoid of activity."),
    ],
)
def test_what_may_be_turned_the_other_way_round_is_no_more_than_a_warning(
    source: str, target: str
) -> None:
    assert "negation-lost error" not in rules(check, es_en(source, target))


def test_the_finding_shows_what_was_lost() -> None:
    source = "He came, but she will never come."
    finding = next(iter(check(en_es(source, "Él vino, pero ella vendrá."))))
    assert source[slice(*finding.source)] == "never"


def test_spanish_says_a_denial_twice_and_means_one() -> None:
    assert len(denials("No vino nadie nunca a ninguna reunión.", "es")) == 1
    assert len(denials("Nadie vino.", "es")) == 1
    assert len(denials("No vino. Nadie lo esperaba.", "es")) == 2
    assert denials("Vino nadie.", "es") == ()
