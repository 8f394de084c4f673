"""Stories that share a file: reviewed one by one, written together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from newspaper import localize, story

from bilingua.article import Role
from bilingua.errors import ReviewError
from bilingua.review import editing, source, store
from bilingua.review.file import ReviewFile
from bilingua.review.standing import State, standing

pytestmark = pytest.mark.usefixtures("apertium")


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """A file of three records, localized into out."""
    path = tmp_path / "archive" / "wire.jsonl"
    path.parent.mkdir()
    records = [
        {"id": f"w{n}", "headline": f"Mayor on bridge {n}", "body": story(n).partition("\n\n")[2]}
        for n in range(3)
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    assert localize(path.parent, tmp_path / "out").returncode == 0
    return path


def reviews(wire: Path) -> list[Path]:
    return sorted((wire.parent.parent / "out" / "wire.jsonl.reviews").glob("*.po"))


def records(wire: Path, language: str) -> list[dict[str, str]]:
    text = (wire.parent.parent / "out" / f"wire.{language}.jsonl").read_text()
    return [json.loads(line) for line in text.splitlines()]


def headline(path: Path, text: str) -> None:
    def written(review: ReviewFile) -> ReviewFile:
        entry = next(entry for entry in review.entries if entry.role is Role.META or entry.source)
        return editing.set_target(review, entry.context, text, "Ana")

    store.edit(path, written, by="Ana")


def test_the_editions_of_the_file_have_every_story_in_its_language(wire: Path) -> None:
    assert [record["id"] for record in records(wire, "es")] == ["w0", "w1", "w2"]
    assert "millones" in records(wire, "es")[1]["body"]
    assert records(wire, "en")[1]["headline"] == "Mayor on bridge 1"


def test_what_an_editor_wrote_is_in_the_edition_after_the_next_run(wire: Path) -> None:
    headline(reviews(wire)[0], "La alcaldesa habla del puente 7")
    assert localize(wire.parent, wire.parent.parent / "out").returncode == 0
    assert "La alcaldesa habla del puente 7" in [r["headline"] for r in records(wire, "es")]


def test_a_review_file_finds_its_story_in_the_file(wire: Path) -> None:
    for path in reviews(wire):
        review = store.load(path).review
        assert source.find(path, review).article.units[0].text.startswith("Mayor on bridge")
        assert standing(path).states == (State.UNREVIEWED,)


def test_a_story_that_changed_in_the_file_makes_its_pair_out_of_date(wire: Path) -> None:
    wire.write_text(wire.read_text().replace("Mayor on bridge 1", "Mayor on bridge 9"))
    states = [standing(path).states for path in reviews(wire)]
    assert sum(State.OUT_OF_DATE in state for state in states) == 1


def test_a_story_that_went_is_named(wire: Path) -> None:
    wire.write_text("".join(wire.read_text().splitlines(keepends=True)[:1]))
    gone = [path for path in reviews(wire) if not _is_found(path)]
    assert len(gone) == 2


def _is_found(path: Path) -> bool:
    try:
        source.find(path, store.load(path).review)
    except ReviewError as error:
        assert "run “bilingua archive” again" in str(error)
        return False
    return True
