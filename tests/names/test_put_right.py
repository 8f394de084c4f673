"""A name that an engine spoiled is put right where there is no doubt, and only there."""

from __future__ import annotations

import pytest

from bilingua.engines.base import Direction
from bilingua.names.find import find_names
from bilingua.names.restore import put_right, unjoined
from bilingua.names.strays import find_words

EN_ES, ES_EN = Direction("en", "es"), Direction("es", "en")


def righted(source: str, target: str, direction: Direction) -> str:
    return put_right(source, target, find_names([source], direction.source)[0], direction)


@pytest.mark.parametrize(
    ("source", "target", "right"),
    [
        # misspelled
        ("Alan Gross left.", "Alan Grosss se fue.", "Alan Gross se fue."),
        ("He met Edward Lee.", "Se reunió con Edwad Lee.", "Se reunió con Edward Lee."),
        # translated, beside what is left of the name
        ("He saw Roger Stone.", "Vio a Roger Piedra.", "Vio a Roger Stone."),
        # a place in the edition's form
        ("They met in Havana.", "Se reunieron en Havana.", "Se reunieron en La Habana."),
        ("It has returned to Cairo.", "Volvió al Cairo.", "Volvió a El Cairo."),
        (
            "Streets of Cairo are full.",
            "Calles del Cairo están llenas.",
            "Calles de El Cairo están llenas.",
        ),
        ("He left Cairo.", "Dejó el Cairo.", "Dejó El Cairo."),
        ("He likes Havana Club.", "Le gusta Havana Club.", "Le gusta Havana Club."),
        # but not within the name of a firm
        ("Air Canada flies to Canada.", "Air Canada vuela a Canada.", "Air Canada vuela a Canadá."),
        ("Write to a.b@c.org now.", "Escriba a a.b-c.org ahora.", "Escriba a a.b@c.org ahora."),
        ("He reads the Miami Herald.", "Lee el Herald de Miami.", "Lee el Miami Herald."),
        ("They met in Moss Square.", "Hablaron en la plaza Moss.", "Hablaron en Moss Square."),
        ("They met in India.", "Se reunieron en la india.", "Se reunieron en la India."),
        (
            "It is for Western Hemisphere affairs.",
            "Es para asuntos de Hemisphere Occidental.",
            "Es para asuntos de Hemisferio Occidental.",
        ),
        # nothing like it is there: a check's task
        ("He saw Roger Stone.", "Vio a un hombre.", "Vio a un hombre."),
    ],
)
def test_names_are_put_right(source: str, target: str, right: str) -> None:
    assert righted(source, target, EN_ES) == right


def test_portuguese_letters_are_not_left() -> None:
    source = "Jugó en Bayamón, según Toñito."
    (names,) = find_words([source], "es")
    assert put_right(source, "He played in Bayamão.", names, ES_EN) == "He played in Bayamón."
    names = find_words(["He signed in Kyoto."], "en")[0]
    assert put_right("He signed in Kyoto.", "Firmó en Quioto.", names, EN_ES) == "Firmó en Kyoto."


def test_into_english_too() -> None:
    source = "El senador Evo Morales viajó a La Habana."
    assert righted(source, "Senator Evo Morais traveled to La Habana.", ES_EN) == (
        "Senator Evo Morales traveled to Havana."
    )


@pytest.mark.parametrize(
    ("source", "target", "right"),
    [
        ("El Hospital Virgen de la Concha.", "Virgen da Concha Hospital.", "Virgen de la Concha Hospital."),
        ("En Puerto del Rosario.", "In Puerto do Rosario.", "In Puerto del Rosario."),
        # What is Portuguese in the source stays so.
        ("El alcalde de Vasco da Gama.", "The mayor of Vasco da Gama.", "The mayor of Vasco da Gama."),
        ("La ciudad.", "Praia do Forte.", "Praia do Forte."),
    ],
)  # fmt: skip
def test_portuguese_joints_leave_spanish_names(source: str, target: str, right: str) -> None:
    assert unjoined(source, target) == right
