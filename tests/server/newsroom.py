"""Pairs of editions as `bilingua translate` makes them, by an engine that is quick and errs on purpose."""

from __future__ import annotations

from pathlib import Path

from dictionary import Dictionary

from bilingua.editions import pair_of
from bilingua.files import EditionFolder
from bilingua.formats.registry import read
from bilingua.localize.style import load_style
from bilingua.pipeline import Road, Story, translate_articles

# “18,412” gets lost, and “high” brings a figure along.
WORDS = {
    "The": "El", "the": "el", "council": "concejo", "voted": "votó", "bridge": "puente",
    "old": "viejo", "river": "río", "river.": "río.", "report": "informe", "closes": "cierra",
    "over": "sobre", "on": "en", "Monday": "lunes", "Monday.": "lunes.", "to": "para",
    "close": "cerrar", "mayor": "alcalde", "said": "dijo", "said.": "dijo.", "cost": "costo",
    "was": "fue", "18,412": "", "is": "está", "now.": "ahora.", "high": "alto 11", "no": "no",
    "Council": "Concejo",
}  # fmt: skip
STORY = """---
title: Council closes the bridge
---

# Council closes the bridge

The council voted on Monday to close [the old bridge](https://example.org/bridge) over the river.

The cost was 18,412 dollars, the mayor said. The **report** is on `B-7` now.

- The river is high
- The mayor said no
"""
HOSTILE = """Council <script>alert("headline")</script> closes “bridge” & 'river'

"><img src=x onerror=alert(1)> said the mayor </textarea><script>alert(2)</script> on Monday.

The council \u202eegdirb\u202c voted {{ 7 * 7 }} <1>not a code</1> &lt;2/> on the bridge &amp; river.

javascript:alert(3) ' onmouseover='alert(4) " onfocus="alert(5) voted `${alert(6)}` the mayor.
"""


def make_pair(folder: Path, name: str = "bridge.md", text: str = STORY) -> Path:
    """Write a pair into a folder; the path of its review file."""
    engine = Dictionary("dictionary", 1.0, "en-es", WORDS)
    styles = {"en": load_style("en-US"), "es": load_style("es-US")}
    road = Road([engine], styles, target="es")
    (story,) = translate_articles([read(name, text.encode())], road, source="en")
    assert isinstance(story, Story), story
    folder.mkdir(parents=True, exist_ok=True)
    written = pair_of(story).write(EditionFolder(folder), force=True)
    return written[-1].path


def long_story(segments: int) -> str:
    """A story with so many segments, and one figure in fifty lost."""
    lines = [
        "The council voted on Monday to close the bridge over the river"
        + (f" at a cost of {n} dollars and 18,412 cents." if n % 50 == 0 else f" number {n}.")
        for n in range(1, segments + 1)
    ]
    paragraphs = [" ".join(lines[n : n + 4]) for n in range(0, segments, 4)]
    return "# Council closes the bridge\n\n" + "\n\n".join(paragraphs) + "\n"
