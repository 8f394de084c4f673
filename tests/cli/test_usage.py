"""Every error is one sentence with the right exit code, in the language of the interface."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command import COMMAND, Terminal, bilingua, environment

from bilingua.cli import main

Run = Callable[..., Any]
WRONG = [
    "translate",
    "translate --nonsense",
    "translate --profil es-MX",
    "translate a.md --to fr",
    "translate a.md --to es_XX",
    "translate a.md --profile nobody",
    "translate a.md --to en --profile es-MX",
    "translate a.md --engine systran",
    "translate a.md --from pt",
    "translate a.md --raw",
    "translate a.md -",
    "translate --config",
    "translate --force=yes",
    "translate --lines",
    "translate --lines --from en --to en",
    "translate --lines --to fr",
    "translate --lines --to es a b",
    "translate --lines --to es --json",
    "transalte a.md",
    "models install",
    "models install a b c",
    "models remove en",
    "models list all",
    "models frobnicate",
    "detect",
]


@pytest.mark.parametrize("command", WRONG)
def test_wrong_usage_is_one_sentence_and_exit_code_2(run: Run, command: str) -> None:
    code, _, complaint = run(*command.split())
    assert code == 2
    assert complaint.startswith("bilingua: ")
    assert complaint.count("\n") == 1
    assert len(complaint) > len("bilingua: .\n")
    assert complaint.endswith(".\n")


@pytest.mark.parametrize("command", WRONG)
def test_wrong_usage_is_told_in_spanish(run: Run, command: str) -> None:
    _, _, english = run(*command.split())
    code, _, spanish = run(*command.split(), language="es")
    assert code == 2
    assert spanish != english
    for word in ("Missing", "No such", "There is", "see “", "Usage", "Error"):
        assert word not in spanish


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_fails_is_one_sentence_and_exit_code_1(
    run: Run, language: str, tmp_path: Path
) -> None:
    (tmp_path / "bad.toml").write_text("[editions]\nes = 3\n")
    (tmp_path / "a.md").write_text("The mayor spoke to reporters on Monday about the new budget.")
    for command in (
        f"translate {tmp_path}/nothing.md",
        f"translate {tmp_path}",
        f"translate {tmp_path}/a.md --from en --route apertium --out {tmp_path}/a.md",
        f"translate {tmp_path}/a.md --from en --route en-xx-es",
        f"translate {tmp_path}/a.md --config {tmp_path}/none.toml",
        f"engines --config {tmp_path}/bad.toml",
        f"detect {tmp_path}/nothing.md",
        f"models install {tmp_path}/nothing.argosmodel",
        "models install en es --index ftp://example.org",
        "models remove en es",
    ):
        code, _, complaint = run(*command.split(), language=language)
        assert code == 1, command
        assert complaint.startswith("bilingua: "), command
        assert complaint.count("\n") == 1, complaint


def test_what_nobody_foresaw_is_a_sentence_and_a_traceback_only_on_request(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> int:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr("bilingua.cli.detect.detect_files", broken)
    code, _, complaint = run("detect", "a.md")
    assert code == 1
    assert "RuntimeError: two lines" in complaint
    assert complaint.count("\n") == 1
    monkeypatch.setenv("BILINGUA_DEBUG", "1")
    monkeypatch.setattr("sys.argv", ["bilingua", "detect", "a.md"])
    with pytest.raises(RuntimeError):
        main()


@pytest.mark.parametrize(
    "command",
    ["", "translate", "detect", "engines", "config", "models", "models install", "models remove"],
)
def test_help_is_spanish_to_the_last_word(command: str) -> None:
    text = bilingua(*command.split(), "--help", BILINGUA_LANG="es").stdout.decode()
    assert text.startswith(f"Uso: {' '.join(['bilingua', *command.split()])} ")
    assert "Opciones:" in text
    english = (
        "Usage Options Arguments Commands OPTIONS COMMAND required Show Print Language Install"
    )
    for word in english.split():
        assert word not in text
    assert "<" not in text  # the library's names of Python types


def test_bilingua_alone_shows_its_help() -> None:
    result = bilingua()
    assert result.returncode == 2
    assert result.stderr.decode().startswith("Usage: bilingua [OPTIONS] COMMAND")


@pytest.mark.parametrize("command", ["config", "--help", "engines --json"])
def test_a_reader_that_had_enough_is_no_error(command: str) -> None:
    process = subprocess.Popen(
        [*COMMAND, *command.split()], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment(),
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.wait(timeout=60) == 1
    assert process.stderr.read() == b""


def test_ctrl_c_ends_quietly() -> None:
    terminal = Terminal()
    process = subprocess.Popen(
        [*COMMAND, "translate", "-"], stdin=terminal.slave, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=environment(), start_new_session=True,
    )  # fmt: skip
    assert process.stderr is not None
    assert b"Ctrl-D" in process.stderr.readline()  # it reads now
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    assert process.stderr.read() == b""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_is_told() -> None:
    with open("/dev/full", "wb") as full:
        result = subprocess.run(
            [*COMMAND, "config"], stdout=full, stderr=subprocess.PIPE, env=environment(),
            check=False,
        )  # fmt: skip
    assert result.returncode == 1
    assert result.stderr.decode().count("\n") == 1
    assert b"No space left" in result.stderr


def test_help_loads_no_engine_and_no_detector() -> None:
    code = "import sys; sys.argv = ['bilingua', '--help']\nfrom bilingua.cli import main\ntry: main()\nexcept SystemExit: print([m for m in sys.modules if m in HEAVY])"
    heavy = [
        "babel",
        "polib",
        "langdetect",
        "argostranslate",
        "ctranslate2",
        "numpy",
        "threadpoolctl",
    ]
    result = subprocess.run(
        [sys.executable, "-c", f"HEAVY = {heavy}\n{code}"], capture_output=True, check=True,
        env=environment(),
    )  # fmt: skip
    assert result.stdout.decode().splitlines()[-1] == "[]"
