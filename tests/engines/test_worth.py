"""A rendering is worth less for what it visibly spoils."""

from __future__ import annotations

import pytest

from bilingua.engines.base import Direction
from bilingua.engines.worth import worth
from bilingua.names.find import find_names

EN_ES, ES_EN = Direction("en", "es"), Direction("es", "en")


@pytest.mark.parametrize(
    ("direction", "source", "better", "worse"),
    [
        (EN_ES, "Neither firm gave a date.", "Ninguna firma dio fecha.", "Otra firma dio fecha."),
        (EN_ES, "Former Mayor Ruiz won.", "El exalcalde Ruiz ganó.", "El alcalde Ruiz ganó."),
        (EN_ES, "It fell on Monday.", "Cayó el lunes.", "Cayó el Monday."),
        (
            EN_ES,
            "They met Ruiz on Monday.",
            "Vieron a Ruiz el lunes.",
            "El viernes vieron a Ruiz el lunes.",
        ),
        (EN_ES, "Roughly half came.", "Vino cerca de la mitad.", "Roughly la mitad vino."),
        (EN_ES, "The raft sank.", "La balsa se hundió.", "La raftsiva se hundió."),
        (EN_ES, "They met Alan Gross.", "Vieron a Alan Gross.", "Vieron a Alan Bruto."),
        (ES_EN, "Nadie lo vio.", "Nobody saw it.", "He saw it."),
        (ES_EN, "El exalcalde Ruiz ganó.", "Former Mayor Ruiz won.", "Mayor Ruiz won."),
    ],
)
def test_what_turns_or_spoils_is_worth_less(
    direction: Direction, source: str, better: str, worse: str
) -> None:
    names = find_names([source], direction.source)[0]
    assert worth(source, worse, names, direction) < worth(source, better, names, direction) == 1


def test_a_name_is_no_word_that_was_left() -> None:
    source = "Young said no."
    names = find_names(["Neil Young came.", source], "en")[1]
    assert worth(source, "Young dijo que no.", names, EN_ES) == 1


def test_of_other_languages_nothing_is_known() -> None:
    assert worth("Nobody", "Alguém", (), Direction("en", "pt")) == 1
