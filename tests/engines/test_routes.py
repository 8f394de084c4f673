"""The best chain of installed directions is taken, or the one that was asked for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bilingua.article import Link
from bilingua.engines.base import Decoding, Direction, Rendering
from bilingua.engines.capitals import recase, restore
from bilingua.engines.guards import faults, is_shortened, split_long, translate_guarded
from bilingua.engines.routes import engines_for, find_routes, run_route
from bilingua.errors import EngineError

EN_ES = Direction("en", "es")


class Dictionary:
    """A real, if small, engine: it translates word by word from a table."""

    def __init__(self, name: str, cost: float, directions: str, words: dict[str, str]) -> None:
        self.name = name
        self._directions = {Direction(*d.split("-")): cost for d in directions.split()}
        self._words = words

    def directions(self) -> dict[Direction, float]:
        return self._directions

    def missing(self) -> str | None:
        return f"Install {self.name}."

    def translate(
        self, direction: Direction, segments: Sequence[str], decoding: Decoding
    ) -> list[Rendering]:
        return [self._render(segment) for segment in segments]

    def _render(self, segment: str) -> Rendering:
        text, links, at = "", [], 0
        for word in segment.split():
            start = segment.index(word, at)
            at = start + len(word)
            new = self._words.get(word, word)
            text += " " * bool(text) + new
            links.append(Link((start, at), (len(text) - len(new), len(text))))
        return Rendering(text, -0.5, tuple(links))


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
    assert rendering.score == -1.0
    assert rendering.links == (Link((0, 3), (0, 4)), Link((4, 9), (5, 9)))


def test_an_engine_that_copies_is_replaced_by_the_next_route() -> None:
    lazy = Dictionary("lazy", 0.5, "en-es", {})
    text = "The man of the house and the dog"
    good = Dictionary("good", 1.0, "en-es", dict(zip(text.split(), "El hombre de la casa y el perro".split(), strict=False)))  # fmt: skip
    routes = find_routes((lazy, good), EN_ES)
    guarded = translate_guarded(routes, [text], Decoding())[0]
    assert str(guarded.route) == "good en→es"
    assert guarded.findings == ()
    alone = translate_guarded(routes[:1], [text], Decoding())[0]
    assert [finding.rule for finding in alone.findings] == ["untranslated"]


def test_loops_and_lost_text_are_noticed() -> None:
    source = "The crisis made the city cut services for its poorest residents this year."
    loop = "La crisis cada vez más, cada vez más, cada vez más, cada vez más pobre."
    assert [f.rule for f in faults(source, loop, "en", "es")] == ["repetition"]
    assert [f.rule for f in faults(source, "La crisis.", "en", "es")] == ["omission"]
    assert (
        faults(source, "La crisis hizo que la ciudad recortara servicios este año.", "en", "es")
        == ()
    )
    assert not is_shortened("Miami", "Miami")


def test_long_segments_are_cut_at_clauses_and_lose_nothing() -> None:
    text = ", and ".join(["the mayor spoke to the council about the budget again"] * 25)
    parts = split_long(text)
    assert len(parts) > 1
    assert " ".join(parts) == text
    assert all(len(part.split()) <= 100 for part in parts)


def test_shouting_is_lowered_for_the_engine_and_restored() -> None:
    text, shouted = recase("HURRICANE WARNING AT 6 P.M. FOR U.S. COAST. FBI WARNS.")
    assert (text, shouted) == ("Hurricane warning at 6 p.m. for U.S. coast. FBI warns.", True)
    assert restore("Aviso de huracán", shouted) == "AVISO DE HURACÁN"
    assert recase("The FBI said no.") == ("The FBI said no.", False)
