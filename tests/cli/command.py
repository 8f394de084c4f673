"""The command as people run it: in a process of its own, piped or on a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import threading
from pathlib import Path

COMMAND = (sys.executable, "-m", "bilingua")


def environment(**env: str) -> dict[str, str]:
    # Output is buffered, as it is for people, whatever the tests themselves run with.
    return os.environ | {"BILINGUA_LANG": "en", "PYTHONUNBUFFERED": ""} | env


def bilingua(
    *args: str, stdin: bytes = b"", cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *args],
        input=stdin, capture_output=True, cwd=cwd, timeout=120, check=False,
        env=environment(**env),
    )  # fmt: skip


class Terminal:
    """A pseudo-terminal; what a process writes to it is read in the background."""

    def __init__(self) -> None:
        self._master, self.slave = pty.openpty()
        self._text = bytearray()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        while True:
            try:
                chunk = os.read(self._master, 4096)
            except OSError:  # every process has closed its side
                return
            if not chunk:
                return
            self._text += chunk

    def text(self) -> str:
        """All that was written, once nobody writes any more."""
        os.close(self.slave)
        self._reader.join(timeout=10)
        return self._text.decode().replace("\r\n", "\n")


def on_terminal(
    *args: str, cwd: Path | None = None, stream: str = "stdout", **env: str
) -> tuple[int, str]:
    """Exit code and what the command writes to `stream`, which is a terminal; the other is a pipe."""
    terminal = Terminal()
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: terminal.slave}
    done = subprocess.run(
        [*COMMAND, *args], stdin=subprocess.DEVNULL, cwd=cwd, timeout=120, check=False,
        env=environment(TERM="xterm-256color", **env), **streams,
    )  # fmt: skip
    return done.returncode, terminal.text()
