"""These tests look at what a person installs: what ships with bilingua is set aside."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _nothing_shipped(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty: Path = tmp_path_factory.mktemp("shipped")
    monkeypatch.setattr("bilingua.engines.argos.SHIPPED", empty)
    monkeypatch.setattr("bilingua.models.packages.SHIPPED", empty)
