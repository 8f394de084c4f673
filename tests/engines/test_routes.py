"""The best chain of installed directions is taken, or the one that was asked for."""

from __future__ import annotations

import pytest
from dictionary import Dictionary

from bilingua.article import Link
from bilingua.engines.base import Decoding, Direction
from bilingua.engines.routes import engines_for, find_routes, run_route
from bilingua.errors import EngineError

EN_ES = Direction("en", "es")


FIRST = Dictionary("first", 1.0, "en-pt", {"house": "casa", "red": "vermelha"})
SECOND = Dictionary("second", 1.2, "pt-es", {"vermelha": "roja"})
DIRECT = Dictionary("direct", 3.0, "en-es es-en", {"house": "hogar"})


def test_the_cheapest_chain_comes_first() -> None:
    routes = find_routes((DIRECT, FIRST, SECOND), EN_ES)
    assert [str(route) for route in routes] == ["first en→pt + second pt→es", "direct en→es"]


def test_a_route_can_be_pinned_by_languages_or_engines() -> None:
    engines = (DIRECT, FIRST, SECOND)
    assert str(find_routes(engines, EN_ES, pinned="en-es")[0]) == "direct en→es"
    assert str(find_routes(engines, EN_ES, pinned="direct")[0]) == "direct en→es"
    assert len(find_routes(engines, EN_ES, pinned="first+second")) == 1
    with pytest.raises(EngineError, match="bilingua engines"):
        find_routes(engines, EN_ES, pinned="en-fr-es")


def test_without_a_route_the_error_says_what_to_install() -> None:
    with pytest.raises(EngineError, match="Install first"):
        find_routes((FIRST,), EN_ES)
    with pytest.raises(EngineError, match="no engine “google”"):
        engines_for(["google"])


def test_a_chain_adds_scores_and_joins_links() -> None:
    route = find_routes((FIRST, SECOND), EN_ES)[0]
    rendering = run_route(route, ["red house"], Decoding(align=True))[0]
    assert rendering.text == "roja casa"
    assert rendering.score == -0.4
    assert rendering.links == (Link((0, 3), (0, 4)), Link((4, 9), (5, 9)))
