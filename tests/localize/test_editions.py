"""Every value of a translation takes the form of its edition, in both directions.

The tables hold what a story says, what an engine made of it, and what each edition is to print;
an empty cell is as the one to its left, and ⍽ stands for a no-break space.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bilingua.localize.localization import localize
from bilingua.localize.style import load_style

FOLDER = Path(__file__).parent


def cases() -> Iterator[tuple[str, str, str, str, str]]:
    """Source style, target style, source, engine's target, edition's target."""
    for row, printed in table("en_es.tsv", 2):
        for style, text in printed:
            yield "en-US", style, row[0], row[1], text
    for row, printed in table("es_en.tsv", 3):
        for style, text in printed:
            yield row[0], style, row[1], row[2], text


def table(name: str, leading: int) -> Iterator[tuple[list[str], list[tuple[str, str]]]]:
    head, *lines = (FOLDER / name).read_text("utf-8").replace("⍽", "\u00a0").splitlines()
    styles = head.split("\t")[leading:]
    for line in lines:
        cells = line.split("\t")
        printed, last = [], ""
        for place, style in enumerate(styles, leading):
            last = (cells[place] if place < len(cells) else "") or last
            printed.append((style, last))
        yield cells[:leading], printed


CASES = list(cases())


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= 400


@pytest.mark.parametrize(("source_style", "style", "source", "engine", "printed"), CASES)
def test_a_translation_takes_the_form_of_its_edition(
    source_style: str, style: str, source: str, engine: str, printed: str
) -> None:
    localized = localize(source, engine, load_style(source_style), load_style(style))
    assert localized.text == printed
    # Written anew it stays as it is.
    again = localize(source, printed, load_style(source_style), load_style(style))
    assert again.text == printed
