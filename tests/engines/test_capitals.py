"""Capitals are lowered for the engine, which reads sentences."""

from __future__ import annotations

from bilingua.engines.capitals import Recased, recase_all


def test_shouting_is_lowered() -> None:
    shouted, plain = recase_all(
        ["HURRICANE WARNING AT 6 P.M. FOR U.S. COAST. FBI WARNS.", "The FBI said no."]
    )
    assert shouted == Recased("Hurricane warning at 6 p.m. for U.S. coast. FBI warns.", True)
    assert plain == Recased("The FBI said no.")


def test_a_name_that_the_story_writes_is_known_in_a_shouted_headline() -> None:
    headline, _ = recase_all(
        ["STONE WINS IN SPRINGFIELD", "In Springfield, Mayor Ruth Stone won the race."]
    )
    assert headline.text == "Stone wins in Springfield"


def test_a_title_case_headline_becomes_a_sentence_with_its_names() -> None:
    headline, _ = recase_all(
        [
            "Springfield Council Approves Rezoning Plan for Stone Harbor",
            "The rezoning divides Stone Harbor, and the council knows it.",
        ]
    )
    assert headline == Recased("Springfield council approves rezoning plan for Stone Harbor")


def test_names_in_a_row_are_no_headline() -> None:
    names = "Edward Lee, Alan Gross and Maria Soto Vega"
    assert recase_all([names]) == [Recased(names)]
