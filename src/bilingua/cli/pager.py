"""Long output, shown a screen at a time with the person's own pager."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess


def paged(text: str) -> bool:
    """Show a text with $PAGER, else with less; False where there is no pager."""
    pager = shlex.split(os.environ.get("PAGER", "less"))
    if not pager or shutil.which(pager[0]) is None or os.environ.get("TERM") == "dumb":
        return False
    # As git does: colours come through, and what the pager showed stays on the screen.
    environment = {"LESS": "FRX"} | os.environ
    process = subprocess.Popen(pager, stdin=subprocess.PIPE, env=environment)
    while True:
        try:
            process.communicate(text.encode(errors="replace"))
            return True
        except KeyboardInterrupt:  # that is for the pager to answer
            text = ""
