"""Forms that the house does not print."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pairs import SPANISH, en_es, es_en, rules

from bilingua.checks.usage import check
from bilingua.errors import SettingsError
from bilingua.localize.style import load_style


def test_dollars_are_named_once() -> None:
    assert rules(check, en_es("It costs $2,000.", "Cuesta $2,000 dólares.")) == [
        "money-twice warning"
    ]
    assert rules(check, es_en("Cuesta $20 millones.", "It costs $20 million dollars.")) == [
        "money-twice warning"
    ]
    assert rules(check, en_es("It costs $2,000.", "Cuesta $2,000 o 2,000 dólares.")) == []


def test_titles_are_spelled_out_in_spanish() -> None:
    assert rules(check, en_es("Sen. Smith", "Sen. Smith"), info=True) == ["title info"]
    assert rules(check, en_es("Sen. Smith", "el senador Smith"), info=True) == []
    assert rules(check, es_en("el senador Smith", "Sen. Smith"), info=True) == []


def test_the_house_says_what_it_avoids(tmp_path: Path) -> None:
    assert rules(check, en_es("and/or", "Padres Y/O madres"), info=True) == ["usage info"]
    assert rules(check, en_es("or", "Padres o madres"), info=True) == []
    path = tmp_path / "ours.toml"
    path.write_text('extends = "es-US"\n[avoid]\n"aperturar" = "abrir"\n', encoding="utf-8")
    ours = load_style(path)
    pair = replace(en_es("to open", "aperturar y/o cerrar"), target_style=ours)
    assert rules(check, pair, info=True) == ["usage info", "usage info"]
    assert len(ours.avoid) == len(SPANISH.avoid) + 1


def test_a_style_that_avoids_in_another_shape_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text('extends = "es-US"\navoid = ["y/o"]\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="y/o"):
        load_style(path)
