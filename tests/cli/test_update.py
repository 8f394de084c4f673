"""bilingua update: the story changed, the pair follows, and what people wrote is still there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polib
import pytest
from command import bilingua

from bilingua.engines.apertium import Apertium
from bilingua.review import store
from bilingua.review.editing import set_target
from bilingua.review.journal import history, journal_of

Run = Callable[..., Any]
STORY = """# Council closes the old bridge

The council of Springfield voted **6-3** on Monday to close [the bridge](https://example.org/b).
Nobody spoke against it.

The new bridge will cost $20 million and open in June.
"""


@pytest.fixture
def folder(run: Run, apertium: Apertium, tmp_path: Path) -> Path:
    """A story and, below it, its pair, in which a person wrote three sentences."""
    (tmp_path / "story.md").write_text(STORY)
    run("translate", str(tmp_path / "story.md"), "--engine", "apertium", "--out", str(tmp_path / "e"))  # fmt: skip
    texts = {"u1.1": "Cierran el puente viejo", "u2.2": "Nadie se opuso.", "u3.1": "Costará 20."}
    for context, text in texts.items():
        store.edit(
            tmp_path / "e/story.es.po",
            lambda r, c=context, t=text: set_target(r, c, t, "Ana"),  # type: ignore[misc]
            by="Ana",
        )
    return tmp_path


def updated(run: Run, folder: Path, story: str, *options: str) -> Any:
    (folder / "story.md").write_text(story)
    return run("update", str(folder / "story.md"), "--engine", "apertium", "--out", str(folder / "e"), *options)  # fmt: skip


def test_the_pair_follows_and_the_fixes_stay(apertium: Apertium, folder: Path) -> None:
    (folder / "story.md").write_text(STORY.replace("$20", "$30").replace("6-3", "7-2"))
    result = bilingua("update", str(folder / "story.md"), "--engine", "apertium", "--out", str(folder / "e"))  # fmt: skip
    assert result.returncode == 0, result.stderr.decode()
    said = result.stdout.decode()
    assert "2 unchanged, 2 changed" in said
    assert "The source said “20” and now says “30”." in said
    assert "kept: Costará 20." in said
    spanish = (folder / "e/story.es.md").read_text()
    assert "# Cierran el puente viejo" in spanish
    assert "Nadie se opuso." in spanish
    assert "30 millones" in spanish
    assert "**7-2**" in spanish
    assert "$30 million" in (folder / "e/story.en.md").read_text()
    entries = {entry.msgctxt: entry for entry in polib.pofile(str(folder / "e/story.es.po"))}
    assert entries["u3.1"].previous_msgid.startswith("The new bridge will cost $20")
    assert "fuzzy" in entries["u3.1"].flags
    assert "kept: Costará 20." in entries["u3.1"].comment
    assert "fuzzy" not in entries["u2.2"].flags
    obsolete = polib.pofile(str(folder / "e/story.es.po")).obsolete_entries()
    assert [entry.msgstr for entry in obsolete] == ["Costará 20."]


def test_after_an_update_the_pair_is_in_step(run: Run, folder: Path) -> None:
    assert updated(run, folder, STORY.replace("# C", "# The c")).code == 0
    before = {path.name: path.read_bytes() for path in (folder / "e").glob("story*")}
    assert run("apply", str(folder / "e/story.es.po")).code == 0
    again = updated(run, folder, STORY.replace("# C", "# The c"), "--json")
    assert json.loads(again.out)["stories"][0]["segments"]["unchanged"] == 4
    assert {path.name: path.read_bytes() for path in (folder / "e").glob("story*")} == before


def test_sentences_that_move_go_and_come_back(run: Run, folder: Path) -> None:
    head, body, last = STORY.strip().split("\n\n")
    updated(run, folder, f"{head}\n\n{last}\n\n{body}\n")
    spanish = (folder / "e/story.es.md").read_text()
    assert spanish.index("Costará 20.") < spanish.index("Nadie se opuso.")
    updated(run, folder, f"{head}\n\n{body}\n")
    assert "Costará" not in (folder / "e/story.es.md").read_text()
    assert "Costará 20." in (folder / "e/story.es.po").read_text()
    updated(run, folder, STORY)
    assert "Costará 20." in (folder / "e/story.es.md").read_text()


def test_a_code_that_was_added_leaves_the_persons_text_beside(run: Run, folder: Path) -> None:
    outcome = updated(run, folder, STORY.replace("Nobody spoke", "*Nobody* spoke"))
    assert outcome.code == 0, outcome.err
    assert "*Nadie*" in (folder / "e/story.es.md").read_text()
    entry = store.load(folder / "e/story.es.po").review.entries[2]
    assert entry.kept == ("Nadie se opuso.",)
    assert entry.fuzzy


def test_an_edition_edited_by_hand_stays(run: Run, folder: Path) -> None:
    (folder / "e/story.es.md").write_text("Por mano propia.\n")
    outcome = updated(run, folder, STORY.replace("$20", "$30"))
    assert outcome.code == 0
    assert "was changed by a person and stays" in outcome.out
    assert (folder / "e/story.es.md").read_text() == "Por mano propia.\n"
    assert "Nadie se opuso." in (folder / "e/story.es.md.new").read_text()


def test_the_source_edition_itself_may_be_what_changed(run: Run, folder: Path) -> None:
    (folder / "story.md").unlink()
    story = folder / "e/story.en.md"
    story.write_text(story.read_text().replace("$20", "$30"))
    outcome = run("update", str(story), "--engine", "apertium")
    assert outcome.code == 0, outcome.err
    assert "30 millones" in (folder / "e/story.es.md").read_text()
    assert "Nadie se opuso." in (folder / "e/story.es.md").read_text()
    assert sorted(path.name for path in (folder / "e").glob("story*")) == ["story.en.md", "story.es.md", "story.es.po"]  # fmt: skip
    assert run("apply", str(folder / "e/story.es.po")).code == 0


def test_a_broken_entry_is_named_and_its_review_file_still_updated(run: Run, folder: Path) -> None:
    path = folder / "e/story.es.po"
    store.edit(path, lambda r: set_target(r, "u2.1", "Sin marcas.", "Ana"), by="Ana")
    outcome = updated(run, folder, STORY.replace("$20", "$30"))
    assert outcome.code == 1
    assert "entry u2.1" in outcome.err
    assert "$30" in path.read_text()
    assert "Sin marcas." in path.read_text()


def test_the_history_tells_what_happened(run: Run, folder: Path) -> None:
    updated(run, folder, STORY.replace("$20", "$30"))
    told = list(history(journal_of(folder / "e/story.es.po"), "u3.1"))
    assert [change.before and change.before.target for change in told][1:] == ["Costará 20."]


@pytest.mark.parametrize(
    "command", ["update {0}/none.md", "update {0}/story.md --out {0}/nowhere", "update {0}/story.md --to en --out {0}/e"]
)  # fmt: skip
def test_what_cannot_be_updated_is_told_in_a_sentence(run: Run, folder: Path, command: str) -> None:
    outcome = run(*command.format(folder).split())
    assert outcome.code == 1
    assert outcome.err.startswith("bilingua: ")
    assert outcome.err.count("\n") == 1
