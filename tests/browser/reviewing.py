"""`bilingua review` in a process of its own, and what an editor does on its pages."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from chrome import Page

from bilingua.review.file import Entry
from bilingua.review.store import load


class Server:
    """`bilingua review FOLDER` in a process of its own."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self._options = options
        self.address = ""
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "bilingua", "review", str(self.folder), "--no-browser"]
        self.process = subprocess.Popen(
            [*command, *self._options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, env=os.environ | {"BILINGUA_LANG": "en"},
        )  # fmt: skip
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        assert self.address.startswith("http://127.0.0.1:")

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        return self._end(signal.SIGINT)

    def _end(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        code = self.process.wait(timeout=20)
        if self.process.stdout:
            self.process.stdout.close()
        return code

    @property
    def origin(self) -> str:
        return self.address.partition("/?")[0]


def entry_with(review_file: Path, words: str) -> Entry:
    return next(e for e in load(review_file).review.entries if words in e.source)


def segment(page: Page, words: str) -> str:
    """The selector of the segment whose source has these words."""
    id = page.js(
        f"[...document.querySelectorAll('.seg')]"
        f".find(s => s.querySelector('.src').innerText.includes('{words}')).id"
    )
    return f"#{id}"


def begin(page: Page, words: str) -> str:
    """Open the editor of a segment with the mouse."""
    selector = segment(page, words)
    page.click(f"{selector} .edit")
    page.wait(f"document.activeElement.matches('{selector} textarea')", "the editor has the focus")
    return selector


def write(page: Page, text: str) -> None:
    """Put a text in the place of what is in the editor, as typing does."""
    page.js("document.activeElement.select()")
    page.type(text)


def saved(page: Page) -> None:
    """Wait until the app says that it has saved."""
    page.wait("document.querySelector('#said').innerText.startsWith('Saved')", "“Saved” is said")


def silence(page: Page) -> None:
    """So that what is said next is known to be new."""
    page.js("document.querySelector('#said').textContent = ''")
