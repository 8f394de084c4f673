"""`bilingua review` as a command: its address, its end, and that it talks to this machine only."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from newsroom import make_pair

# Ends the process when it calls anybody: connects, sends, or asks for a name.
GUARD = """
import sys
def hook(event, args):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        import os; os._exit(99)
sys.addaudithook(hook)
"""


@contextmanager
def reviewing(*args: str, **env: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command, and the address that it printed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bilingua", "review", *args],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"BILINGUA_LANG": "en"} | env,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


def page(address: str, **headers: str) -> str:
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    opener.addheaders = list(headers.items())
    with opener.open(address, timeout=20) as answer:
        return str(answer.read().decode())


def wait_until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_pair(tmp_path / "editions")
    return tmp_path / "editions"


def test_the_address_that_is_printed_opens_the_list(folder: Path) -> None:
    with reviewing(str(folder), "--no-browser") as (process, address):
        assert address.startswith("http://127.0.0.1:")
        assert "Council closes the bridge" in page(address)
        assert '<html lang="en">' in page(address)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
        assert process.returncode == 0
        assert said.splitlines()[-1] == "Ended; everything that was said to be saved is on disk."
        assert "Traceback" not in said


def test_the_command_line_says_in_which_language(folder: Path) -> None:
    with reviewing(str(folder), "--no-browser", "--lang", "es") as (_, address):
        assert '<html lang="es">' in page(address)
        assert '<html lang="es">' in page(address, **{"Accept-Language": "en"})


def test_a_folder_keeps_its_port_while_it_is_free(folder: Path) -> None:
    def port(address: str) -> str:
        return address.split(":")[2].split("/")[0]

    command = (str(folder), "--no-browser")
    with reviewing(*command) as (_, first), reviewing(*command) as (_, second):
        assert port(first) != port(second)
        assert "Council" in page(second)
    with reviewing(str(folder), "--no-browser") as (_, again):
        assert port(again) == port(first)
        assert again != first


def test_a_port_that_is_taken_is_an_error_of_one_sentence(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        with reviewing(str(folder), "--no-browser", "--port", port) as (process, _):
            _, said = process.communicate(timeout=20)
    assert process.returncode == 1
    assert said.startswith(f"bilingua: Port {port} cannot be had")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["{folder}/none"], "There is no folder"),
        (["{folder}/bridge.es.po"], "There is no folder"),
        (["{folder}", "--port", "70000"], "--port takes a number"),
        (["{folder}", "--lang", "fr"], "--lang takes en or es"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(
    run, folder: Path, args: list[str], said: str
) -> None:
    outcome = run("review", *(arg.format(folder=folder) for arg in args), "--no-browser")
    assert outcome.code == 2
    assert said in outcome.err
    assert outcome.err.count("\n") == 1


def test_the_browser_is_opened_and_no_command_line_has_the_token(
    folder: Path, tmp_path: Path
) -> None:
    browser, home = tmp_path / "browser", tmp_path / "home"
    home.mkdir()
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\nsleep 30\n')
    browser.chmod(0o755)
    env = {"BROWSER": f"{browser} %s", "DISPLAY": ":0", "HOME": str(home)}
    with reviewing(str(folder), **env) as (process, address):
        wait_until(lambda: (tmp_path / "opened").is_file() and (tmp_path / "opened").read_text())
        token = address.partition("token=")[2]
        assert token not in Path(f"/proc/{process.pid}/cmdline").read_text()
        door = Path((tmp_path / "opened").read_text().strip().removeprefix("file://"))
        assert token not in str(door)
        assert door.stat().st_mode & 0o777 == 0o600
        assert f"url={address}" in door.read_text()
        page(address)
        wait_until(lambda: not door.exists())
    assert list(home.iterdir()) == []


def test_the_door_is_taken_away_at_the_end(folder: Path, tmp_path: Path) -> None:
    env = {"BROWSER": "true %s", "DISPLAY": ":0", "HOME": str(tmp_path)}
    with reviewing(str(folder), **env) as (process, _):
        assert list(tmp_path.glob("bilingua-review-*.html"))
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert list(tmp_path.glob("bilingua-review-*.html")) == []


def test_it_calls_nobody_and_listens_on_the_loopback_only(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD)
    paths = [str(tmp_path / "guard"), os.environ.get("PYTHONPATH", "")]
    guarded = os.pathsep.join(filter(None, paths))
    with reviewing(str(folder), "--no-browser", PYTHONPATH=guarded) as (process, address):
        assert "Council" in page(address)
        port = int(address.split(":")[2].split("/")[0])
        own = {a[4][0] for a in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
        for host in own - {"127.0.0.1", "127.0.1.1"}:
            with socket.socket() as probe:
                probe.settimeout(2)
                assert probe.connect_ex((host, port)) != 0
        assert process.poll() is None
