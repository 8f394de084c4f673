"""One person is one person throughout a story."""

from __future__ import annotations

from pairs import en_es, es_en

from bilingua.checks.base import SegmentPair
from bilingua.checks.gender import check


def contradictions(*pairs: SegmentPair) -> list[tuple[int, str]]:
    return [(position, finding.values["who"]) for position, finding in check(pairs)]


def test_a_senator_does_not_change_between_paragraphs() -> None:
    first = en_es("Sen. Mary Smith spoke first.", "La senadora Mary Smith habló primero.")
    right = en_es("Smith, the senator, then left.", "La senadora Smith se fue luego.")
    wrong = en_es("Smith, the senator, then left.", "El senador Smith se fue luego.")
    assert contradictions(first, right) == []
    assert contradictions(first, wrong) == [(1, "Smith")]


def test_the_source_knows_better() -> None:
    assert contradictions(en_es("Ms. Smith left.", "El senador Smith se fue.")) == [(0, "Smith")]
    assert contradictions(en_es("Ms. Smith left.", "La señora Smith se fue.")) == []
    assert contradictions(
        en_es("Sen. Smith said she was ill.", "El senador Smith dijo que estaba enfermo.")
    ) == [(0, "Smith")]
    assert contradictions(es_en("La senadora Smith se fue.", "Mr. Smith left.")) == [(0, "Smith")]


def test_an_office_may_say_what_it_is_over() -> None:
    source = "Secretary of State Luis Paz met his aides."
    wrong = "La secretaria de Estado Luis Paz se reunió con sus asesores."
    assert contradictions(en_es(source, wrong)) == [(0, "Luis Paz")]
    assert contradictions(en_es(source, wrong.replace("La secretaria", "El secretario"))) == []
    lawyer = en_es("Ms. Ruiz's lawyer left.", "El abogado de Ana Ruiz se fue.")
    assert contradictions(en_es("Ms. Ruiz left.", "La señora Ruiz se fue."), lawyer) == []


def test_he_is_not_she() -> None:
    assert contradictions(en_es("He said no.", "Ella dijo que no.")) == [(0, "Ella")]
    assert contradictions(es_en("Ella dijo que no.", "He said no.")) == [(0, "He")]
    assert contradictions(en_es("He said no.", "Él dijo que no.")) == []
    # After a preposition it may be a thing: "la enfermedad".
    assert contradictions(en_es("He learned about it.", "Se informó sobre ella.")) == []


def test_a_spokeswoman_is_no_spokesman() -> None:
    source = "A State Department spokeswoman said so."
    assert contradictions(en_es(source, "Lo dijo un portavoz del Departamento.")) == [
        (0, "un portavoz")
    ]
    assert contradictions(en_es(source, "Lo dijo una portavoz del Departamento.")) == []
    assert contradictions(es_en("Lo dijo la vocera.", "A spokesman said so.")) == [(0, "spokesman")]
    assert contradictions(es_en("Lo dijo la vocera.", "A spokesperson said so.")) == []
    assert contradictions(en_es("The actress won.", "El actor ganó.")) == [(0, "El actor")]
    both = en_es("The chairwoman met the president.", "La presidenta vio al presidente.")
    assert contradictions(both) == []
    # The force, not a member of it.
    assert contradictions(en_es("A policeman called.", "Llamó la policía.")) == []


def test_two_persons_of_one_name_are_two() -> None:
    pair = en_es(
        "President Bill Clinton and Sen. Hillary Clinton came.",
        "El presidente Bill Clinton y la senadora Hillary Clinton vinieron.",
    )
    assert contradictions(pair) == []


def test_a_family_a_case_and_a_verb_are_no_titles() -> None:
    assert contradictions(
        en_es("The Smith family sued.", "La familia Smith demandó."),
        en_es("Mr. Smith won.", "El señor Smith ganó."),
        en_es("Police asked Smith.", "La policía preguntó a Smith."),
    ) == []  # fmt: skip
