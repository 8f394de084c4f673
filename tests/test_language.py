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
