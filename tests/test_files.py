"""Files are written whole, and what a person changed stays theirs."""

from __future__ import annotations

import contextlib
import errno
import multiprocessing
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bilingua.editions import edition_name
from bilingua.errors import OutputError
from bilingua.files import EditionFolder, write_atomic
from bilingua.ownership import RECORD


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    write_atomic(path, b"old")

    def broken(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.replace", broken)
    with pytest.raises(OSError, match="disk full"):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_persons_file_stays_and_the_new_text_stands_beside(tmp_path: Path) -> None:
    folder = EditionFolder(tmp_path)
    (tmp_path / "theirs").write_bytes(b"by hand")
    assert folder.write("theirs", b"by machine").kept == tmp_path / "theirs"
    assert (tmp_path / "theirs").read_bytes() == b"by hand"
    assert (tmp_path / "theirs.new").read_bytes() == b"by machine"
    assert folder.write("theirs", b"by hand").kept is None
    assert folder.write("ours", b"1").kept is None
    assert folder.write("ours", b"2").kept is None
    assert folder.write("theirs", b"by machine", force=True).kept is None


def test_a_pair_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    EditionFolder(tmp_path).write_all([("a.en", b"1"), ("a.es", b"1")])
    real, left = os.fsync, iter(range(1))

    def full(handle: int) -> None:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError):
        EditionFolder(tmp_path).write_all([("a.en", b"2"), ("a.es", b"2"), ("a.po", b"2")])
    monkeypatch.undo()
    left_behind = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert left_behind.pop(RECORD)
    assert left_behind == {"a.en": b"1", "a.es": b"1"}
    assert EditionFolder(tmp_path).write_all([]) == []


