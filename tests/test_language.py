"""Detection over whole stories, with hints, and a clear word where it cannot be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingua.errors import LanguageError
from bilingua.formats.registry import read
from bilingua.language import detect, detect_article, mixed_units

SPANISH = ("presupuesto-vivienda.md", "campeonato-beisbol.txt", "hospital-nuevo.html")
SAMPLES = sorted((Path(__file__).parents[1] / "samples").iterdir())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples_are_detected(path: Path) -> None:
    detection = detect_article(read(path.name, path.read_bytes()))
    assert detection.language == ("es" if path.name in SPANISH else "en")
    assert detection.confidence > 0.9


def test_a_third_language_is_named() -> None:
    with pytest.raises(LanguageError, match="“fr”"):
        detect([("u1", "Le gouvernement a annoncé mardi une réforme des retraites en France.")])


def test_too_little_text_asks_for_the_language() -> None:
    with pytest.raises(LanguageError, match="--from"):
        detect([("u1", "Miami")])
    assert detect([("u1", "Miami")], hint="es-MX").language == "es"


def test_units_in_the_other_language_are_told() -> None:
    units = [
        ("u1", "The mayor said on Tuesday that the city would build new homes for everyone."),
        ("u2", "El alcalde dijo el martes que la ciudad construirá viviendas nuevas para todos."),
        ("u3", "The council votes on the plan next week, and neighbors expect it to pass."),
    ]
    detection = detect(units)
    assert detection.language == "en"
    assert mixed_units(detection) == [("u2", "es")]


def test_what_the_file_declares_decides_where_the_text_is_short() -> None:
    short = [("u1", "El alcalde renunció ayer.")]
    with pytest.raises(LanguageError):
        detect(short)
    assert detect(short, hint="es-US").language == "es"
    with pytest.raises(LanguageError, match="“ru”"):
        detect([("u1", "Мэр заявил во вторник, что уйдет в отставку.")], hint="es")


def test_a_wrong_hint_gives_way_to_the_text() -> None:
    text = "The mayor said on Tuesday that the city would build new homes for everyone in town."
    assert detect([("u1", text)], hint="es").language == "en"


def test_candidates_are_listed_with_their_shares() -> None:
    english = ("u1", "The mayor said on Tuesday that the city would build new homes for everyone.")
    spanish = ("u2", "El alcalde dijo el martes que habrá viviendas.")
    candidates = dict(detect([english, spanish]).candidates)
    assert candidates["en"] > candidates["es"] > 0.2
