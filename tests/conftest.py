"""Real engines, real files; what a machine lacks is skipped with its reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bilingua.engines.apertium import Apertium
from bilingua.engines.firefox import Firefox

ROOT = Path(__file__).parent.parent
SAMPLES = sorted(path for path in (ROOT / "samples").iterdir() if path.is_file())


@pytest.fixture(scope="session")
def apertium() -> Apertium:
    engine = Apertium()
    if not engine.directions() or shutil.which("lt-proc") is None:
        pytest.skip("Apertium is not installed: apt install apertium-eng-spa apertium-es-pt")
    return engine


@pytest.fixture(scope="session")
def firefox() -> Firefox:
    engine = Firefox()
    if not engine.directions():
        pytest.skip("The Firefox models are not installed: pip install 'bilingua[firefox]'")
    return engine


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the packages and settings of the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(home))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(home / "packages"))
    monkeypatch.setenv("BILINGUA_LANG", "en")
