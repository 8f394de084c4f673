"""The package that ships with bilingua translates where nothing else is installed."""

from __future__ import annotations

import pytest
from tiny import make_package

from bilingua.engines.apertium import Apertium
from bilingua.engines.argos import SHIPPED, Argos
from bilingua.engines.base import Decoding, Direction
from bilingua.engines.firefox import Firefox
from bilingua.engines.guards import PEERS, faults
from bilingua.engines.routes import find_routes
from bilingua.models.packages import installed

EN_ES, ES_EN = Direction("en", "es"), Direction("es", "en")


TOLD = {
    EN_ES: (
        "The council voted on Tuesday to build 2,800 apartments before 2030.",
        "martes",
        "2030",
    ),
    ES_EN: (
        "El consejo votó el martes construir 2,800 viviendas antes de 2030.",
        "Tuesday",
        "2,800",
    ),
}


@pytest.mark.parametrize("direction", TOLD, ids=str)
def test_either_language_needs_nothing_but_bilingua(direction: Direction) -> None:
    text, day, figure = TOLD[direction]
    texts = [text, "Miami", "", "()"]
    said = [r.text for r in Argos().translate(direction, texts, Decoding())]
    assert day in said[0]
    assert figure in said[0]
    assert said[1] == "Miami"
    assert all(not faults(a, b, *direction) for a, b in zip(texts, said, strict=True))


def test_it_aligns_what_it_copies() -> None:
    text = "Susan Field met Roberto Casas in Lima."
    rendering = Argos().translate(EN_ES, [text], Decoding(align=True))[0]
    for name in ("Field", "Casas", "Lima"):
        here, there = text.index(name), rendering.text.index(name)
        assert any(
            link.source[0] <= here < link.source[1] and link.target[0] <= there < link.target[1]
            for link in rendering.links
        )


def test_it_stands_behind_the_route_through_portuguese(
    apertium: Apertium, firefox: Firefox
) -> None:
    routes = [str(route) for route in find_routes((Argos(), firefox, apertium), EN_ES)]
    assert routes[:3] == [
        "firefox en→pt + apertium pt→es",
        "argos en→es",
        "firefox en→pt + argos pt→es",
    ]
    back = [str(route) for route in find_routes((Argos(), firefox, apertium), ES_EN)]
    assert back[:3] == ["apertium es→pt + firefox pt→en", "argos es→en", "apertium es→en"]


def test_without_apertium_two_ways_lead_to_spanish_that_are_as_good(firefox: Firefox) -> None:
    direct, chain = find_routes((Argos(), firefox), EN_ES)
    assert [str(direct), str(chain)] == ["argos en→es", "firefox en→pt + argos pt→es"]
    assert chain.cost - direct.cost < PEERS


def test_a_package_that_a_person_installed_comes_first(
    tmp_path, monkeypatch: pytest.MonkeyPatch, apertium: Apertium, firefox: Firefox
) -> None:
    make_package(tmp_path)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path))
    routes = [str(route) for route in find_routes((Argos(), firefox, apertium), EN_ES)]
    assert routes[0] == "argos en→es"


def test_they_state_their_licence_and_are_small() -> None:
    shipped = [model for model in installed() if model.path.parent == SHIPPED]
    assert [model.licence for model in shipped] == ["MPL-2.0"] * 3
    assert all(model.size <= 25_000_000 for model in shipped)
