"""What a run finds where it is pointed at, and what it leaves alone."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest

from bilingua.archive.sources import Sources
from bilingua.errors import InputError
from bilingua.ownership import RECORD


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder of stories, a container, an image, and what no run must read."""
    folder = tmp_path / "archive"
    for name, text in {
        "2023/b.md": "# B",
        "2023/a.html": "<p>A",
        "2024/c.txt": "C",
        "2024/photo.jpg": "\xff\xd8",
        "2024/.draft.md": "# Not yet",
        ".git/config.md": "# No story",
        "2024/wire": "<!DOCTYPE html><p>Without a suffix",
        "2024/notes": "words",
        "style.css": "p {}",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    with zipfile.ZipFile(folder / "old.zip", "w") as packed:
        packed.writestr("d.md", "# D")
    return folder


def found(*names: Path | str, **options: object) -> list[str]:
    return [one.relative for one in Sources(names, **options) if not one.is_left_alone]  # type: ignore[arg-type]


STORIES = ["2023/a.html", "2023/b.md", "2024/c.txt", "2024/wire"]


def test_a_folder_gives_its_stories_and_containers_in_order(tree: Path) -> None:
    assert found(tree) == [*STORIES, "old.zip"]
    kinds = {one.relative: one for one in Sources([tree])}
    assert kinds["2024/wire"].format == kinds["2023/a.html"].format == "html"
    container = kinds["old.zip"].container
    assert container is not None
    assert [story.key for story in container.stories(tree / "old.zip")] == ["d.md"]


def test_what_is_neither_is_left_alone_but_not_forgotten(tree: Path) -> None:
    (tree / "link.md").symlink_to(tree / "2023/b.md")
    os.mkfifo(tree / "pipe.md")
    alone = [one.relative for one in Sources([tree]) if one.is_left_alone]
    assert alone == ["2024/notes", "2024/photo.jpg", "link.md", "pipe.md", "style.css"]


def test_a_suffix_that_says_little_is_not_believed(tree: Path) -> None:
    (tree / "sitemap.xml").write_text('<?xml version="1.0"?><urlset><url/></urlset>')
    (tree / "package.json").write_text('{"name": "theme", "version": "1"}')
    (tree / "index.php?id=3").write_text("<html><p>A page</p></html>")
    assert found(tree) == [*STORIES, "index.php?id=3", "old.zip"]


def test_links_lead_nowhere(tree: Path, tmp_path: Path) -> None:
    (tree / "loop").symlink_to(tree)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md").write_text("# Secret")
    (tree / "out").symlink_to(tmp_path / "outside")
    (tree / "gone").symlink_to(tmp_path / "nowhere")
    assert found(tree) == [*STORIES, "old.zip"]


def test_a_source_that_is_a_link_itself_is_followed(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "here").symlink_to(tree)
    assert found(tmp_path / "here") == [*STORIES, "old.zip"]


def test_what_bilingua_wrote_is_no_story(tree: Path) -> None:
    for name in ("b.en.md", "b.es.md", "b.es.po", "b.es.md.new", "b.es.md.new2"):
        (tree / "2023" / name).write_text("# B")
    names = ("b.en.md", "b.es.md", "b.es.po")
    record = "".join(json.dumps({name: "1"}) + "\n" for name in names)
    (tree / "2023" / RECORD).write_text(record)
    assert found(tree) == [*STORIES, "old.zip"]
    assert "b.es.po" not in str(list(Sources([tree])))


@pytest.mark.parametrize("broken", ["", "[1]", "[" * 100_000, "{"])
def test_a_broken_record_of_written_files_hides_nothing(tree: Path, broken: str) -> None:
    (tree / "2023" / RECORD).write_text(broken)
    assert found(tree) == [*STORIES, "old.zip"]


def test_the_editions_of_a_run_are_not_translated_again(tree: Path) -> None:
    for out in ("editions", "earlier"):
        (tree / out / "2023").mkdir(parents=True)
        (tree / out / "2023" / "a.es.html").write_text("<p>A")
    (tree / "earlier" / ".bilingua").mkdir()
    assert found(tree, out=tree / "editions") == [*STORIES, "old.zip"]
    # A run beside its sources still reads them.
    (tree / ".bilingua").mkdir()
    assert found(tree, out=tree)[:2] == STORIES[:2]


def test_a_pattern_stands_for_what_it_matches(tree: Path) -> None:
    assert found(tree / "*/*.md") == ["2023/b.md"]
    assert found(tree / "**/[ab].*") == ["2023/a.html", "2023/b.md"]
    assert found(tree / "2023/[!a].*") == ["b.md"]
    assert found(tree / "*.zip") == ["old.zip"]
    assert found(tree / "?.md") == []


def test_files_can_be_asked_for_and_left_out(tree: Path) -> None:
    assert found(tree, include=["*.md", "2024/*"]) == ["2023/b.md", "2024/c.txt", "2024/wire"]
    assert found(tree, exclude=["2024", "*.zip"]) == ["2023/a.html", "2023/b.md"]
    assert found(tree, include=["*.md"], exclude=["2023/b*"]) == []


def test_sources_that_overlap_give_every_file_once(tree: Path) -> None:
    several = found(tree / "2024/c.txt", tree / "2023", tree, tree / "*/*.md", tree / "2024/c.txt")
    assert several == ["2024/c.txt", "2023/a.html", "2023/b.md", "2024/wire", "old.zip"]


def test_several_folders_are_told_apart(tree: Path) -> None:
    (tree / "2024/b.md").write_text("# Another")
    assert found(tree / "2023", tree / "2024/b.md") == ["2023/a.html", "2023/b.md", "2024/b.md"]


def test_a_hidden_folder_can_be_asked_for_by_name(tree: Path) -> None:
    assert found(tree, tree / ".git")[-1] == ".git/config.md"


@pytest.mark.parametrize("name", ["nothing.md", "no*/[a].md", "no/where/*.md"])
def test_a_source_that_is_not_there_is_said_at_once(tmp_path: Path, name: str) -> None:
    if name == "no*/[a].md":
        assert found(tmp_path / name) == []
        return
    with pytest.raises(InputError, match="no such file"):
        Sources([tmp_path / name])


def test_a_name_that_is_no_text_is_reported(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/ni\xf1o.md"
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
    (one,) = Sources([tmp_path])
    assert "ni\\udcf1o.md is not UTF-8" in str(one.error)
    one.relative.encode()


def test_a_folder_that_goes_while_it_is_walked_is_reported(tree: Path) -> None:
    walk = iter(Sources([tree]))
    next(walk)
    for path in sorted((tree / "2024").iterdir()):
        path.unlink()
    (tree / "2024").rmdir()
    assert [one.relative for one in walk if one.error] == ["2024"]


def test_very_deep_folders_are_walked(tmp_path: Path) -> None:
    path = tmp_path
    for _ in range(300):
        path = path / "d"
    path.mkdir(parents=True)
    (path / "a.md").write_text("# Deep")
    assert len(found(tmp_path)) == 1
