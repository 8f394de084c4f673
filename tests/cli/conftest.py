"""The command within the tests' own process, where nothing is loaded twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from bilingua.cli import main


class Outcome(NamedTuple):
    """What a command ended with and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., Outcome]:
    """Run a command by its words, in a language of the interface."""

    def call(*args: str, language: str = "en") -> Outcome:
        monkeypatch.setenv("BILINGUA_LANG", language)
        monkeypatch.setattr("sys.argv", ["bilingua", *args])
        with pytest.raises(SystemExit) as end:
            main()
        return Outcome(int(str(end.value.code or 0)), *capfd.readouterr())

    return call
