"""What institutions are called, whatever an engine would make of them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bilingua.draft import hand_over
from bilingua.engines.apertium import Apertium
from bilingua.engines.base import Direction
from bilingua.glossary.institutions import institutions
from bilingua.glossary.terms import Glossary, Term
from bilingua.glossary.wording import article_of
from bilingua.localize.style import load_style
from bilingua.names.name import Kind
from bilingua.pipeline import Road, translate_segments


def terms(text: str, style: str, glossary: Glossary | None = None) -> dict[str, str]:
    """The terms that are found in a text, each with its rendering."""
    used = load_style(style)
    used = replace(used, glossary=glossary) if glossary else used
    (handed,) = hand_over([text], used)
    other = "es" if used.language == "en" else "en"
    return {n.text: n.written(other) for n in handed.recased.names if n.kind is Kind.TERM}


def test_every_institution_has_both_names_and_its_article() -> None:
    for term in institutions().terms:
        assert term.english.text[0].isupper() or term.english.text.startswith("regional gov")
        assert term.spanish.text[0].isupper()
        if not term.kept and "Fronteras" not in term.spanish.text:
            assert article_of(term.spanish) in ("el", "la", "los", "las"), term
        assert re.search(r"\s{2}|[;\t]", term.english.text + term.spanish.text) is None


@pytest.mark.parametrize(
    ("text", "style", "found"),
    [
        ("U.S. Customs and Border Protection said so.", "en-US",
         {"United States Customs and Border Protection": "Oficina de Aduanas y Protección Fronteriza"}),
        ("The U.S. Justice Department sued.", "en-US",
         {"United States Justice Department": "Departamento de Justicia de Estados Unidos"}),
        ("The California Department of Justice sued.", "en-US", {}),
        ("The Texas National Guard came.", "en-US", {}),
        ("El Departamento de Justicia de Cataluña calló.", "es-ES", {}),
        ("La Guardia Civil detuvo a tres.", "es-ES", {"Guardia Civil": "Civil Guard"}),
        ("La Reserva Federal de Estados Unidos calló.", "es-US",
         {"Reserva Federal de Estados Unidos": "U.S. Federal Reserve"}),
    ],
)  # fmt: skip
def test_institutions_are_found_but_those_of_other_places(
    text: str, style: str, found: dict[str, str]
) -> None:
    assert terms(text, style) == found


def test_a_newsrooms_own_term_goes_before() -> None:
    own = Glossary((Term.of("the Coast Guard", "los Guardacostas"),))
    assert terms("The Coast Guard came.", "en-US", own) == {"Coast Guard": "Guardacostas"}


def test_an_engine_that_knows_no_institutions_calls_them_right(apertium: Apertium) -> None:
    styles = {"en": load_style("en-US"), "es": load_style("es-US")}
    road = Road([apertium], styles)
    text = "Agents of the Border Patrol and the Coast Guard helped."
    _route, (said,) = translate_segments([text], Direction("en", "es"), road)
    assert "la Patrulla Fronteriza" in said.text
    assert "la Guardia Costera" in said.text
