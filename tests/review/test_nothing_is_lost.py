"""Whatever people, PO editors and changed stories do to a pair, in any order, no text is lost."""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polib
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from turning import TURNING

from bilingua.cli.apply import apply_files
from bilingua.editions import edition_of, pair_of
from bilingua.errors import ReviewError
from bilingua.files import EditionFolder
from bilingua.formats.registry import read as read_story
from bilingua.localize.style import load_style
from bilingua.pipeline import Road, Story, translate_articles
from bilingua.review import store
from bilingua.review.editing import approve, set_fuzzy, set_target, take_kept
from bilingua.review.file import ReviewFile
from bilingua.review.rebuilding import outline
from bilingua.review.tags import tags_in
from bilingua.review.updating import update

STYLES = {"en": load_style("en_US"), "es": load_style("es_US")}
ROAD = Road([TURNING], STYLES)
SENTENCES = [
    "The mayor left the **old** city hall early on Monday.",
    "Read [the report of the council](x) before you vote on it.",
    "It will cost the city $20 million over five years.",
    "Nobody spoke against the plan at the meeting.",
    "**The bridge is old. It will not last** until the new one is built.",
    "Call `make demo` to see how two of the numbers were found.",
    "The council voted 6-3 on the plan in June.",
]
PLACE = st.integers(0, 50)


