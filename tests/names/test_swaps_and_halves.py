"""A word that stands for a name is found by its capital; a phrase half translated by what is left."""

from __future__ import annotations

import pytest

from bilingua.engines.base import Direction
from bilingua.names.find import find_names
from bilingua.names.halves import left
from bilingua.names.segment import Segment
from bilingua.names.swaps import swaps

DIRECTIONS = {"en": Direction("en", "es"), "es": Direction("es", "en")}


def swapped(source: str, target: str, language: str = "en") -> list[tuple[str, str, bool]]:
    direction = DIRECTIONS[language]
    names = find_names([source], language)[0]
    both = Segment.of(source, direction.source), Segment.of(target, direction.target)
    return [(s.name.text, s.instead.text, s.sure) for s in swaps(*both, names, direction)]


def left_over(source: str, target: str, language: str = "en") -> list[str]:
    direction = DIRECTIONS[language]
    names = find_names([source], language)[0]
    both = Segment.of(source, direction.source), Segment.of(target, direction.target)
    return [word.text for word, _ in left(*both, names, direction)]


@pytest.mark.parametrize(
    ("source", "target", "language", "swap"),
    [
        ("The Brennan Centre says so.", "El Centro Piedra lo dice.", "en", ("Brennan", "Piedra", True)),
        ("We flew to Ecuador last year.", "Volamos a Piedra el año pasado.", "en", ("Ecuador", "Piedra", True)),
        ("He met Roger Stone.", "Se reunió con Roger Piedra.", "en", ("Stone", "Piedra", True)),
        ("They saw Sting on stage.", "Vieron a Picadura en escena.", "en", ("Sting", "Picadura", False)),
        # resembles the name, but is an ordinary word
        ("Murió el yudoca Hitoshi Saito.", "The judoka Hitoshi Stone died.", "es", ("Saito", "Stone", False)),
        # the place was named twice
        ("Hablan de Israel y con Israel.", "They talk of Israel and with Stone.", "es", ("Israel", "Stone", False)),
        # beside a word of the name that was kept
        ("She flew to Santa Fe today.", "Hoy voló a Piedra Fe.", "en", ("Santa", "Piedra", False)),
        ("Ayer habló Enrique Peña Nieto.", "Yesterday Enrique Peña Grandson spoke.", "es", ("Nieto", "Grandson", True)),
    ],
)  # fmt: skip
def test_a_word_in_the_place_of_a_name_is_found(
    source: str, target: str, language: str, swap: tuple[str, str, bool]
) -> None:
    assert swapped(source, target, language) == [swap]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("They swam in the Dead Sea.", "Nadaron en el Mar Muerto."),
        ("The Black Forest is large.", "La Selva Negra es grande."),
        ("He left New York for London.", "Dejó Nueva York por Londres."),
        ("It lies in Aquarius now.", "Ahora está en Acuario."),
        ("After Alexander the Great came Rome.", "Tras Alejandro el Grande vino Roma."),
        ("The Ministry of Defence was silent.", "El Ministerio de Defensa calló."),
    ],
)
def test_what_is_translated_is_no_swap(source: str, target: str) -> None:
    assert swapped(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("He saw the Wailing Wall.", "Vio el Muro Wailing.", ["Wailing"]),
        ("He joined the Seventh Fleet.", "Se unió a la Séptima Fleet.", ["Fleet"]),
        ("He saw the Wailing Wall.", "Vio el Muro de las Lamentaciones.", []),
        ("It is by the Committee for Space Research.", "Es del Committee for Space Research.", []),
        ("He reads the Miami Herald.", "Lee el Miami Herald.", []),
    ],
)
def test_a_word_left_in_a_translated_phrase_is_found(
    source: str, target: str, words: list[str]
) -> None:
    assert left_over(source, target) == words
