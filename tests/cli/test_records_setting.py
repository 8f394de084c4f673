"""A newsroom's own field names, in bilingua.toml, hold for every command that reads a record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Outcome

from bilingua.formats.registry import use_records

Run = Callable[..., Outcome]
STORY = {"rotulo": "The council closes the old bridge", "nota": "It did not approve the budget."}
EDITION = {"rotulo": "El concejo cierra el puente viejo", "nota": "No aprobó el presupuesto."}


def test_check_and_diff_read_records_as_the_settings_say(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, story in (("a.en.json", STORY), ("a.es.json", EDITION)):
        (tmp_path / name).write_text(json.dumps(story))
    monkeypatch.chdir(tmp_path)
    try:
        unknown = run("check", "a.en.json", "a.es.json")
        assert unknown.code == 1
        assert "has: rotulo, nota. Say in bilingua.toml, under [records]" in unknown.err
        Path("bilingua.toml").write_text("[records]\nrotulo = 'headline'\nnota = 'body'\n")
        assert "2 segments" in run("check", "a.en.json", "a.es.json").out
        assert "No aprobó el presupuesto." in run("diff", "a.en.json", "a.es.json").out
    finally:
        use_records({})
