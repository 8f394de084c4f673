"""bilingua status: which pairs want to be looked at, the worst first."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command import bilingua

from bilingua.engines.apertium import Apertium
from bilingua.review import store
from bilingua.review.editing import approve, set_fuzzy, set_target

Run = Callable[..., Any]
BODY = (
    "# Council closes the old bridge\n\nThe council of Springfield voted on Monday to close it.\n"
)


@pytest.fixture
def folder(run: Run, apertium: Apertium, tmp_path: Path) -> Path:
    """A pair in each state."""
    names = ["approved", "broken", "changed", "hand", "lost", "new", "review"]
    stories = [tmp_path / f"{name}.md" for name in names]
    for story in stories:
        story.write_text(BODY)
    run("translate", *map(str, stories), "--engine", "apertium", "--out", str(tmp_path / "e"))
    for entry in store.load(tmp_path / "e/approved.es.po").review.entries:
        store.edit(tmp_path / "e/approved.es.po", lambda r, c=entry.context: set_fuzzy(r, c, False, "Ana"), by="Ana")  # type: ignore[misc]  # fmt: skip
    store.edit(tmp_path / "e/approved.es.po", lambda r: approve(r, "Ana"), by="Ana")
    (tmp_path / "e/broken.es.po").write_text("<<<<<<< HEAD\n")
    (tmp_path / "changed.md").write_text(BODY.replace("Monday", "Tuesday"))
    (tmp_path / "e/hand.es.md").write_text("Por mano propia.\n")
    (tmp_path / "lost.md").unlink()
    (tmp_path / "e/lost.en.md").unlink()
    store.edit(tmp_path / "e/review.es.po", lambda r: set_target(r, "u1.1", "Cierran el puente", "Ana"), by="Ana")  # fmt: skip
    return tmp_path / "e"


STATES = {
    "broken": "broken",
    "lost": "missing source",
    "changed": "out of date",
    "hand": "edited by hand",
    "new": "unreviewed",
    "review": "in review",
    "approved": "approved",
}


def test_every_state_is_told_the_worst_first(folder: Path) -> None:
    result = bilingua("status", str(folder))
    assert result.returncode == 0
    lines = result.stdout.decode().splitlines()
    assert [line.split("  ")[0].strip() for line in lines[:7]] == list(STATES.values())
    for line, name in zip(lines, STATES, strict=False):
        assert f"{name}.es.po" in line
    assert "hand.es.md" in lines[3]
    assert lines[-1].startswith("broken 1, missing source 1")


def test_scripts_get_the_same(run: Run, folder: Path) -> None:
    report = json.loads(run("status", str(folder), "--json").out)
    assert {Path(p["file"]).name.split(".")[0]: p["state"] for p in report["pairs"]} == STATES
    assert set(report["counts"].values()) == {1}
    assert report["pairs"][-1]["approved_by"] == "Ana"


def test_looking_changes_nothing(run: Run, folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    run("status", str(folder))
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_an_update_brings_a_pair_out_of_its_state(run: Run, folder: Path) -> None:
    run("update", str(folder.parent / "changed.md"), "--out", str(folder), "--engine", "apertium")
    report = json.loads(run("status", str(folder), "--json").out)
    assert report["counts"]["out of date"] == 0


def test_the_source_edition_stands_in_for_a_story_that_is_elsewhere(run: Run, folder: Path) -> None:
    (folder.parent / "new.md").unlink()
    report = json.loads(run("status", str(folder), "--json").out)
    assert [p["state"] for p in report["pairs"] if "new." in p["file"]] == ["unreviewed"]
    text = (folder / "new.en.md").read_text()
    (folder / "new.en.md").write_text(text.replace("Monday", "Friday"))
    report = json.loads(run("status", str(folder), "--json").out)
    assert [p["states"][:2] for p in report["pairs"] if "new." in p["file"]] == [["out of date", "edited by hand"]]  # fmt: skip


def test_a_folder_that_is_none_is_told_of(run: Run, tmp_path: Path) -> None:
    assert run("status", str(tmp_path / "none")).code == 1
    outcome = run("status", str(tmp_path))
    assert (outcome.code, outcome.out) == (0, "")
    assert "no review files" in outcome.err
    assert run("status").code == 2
