"""Terms are added for good, and the newsroom's own file is never harmed."""

from __future__ import annotations

import csv
import threading
from pathlib import Path

import pytest
from visitor import Browser

from bilingua.errors import OutputError
from bilingua.server.glossary import Glossary


def rows(folder: Path) -> list[list[str]]:
    with (folder / "glossary.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def test_a_term_is_added_from_the_page(browser: Browser, folder: Path) -> None:
    answer = browser.post("/glossary", source="city council", target='concejo, "el"', note="a\nb")
    assert "Saved in the glossary." in answer.text
    assert rows(folder) == [["source", "target", "note"], ["city council", 'concejo, "el"', "a b"]]
    assert "has that term already" in browser.post(
        "/glossary", source="city council", target='concejo, "el"'
    ).text  # fmt: skip
    assert len(rows(folder)) == 2


def test_a_term_needs_both_languages(browser: Browser, folder: Path) -> None:
    assert browser.post("/glossary", source="x", target=" ").status_code == 422
    assert not (folder / "glossary.csv").exists()


def test_what_is_in_the_file_stays_to_the_byte(tmp_path: Path) -> None:
    file = tmp_path / "glossary.csv"
    file.write_bytes(b"\xef\xbb\xbfsource,target,note,who\r\nmayor,alcalde,,Eva")
    assert Glossary(tmp_path).add("river", "río")
    assert file.read_bytes() == (
        b"\xef\xbb\xbfsource,target,note,who\r\nmayor,alcalde,,Eva\nriver,r\xc3\xado,\n"
    )


def test_a_file_with_other_columns_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "glossary.csv"
    file.write_text("en;es\nmayor;alcalde\n")
    with pytest.raises(OutputError, match="columns"):
        Glossary(tmp_path).add("river", "río")
    assert file.read_text() == "en;es\nmayor;alcalde\n"


def test_editors_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    threads = [
        threading.Thread(target=Glossary(tmp_path).add, args=(f"term {n}", f"término {n}"))
        for n in range(40)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rows(tmp_path)) == 41
