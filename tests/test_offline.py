"""Nothing opens a socket but an explicit `models install`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from tiny import make_package

import bilingua
from bilingua.engines.apertium import Apertium
from bilingua.engines.firefox import Firefox

SAMPLES = Path(__file__).parent.parent / "samples"
STORY = SAMPLES / "school-budget.md"
ROUTES = ["argos", "firefox+apertium", "apertium"]
# Ends the process at the first sign of a socket, whoever opens it and from whatever thread.
GUARD = """
import sys
def hook(event, args):
    if event.startswith("socket.") and event != "socket.gethostname":
        sys.stderr.write(f"SOCKET {event} {args}\\n"); sys.stderr.flush()
        import os; os._exit(99)
sys.addaudithook(hook)
"""


@pytest.fixture(params=ROUTES)
def route(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    apertium: Apertium, firefox: Firefox,
) -> str:  # fmt: skip
    """Each engine that translates, argos with a whole package."""
    if request.param == "argos":
        make_package(tmp_path / "packages")
        monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    return str(request.param)


@pytest.fixture
def guarded(tmp_path: Path) -> dict[str, str]:
    """An environment in which a process that opens a socket ends with exit code 99."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD)
    paths = [str(tmp_path / "guard"), os.environ.get("PYTHONPATH", "")]
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}


def test_the_guard_sees_a_socket(guarded: dict[str, str]) -> None:
    for probe in ("socket.socket()", "socket.getaddrinfo('localhost', 9)"):
        code = [sys.executable, "-c", f"import socket; {probe}"]
        assert subprocess.run(code, env=guarded, capture_output=True, check=False).returncode == 99


def test_translating_opens_no_socket(route: str, guarded: dict[str, str], tmp_path: Path) -> None:
    code = [
        *(sys.executable, "-m", "bilingua", "translate", str(STORY), "--route", route),
        *("--out", str(tmp_path / "e")),
    ]
    result = subprocess.run(code, env=guarded, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode()
    assert (tmp_path / "e" / "school-budget.es.md").is_file()


def test_translating_within_a_program_opens_no_socket(
    route: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    pair = bilingua.translate(bilingua.read(STORY), to="es_US", route=route)
    assert pair.story.translations


@pytest.mark.parametrize(
    "command", ["engines", "config", "detect {story}", "models list", "models verify"]
)
def test_no_other_command_opens_one(guarded: dict[str, str], tmp_path: Path, command: str) -> None:
    make_package(tmp_path / "packages")
    words = command.format(story=STORY).split()
    result = subprocess.run(
        [sys.executable, "-m", "bilingua", *words], capture_output=True, check=False,
        env=guarded | {"ARGOS_PACKAGES_DIR": str(tmp_path / "packages")},
    )  # fmt: skip
    assert result.returncode != 99, result.stderr.decode()
    assert result.stdout
