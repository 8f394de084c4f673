"""Terms put into sentences: the article, its contractions, the number of ordinary words."""

from __future__ import annotations

import pytest

from bilingua.glossary.terms import Term, Wording
from bilingua.glossary.wording import (
    agreed,
    article_of,
    in_number,
    put,
    with_article,
    without_article,
)

CBP = Term.of("U.S. Customs and Border Protection", "Oficina de Aduanas y Protección Fronteriza")
JUSTICE = Term.of("the Justice Department", "Departamento de Justicia")
CENTERS = Term.of("Centers for Disease Control", "Centros para el Control de Enfermedades")
HERALD = Term.of("el Nuevo Herald", "el Nuevo Herald")
UN = Term.of("the U.N.", "la ONU")
LAW = Term.of("Gray's Law", "ley de Gray")
PHONE = Term.of("iPhone", "iPhone")
ACRONYM = Term.of("NASA", "NASA")


@pytest.mark.parametrize(
    ("term", "text", "wanted"),
    [
        (CBP, "X dijo el lunes.", "La Oficina de Aduanas y Protección Fronteriza dijo el lunes."),
        (CBP, "agentes de X", "agentes de la Oficina de Aduanas y Protección Fronteriza"),
        (CBP, "El X calló.", "La Oficina de Aduanas y Protección Fronteriza calló."),
        (CBP, "X", "Oficina de Aduanas y Protección Fronteriza"),
        (CBP, "Fue así (X).", "Fue así (Oficina de Aduanas y Protección Fronteriza)."),
        (CBP, "su X", "su Oficina de Aduanas y Protección Fronteriza"),
        (CBP, "“X calla”", "“La Oficina de Aduanas y Protección Fronteriza calla”"),
        (JUSTICE, "funcionarios de X", "funcionarios del Departamento de Justicia"),
        (JUSTICE, "funcionarios de la X", "funcionarios del Departamento de Justicia"),
        (JUSTICE, "llegó a X", "llegó al Departamento de Justicia"),
        (JUSTICE, "A X no le gusta.", "Al Departamento de Justicia no le gusta."),
        (JUSTICE, "según X, y así", "según el Departamento de Justicia, y así"),
        (JUSTICE, "Ayer calló. X habló.", "Ayer calló. El Departamento de Justicia habló."),
        (CENTERS, "del X", "de los Centros para el Control de Enfermedades"),
        (HERALD, "dijo a la X que", "dijo al Nuevo Herald que"),
        (UN, "tropas de X", "tropas de la ONU"),
        (LAW, "X rige.", "Ley de Gray rige."),
        (PHONE, "X suena.", "iPhone suena."),
        (ACRONYM, "según X", "según NASA"),
        (ACRONYM, "de la X", "de la NASA"),
    ],
)  # fmt: skip
def test_spanish_gets_the_article_that_the_sentence_needs(
    term: Term, text: str, wanted: str
) -> None:
    at = text.index("X")
    assert put(text, at, at + 1, term, "es") == wanted


@pytest.mark.parametrize(
    ("term", "text", "wanted"),
    [
        (JUSTICE, "X said.", "The Justice Department said."),
        (JUSTICE, "it told X that", "it told the Justice Department that"),
        (JUSTICE, "the X sued", "the Justice Department sued"),
        (JUSTICE, "its X", "its Justice Department"),
        (JUSTICE, "X", "Justice Department"),
        (CBP, "agents of X", "agents of U.S. Customs and Border Protection"),
        (HERALD, "told X that", "told el Nuevo Herald that"),
    ],
)
def test_english_has_the_where_the_glossary_has_it(term: Term, text: str, wanted: str) -> None:
    at = text.index("X")
    assert put(text, at, at + 1, term, "en") == wanted


@pytest.mark.parametrize(
    ("words", "article"),
    [
        ("Administración de Alimentos", "la"), ("Universidad Estatal", "la"), ("Servicios Sociales", "los"),
        ("Programa de Vivienda", "el"), ("Ley de Aire Limpio", "la"), ("Fuerzas Armadas", "las"),
        ("Tribunal Supremo", "el"), ("Unidades Móviles", "las"), ("Google Maps", ""), ("ONU", ""),
    ],
)  # fmt: skip
def test_the_article_of_an_institution_is_that_of_its_noun(words: str, article: str) -> None:
    assert article_of(Wording(words)) == article


@pytest.mark.parametrize(
    ("term", "written", "language", "wanted"),
    [
        (Term.of("rafter", "balsero"), "rafters", "es", "balseros"),
        (Term.of("rafter", "balsero"), "Rafter", "es", "balsero"),
        (Term.of("rafters", "balseros"), "rafters", "es", "balseros"),
        (Term.of("climate change", "cambio climático"), "climate changes", "es", "cambios climáticos"),
        (Term.of("tax break", "exención de impuestos"), "tax breaks", "es", "exenciones de impuestos"),
        (Term.of("judge", "juez"), "judges", "es", "jueces"),
        (Term.of("bus", "autobús"), "buses", "es", "autobuses"),
        (Term.of("city council", "concejo municipal"), "concejos municipales", "en", "city councils"),
        (Term.of("inquiry", "pesquisa"), "pesquisas", "en", "inquiries"),
    ],
)  # fmt: skip
def test_an_ordinary_term_stands_in_the_sources_number(
    term: Term, written: str, language: str, wanted: str
) -> None:
    assert in_number(written, term, language) == wanted


@pytest.mark.parametrize(
    ("text", "old", "words", "wanted"),
    [
        ("y las vigas fueron", "vigas", "balseros", "y los balseros fueron"),
        ("Una viga de Cuba", "viga", "balsero", "Un balsero de Cuba"),
        ("12 vigas de", "vigas", "balseros", "12 balseros de"),
        ("del consejo", "consejo", "junta escolar", "de la junta escolar"),
        ("de la junta", "junta", "concejo", "del concejo"),
        ("Vigas a la vista", "Vigas", "balseros", "Balseros a la vista"),
    ],
)
def test_the_article_agrees_with_the_word_that_takes_anothers_place(
    text: str, old: str, words: str, wanted: str
) -> None:
    at = text.index(old)
    assert agreed(text, at, at + len(old), words, "es") == wanted


def test_a_term_by_itself_is_asked_for_as_a_sentence_has_it() -> None:
    assert with_article("rafters", "en") == "the rafters"
    assert with_article("balseros", "es") == "los balseros"
    assert with_article("junta escolar", "es") == "la junta escolar"
    assert without_article("the rafters") == "rafters"
    assert without_article("las vigas") == "vigas"
    assert without_article("vigas") == "vigas"