class Newsroom(RuleBasedStateMachine):
    """A story, its pair, and all who work on them.

    `written` are the texts that people put into the review file and nobody replaced since;
    `by_hand` those that they put into an edition.
    """

    def __init__(self) -> None:
        super().__init__()
        # A thousand synced files are written; memory is as good a disk as any for that.
        memory = Path("/dev/shm")
        self.folder = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
        self.story = self.folder / "story.md"
        self.path = self.folder / "e" / "story.es.po"
        self.written: set[str] = set()
        self.by_hand: set[str] = set()
        self.count = 0

    def teardown(self) -> None:
        if shutil.which("msgfmt") and self.path.is_file():
            done = subprocess.run(
                ["msgfmt", "--check", "-o", "/dev/null", str(self.path)],
                capture_output=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr.decode()
        shutil.rmtree(self.folder)

    @initialize(
        paragraphs=st.lists(
            st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), min_size=1, max_size=3
        )
    )
    def translate_first(self, paragraphs: list[list[str]]) -> None:
        self.paragraphs = paragraphs
        self.publish()
        self.translate_again()

    def publish(self) -> None:
        self.story.write_text("\n\n".join(" ".join(p) for p in self.paragraphs) + "\n")

    @property
    def review(self) -> ReviewFile:
        return store.load(self.path).review

    def new_text(self, source: str, *, whole: bool = True) -> str:
        """A text of a person with the tags that it must have, or without."""
        self.count += 1
        text = f"Humano {self.count}."
        self.written.add(text)
        if not whole:
            return text
        protected = "<1>make demo</1>" if "make demo" in source else ""
        return text + (protected or "".join(tags_in(source)))

    def replaced(self, target: str) -> None:
        """A person put something else in the place of a text."""
        self.written -= {text for text in self.written if text in target}

    # What people do to the review file.

    @rule(at=PLACE, whole=st.sampled_from([True, True, True, False]))
    def write_in_the_web_app(self, at: int, whole: bool) -> None:
        seen = store.load(self.path)
        entry = seen.review.entries[at % len(seen.review.entries)]
        self.replaced(entry.target)
        text = self.new_text(entry.source, whole=whole)
        store.edit(
            self.path,
            lambda r: set_target(r, entry.context, text, "Ana"),
            by="Ana",
            expected=seen.digest,
        )

    @rule(at=PLACE, width=st.sampled_from([0, 78]))
    def write_in_a_po_editor(self, at: int, width: int) -> None:
        catalogue = polib.pofile(str(self.path), wrapwidth=width)
        live = [entry for entry in catalogue if not entry.obsolete]
        entry = live[at % len(live)]
        self.replaced(entry.msgstr)
        entry.msgstr = self.new_text(entry.msgid)
        if "fuzzy" in entry.flags:
            entry.flags.remove("fuzzy")
        catalogue.save()

    @rule()
    def sort_with_gettext(self) -> None:
        if shutil.which("msgcat"):
            subprocess.run(
                ["msgcat", "--sort-output", "-o", str(self.path), str(self.path)], check=True
            )

    @rule(at=PLACE)
    def take_what_was_kept(self, at: int) -> None:
        found = [entry for entry in self.review.entries if entry.kept]
        if found:
            entry = found[at % len(found)]
            store.edit(self.path, lambda r: take_kept(r, entry.context, 0, "Eva"), by="Eva")

    @rule(at=PLACE, fuzzy=st.booleans())
    def accept_or_reopen(self, at: int, fuzzy: bool) -> None:
        entry = self.review.entries[at % len(self.review.entries)]
        store.edit(self.path, lambda r: set_fuzzy(r, entry.context, fuzzy, "Eva"), by="Eva")

    @rule(at=PLACE)
    def comment_in_a_po_editor(self, at: int) -> None:
        catalogue = polib.pofile(str(self.path), wrapwidth=78)
        live = [entry for entry in catalogue if not entry.obsolete]
        entry = live[at % len(live)]
        self.replaced(entry.tcomment)
        entry.tcomment = self.new_text("", whole=False)
        catalogue.save()

    @rule()
    def release(self) -> None:
        if not self.review.waiting:
            store.edit(self.path, lambda r: approve(r, "Eva"), by="Eva")

    @rule(name=st.sampled_from(["story.es.md", "story.en.md"]))
    def write_into_an_edition(self, name: str) -> None:
        self.count += 1
        self.by_hand.add(f"A mano {self.count}.")
        edition = self.path.parent / name
        edition.write_text(edition.read_text() + f"\nA mano {self.count}.\n")

    # What happens to the story.

    def edit_story(self, change: Callable[[list[list[str]]], object]) -> None:
        change(self.paragraphs)
        self.paragraphs = [p for p in self.paragraphs if p] or [[SENTENCES[0]]]
        self.publish()

    @rule(at=PLACE, text=st.sampled_from(SENTENCES), before=st.booleans())
    def insert(self, at: int, text: str, before: bool) -> None:
        self.edit_story(lambda ps: ps[at % len(ps)].insert(0 if before else 99, text))

    @rule(at=PLACE)
    def delete(self, at: int) -> None:
        self.edit_story(lambda ps: ps[at % len(ps)].pop())

    @rule(at=PLACE)
    def duplicate(self, at: int) -> None:
        self.edit_story(lambda ps: ps[at % len(ps)].append(ps[at % len(ps)][0]))

    @rule(seed=st.integers(0, 9))
    def shuffle(self, seed: int) -> None:
        self.edit_story(lambda ps: random.Random(seed).shuffle(ps))

    @rule(
        at=PLACE,
        change=st.sampled_from(
            [("20", "30"), ("6-3", "7-2"), ("will", "will not"), ("Monday", "Friday"), (".", "!"),
             ("mayor", "mayro"), ("the", "The"), ("**old**", "old"), ("city", "*city*"),
             ("early", "very late at night"), ("make demo", "make test")]
        ),
    )  # fmt: skip
    def change(self, at: int, change: tuple[str, str]) -> None:
        def changed(paragraphs: list[list[str]]) -> None:
            paragraph = paragraphs[at % len(paragraphs)]
            paragraph[:] = [text.replace(*change, 1) for text in paragraph]

        self.edit_story(changed)

    # What bilingua does.

    @rule()
    def translate_again(self) -> None:
        article = read_story("story.md", self.story.read_bytes())
        (story,) = translate_articles([article], ROAD, source="en")
        assert isinstance(story, Story)
        worked_on = self.path.is_file() and self.review.is_persons
        before = {path: path.read_bytes() for path in self.path.parent.glob("story.e[ns].??")}
        pair_of(story, "../story.md").write(EditionFolder(self.path.parent, [self.story]))
        if worked_on:
            assert all(path.read_bytes() == data for path, data in before.items())

    @rule()
    def update(self) -> None:
        before = self.review
        done = update(self.story, self.path, lambda _: ROAD, by="bilingua")
        article = read_story("story.md", self.story.read_bytes())
        outline(article, self.review, "story.es.po")  # it is in step with the story
        for entry in self.review.entries:
            old = next((e for e in before.entries if e.source == entry.source), None)
            taken = entry.target != "" and any(text in entry.target for text in self.written)
            # What a person did not write for this very sentence needs a person.
            if taken and old is None and entry.previous:
                assert entry.fuzzy or entry in before.entries
        if not done.problems:
            assert (self.path.parent / "story.es.md").is_file()

    @rule()
    def apply(self) -> None:
        code = apply_files([str(self.path)])
        article = read_story("story.md", self.story.read_bytes())
        try:
            name, data = edition_of(self.review, article, "story.es.po")
        except ReviewError:
            assert code == 1
        else:
            assert code == 0
            editions = [path.read_bytes() for path in self.path.parent.glob(f"{name}*")]
            assert data in editions

    # What must always be so.

    @invariant()
    def every_text_is_found(self) -> None:
        if not self.path.is_file():
            return
        review = self.review
        everywhere = "\n".join(
            text
            for entry in (*review.entries, *review.obsolete)
            for text in (entry.target, entry.comment, *entry.kept)
        )
        assert not {text for text in self.written if text not in everywhere}
        editions = "".join(path.read_text() for path in self.path.parent.glob("story.e*.md*"))
        assert not {text for text in self.by_hand if text not in editions}


@pytest.mark.parametrize(
    "examples", [40, pytest.param(500, marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_no_text_of_a_person_is_ever_lost(examples: int, capfd: Any) -> None:
    run_state_machine_as_test(
        Newsroom,
        settings=settings(
            max_examples=examples,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
