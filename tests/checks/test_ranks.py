"""An office keeps its “acting”, “former”, “deputy” and “elect”."""

from __future__ import annotations

import pytest

from bilingua.checks.base import SegmentPair
from bilingua.checks.ranks import check
from bilingua.localize.style import load_style

STYLES = {"en": load_style("en_US"), "es": load_style("es_US")}


def missing(source: str, target: str, language: str) -> list[str]:
    other = {"en": "es", "es": "en"}[language]
    pair = SegmentPair(source, target, STYLES[language], STYLES[other])
    return [finding.values["text"] for finding in check(pair)]


@pytest.mark.parametrize(
    ("source", "target", "language", "lost"),
    [
        ("Lee, acting deputy assistant secretary of state", "Lee, vicesecretario", "en", "acting"),
        ("The deputy mayor resigned.", "El alcalde renunció.", "en", "deputy"),
        ("The former president spoke.", "El presidente habló.", "en", "former"),
        ("President-elect Smith spoke.", "El presidente Smith habló.", "en", "President-elect"),
        ("El ministro interino habló.", "The minister spoke.", "es", "interino"),
        ("Lee, subsecretario adjunto interino", "Lee, the deputy secretary", "es", "interino"),
        ("La exalcaldesa habló.", "The mayor spoke.", "es", "exalcaldesa"),
    ],
)
def test_a_lost_rank_is_told(source: str, target: str, language: str, lost: str) -> None:
    assert missing(source, target, language) == [lost]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("The former president spoke.", "El expresidente habló.", "en"),
        ("The acting director left.", "El director en funciones se fue.", "en"),
        ("El viceministro dijo que no.", "The deputy minister said no.", "es"),
        ("She stood under the president's portrait.", "Bajo el retrato del presidente.", "en"),
    ],
)
def test_a_rank_in_other_words_is_kept(source: str, target: str, language: str) -> None:
    assert missing(source, target, language) == []
