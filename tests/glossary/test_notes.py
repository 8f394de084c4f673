"""Terms are noted for good, the newsroom's own file is never harmed, and every folder has its notes."""

from __future__ import annotations

import csv
import threading
from pathlib import Path

import pytest

from bilingua.errors import OutputError
from bilingua.glossary.adding import Notebook, notes_for


def test_what_is_in_the_file_stays_to_the_byte(tmp_path: Path) -> None:
    file = tmp_path / "glossary.csv"
    file.write_bytes(b"\xef\xbb\xbfen,es,note,who\r\nmayor,alcalde,,Eva")
    assert Notebook(tmp_path).add("river", "río")
    assert file.read_bytes() == (
        b"\xef\xbb\xbfen,es,note,who\r\nmayor,alcalde,,Eva\nriver,r\xc3\xado,\n"
    )


@pytest.mark.parametrize("header", ["en;es", "es,en,note", "word,meaning"])
def test_a_file_with_other_columns_is_left_alone(tmp_path: Path, header: str) -> None:
    file = tmp_path / "glossary.csv"
    file.write_text(f"{header}\nmayor;alcalde\n")
    with pytest.raises(OutputError, match="columns"):
        Notebook(tmp_path).add("river", "río")
    assert file.read_text() == f"{header}\nmayor;alcalde\n"


def test_a_file_of_the_first_versions_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "glossary.csv"
    file.write_text("source,target,note\nconcejo,city council,\n")
    assert Notebook(tmp_path).add("river", "río")
    assert file.read_text() == "source,target,note\nconcejo,city council,\nriver,río,\n"


def test_editors_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    threads = [
        threading.Thread(target=Notebook(tmp_path).add, args=(f"term {n}", f"término {n}"))
        for n in range(40)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with (tmp_path / "glossary.csv").open(newline="", encoding="utf-8") as file:
        assert len(list(csv.reader(file))) == 41


def test_the_notes_of_a_folder_and_of_those_above_it_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "paper"
    deep = work / "editions" / "2026"
    deep.mkdir(parents=True)
    for folder in (tmp_path, work, deep):
        Notebook(folder).add("mayor", folder.name)
    monkeypatch.chdir(work)
    wanted = [work / "glossary.csv", deep / "glossary.csv"]
    assert notes_for(deep) == wanted
    assert notes_for(deep / "story.es.po") == wanted
    assert notes_for(Path("editions")) == wanted[:1]


def test_notes_are_not_looked_for_above_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "paper"
    paper.mkdir()
    Notebook(tmp_path).add("mayor", "alcalde")
    (paper / "bilingua.toml").write_text("")
    monkeypatch.chdir("/")
    assert notes_for(paper) == []
