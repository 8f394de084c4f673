"""No two writers lose each other's work, and no crash tears a review file."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from test_file import REVIEW

from bilingua.errors import ConflictError, OutputError, ReviewError
from bilingua.review import store
from bilingua.review.editing import set_target
from bilingua.review.file import ReviewFile, read, write
from bilingua.review.journal import history, journal_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "story.es.po"
    path.write_bytes(write(REVIEW))
    return path


def say(
    text: str, context: str = "u4.1", by: str = "Ana"
) -> store.Callable[[ReviewFile], ReviewFile]:
    return lambda review: set_target(review, context, text, by)


def test_what_was_saved_is_there_and_in_the_history(path: Path) -> None:
    store.edit(path, say("Son dos."), by="Ana")
    store.edit(path, say("Hay dos.", by="Eva"), by="Eva")
    assert store.load(path).review.entries[1].target == "Hay dos."
    told = list(history(journal_of(path), "u4.1"))
    assert [(c.by, c.before and c.before.target, c.after and c.after.target) for c in told] == [
        ("Ana", "Dos.", "Son dos."),
        ("Eva", "Son dos.", "Hay dos."),
    ]


def test_who_read_an_older_state_is_told_so_and_nothing_is_saved(path: Path) -> None:
    seen = store.load(path).digest
    after = store.edit(path, say("Son dos."), by="Ana", expected=seen)
    before = path.read_bytes()
    with pytest.raises(ConflictError, match="changed by somebody else"):
        store.edit(path, say("Hay dos."), by="Eva", expected=seen)
    assert path.read_bytes() == before
    store.edit(path, say("Hay dos."), by="Eva", expected=after.digest)


def test_an_editor_that_saves_in_between_is_noticed(path: Path) -> None:
    def meanwhile(review: ReviewFile) -> ReviewFile:
        path.write_bytes(path.read_bytes().replace(b"Dos.", b"Poedit."))
        return set_target(review, "u4.1", "Hay dos.", "Eva")

    with pytest.raises(ConflictError):
        store.edit(path, meanwhile, by="Eva")
    assert b"Poedit." in path.read_bytes()


def test_many_writers_lose_nothing(path: Path) -> None:
    def add(number: int) -> None:
        store.edit(path, lambda r: set_target(r, "u4.1", r.entries[1].target + f" {number}", "x"), by="x")  # fmt: skip

    threads = [threading.Thread(target=add, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    words = store.load(path).review.entries[1].target.split()
    assert sorted(words) == sorted(["Dos.", *map(str, range(12))])
    assert len(list(history(journal_of(path)))) == 12


def test_a_writer_that_never_lets_go_is_told_of(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.1)
    with store.locked(path), pytest.raises(ConflictError, match="another bilingua"):
        store.edit(path, say("x"), by="Ana")


def test_what_is_no_review_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match="cannot be read"):
        store.load(tmp_path / "nothing.po")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError):
        store.edit(tmp_path / "file" / "story.es.po", say("x"), by="Ana")


def test_a_torn_line_of_history_takes_no_other_with_it(path: Path) -> None:
    store.edit(path, say("Uno."), by="Ana")
    with journal_of(path).open("ab") as journal:
        journal.write(b'{"at": "2026')
    store.edit(path, say("Dos de nuevo."), by="Ana")
    assert len(list(history(journal_of(path)))) == 2


SAVE_FOR_EVER = """
import itertools, sys
from pathlib import Path
from bilingua.review import store
from bilingua.review.editing import set_target
for number in itertools.count():
    store.edit(Path(sys.argv[1]), lambda r: set_target(r, "u4.1", f"Texto {number}. " * 2000, "x"), by="x")
    if not number:
        print("ready", flush=True)
"""


@pytest.mark.parametrize(
    "kills", [10, pytest.param(100, marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_a_process_killed_while_it_saves_leaves_a_whole_file(path: Path, kills: int) -> None:
    for number in range(kills):
        process = subprocess.Popen(
            [sys.executable, "-c", SAVE_FOR_EVER, str(path)], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.0037 * (number % 17))
        process.kill()
        process.wait()
        entry = read("story.es.po", path.read_bytes()).entries[1]
        first = entry.target.split(". ")[0]
        assert entry.target == f"{first}. " * 2000
    list(history(journal_of(path)))
    store.edit(path, say("Al fin."), by="Ana")
