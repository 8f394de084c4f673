"""The review app over a folder with one pair."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsroom import make_pair
from visitor import Browser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "editions"


@pytest.fixture
def pair(folder: Path) -> Path:
    return make_pair(folder)


@pytest.fixture
def browser(folder: Path, pair: Path) -> Browser:
    return Browser(folder)
