"""A pair is brought up to date while people go on working on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from turning import TURNING

from bilingua.editions import pair_of
from bilingua.errors import ConflictError, ReviewError
from bilingua.files import EditionFolder
from bilingua.formats.registry import read
from bilingua.localize.style import load_style
from bilingua.pipeline import Road, Story, translate_articles
from bilingua.review import store, updating
from bilingua.review.editing import set_target
from bilingua.review.file import ReviewFile
from bilingua.review.updating import review_file_of, update

ROAD = Road([TURNING], {"en": load_style("en_US"), "es": load_style("es_US")})
RAW = "# The mayor left\n\nHe **left** the city. It will cost $20 million.\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.md"
    path.write_text(RAW)
    (made,) = translate_articles([read("story.md", path.read_bytes())], ROAD, source="en")
    assert isinstance(made, Story)
    pair_of(made).write(EditionFolder(tmp_path))
    return path


def test_what_is_written_while_the_engine_works_is_kept(story: Path) -> None:
    path = story.with_name("story.es.po")

    def meanwhile(_: str) -> Road:
        store.edit(path, lambda r: set_target(r, "u1.1", "El alcalde se fue", "Ana"), by="Ana")
        return ROAD

    story.write_text(RAW.replace("$20", "$30"))
    done = update(story, path, meanwhile, by="x")
    assert done.renewal.review.entries[0].target == "El alcalde se fue"
    assert "# El alcalde se fue" in story.with_name("story.es.md").read_text()


def test_what_is_saved_between_reading_and_writing_is_kept(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = story.with_name("story.es.po")
    renewed, times = updating.renewed, []

    def slow(review: ReviewFile, *rest: object) -> object:
        if not times:  # an editor that knows of no lock
            times.append(1)
            path.write_bytes(path.read_bytes().replace(b'msgstr "left', b'msgstr "Poedit'))
        return renewed(review, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(updating, "renewed", slow)
    story.write_text(RAW.replace("$20", "$30"))
    update(story, path, lambda _: ROAD, by="x")
    assert "Poedit" in path.read_text()
    assert "$30" in path.read_text()


def test_a_file_that_never_rests_is_told_of(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = story.with_name("story.es.po")
    renewed = updating.renewed

    def slow(review: ReviewFile, *rest: object) -> object:
        path.write_bytes(path.read_bytes() + b"# again\n")
        return renewed(review, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(updating, "renewed", slow)
    with pytest.raises(ConflictError, match="all the time"):
        update(story, path, lambda _: ROAD, by="x")


def test_a_review_file_is_found_beside_the_story_or_where_editions_go(story: Path) -> None:
    path = story.with_name("story.es.po")
    elsewhere = story.parent / "elsewhere"
    assert review_file_of(story, [elsewhere, story.parent]) == path
    assert review_file_of(story.with_name("story.en.md"), [story.parent], "es_MX") == path
    with pytest.raises(ReviewError, match="translate it first"):
        review_file_of(story, [story.parent], "en")
