"""Terms noted from the page of a story, and what later edits are told of them."""

from __future__ import annotations

import csv
from pathlib import Path

from visitor import Browser

ENGLISH, SPANISH = {"language": "en"}, {"language": "es"}


def rows(folder: Path) -> list[list[str]]:
    with (folder / "glossary.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def test_a_term_is_noted_from_the_page(browser: Browser, folder: Path) -> None:
    term = {"source": "city council", "target": 'concejo, "el"', "note": "a\nb"} | ENGLISH
    assert "Saved in the glossary." in browser.post("/glossary", **term).text
    assert rows(folder) == [["en", "es", "note"], ["city council", 'concejo, "el"', "a b"]]
    assert "has that term already" in browser.post("/glossary", **term).text
    assert len(rows(folder)) == 2


def test_a_story_in_spanish_has_its_terms_the_other_way_round(
    browser: Browser, folder: Path
) -> None:
    browser.post("/glossary", source="concejo", target="city council", **SPANISH)
    assert rows(folder)[1:] == [["city council", "concejo", ""]]


def test_a_term_needs_both_languages(browser: Browser, folder: Path) -> None:
    assert browser.post("/glossary", source="x", target=" ", **ENGLISH).status_code == 422
    assert not (folder / "glossary.csv").exists()
