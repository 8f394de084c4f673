"""A small archive of stories, and bilingua run over it as people run it."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

COMMAND = (sys.executable, "-m", "bilingua", "archive")
FOOTER = "Read more stories of the Valley Ledger on our site every day."
WHO = ("Maria Lopez", "John Carter", "Ana Torres", "Peter Stone")
WHAT = ("closed the bridge", "opened a school", "cut the budget", "met the neighbors")
WHERE = ("Springfield", "Riverside", "Fairview", "Georgetown")


def story(number: int) -> str:
    """A story of its own, with a line that all of them share."""
    dice = random.Random(number)
    who, what, where = dice.choice(WHO), dice.choice(WHAT), dice.choice(WHERE)
    lines = [
        f"# {who} on bridge number {number}",
        f"The city of {where} {what} on Monday, said {who}, who spent ${number + 20} million.",
        f"It was the meeting number {number} of this year, and {dice.randint(30, 900)} people came.",
        FOOTER,
    ]
    return "\n\n".join(lines) + "\n"


def write_archive(folder: Path, count: int) -> Path:
    """`count` stories in a tree of folders."""
    for number in range(count):
        path = folder / f"20{number % 7:02}" / f"story-{number:03}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(story(number))
    return folder


def arguments(source: Path, out: Path, *more: str) -> list[str]:
    return [
        *COMMAND,
        str(source),
        "--to",
        "es_US",
        "--out",
        str(out),
        "--engine",
        "apertium",
        *more,
    ]


def environment() -> dict[str, str]:
    return os.environ | {"SOURCE_DATE_EPOCH": "1700000000", "BILINGUA_LANG": "en"}


def localize(source: Path, out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments(source, out, *more), capture_output=True, text=True, timeout=300, check=False,
        env=environment(),
    )  # fmt: skip


def contents(out: Path) -> dict[str, bytes]:
    """Every file of a folder of editions but its ledger and its records."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(out).parts)
    }


def asked(out: Path, question: str) -> list[tuple[object, ...]]:
    """What the ledger of a folder answers to a question in SQL."""
    ledger = sqlite3.connect(f"file:{out}/.bilingua/ledger.sqlite?mode=ro", uri=True)
    try:
        return list(ledger.execute(question))
    finally:
        ledger.close()
