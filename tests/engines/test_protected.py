"""A segment whose names were lost is tried again with stand-ins for them."""

from __future__ import annotations

from bilingua.engines.apertium import Apertium
from bilingua.engines.base import Decoding, Direction
from bilingua.engines.capitals import Recased
from bilingua.engines.protected import other_tries
from bilingua.engines.routes import find_routes
from bilingua.names.strays import find_words


def test_a_lost_word_is_kept_by_a_stand_in(apertium: Apertium) -> None:
    routes = find_routes([apertium], Direction("en", "es"))
    text = "They spoke with Sting yesterday."
    tries = list(other_tries(routes[:1], [Recased(text)], [[(16, 21)]], Decoding()))
    assert [one and "Sting" in one.rendering.text for (one,) in tries] == [True]


def test_names_that_were_not_lost_are_put_right_then_too(apertium: Apertium) -> None:
    routes = find_routes([apertium], Direction("en", "es"))
    text = "They spoke with Sting in Havana."
    (names,) = find_words([text], "en")
    (answers,) = other_tries(routes[:1], [Recased(text, names=names)], [[(16, 21)]], Decoding())
    assert "Sting en La Habana" in answers[0].rendering.text
