"""A whole archive localized: once, again, after changes, after it was cut off."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest
from newspaper import (
    FOOTER,
    arguments,
    asked,
    contents,
    environment,
    localize,
    story,
    write_archive,
)

from bilingua.engines.apertium import Apertium
from bilingua.review import editing, store
from bilingua.review.file import ReviewFile

pytestmark = pytest.mark.usefixtures("apertium")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_archive(tmp_path_factory.mktemp("archive"), 40)


@pytest.fixture(scope="module")
def undisturbed(
    archive: Path, tmp_path_factory: pytest.TempPathFactory, apertium: Apertium
) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("undisturbed")
    assert localize(archive, out).returncode == 0
    return contents(out)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, apertium: Apertium) -> tuple[Path, Path]:
    """An archive of three batches and its editions."""
    archive = write_archive(tmp_path_factory.mktemp("large"), 260)
    out = tmp_path_factory.mktemp("whole")
    assert localize(archive, out, "--workers", "2").returncode == 0
    return archive, out


def test_every_story_gets_its_pair_in_the_same_tree(undisturbed: dict[str, bytes]) -> None:
    assert len(undisturbed) == 3 * 40
    assert {f"2003/story-003.{end}" for end in ("en.md", "es.md", "es.po")} <= set(undisturbed)
    assert b"$23 millones" in undisturbed["2003/story-003.es.md"]


def test_several_workers_write_the_same_bytes(
    archive: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    assert localize(archive, tmp_path, "--workers", "2").returncode == 0
    assert contents(tmp_path) == undisturbed


def test_a_segment_that_recurs_is_translated_once(archive: Path, tmp_path: Path) -> None:
    assert localize(archive, tmp_path, "--json").returncode == 0
    answers = asked(
        tmp_path,
        "SELECT count(*), said FROM answers JOIN uses ON answer = answers.id "
        "WHERE handed LIKE '%Ledger%' GROUP BY answer",
    )
    ((uses, said),) = answers
    assert uses == 40
    assert FOOTER not in str(said)


def test_a_second_run_does_only_what_changed(tmp_path: Path) -> None:
    archive, out = write_archive(tmp_path / "archive", 5), tmp_path / "out"
    localize(archive, out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.po")}
    changed = archive / "2002" / "story-002.md"
    changed.write_text(story(2).replace("Monday", "Tuesday"))
    again = json.loads(localize(archive, out, "--json").stdout)
    assert again["run"]["done"] == 1
    assert "martes" in (out / "2002" / "story-002.es.md").read_text()
    after = {path: path.stat().st_mtime_ns for path in out.rglob("*.po")}
    assert {path.name for path in after if after[path] != before[path]} == {"story-002.es.po"}


def test_what_a_person_wrote_stays(tmp_path: Path) -> None:
    archive, out = write_archive(tmp_path / "archive", 2), tmp_path / "out"
    localize(archive, out)
    edition = out / "2001" / "story-001.es.md"
    edition.write_text("# Lo que escribió la editora\n")
    source = archive / "2001" / "story-001.md"
    source.write_text(story(1) + "\nOne more sentence came in.\n")
    done = localize(archive, out)
    assert "1 file that a person changed stays" in done.stdout
    assert edition.read_text() == "# Lo que escribió la editora\n"
    assert edition.with_name("story-001.es.md.new").is_file()


def test_a_translation_by_a_person_outlives_a_change_of_its_story(tmp_path: Path) -> None:
    archive, out = write_archive(tmp_path / "archive", 2), tmp_path / "out"
    localize(archive, out)
    review = out / "2001" / "story-001.es.po"

    def by_hand(found: ReviewFile) -> ReviewFile:
        first = found.entries[1].context
        return editing.set_target(found, first, "Lo que escribió la editora, $21 millones.", "Ana")

    store.edit(review, by_hand, by="Ana")
    source = archive / "2001" / "story-001.md"
    source.write_text(source.read_text() + "\nOne more sentence came in.\n")
    assert localize(archive, out).returncode == 0
    edition = (out / "2001" / "story-001.es.md").read_text()
    assert "Lo que escribió la editora, $21 millones." in edition
    assert len(store.load(review).review.entries) == 5


def test_a_bad_story_does_not_stop_the_others(tmp_path: Path) -> None:
    archive, out = write_archive(tmp_path / "archive", 3), tmp_path / "out"
    (archive / "2000" / "bad.md").write_bytes(bytes(range(256)) * 40)
    (archive / "2000" / "french.md").write_text(
        "Le maire de la ville a annoncé lundi la fermeture du vieux pont sur la rivière.\n" * 4
    )
    done = localize(archive, out, "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert {failure["story"] for failure in told["failures"]} == {"2000/bad.md", "2000/french.md"}
    assert told["states"] == {"done": 3, "failed": 2}
    (archive / "2000" / "french.md").write_text(story(9))
    assert json.loads(localize(archive, out, "--json").stdout)["run"]["done"] == 1


def test_two_stories_of_one_name_get_two_pairs(tmp_path: Path) -> None:
    archive, out = tmp_path / "archive", tmp_path / "out"
    archive.mkdir()
    (archive / "vote.md").write_text(story(1))
    (archive / "vote.txt").write_text(story(2).replace("# ", ""))
    assert localize(archive, out).returncode == 0
    assert len(list(out.glob("vote*.es.po"))) == 2
    assert len(list(out.glob("vote*.es.*"))) == 4


def test_a_dry_run_tells_what_there_is_and_translates_nothing(
    archive: Path, tmp_path: Path
) -> None:
    told = json.loads(localize(archive, tmp_path, "--dry-run", "--json").stdout)
    assert told["states"] == {"planned": 40}
    assert told["languages"] == {"en": 40}
    assert told["estimate"]["segments"] < told["open_segments"]
    assert told["estimate"]["seconds"] > 0
    assert contents(tmp_path) == {}


def test_a_sitemap_names_both_editions_of_every_page(tmp_path: Path) -> None:
    archive, out = tmp_path / "archive", tmp_path / "out"
    (archive / "2014").mkdir(parents=True)
    (archive / "2014" / "a.html").write_text(f"<html><body><p>{story(1)[2:]}</p></body></html>")
    assert localize(archive, out, "--sitemap", "https://example.org/news").returncode == 0
    sitemap = (out / "sitemap.xml").read_text()
    for language in ("en", "es"):
        assert f"<loc>https://example.org/news/2014/a.{language}.html</loc>" in sitemap


def test_the_first_interrupt_lets_what_is_begun_be_finished(
    large: tuple[Path, Path], tmp_path: Path
) -> None:
    archive, out = large[0], tmp_path
    process = subprocess.Popen(
        arguments(archive, out, "--workers", "1"), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, env=environment(),
    )  # fmt: skip
    _when_some_are_done(out)
    process.send_signal(signal.SIGINT)
    _said, told = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "to go on: bilingua archive" in told
    (done,) = asked(out, "SELECT count(*) FROM stories WHERE state = 'done'")[0]
    assert 0 < int(str(done)) < 260
    assert len(list(out.rglob("*.po"))) == done


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_run_that_was_killed_goes_on_as_if_nothing_had_been(
    workers: str, large: tuple[Path, Path], tmp_path: Path
) -> None:
    archive, whole = large
    process = subprocess.Popen(
        arguments(archive, tmp_path, "--workers", workers), stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, env=environment(),
    )  # fmt: skip
    _when_some_are_done(tmp_path)
    process.kill()
    process.wait()
    before = asked(tmp_path, "SELECT id FROM stories WHERE state = 'done'")
    assert localize(archive, tmp_path, "--workers", workers).returncode == 0
    assert before
    assert contents(tmp_path) == contents(whole)


def _when_some_are_done(out: Path) -> None:
    """Waits until the ledger says that the first batch is done."""
    for _ in range(2400):
        time.sleep(0.05)
        if not (out / ".bilingua" / "ledger.sqlite").is_file():
            continue
        if asked(out, "SELECT 1 FROM sqlite_master WHERE name = 'stories'") and asked(
            out, "SELECT 1 FROM stories WHERE state = 'done' LIMIT 1"
        ):
            return
    raise AssertionError("no story was done in two minutes")
