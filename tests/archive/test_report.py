"""The report on an archive that was run: what its page, its table and its JSON say, and where they are."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lxml import html
from newspaper import localize, story, write_archive

from bilingua.archive.ledger import Ledger
from bilingua.archive.report.opened import opened
from bilingua.archive.rows import State
from bilingua.archive.work import Summary
from bilingua.cli import main
from bilingua.engines.apertium import Apertium
from bilingua.errors import InputError

Report = Callable[..., "Outcome"]
HOSTILE = '=HYPERLINK("x") <img src=x onerror=alert(1)> &amp;.md'


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory, apertium: Apertium) -> Path:
    """The editions of some stories, of a zip file, of one that nobody can read, of a hostile one."""
    archive = write_archive(tmp_path_factory.mktemp("archive"), 4)
    (archive / "blank.txt").write_text("")
    (archive / HOSTILE).write_text(
        '# "><img src=x onerror=alert(2)> said the mayor\n\n“We will open it on Monday,” the mayor said.\n'
    )
    with zipfile.ZipFile(archive / "wire.zip", "w") as wire:
        wire.writestr("desk/one.md", story(100))
        wire.writestr("desk/two.md", story(101))
    whole = (archive / "wire.zip").read_bytes()
    (archive / "cut.zip").write_bytes(whole[: len(whole) // 2])
    out = tmp_path_factory.mktemp("finished") / "out"
    assert localize(archive, out).returncode == 1
    return out


@pytest.fixture
def out(finished: Path, tmp_path: Path) -> Path:
    """A copy of the editions, for a test of its own."""
    return Path(shutil.copytree(finished, tmp_path / "out"))


class Outcome(NamedTuple):
    """What the command ended with and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture
