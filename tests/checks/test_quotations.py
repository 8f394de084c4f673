"""What is quoted stays quoted, between marks that close, by the same person."""

from __future__ import annotations

import pytest
from pairs import en_es, es_en, rules

from bilingua.checks import attribution
from bilingua.checks.quotations import check, quotations, unbalanced

SAID = "“We will open the bridge in May,” said Thomas Stone."


def test_every_quotation_is_pointed_out() -> None:
    pair = en_es(SAID, "“Abriremos el puente en mayo”, dijo Thomas Stone.")
    assert rules(check, pair, info=True) == ["quotation info"]
    finding = next(iter(check(pair)))
    assert pair.source[slice(*finding.source)] == "We will open the bridge in May,"


def test_a_quotation_without_its_marks_is_found() -> None:
    assert rules(check, en_es(SAID, "Abriremos el puente en mayo, dijo Thomas Stone.")) == [
        "quotation-lost warning"
    ]
    source = "«Abriremos el puente en mayo», dijo Thomas Stone."
    assert rules(check, es_en(source, "We will open the bridge in May, said Thomas Stone.")) == [
        "quotation-lost warning"
    ]


def test_marks_from_nowhere_are_found() -> None:
    plain = "The bridge will open in May, said Thomas Stone."
    assert rules(check, en_es(plain, "“El puente se abrirá en mayo”, dijo Thomas Stone.")) == [
        "quotation-added warning"
    ]


def test_one_of_two_quotations_is_missed() -> None:
    source = "He called it “a gift to all of us” and “a start.”"
    assert rules(check, en_es(source, "Lo llamó “un regalo para todos” y un comienzo.")) == [
        "quotation-marks warning"
    ]


def test_marks_around_other_words_are_found() -> None:
    source = "Stone said “never” and the council went on to speak about roads, schools and parks."
    moved = "Stone dijo “nunca y el concejo pasó a hablar de caminos, escuelas y parques”."
    assert rules(check, en_es(source, moved)) == ["quotation-moved warning"]


def test_a_mark_without_a_partner_is_found_where_the_source_has_none() -> None:
    assert rules(check, en_es(SAID, "“Abriremos el puente en mayo, dijo Stone."))[-1] == (
        "quotation-open warning"
    )
    # A quotation that runs on into the next sentence is open on both sides.
    assert rules(check, en_es("“We will open it.", "“Lo abriremos.")) == []


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "yes" to all.', ["yes"]),
        ("Dijo «sí» a todos.", ["sí"]),
        ("‘Yes,’ he said, ‘it’s ours.’", ["Yes,", "it’s ours."]),
        ("The workers' union and the '90s", []),
        ("It's John's dog", []),
        ("Lo llamó «“el” puente».", ["“el” puente", "el"]),
    ],
)
def test_marks_of_all_kinds_are_read(text: str, inside: list[str]) -> None:
    found = quotations(text).quotations
    assert sorted(text[q.start : q.end] for q in found) == sorted(inside)


def test_brackets_have_partners() -> None:
    assert unbalanced("a (b) [c]") is None
    assert unbalanced("a) first; b) second") is None
    assert unbalanced("a (b") == 2
    assert rules(check, en_es("It rained (again).", "Llovió (otra vez.")) == ["brackets warning"]
    assert rules(check, es_en("Llovió (otra vez).", "It rained.")) == []


def test_the_speaker_is_the_same_person() -> None:
    source = "“We won,” said Rosa Peña after talking to Thomas Stone."
    right = "“Ganamos”, dijo Rosa Peña tras hablar con Thomas Stone."
    wrong = "“Ganamos”, dijo Thomas Stone tras hablar con Rosa Peña."
    assert rules(attribution.check, en_es(source, right)) == []
    assert rules(attribution.check, en_es(source, wrong)) == ["attribution warning"]
    assert rules(attribution.check, es_en(wrong, source)) == ["attribution warning"]
