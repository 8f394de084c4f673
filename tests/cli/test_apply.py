"""bilingua apply: what was written in the review file, wherever, is in the edition."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polib
import pytest
from command import bilingua

from bilingua.engines.apertium import Apertium
from bilingua.review import store
from bilingua.review.editing import approve, set_fuzzy
from bilingua.review.journal import history, journal_of

Run = Callable[..., Any]
SAMPLES = sorted((Path(__file__).parents[2] / "samples").iterdir())
STORY = """# Council closes the old bridge

The council of Springfield voted **6-3** on Monday to close [the bridge](https://example.org/b).
Nobody spoke against it.
"""


@pytest.fixture
def folder(run: Run, apertium: Apertium, tmp_path: Path) -> Path:
    """A story and, below it, its pair."""
    (tmp_path / "story.md").write_text(STORY)
    outcome = run("translate", str(tmp_path / "story.md"), "--engine", "apertium", "--out", str(tmp_path / "e"))  # fmt: skip
    assert outcome.code == 0, outcome.err
    return tmp_path


def edited(path: Path, source: str, target: str) -> None:
    """What Poedit does."""
    catalogue = polib.pofile(str(path))
    entry = next(entry for entry in catalogue if source in entry.msgid)
    entry.msgstr = target
    if "fuzzy" in entry.flags:
        entry.flags.remove("fuzzy")
    catalogue.save()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_nothing_edited_nothing_changed(
    run: Run, apertium: Apertium, tmp_path: Path, path: Path
) -> None:
    run("translate", str(path), "--engine", "apertium", "--out", str(tmp_path))
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    outcome = run("apply", *map(str, tmp_path.glob("*.po")))
    assert outcome.code == 0, outcome.err
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_fix_is_in_the_edition_and_stays_there(apertium: Apertium, folder: Path) -> None:
    review, edition = folder / "e/story.es.po", folder / "e/story.es.md"
    edited(review, "Nobody", "Nadie habló en contra.")
    result = bilingua("apply", str(review))
    assert result.returncode == 0, result.stderr.decode()
    assert b"story.es.md" in result.stdout
    assert "Nadie habló en contra." in edition.read_text()
    assert "**6-3**" in edition.read_text()
    assert "](https://example.org/b)" in edition.read_text()
    # Translating again must not take the fix away.
    again = bilingua("translate", str(folder / "story.md"), "--engine", "apertium", "--out", str(folder / "e"))  # fmt: skip
    assert again.returncode == 0
    assert b"bilingua update" in again.stdout
    assert "Nadie habló en contra." in edition.read_text()
    assert "Nadie habló en contra." in review.read_text()
    assert (folder / "e/story.es.po.new").is_file()


def test_even_force_leaves_a_persons_text_in_the_history(run: Run, folder: Path) -> None:
    review = folder / "e/story.es.po"
    edited(review, "Nobody", "Ninguno se opuso.")
    run("translate", str(folder / "story.md"), "--engine", "apertium", "--out", str(folder / "e"), "--force")  # fmt: skip
    assert "Ninguno" not in review.read_text()
    (told,) = history(journal_of(review))
    assert told.before is not None
    assert told.before.target == "Ninguno se opuso."


def test_the_source_edition_is_enough(run: Run, folder: Path) -> None:
    (folder / "story.md").unlink()
    shutil.move(folder / "e", folder / "moved")
    edited(folder / "moved/story.es.po", "Nobody", "Nadie habló en contra.")
    assert run("apply", str(folder / "moved/story.es.po")).code == 0
    assert "Nadie habló en contra." in (folder / "moved/story.es.md").read_text()
    (folder / "moved/story.en.md").unlink()
    outcome = run("apply", str(folder / "moved/story.es.po"))
    assert outcome.code == 1
    assert "story.md, the story of" in outcome.err


def test_a_broken_entry_is_named_and_nothing_is_written(run: Run, folder: Path) -> None:
    review, edition = folder / "e/story.es.po", folder / "e/story.es.md"
    before = edition.read_bytes()
    edited(review, "Nobody", "Nadie habló en contra.")
    edited(review, "council of", "El concejo votó <1>6-3</1> cerrarlo.")
    outcome = run("apply", str(review))
    assert outcome.code == 1
    assert outcome.err.count("\n") == 1
    number = int(outcome.err.split("line ")[1].split(",")[0])
    lines = review.read_text().splitlines()
    assert "entry u2.1" in outcome.err
    assert 'msgctxt "u2.1"' in lines[number - 1 : number + 12]
    assert edition.read_bytes() == before


def test_a_story_that_changed_asks_for_an_update(run: Run, folder: Path) -> None:
    (folder / "story.md").write_text(STORY.replace("6-3", "7-2"))
    before = (folder / "e/story.es.md").read_bytes()
    outcome = run("apply", str(folder / "e/story.es.po"))
    assert outcome.code == 1
    assert f"bilingua update {folder / 'story.md'}" in outcome.err
    assert (folder / "e/story.es.md").read_bytes() == before


def test_an_edition_edited_by_hand_stays(run: Run, folder: Path) -> None:
    edition = folder / "e/story.es.md"
    edition.write_text("Por mano propia.\n")
    edited(folder / "e/story.es.po", "Nobody", "Nadie habló en contra.")
    outcome = run("apply", str(folder / "e/story.es.po"))
    assert outcome.code == 0
    assert "was changed by a person and stays" in outcome.out
    assert edition.read_text() == "Por mano propia.\n"
    assert "Nadie" in (folder / "e/story.es.md.new").read_text()


def test_the_label_says_reviewed_once_the_story_is_approved(run: Run, folder: Path) -> None:
    review, edition = folder / "e/story.es.po", folder / "e/story.es.md"
    assert "sin revisar" in edition.read_text()
    for entry in store.load(review).review.entries:
        store.edit(review, lambda r, c=entry.context: set_fuzzy(r, c, False, "Ana"), by="Ana")  # type: ignore[misc]
    run("apply", str(review))
    assert "sin revisar" in edition.read_text()
    store.edit(review, lambda r: approve(r, "Ana"), by="Ana")
    report = json.loads(run("apply", str(review), "--json").out)
    assert report["stories"][0]["approved_by"] == "Ana"
    assert "revisada por un editor" in edition.read_text()
    assert "sin revisar" not in edition.read_text()
    edited(review, "Nobody", "Nadie habló en contra.")
    run("apply", str(review))
    assert "sin revisar" in edition.read_text()


def test_a_story_is_approved_in_a_persons_name(run: Run, folder: Path) -> None:
    review, edition = folder / "e/story.es.po", folder / "e/story.es.md"
    edited(review, "council of", "El concejo votó.")
    before = review.read_bytes(), edition.read_bytes()
    assert run("apply", str(review), "--approve", "Ana López").code == 1  # its codes are missing
    assert (review.read_bytes(), edition.read_bytes()) == before
    edited(review, "council of", "El concejo votó <1>6-3</1> cerrar <2>el puente</2>.")
    outcome = run("apply", str(review), "--approve", "Ana López")
    assert outcome.code == 0, outcome.err
    assert "Ana López, 2" in outcome.out
    assert "revisada por un editor" in edition.read_text()
    approval = store.load(review).review.approval
    assert approval is not None
    assert approval.by == "Ana López"


def test_what_waits_for_a_person_cannot_be_approved(run: Run, folder: Path) -> None:
    review = folder / "e/story.es.po"
    store.edit(review, lambda r: set_fuzzy(r, "u1.1", True, "Ana"), by="Ana")
    outcome = run("apply", str(review), "--approve", "Ana")
    assert outcome.code == 1
    assert "still wait for a person (1)" in outcome.err
    assert store.load(review).review.approval is None


def test_the_order_of_entries_is_the_storys_whatever_a_tool_made_of_it(
    run: Run, folder: Path
) -> None:
    review, edition = folder / "e/story.es.po", folder / "e/story.es.md"
    before = edition.read_bytes()
    subprocess.run(["msgcat", "--sort-output", "-o", str(review), str(review)], check=True)
    assert run("apply", str(review), "--out", str(folder / "out")).code == 0
    assert (folder / "out/story.es.md").read_bytes() == before


def test_one_bad_review_file_does_not_stop_the_others(run: Run, folder: Path) -> None:
    (folder / "bad.es.po").write_text("no PO file\n")
    outcome = run("apply", str(folder / "bad.es.po"), str(folder / "e/story.es.po"), str(folder / "no.po"), "--json")  # fmt: skip
    assert outcome.code == 1
    report = json.loads(outcome.out)
    assert [Path(story["written"]).name for story in report["stories"]] == ["story.es.md"]
    assert len(report["errors"]) == 2
    assert run("apply").code == 2
