"""Where terms stand in a text, and whether a translation has them."""

from __future__ import annotations

import time

import pytest

from bilingua.glossary.terms import Glossary, Met, Term, Wording, places, stands, veiled

TERMS = Glossary(
    (
        Term.of("U.S. Customs and Border Protection", "la Oficina de Aduanas y Protección Fronteriza"),
        Term.of("Customs", "Aduanas"),
        Term.of("the Justice Department", "Departamento de Justicia"),
        Term.of("rafter", "balsero"),
        Term.of("climate change", "cambio climático"),
        Term.of("Gray's Law", "ley de Gray"),
        Term.of("Stone", "Stone"),
        Term.of("9/11", "el 11 de septiembre"),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "U.S. Customs and Border Protection said so.", ["U.S. Customs and Border Protection"]),
        ("en", "The Justice Department sued.", ["Justice Department"]),
        ("en", "the justice department", ["justice department"]),
        ("en", "U.S. CUSTOMS AND BORDER PROTECTION", ["U.S. CUSTOMS AND BORDER PROTECTION"]),
        ("en", "Rafters met a rafter.", ["Rafters", "rafter"]),
        ("en", "Since 9/11, climate  change goes on.", ["9/11", "climate  change"]),
        ("en", "Gray’s law and Gray's Law", ["Gray’s law", "Gray's Law"]),
        ("en", "a stone, Stone, @Stone, Stone-like, Stones, Stone.com", ["Stone"]),
        ("en", "grafters and crafters", []),
        ("es", "los balseros y un balsero", ["balseros", "balsero"]),
        ("es", "los cambios climáticos", ["cambios climáticos"]),
        ("es", "La Oficina de Aduanas y Protección Fronteriza", ["Oficina de Aduanas y Protección Fronteriza"]),
        ("es", "la Oficina de Aduanas", ["Aduanas"]),
        ("es", "", []),
    ],
)  # fmt: skip
def test_terms_are_met_the_longest_first(language: str, text: str, found: list[str]) -> None:
    assert [text[met.start : met.end] for met in TERMS.met(text, language)] == found


def test_the_plural_of_an_ordinary_term_is_told() -> None:
    met = TERMS.met("Rafters met a rafter.", "en")
    assert [one.plural for one in met] == [True, False]
    assert not TERMS.met("Stone", "en")[0].plural


@pytest.mark.parametrize("written", ["O’Hare Airport", "O'Hare Airport"])
@pytest.mark.parametrize("text", ["at O’Hare Airport today", "at O'Hare Airport today"])
def test_one_apostrophe_is_as_good_as_the_other(written: str, text: str) -> None:
    term = Term.of(written, "aeropuerto O’Hare")
    assert [met.term for met in Glossary((term,)).met(text, "en")] == [term]
    assert stands("en el aeropuerto O'Hare", term.spanish)


def test_of_two_lines_for_one_term_the_later_counts() -> None:
    twice = Glossary(
        (Term.of("city council", "ayuntamiento"), Term.of("city council", "concejo municipal"))
    )
    (met,) = twice.met("the city council", "en")
    assert met.term.spanish.text == "concejo municipal"
    # Read from Spanish, either is the council.
    assert [one.term.english.text for one in twice.met("el ayuntamiento", "es")] == ["city council"]


def test_an_article_is_none_of_the_words() -> None:
    assert Wording.of("the Justice Department", "en") == Wording("Justice Department", "the")
    assert Wording.of("la ONU", "es") == Wording("ONU", "la")
    assert Wording.of("The New York Times", "en") == Wording("The New York Times")
    assert Wording.of("La Habana", "es") == Wording("La Habana")
    assert Wording.of("el Nuevo Herald", "en") == Wording("el Nuevo Herald")
    assert Wording.of("the", "en") == Wording("the")


@pytest.mark.parametrize(
    ("text", "wording", "has"),
    [
        ("Los balseros llegaron.", "balsero", True),
        ("Las balsas llegaron.", "balsero", False),
        ("por cambios climáticos", "cambio climático", True),
        ("el cambio de clima", "cambio climático", False),
        ("del departamento de Justicia", "Departamento de Justicia", True),
        ("del Departamento de Estado", "Departamento de Justicia", False),
        ("Stones", "Stone", False),
        ("de\u00a0la OEA", "OEA", True),
    ],
)
def test_a_translation_has_a_term_in_any_form(text: str, wording: str, has: bool) -> None:
    assert stands(text, Wording(wording)) is has


def test_what_is_rendered_as_it_should_be_is_blanked_on_both_sides() -> None:
    source, target = "The rafters of 9/11.", "Los balseros del 11-S."
    both = veiled(source, target, TERMS.met(source, "en"), "es")
    assert both == ("The _______ of 9/11.", "Los ________ del 11-S.")
    assert list(places("x", Wording("x"))) == [(0, 1)]


def test_a_large_glossary_is_searched_as_fast_as_a_small_one() -> None:
    many = Glossary(
        (*(Term.of(f"Office {n} of Things", f"Oficina {n} de Cosas") for n in range(300)),
         *(Term.of(f"word{n} thing", f"cosa{n} palabra") for n in range(30_000)))
    )  # fmt: skip
    many.met("once", "en")
    text = "The Office 7 of Things met word29999 things and nobody else there. " * 10
    begun = time.perf_counter()
    assert len(many.met(text, "en")) == 20
    assert time.perf_counter() - begun < 0.5


def test_a_dump_is_not_searched() -> None:
    assert TERMS.met("rafter " * 10_000, "en") == []
    assert Met(0, 1, TERMS.terms[0]).plural is False
