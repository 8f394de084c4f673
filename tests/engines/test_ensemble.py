"""Two models together: one reads Portuguese, one the original."""

from __future__ import annotations

import pytest

from bilingua.engines.apertium import Apertium
from bilingua.engines.argos import Argos
from bilingua.engines.base import Decoding, Direction
from bilingua.engines.ensemble import Ensemble
from bilingua.engines.firefox import Firefox
from bilingua.engines.routes import find_routes, run_route

EN_ES, ES_EN, PT_EN, PT_ES = (
    Direction(*pair.split("-")) for pair in ("en-es", "es-en", "pt-en", "pt-es")
)


@pytest.fixture(scope="module")
def ensemble(firefox: Firefox) -> Ensemble:
    return Ensemble()


def test_it_needs_firefox_to_say_english() -> None:
    assert PT_ES in Ensemble().directions()


def test_it_leads_both_ways(ensemble: Ensemble, apertium: Apertium, firefox: Firefox) -> None:
    engines = (Argos(), firefox, ensemble, apertium)
    assert str(find_routes(engines, EN_ES)[0]) == "firefox en→pt + ensemble pt→es"
    assert str(find_routes(engines, ES_EN)[0]) == "apertium es→pt + ensemble pt→en"


def test_the_original_is_heard(ensemble: Ensemble) -> None:
    said = "Ele sentou-se no banco."
    (alone,) = ensemble.translate(PT_ES, [said], Decoding())
    original = "She sat down on the bench in the park."
    (hers,) = ensemble.translate(PT_ES, [said], Decoding(originals=[original]))
    assert "Ella" not in alone.text
    assert hers.text.startswith("Ella ")


def test_links_lead_from_the_original(
    ensemble: Ensemble, apertium: Apertium, firefox: Firefox
) -> None:
    text = "Susan Field met Roberto Casas in Lima."
    route = find_routes((firefox, ensemble), EN_ES)[0]
    (rendering,) = run_route(route, [text], Decoding(align=True))
    for name in ("Field", "Casas", "Lima"):
        here, there = text.index(name), rendering.text.index(name)
        assert any(
            link.source[0] <= here < link.source[1] and link.target[0] <= there < link.target[1]
            for link in rendering.links
        ), name
    assert rendering.score is not None
    assert rendering.score < 0


def test_empty_segments_stay_empty(ensemble: Ensemble) -> None:
    said = ensemble.translate(PT_EN, ["", "Boa noite."], Decoding(originals=["", "Buenas noches."]))
    assert [one.text for one in said] == ["", "Good night."]
