"""Files are written whole, and what a person changed stays theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingua.files import EditionFolder, write_atomic


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


def test_what_a_person_changed_beside_stays_too(tmp_path: Path) -> None:
    folder = EditionFolder(tmp_path)
    (tmp_path / "a").write_bytes(b"by hand")
    assert folder.write("a", b"1").path == tmp_path / "a.new"
    assert folder.write("a", b"2").path == tmp_path / "a.new"
    (tmp_path / "a.new").write_bytes(b"by hand, half merged")
    assert folder.write("a", b"3").path == tmp_path / "a.2.new"
    assert (tmp_path / "a.new").read_bytes() == b"by hand, half merged"
    assert (tmp_path / "a").read_bytes() == b"by hand"


def test_a_name_that_is_no_text_is_remembered(tmp_path: Path) -> None:
    folder = EditionFolder(tmp_path)
    name = b"caf\xe9.es.md".decode(errors="surrogateescape")
    folder.write(name, b"1")
    assert folder.write(name, b"2").kept is None
    assert (tmp_path / name).read_bytes() == b"2"
