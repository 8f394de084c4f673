"""`bilingua review`: the review app for a folder of pairs, in the browser."""

from __future__ import annotations

import os
import pwd
import sys
import tempfile
import threading
import webbrowser
from contextlib import suppress
from pathlib import Path

from bilingua.cli.console import note
from bilingua.errors import UsageError
from bilingua.i18n import _
from bilingua.language import LANGUAGES, language_of


def review_folder(
    folder: Path, *, port: int | None = None, browser: bool = True, language: str | None = None
) -> int:
    """Serve the app until it is interrupted."""
    if not folder.is_dir():
        raise UsageError(
            "There is no folder {folder}; name the one that “bilingua translate” wrote to.",
            folder=folder,
        )
    if port is not None and not 0 <= port < 1 << 16:
        raise UsageError("--port takes a number from 0 to 65535.")
    preferred = language_of(language)
    if language is not None and preferred not in LANGUAGES:
        raise UsageError("--lang takes en or es.")
    # Only now: the server's libraries are not needed to say what is wrong.
    from bilingua.server.serving import Serving

    serving = Serving(folder.resolve(), by=_person(), port=port, preferred=preferred)
    door = door_to(serving.address) if browser and _has_browser() else None
    try:
        print(serving.address, flush=True)
        note(_("Open this address in a browser on this machine; Ctrl-C ends the review."))
        if door:
            # Some browsers keep whoever calls them waiting.
            threading.Thread(target=webbrowser.open, args=[door.as_uri()], daemon=True).start()
            threading.Thread(target=_close, args=[door, serving.entered], daemon=True).start()
        serving.run()
    except KeyboardInterrupt:
        note(_("Ended; everything that was said to be saved is on disk."))
    finally:
        if door:
            door.unlink(missing_ok=True)
    return 0


def door_to(address: str) -> Path | None:
    """A page that leads to the app and that only this account may read; None if it cannot be made.

    A browser is opened by a command line, which everybody on the machine can see, and so it must
    not hold the token. Browsers in a sandbox may read files of the home folder, hardly any others.
    """
    page = f'<!doctype html><meta http-equiv="refresh" content="0; url={address}"><title>bilingua</title>\n'
    for folder in (Path.home(), None):
        with suppress(OSError):
            handle, name = tempfile.mkstemp(".html", "bilingua-review-", folder)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(page)
            return Path(name)
    return None


def _close(door: Path, entered: threading.Event) -> None:
    """Take the door away when somebody has come in; it has no more use."""
    entered.wait()
    door.unlink(missing_ok=True)


def _person() -> str:
    """Who reviews, for the history: the full name that the system knows, or the account's."""
    try:
        full = pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0].strip()
    except KeyError:
        full = ""
    return full or os.environ.get("LOGNAME") or os.environ.get("USER") or "bilingua"


def _has_browser() -> bool:
    """Whether a browser would open a window; one in this terminal would only be in the way."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return False
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True
