"""What changed within a sentence is told word by word, and figures and negations are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingua.review.shown import in_plain_text, shown
from bilingua.review.words import Mark, after, before, changes, likeness, text_of


@pytest.mark.parametrize(
    ("old", "new", "shown_as"),
    [
        ("The vote was 6-3.", "The vote was 7-2.", "The vote was [-6-3-]{+7-2+}."),
        ("Nobody voted.", "Nobody voted.", "Nobody voted."),
        ("It will open.", "It will not open.", "It will {+not +}open."),
        ("A big red barn.", "A barn.", "A [-big red -]barn."),
        ("He said so.", "She wrote so.", "[-He said-]{+She wrote+} so."),
        ("El 12,5 por ciento.", "El 15 por ciento.", "El [-12,5-]{+15+} por ciento."),
    ],
)
def test_words_are_struck_and_added(old: str, new: str, shown_as: str) -> None:
    assert in_plain_text(changes(old, new, "en")) == shown_as


@pytest.mark.parametrize(
    ("old", "new", "language", "telling"),
    [
        ("It cost $214 million.", "It cost $241 million.", "en", ["214", "241"]),
        ("Three people died.", "Four people died.", "en", ["Three", "Four"]),
        ("He didn’t go.", "He did go.", "en", ["didn’t"]),
        ("La ley se aprobó.", "La ley no se aprobó.", "es", ["no"]),
        ("Murieron dos.", "Murieron tres.", "es", ["dos", "tres"]),
        ("A dog barked.", "The dog barked.", "en", []),
        ("On May 3 and May 9 it rained.", "It rained on May 3 and May 9.", "en", []),
    ],
)
def test_figures_and_negations_that_changed_are_told(
    old: str, new: str, language: str, telling: list[str]
) -> None:
    assert [p.text for p in changes(old, new, language) if p.telling] == telling


@given(st.text(max_size=80), st.text(max_size=80))
def test_both_texts_can_be_read_out_of_their_changes(old: str, new: str) -> None:
    pieces = changes(old, new, "es")
    assert text_of(before(pieces)) == old
    assert text_of(after(pieces)) == new
    assert 0 <= likeness(old, new) <= 1


def test_a_text_that_differs_in_all_of_a_hundred_thousand_words_takes_no_time() -> None:
    old = "one two three " * 30_000
    new = "dos tres uno " * 30_000
    marks = [piece.mark for piece in changes(old, new, "en")]
    assert set(marks) == {Mark.STRUCK, Mark.ADDED, Mark.KEPT} or len(marks) >= 2


def test_nothing_that_is_shown_acts_on_a_terminal() -> None:
    assert shown("\x1b[31mred\x9b0m") == "␛[31mred⟨9B⟩0m"
    assert shown("pay \u202e001$\u202c now") == "pay ⟨RLO⟩001$⟨PDF⟩ now"
    assert shown("one\ttwo\nthree") == "one two three"
    assert shown("Señor Ñandú — “sí”") == "Señor Ñandú — “sí”"
