"""A segment whose names were lost is tried again with stand-ins for them."""

from __future__ import annotations

from bilingua.engines.apertium import Apertium
from bilingua.engines.base import Decoding, Direction
from bilingua.engines.capitals import Recased
from bilingua.engines.protected import other_tries
from bilingua.engines.routes import find_routes


def test_a_lost_word_is_kept_by_a_stand_in(apertium: Apertium) -> None:
    routes = find_routes([apertium], Direction("en", "es"))
    text = "They spoke with Sting yesterday."
    tries = list(other_tries(routes[:1], [Recased(text)], [[(16, 21)]], Decoding()))
    assert [one and "Sting" in one.rendering.text for (one,) in tries] == [True]
