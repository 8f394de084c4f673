"""A politician keeps the party, as a letter or as a word."""

from __future__ import annotations

import pytest
from pairs import en_es, es_en, rules

from bilingua.checks.party import check, parties

EN = "Sen. Ana Ruiz (R-Fla.) voted no."


@pytest.mark.parametrize(
    "target",
    [
        "La senadora Ana Ruiz (R-Fla.) votó en contra.",
        "La senadora Ana Ruiz (R-Florida) votó en contra.",
        "La senadora Ana Ruiz, republicana por Florida, votó en contra.",
        "La senadora republicana Ana Ruiz votó en contra.",
    ],
)
def test_the_letter_and_the_word_are_one(target: str) -> None:
    assert rules(check, en_es(EN, target)) == []
    assert rules(check, es_en(target, EN)) == []


def test_another_party_is_an_error_and_a_lost_one_a_warning() -> None:
    changed = "La senadora Ana Ruiz (D-Fla.) votó en contra."
    assert rules(check, en_es(EN, changed)) == ["party error"]
    assert rules(check, es_en(changed, EN)) == ["party error"]
    assert rules(check, en_es(EN, "La senadora Ana Ruiz votó en contra.")) == ["party warning"]
    source = "El alcalde Luis Paz, demócrata por Ohio, ganó."
    assert rules(check, es_en(source, "Mayor Luis Paz, R-Ohio, won.")) == ["party error"]


def test_two_parties_must_both_arrive() -> None:
    source = "Ruiz, R-Fla., and Paz, D-Calif., met."
    assert rules(check, en_es(source, "Ruiz (R-Fla.) y Paz (D-Calif.) se reunieron.")) == []
    assert rules(check, en_es(source, "Ruiz (R-Fla.) y Paz (R-Calif.) se reunieron.")) == [
        "party warning"
    ]


def test_what_is_no_party() -> None:
    for text in ("In June 1944, D-Day, they landed.", "Take I-95, R-rated films.", "Vitamin D-3."):
        assert parties(text) == []