def report(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Report:
    """`bilingua archive report` with these words."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    def call(*args: object, language: str = "en") -> Outcome:
        monkeypatch.setenv("BILINGUA_LANG", language)
        monkeypatch.setattr("sys.argv", ["bilingua", "archive", "report", *map(str, args)])
        with pytest.raises(SystemExit) as end:
            main()
        return Outcome(int(str(end.value.code or 0)), *capfd.readouterr())

    return call


def page_of(path: Path) -> Any:
    return html.fromstring(path.read_text(encoding="utf-8"))


def links(page: Any) -> list[str]:
    return [str(address) for address in page.xpath("//a/@href")]


def test_the_page_is_where_a_web_server_looks_and_leads_to_each_story(
    report: Report, out: Path
) -> None:
    done = report(out)
    assert done.code == 0, done.err
    index = out / "report" / "index.html"
    assert str(index) in done.err
    page = page_of(index)
    found = links(page)
    assert len(set(found)) == 7
    for address in found:
        side = page_of(index.parent / address)
        (back,) = [one for one in links(side) if not one.startswith("#")]
        assert (index.parent / address).parent.joinpath(back).resolve() == index.resolve()


def test_stories_that_share_a_file_are_told_apart(report: Report, out: Path) -> None:
    report(out)
    (place,) = {
        text for text in page_of(out / "report" / "index.html").xpath("//th//text()")
        if text.endswith("#desk/two.md")
    }  # fmt: skip
    assert place == "wire.zip#desk/two.md"
    (side,) = (out / "report" / "stories").glob("two-*.html")
    assert "on bridge number 101" in side.read_text()
    assert "wire.zip#desk/two.md" in side.read_text()


def test_the_page_says_how_far_the_run_is_and_what_failed(report: Report, out: Path) -> None:
    report(out)
    page = page_of(out / "report" / "index.html")
    text = " ".join(page.text_content().split())
    assert "7 of 8 stories are localized. 1 failed." in text
    assert "There is too little text to tell the language" in text
    assert page.xpath("//li/span[.='blank.txt']")
    assert "cut.zip is cut short or no zip file" in text
    assert page.xpath("//code[starts-with(., 'confidence|chrf:45')]")


def test_charts_have_names_and_the_tables_their_numbers(report: Report, out: Path) -> None:
    report(out)
    page = page_of(out / "report" / "index.html")
    charts = page.xpath("//svg[@role='img']")
    assert len(charts) >= 3
    for chart in charts:
        named = chart.get("aria-labelledby").split()
        assert all(page.xpath(f"string(//*[@id='{id}'])").strip() for id in named)
    rules = page.xpath("//table[contains(@class, 'rules')]//th//b/text()")
    assert set(page.xpath("//svg[contains(@aria-labelledby, 'rules')]//text[@class='start']/text()")) <= set(rules)  # fmt: skip


def test_no_story_acts_on_the_page(report: Report, out: Path) -> None:
    report(out)
    for path in [out / "report" / "index.html", *(out / "report" / "stories").iterdir()]:
        page = page_of(path)
        assert not page.xpath("//script | //img | //link | //iframe | //*[@style]")
        assert not [at for at in page.xpath("//@*") if "://" in at]
    assert HOSTILE in page_of(out / "report" / "index.html").text_content()


def test_pages_speak_the_language_of_the_interface(report: Report, out: Path) -> None:
    report(out, language="es")
    assert page_of(out / "report" / "index.html").get("lang") == "es"
    assert "inglés" in page_of(out / "report" / "index.html").text_content()


def test_the_report_goes_where_it_is_told_with_its_stories_beside_it(
    report: Report, out: Path, tmp_path: Path
) -> None:
    place = tmp_path / "elsewhere" / "our report.html"
    assert report(out, "--html", place, "--top", 1).code == 0
    moved = shutil.move(place.parent, tmp_path / "published")
    page = Path(moved, place.name)
    found = set(links(page_of(page)))
    assert 1 <= len(found) <= 3
    for address in found:
        side = page.parent / address.replace("%20", " ")
        assert "../our%20report.html" in links(page_of(side))
    assert not (out / "report").exists()


def test_a_second_report_takes_the_place_of_the_first_but_not_of_a_persons(
    report: Report, out: Path
) -> None:
    report(out)
    stories = out / "report" / "stories"
    assert len(list(stories.glob("*.html"))) == 7
    noted = next(stories.glob("story-003-*.html"))
    noted.write_text("what a person noted")
    report(out, "--top", 0)
    assert list(stories.glob("*.html")) == [noted]
    index = out / "report" / "index.html"
    index.write_text("a person's page")
    assert "index.html.new" in report(out).err
    assert index.read_text() == "a person's page"


def test_the_same_ledger_gives_the_same_bytes(report: Report, out: Path) -> None:
    def made() -> dict[str, bytes]:
        report(out)
        return {path.name: path.read_bytes() for path in (out / "report").rglob("*")
                if path.is_file()}  # fmt: skip

    assert made() == made()


def test_a_story_without_its_review_file_is_listed_without_a_page(
    report: Report, out: Path
) -> None:
    (out / "2003" / "story-003.es.po").unlink()
    assert report(out).code == 0
    page = page_of(out / "report" / "index.html")
    assert "its review file cannot be read" in page.text_content()
    assert not any("story-003" in address for address in links(page))


def test_the_table_has_a_row_for_each_story_and_no_formula(
    report: Report, out: Path, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    assert report(out, "--csv", table).code == 0
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"), newline="")))
    assert len(rows) == 8
    assert not [cell for row in rows for cell in row.values() if cell[:1] in set("=+-@\t\r")]
    by_path = {row["path"] + row["key"]: row for row in rows}
    assert f"'{HOSTILE}" in by_path
    assert by_path["wire.zipdesk/one.md"]["review"].startswith("wire.zip.reviews/one-")
    blank = by_path["blank.txt"]
    assert (blank["state"], blank["confidence"]) == ("failed", "")
    assert blank["error"].startswith("There is too little text")
    assert report(out, "--csv", "-").out == table.read_bytes().decode()
    assert not (out / "report").exists()


def test_a_table_is_written_over_a_table_only(report: Report, out: Path, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    assert report(out, "--csv", table).code == 0
    assert report(out, "--csv", table).code == 0
    table.write_text("name,telephone\n")
    refused = report(out, "--csv", table)
    assert refused.code == 1
    assert "--csv" in refused.err
    assert table.read_text() == "name,telephone\n"


def test_the_rules_add_up_in_the_table_the_json_and_the_page(report: Report, out: Path) -> None:
    report(out)
    told = json.loads(report(out, "--json").out)
    rows = list(csv.DictReader(io.StringIO(report(out, "--csv", "-").out)))
    counted = Counter[str]()
    for found in filter(None, "; ".join(row["rules"] for row in rows).split("; ")):
        rule, _, count = found.split()
        counted[rule] += int(count)
    assert counted["quotation"] >= 1
    assert counted == {
        one["rule"]: one["errors"] + one["warnings"] + one["remarks"]
        for one in told["findings"]["rules"]
    }
    page = page_of(out / "report" / "index.html")
    assert set(page.xpath("//table[contains(@class, 'rules')]//th/b/text()")) == set(counted)
    assert sum(told["confidence"]["bins"]) == told["states"]["done"] == 7
    assert told["states"]["failed"] == told["failures"][0]["count"] == 1
    assert told["broken_files"]["files"][0]["path"] == "cut.zip"
    assert told["time"]["clock"] > 0
    # All stories but two close with the same line.
    assert told["repeats"]["spared"] >= 5
    slowest = [one["seconds"] for one in told["top"]["seconds"]]
    assert slowest == sorted(slowest, reverse=True)
    surest = [one["confidence"] for one in told["top"]["confidence"]]
    assert surest == sorted(surest)


def test_two_reports_on_one_standard_output_are_refused(report: Report, out: Path) -> None:
    assert report(out, "--json", "--csv", "-").code == 2


def test_a_page_with_pages_beside_it_needs_a_place(report: Report, out: Path) -> None:
    assert report(out, "--html", "-").code == 2


def test_where_nothing_was_run_there_is_nothing_to_report(report: Report, tmp_path: Path) -> None:
    refused = report(tmp_path)
    assert refused.code == 1
    assert "--out" in refused.err
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger that a run is writing, with a story done and one to be done."""
    ledger = Ledger(tmp_path / ".bilingua" / "ledger.sqlite")
    file = ledger.see_file("a.txt", 1)
    for key in ("one", "two"):
        ledger.plan_story(
            file, key, "a.txt", seen=1, digest="", state=State.PLANNED, review=f"{key}.es.po",
            language="en", segments=3,
        )  # fmt: skip
    findings = {("value-changed", "error"): 2, ("quotation", "info"): 1}
    ledger.done(1, Summary("en", 3, 0.5, 0.29, findings))
    yield ledger
    ledger.close()


def test_a_run_goes_on_while_it_is_reported_on(running: Ledger, tmp_path: Path) -> None:
    with opened(tmp_path) as db, running.saving():
        states = "SELECT state, count(*) FROM stories GROUP BY state"
        before = dict(db.execute(states))
        running.done(2, Summary("en", 3, 0.1, 0.9))
        assert dict(db.execute(states)) == before == {"done": 1, "planned": 1}
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            db.execute("DELETE FROM stories")


def test_a_story_at_the_edge_of_two_parts_counts_in_the_upper(
    report: Report, running: Ledger, tmp_path: Path
) -> None:
    for place, confidence in enumerate((0.29, 0.3, 0.35, 1.0)):
        running.done(1, Summary("en", 3, 0.5, confidence))
        bins = json.loads(report(tmp_path, "--json").out)["confidence"]["bins"]
        assert bins.index(1) == (5, 6, 7, 19)[place]


def test_what_an_earlier_run_found_of_a_story_to_be_done_again_is_not_told(
    report: Report, running: Ledger, tmp_path: Path
) -> None:
    running.plan_story(1, "one", "a.txt", seen=2, digest="new", state=State.PLANNED)
    told = json.loads(report(tmp_path, "--json").out)
    assert told["findings"]["errors"] == 0
    (row, _) = csv.DictReader(io.StringIO(report(tmp_path, "--csv", "-").out))
    assert (row["state"], row["errors"], row["rules"]) == ("planned", "", "")


def test_failures_of_one_reason_stand_together(
    report: Report, running: Ledger, tmp_path: Path
) -> None:
    for number, reason in ((1, "no leave"), (2, "a torn disk")):
        running.failed(number, InputError("{name} cannot be read ({reason}).", name="a.txt", reason=reason))  # fmt: skip
    report(tmp_path)
    page = page_of(tmp_path / "report" / "index.html")
    (heading,) = page.xpath("//h3[contains(., 'cannot be read')]")
    assert " ".join(heading.text_content().split()) == "2 … cannot be read (…)."
    assert page.xpath("//li/span[@class='own']/text()") == ["no leave", "a torn disk"]


def test_a_share_reads_as_its_language_writes_it_and_never_as_all_or_none(
    running: Ledger, tmp_path: Path, report: Report
) -> None:
    for language, sign in (("en", "100%"), ("es", "100\N{NO-BREAK SPACE}%")):
        report(tmp_path, language=language)
        assert sign in page_of(tmp_path / "report" / "index.html").text_content()
    with running.saving():
        for number in range(3, 1503):
            running.plan_story(
                1, str(number), "a.txt", seen=1, digest="", state=State.PLANNED, review="x.es.po"
            )
            running.done(number, Summary("en", 3, 0.5, 0.9))
    report(tmp_path)
    assert "< 0.1%" in page_of(tmp_path / "report" / "index.html").text_content()
