"""States after a town are written in full; nothing else is."""

from __future__ import annotations

import pytest

from bilingua.checks.base import SegmentPair
from bilingua.checks.names import check
from bilingua.localize.states import abbreviated, in_full
from bilingua.localize.style import load_style


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("In Tampa, Fla., it rained.", "In Tampa, Florida, it rained."),
        ("He left Scranton, Pa.", "He left Scranton, Pennsylvania."),
        ("He left Scranton, Pa. He came back.", "He left Scranton, Pennsylvania. He came back."),
        ("They (in Albany, N.Y.) won.", "They (in Albany, New York) won."),
        ("In Reno, Nev. on Monday", "In Reno, Nevada on Monday"),
        ("Rep. Carlos Ruiz, R-Fla., voted.", "Rep. Carlos Ruiz, R-Fla., voted."),
        ("He sang, La. La.", "He sang, Louisiana. La."),
    ],
)
def test_only_states_after_towns_are_written_in_full(short: str, full: str) -> None:
    assert in_full(short) == full


def test_only_after_a_town_is_it_a_state() -> None:
    text = "Del Wash left Tampa, Fla., and Reno, Nev."
    assert [text[start : start + 3] for start in sorted(abbreviated(text))] == ["Fla", "Nev"]


def test_a_state_in_full_is_no_changed_name() -> None:
    styles = load_style("en-US"), load_style("es-US")
    pair = SegmentPair(
        "It rained in Tampa, Fla., then.", "Llovió en Tampa, Florida, luego.", *styles
    )
    assert list(check([pair])) == []
