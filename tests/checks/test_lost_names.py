"""A name that a translation lost or misspelled is noticed; a name in its other form is not."""

from __future__ import annotations

import time

import pytest

from bilingua.article import Severity
from bilingua.checks.base import SegmentPair
from bilingua.checks.names import check
from bilingua.localize.style import load_style

STYLES = {"en": load_style("en-US"), "es": load_style("es-US")}


def findings(source: str, target: str, language: str = "en") -> list[tuple[str, str, Severity]]:
    other = "es" if language == "en" else "en"
    pair = SegmentPair(source, target, STYLES[language], STYLES[other])
    return [(f.rule, f.values.get("name", ""), f.severity) for _, f in check([pair])]


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("He saw Roger Stone.", "Vio a Roger Piedra.", ("name-lost", "Stone")),
        ("He saw Alan Kowalski.", "Vio a Alan.", ("name-lost", "Kowalski")),
        ("He saw Barack Obama.", "Vio a Barack Ogama.", ("name-changed", "Obama")),
        ("He lives in Colorado.", "Vive en Coroladio.", None),
        ("He lives in Israel.", "Vive en Irsael.", ("name-changed", "Israel")),
        ("We met in Virginia then.", "Nos vimos en Piedra.", ("name-lost", "Virginia")),
        ("They work for Walmart here.", "Aquí trabajan para Martillo.", ("name-lost", "Walmart")),
    ],
)
def test_lost_and_misspelled_names_are_errors(
    source: str, target: str, found: tuple[str, str] | None
) -> None:
    told = [
        (rule, name)
        for rule, name, severity in findings(source, target)
        if severity is Severity.ERROR
    ]
    assert told == ([found] if found else told)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("He flew from London to Germany.", "Voló de Londres a Alemania."),
        ("Muammar Gaddafi met Netanyahu in Kyiv.", "Muamar Gadafi vio a Netanyahu en Kiev."),
        ("They met Ali Khamenei there.", "Vieron allí a Ali Jamenei."),
        ("They saw Apollo X.", "Vieron el Apolo X."),
        ("We met in Virginia and Indiana.", "Nos vimos en Virginia e Indiana."),
        ("Enrique Peña Nieto spoke.", "Enrique Pena Nieto habló."),
        (
            "The German and Siberian guests of Herod.",
            "Los invitados alemanes y siberianos de Herodes.",
        ),
        ("The United Nations and the United States agreed.", "La ONU y EE. UU. acordaron."),
        ("Miami-Dade County voted.", "El condado de Miami-Dade votó."),
    ],
)
def test_other_forms_of_a_name_are_not(source: str, target: str) -> None:
    assert findings(source, target) == []


def test_a_person_of_whom_nothing_is_left_is_an_error() -> None:
    source = "Lo desarrolló John Smith en la década de 1970."
    lost = [("name-lost", name, Severity.ERROR) for name in ("John", "Smith")]
    assert findings(source, "He developed it in the 1970s.", "es") == lost
    assert findings("Llegó Juan Bautista.", "He met John the Baptist.", "es") == []


def test_a_half_translated_phrase_is_told_with_both_spans() -> None:
    pair = SegmentPair(
        "He saw the Wailing Wall.", "Vio el Muro Wailing.", STYLES["en"], STYLES["es"]
    )
    ((_, finding),) = check([pair])
    assert (finding.rule, finding.source, finding.target) == ("no-word", (11, 18), (12, 19))


def test_a_swapped_name_is_told_with_both_spans() -> None:
    pair = SegmentPair("We saw Ecuador too.", "Vimos a Piedra ayer.", STYLES["en"], STYLES["es"])
    ((_, finding),) = check([pair])
    assert (finding.severity, finding.source, finding.target) == (Severity.ERROR, (7, 14), (8, 14))


def test_what_the_story_keeps_elsewhere_is_a_name() -> None:
    pairs = [
        SegmentPair("They left Quantico.", "Se fueron de Quantico.", STYLES["en"], STYLES["es"]),
        SegmentPair("They love Quantico.", "Les encanta la base.", STYLES["en"], STYLES["es"]),
    ]
    assert [(n, f.rule, f.severity) for n, f in check(pairs)] == [(1, "name-lost", Severity.ERROR)]


@pytest.mark.parametrize("words", ["Aa ", "Xa-Ya ", "New York and ", "condado de Aa ", "Bank "])
@pytest.mark.parametrize("length", [4_000, 100_000])
def test_hostile_pairs_are_compared_in_seconds(words: str, length: int) -> None:
    text = words * (length // len(words))
    began = time.perf_counter()
    findings(f"He met Ana Kowalski. {text}", f"Vio a Piedra. {text.replace('a', 'e')}")
    assert time.perf_counter() - began < 10


def test_what_is_too_long_to_compare_is_told() -> None:
    pair = SegmentPair("He met Ana Kowalski. " * 300, "Se fue. " * 300, STYLES["en"], STYLES["es"])
    assert [(f.rule, f.severity) for _, f in check([pair])] == [("name-unread", Severity.WARNING)]
