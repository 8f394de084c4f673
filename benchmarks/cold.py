"""Seconds from a cold start: `bilingua --help`, and a story of 700 words into its pair.

    python benchmarks/cold.py [story]

The best of three runs, each in a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

BILINGUA = Path(sys.executable).with_name("bilingua")
SAMPLES = Path(__file__).parent.parent / "samples"


def seconds(*command: str) -> float:
    """The best of three."""
    times = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run([str(BILINGUA), *command], check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return min(times)


def story(folder: Path) -> Path:
    """English samples one after the other, cut at 700 words."""
    words = " ".join(path.read_text("utf-8") for path in sorted(SAMPLES.glob("[ls]*.txt")))
    words += " ".join((SAMPLES / "school-budget.md").read_text("utf-8").split("---", 2)[2:])
    path = folder / "story.txt"
    path.write_text(" ".join((words.split() * 3)[:700]), encoding="utf-8")
    return path


def main() -> None:
    print(f"bilingua --help: {seconds('--help'):.2f} s")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else story(folder)
        count = len(path.read_text("utf-8").split())
        spent = seconds("translate", str(path), "--out", str(folder / "editions"))
        print(f"bilingua translate, {count} words: {spent:.2f} s")


if __name__ == "__main__":
    main()