@pytest.mark.parametrize("step", ["os.replace", "os.fsync"])
def test_a_file_whose_writing_was_cut_off_is_no_persons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Wherever the power goes, the next text takes the place of what is there."""
    real = getattr(os, step.removeprefix("os."))
    for survived in range(8):
        folder = tmp_path / f"{survived}"
        EditionFolder(folder).write_all([("a", b"1"), ("b", b"1")])
        left = iter(range(survived))

        def cut(*args: object, left: Iterator[int] = left) -> object:
            if next(left, None) is None:
                raise KeyboardInterrupt
            return real(*args)

        with monkeypatch.context() as power, contextlib.suppress(KeyboardInterrupt):
            power.setattr(step, cut)
            EditionFolder(folder).write_all([("a", b"2"), ("b", b"2")])
        written = EditionFolder(folder).write_all([("a", b"3"), ("b", b"3")])
        assert [one.kept for one in written] == [None, None]


def test_a_persons_work_on_the_new_text_stays_too(tmp_path: Path) -> None:
    folder = EditionFolder(tmp_path)
    (tmp_path / "a").write_bytes(b"by hand")
    assert folder.write("a", b"1").path.name == "a.new"
    assert folder.write("a", b"2").path.name == "a.new"
    (tmp_path / "a.new").write_bytes(b"2, mended by hand")
    assert folder.write("a", b"3").path.name == "a.new2"
    assert EditionFolder(tmp_path).write("a", b"4").path.name == "a.new2"
    assert (tmp_path / "a").read_bytes() == b"by hand"
    assert (tmp_path / "a.new").read_bytes() == b"2, mended by hand"
    assert (tmp_path / "a.new2").read_bytes() == b"4"


def test_many_writers_in_one_folder_forget_nothing(tmp_path: Path) -> None:
    # Processes, for each has a mind of its own; all of them write one file, too.
    with multiprocessing.get_context("fork").Pool(8) as pool:
        pool.map(write_some, [(tmp_path, number) for number in range(40)])
    names = [f"{number}" for number in range(40)]
    assert [name for name in names if EditionFolder(tmp_path).is_persons(name)] == []
    assert {path.name for path in tmp_path.iterdir()} == {*names, "shared", RECORD}


def write_some(task: tuple[Path, int]) -> None:
    folder, number = task
    for text in (b"1", b"2"):
        for name in (f"{number}", "shared"):
            EditionFolder(folder).write(name, text)


def test_two_stories_of_one_run_do_not_share_a_name(tmp_path: Path) -> None:
    folder = EditionFolder(tmp_path)
    folder.claim(["story.en.md", "story.es.md"])
    folder.write("story.es.md", b"one")
    with pytest.raises(OutputError, match=r"story\.es\.md"):
        folder.claim(["story.es.md", "other.es.md"])
    EditionFolder(tmp_path).claim(["story.es.md"])


def test_an_input_is_not_written_over_even_by_force(tmp_path: Path) -> None:
    story = tmp_path / "story.en.md"
    story.write_bytes(b"the story")
    (tmp_path / "link.md").symlink_to(story)
    folder = EditionFolder(tmp_path, [tmp_path / "." / "story.en.md"])
    assert folder.write("story.en.md", b"edition", force=True).kept == story
    assert folder.write("link.md", b"edition", force=True).path.name == "link.md.new"
    assert story.read_bytes() == b"the story"


def test_what_a_link_leads_to_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"by hand")
    (tmp_path / "a").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "b").symlink_to(tmp_path / "nowhere")
    folder = EditionFolder(tmp_path)
    assert folder.write("a", b"by hand").path == tmp_path / "a"
    assert folder.write("a", b"by machine").path == tmp_path / "a.new"
    assert folder.write("b", b"by machine").path == tmp_path / "b.new"
    assert (tmp_path / "a").is_symlink()
    assert (tmp_path / "b").is_symlink()
    folder.write("a", b"by machine", force=True)
    assert (tmp_path / "elsewhere").read_bytes() == b"by hand"


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file, no folder")
    with pytest.raises(OutputError, match="cannot be written"):
        EditionFolder(tmp_path / "out").write("a", b"1")
    (tmp_path / "taken").mkdir()
    assert EditionFolder(tmp_path).write("taken", b"1").path.name == "taken.new"


@pytest.mark.parametrize(
    ("name", "edition"),
    [
        ("story.md", "story.es.md"),
        ("story.en.md", "story.es.md"),
        ("story.es.html", "story.es.html"),
        ("v1.2.md", "v1.2.es.md"),
    ],
)
def test_an_edition_is_named_for_its_story_and_language(name: str, edition: str) -> None:
    assert edition_name(name, "es") == edition


def test_a_name_that_is_no_text_is_remembered(tmp_path: Path) -> None:
    folder = EditionFolder(tmp_path)
    name = b"caf\xe9.es.md".decode(errors="surrogateescape")
    folder.write(name, b"1")
    assert folder.write(name, b"2").kept is None
    assert (tmp_path / name).read_bytes() == b"2"


def test_a_record_that_a_power_cut_tore_loses_its_last_line_only(tmp_path: Path) -> None:
    for name in ("a", "b"):
        EditionFolder(tmp_path).write(name, b"1")
    record = tmp_path / RECORD
    record.write_bytes(record.read_bytes()[:-9])
    folder = EditionFolder(tmp_path)
    assert [folder.is_persons("a"), folder.is_persons("b")] == [False, True]
    folder.write("c", b"1")
    assert not EditionFolder(tmp_path).is_persons("c")


def test_a_file_too_large_for_memory_is_taken_as_written(tmp_path: Path) -> None:
    folder = EditionFolder(tmp_path)
    for text, expected in (("1", "a"), ("2", "a"), ("3", "a.new")):
        with folder.room_for("a") as temporary:
            temporary.write_text(text)
            assert folder.take("a", temporary).path.name == expected
        if text == "2":
            (tmp_path / "a").write_text("by hand")
    assert (tmp_path / "a").read_text() == "by hand"
    assert {path.name for path in tmp_path.iterdir()} == {"a", "a.new", RECORD}
