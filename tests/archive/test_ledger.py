"""What the ledger says of files and stories that were in trouble, once they are not any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingua.archive.ledger import Ledger
from bilingua.archive.rows import State
from bilingua.archive.work import Summary
from bilingua.errors import InputError

TROUBLE = InputError("{name} is in trouble.", name="wire.jsonl")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.sqlite")


def with_file(ledger: Ledger, error: InputError | None = None) -> int:
    file = ledger.see_file("wire.jsonl", 1)
    ledger.read_file(file, 10, 20, error)
    return file


def with_story(ledger: Ledger, file: int, error: InputError | None = None) -> int:
    state = State.FAILED if error else State.PLANNED
    return ledger.plan_story(file, "a", "a", seen=1, digest="d", state=state, error=error)


def test_editions_that_could_not_be_written_are_tried_again(ledger: Ledger) -> None:
    file = with_file(ledger)
    ledger.wrote(file, 5)
    ledger.not_written(file, TROUBLE)
    assert ledger.counts().broken == 1
    assert ledger.written(file) == 0
    # The next plan does not take the file for unchanged; read without trouble, it has none.
    known = ledger.file("wire.jsonl")
    assert known is not None
    assert known.size is None
    ledger.read_file(file, 10, 20, None)
    assert list(ledger.failures(None)) == []


def test_the_troubles_of_what_is_gone_are_gone(ledger: Ledger) -> None:
    file = with_file(ledger, TROUBLE)
    with_story(ledger, file, TROUBLE)
    assert len(list(ledger.failures(None))) == 2
    ledger.forget_unseen(2)
    assert list(ledger.failures(None)) == []
    assert ledger.counts().broken == 0
    assert ledger.counts().states == {State.GONE: 1}


def test_what_was_noted_of_a_story_is_forgotten_when_its_file_is_written_anew(
    ledger: Ledger,
) -> None:
    file = with_file(ledger)
    story = with_story(ledger, file)
    ledger.done(story, Summary("en", 1, 0.1, 0.7))
    ledger.note(story, TROUBLE)
    assert len(list(ledger.failures(None))) == 1
    ledger.clear_notes(file)
    assert list(ledger.failures(None)) == []


def test_what_was_saved_stays_when_the_rest_is_given_up(ledger: Ledger) -> None:
    def given_up() -> None:
        with ledger.saving():
            ledger.set("one", "1")
            ledger.save()
            ledger.set("two", "2")
            raise TROUBLE

    with pytest.raises(InputError):
        given_up()
    assert (ledger.setting("one"), ledger.setting("two")) == ("1", None)
