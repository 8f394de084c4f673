"""A name keeps the letters that the source gives it."""

from __future__ import annotations

from bilingua.localize.localization import localize
from bilingua.localize.names import restore_names
from bilingua.localize.style import load_style


def test_an_accent_that_the_engine_lost_is_restored() -> None:
    source = "Enrique Peña Nieto habló con María García-Muñoz."
    target = "Enrique Pena Nieto spoke with Maria Garcia-Munoz."
    assert (
        restore_names(source, target, "en") == "Enrique Peña Nieto spoke with María García-Muñoz."
    )


def test_a_word_that_is_another_names_is_left() -> None:
    source = "Pena y Peña hablaron."
    assert restore_names(source, "Pena and Peña spoke.", "en") == "Pena and Peña spoke."
    assert restore_names("Ángeles caídos", "Fallen angels", "en") == "Fallen angels"


def test_a_country_has_a_name_of_its_own_in_each_language() -> None:
    source = "El Perú y América Latina, con África, y Los Ángeles."
    target = "Peru and Latin America, with Africa, and Los Angeles."
    assert restore_names(source, target, "en") == target


def test_localizing_restores_names() -> None:
    es, en = load_style("es-US"), load_style("en-US")
    assert localize("Habló Peña.", "Pena spoke.", es, en).text == "Peña spoke."
