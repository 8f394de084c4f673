"""What was left as it was, goes on in the other language or goes round in circles is noticed."""

from __future__ import annotations

import pytest
from pairs import en_es, es_en, rules

from bilingua.checks.whole import check, loop_in

EN = "The council will vote on the new budget for public schools next week."
ES = "El concejo votará la semana próxima el nuevo presupuesto de las escuelas públicas."


@pytest.mark.parametrize("pair", [en_es(EN, EN), es_en(ES, ES)])
def test_a_sentence_that_was_copied_is_untranslated(pair) -> None:  # type: ignore[no-untyped-def]
    assert rules(check, pair) == ["untranslated error"]


@pytest.mark.parametrize("pair", [en_es(EN, ES), es_en(ES, EN)])
def test_a_translation_is_not(pair) -> None:  # type: ignore[no-untyped-def]
    assert rules(check, pair) == []


def test_a_page_that_switches_back_in_the_middle_of_a_sentence_is_caught_where_it_does() -> None:
    target = "El concejo votará el new budget for public schools next week."
    finding = next(iter(check(en_es(EN, target))))
    assert (finding.rule, finding.severity) == ("untranslated", "error")
    assert target[slice(*finding.target)].endswith("budget for public schools next week")
    back = "The council will vote next week el nuevo presupuesto de las escuelas públicas."
    assert rules(check, es_en(ES, back)) == ["untranslated error"]


@pytest.mark.parametrize(
    "pair",
    [
        en_es("Barack Obama, Harvard Law School", "Barack Obama, Harvard Law School"),
        en_es("He read “The Lord of the Rings” twice.", "Leyó «The Lord of the Rings» dos veces."),
        es_en("Rafael de la Cruz nació en La Paz.", "Rafael de la Cruz was born in La Paz."),
        en_es("See https://example.org/the-end-of-the-road.", "Ver https://example.org/the-end-of-the-road."),
    ],
)  # fmt: skip
def test_names_titles_and_addresses_may_stay(pair) -> None:  # type: ignore[no-untyped-def]
    assert "untranslated error" not in rules(check, pair)


def test_what_is_quoted_in_its_own_language_is_only_suspect() -> None:
    said = "“That is the way it is and was,” he sang."
    assert rules(check, en_es(said, "«That is the way it is and was», cantó.")) == [
        "untranslated warning"
    ]


@pytest.mark.parametrize(
    "pair",
    [
        es_en("Si no les gusta, c’est la vie!", "If they do not like it, c’est la vie!"),
        en_es("She writes blogs, posts videos, etc.", "Escribe blogs, sube videos, etc."),
        en_es("Voices for Africa has found sponsors.", "Voices for Africa ha hallado padrinos."),
        en_es("Rigor mortis had set in.", "El rigor mortis ya había aparecido."),
    ],
)
def test_words_of_both_languages_or_of_neither_are_no_sign(pair) -> None:  # type: ignore[no-untyped-def]
    assert "untranslated error" not in rules(check, pair)


def test_a_loop_is_found_where_it_begins_and_ends() -> None:
    text = "Sube cada vez más, cada vez más, cada vez más, cada vez más ahora."
    start, end = loop_in(text) or (0, 0)
    assert text[start:end] == "cada vez más, cada vez más, cada vez más, cada vez más"
    assert loop_in("no, no, no, dijo él") is None
    assert loop_in("") is None


def test_a_gross_loss_and_a_gross_gain_are_errors() -> None:
    assert rules(check, en_es(EN, "El concejo.")) == ["omission error"]
    assert rules(check, en_es("Mayor", ES)) == ["addition error"]
