"""What an editor sees: progress that moves, a table that fits, colours only where they are wanted."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command import COMMAND, bilingua, environment, on_terminal

from bilingua.config import load_settings
from bilingua.engines.apertium import Apertium
from bilingua.formats.registry import read
from bilingua.pipeline import Story, translate_articles
from bilingua.road import road_for

SAMPLES = Path(__file__).parents[2] / "samples"
Run = Callable[..., Any]
STORY = SAMPLES / "migration-talks.md"
FAST = ("--from", "en", "--route", "apertium")


@pytest.fixture(autouse=True)
def _needs_apertium(apertium: Apertium) -> None:
    """All of this translates."""


def test_progress_moves_within_one_story() -> None:
    steps: list[tuple[int, int]] = []
    more = "".join(f"\n\nStation {number} opened on Monday." for number in range(30))
    article = read(STORY.name, STORY.read_bytes() + more.encode())
    road = road_for(load_settings(), route="apertium")
    (watched,) = translate_articles(
        [article], road, source="en", progress=lambda *step: steps.append(step)
    )
    assert isinstance(watched, Story)
    total = len(watched.translations)
    assert len(steps) >= 3
    assert steps == sorted(steps)
    assert steps[0][0] < total / 2
    assert steps[-1] == (total, total)
    (unwatched,) = translate_articles([article], road, source="en")
    assert isinstance(unwatched, Story)
    assert watched.contents == unwatched.contents


def test_progress_is_shown_on_a_terminal_only(tmp_path: Path) -> None:
    code, shown = on_terminal(
        "translate", str(STORY), *FAST, "--out", str(tmp_path), stream="stderr"
    )
    assert code == 0
    assert "Translating" in shown
    counts = {(int(n), int(total)) for n, total in re.findall(r"(\d+)/(\d+)", shown)}
    assert any(n == total for n, total in counts)
    assert any(0 < n < total for n, total in counts)
    piped = bilingua("translate", str(STORY), *FAST, "--out", str(tmp_path))
    assert piped.stderr == b""


def test_a_narrow_terminal_is_not_overrun(tmp_path: Path) -> None:
    shutil.copy(STORY, tmp_path)
    code, text = on_terminal("translate", STORY.name, *FAST, cwd=tmp_path, COLUMNS="60")
    assert code == 0
    assert "\x1b[1m" in text
    plain = re.sub(r"\x1b\[[\d;]*m", "", text)
    assert max(map(len, plain.splitlines())) <= 60
    assert "Look first at:" in plain


def test_no_color_is_respected(tmp_path: Path) -> None:
    shutil.copy(STORY, tmp_path)
    _, text = on_terminal("translate", STORY.name, *FAST, cwd=tmp_path, NO_COLOR="1")
    assert "Segments" in text
    assert "\x1b" not in text


def test_the_table_says_where_to_look_first_and_what_to_run_next(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = run("translate", str(STORY), *FAST).out
    assert "Language  English (100%) → es-US" in text
    assert "Route     apertium en→es" in text
    assert "Segments  25 (engine 25)" in text
    assert "warning: “tiene que tiene que” stands there twice." in text
    assert "“Nobody should have to board a raft.”" in text
    assert re.search(r"Next: \S+ editions/migration-talks\.es\.po\n\Z", text)
    spanish = run("translate", str(STORY), *FAST, language="es").out
    for words in ("Idioma", "inglés", "Mire primero:", "Siguiente paso:", "archivo de revisión"):
        assert words in spanish


def test_a_headline_that_stands_in_a_page_thrice_is_looked_at_once(
    run: Run, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    line = "The two teams meet again on March 14."
    page.write_text(f"<title>{line}</title><h1>{line}</h1><p>{line}</p>")
    report = json.loads(run("translate", str(page), *FAST, "--out", str(tmp_path), "--json").out)
    assert report["stories"][0]["need_a_person"] == 3
    (first,) = report["stories"][0]["look_first_at"]
    assert first["severity"] == "error"
    assert "March 14" in first["message"]


def test_all_is_written_before_anything_is_printed(tmp_path: Path) -> None:
    """A reader that closes the pipe (head) must not cost the later stories their editions."""
    names = ["school-budget.md", "soccer-final.txt"]
    process = subprocess.Popen(
        [*COMMAND, "translate", *(str(SAMPLES / name) for name in names), *FAST, "--out",
         str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.close()
    process.wait(timeout=60)
    assert (tmp_path / "school-budget.es.po").is_file()
    assert (tmp_path / "soccer-final.es.po").is_file()


def test_a_reader_that_is_gone_when_the_edition_comes_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "lines").write_text("The house is big.\n")
    process = subprocess.Popen(
        [*COMMAND, "translate", "--lines", *FAST, str(tmp_path / "lines")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.wait(timeout=60) == 1
    assert process.stderr.read() == b""


def test_two_stories_never_share_a_name_in_one_run(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "s.txt").write_text(f"The mayor of city {folder} spoke on Monday.")
    code, _, complaint = run("translate", "a/s.txt", "b/s.txt", "a/s.txt", *FAST)
    assert code == 1
    assert complaint.count("\n") == 1
    assert complaint.startswith("bilingua: b/s.txt: Another story of this run")
    assert "s.en.txt" in complaint
    assert "city a" in (tmp_path / "editions" / "s.en.txt").read_text()


def test_json_on_standard_input_holds_the_edition_and_the_report() -> None:
    stdin = b"The mayor spoke to the reporters on Sept. 30.\n"
    result = bilingua("translate", "-", "--json", *FAST, stdin=stdin)
    (story,) = json.loads(result.stdout)["stories"]
    assert story["language"] == "en"
    assert story["route"] == "apertium en→es"
    assert story["text"].endswith("\n")
    assert story["segments"] == 1


def test_lines_come_from_a_file_too_and_windows_line_ends_go(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "sentences.en"
    path.write_bytes("The house is big.\r\n\r\n  \r\nThe house.".encode("utf-16"))
    lines = run("translate", "--lines", "--to", "es", *FAST[2:], str(path)).out.split("\n")
    assert len(lines) == 5
    assert lines[0] == "La casa es grande."
    assert lines[1] == ""
    assert lines[2].strip() == ""
    assert lines[4] == ""


def test_an_engine_and_a_route_are_pinned_together(run: Run, tmp_path: Path) -> None:
    pinned = ("translate", str(STORY), *FAST[:2], "--out", str(tmp_path), "--engine", "apertium")
    report = json.loads(run(*pinned, "--route", "en-es", "--json").out)
    assert report["stories"][0]["route"] == "apertium en→es"
    code, _, complaint = run(*pinned, "--route", "en-pt-es")
    assert code == 1
    assert "en-pt-es" in complaint


def test_units_in_the_other_language_are_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mixed.md"
    path.write_text(
        "# The council approves the budget for schools\n\n"
        "The council voted on Tuesday to approve the budget for the schools of the county.\n\n"
        "Los vecinos del barrio dijeron que el presupuesto no alcanza para todas las escuelas.\n"
    )
    said = run("detect", str(path)).out
    assert f"{path}: en (" in said
    assert "line 5 reads as Spanish: Los vecinos" in said
    (report,) = json.loads(run("detect", str(path), "--json").out)
    assert [(unit["line"], unit["language"]) for unit in report["mixed"]] == [(5, "es")]
    assert 0.5 < report["confidence"] < 1


def test_a_poor_terminal_and_a_name_that_is_no_text_are_no_failure(tmp_path: Path) -> None:
    name = b"caf\xe9.txt".decode(errors="surrogateescape")
    shutil.copy(SAMPLES / "wire-brief.txt", tmp_path / name)
    command = ("translate", name, *FAST)
    result = bilingua(*command, cwd=tmp_path, PYTHONIOENCODING="latin-1", BILINGUA_LANG="es")
    assert result.returncode == 0, result.stderr.decode()
    assert b"apertium en?es" in result.stdout
    assert len(list((tmp_path / "editions").glob("caf*"))) == 3
    report = bilingua(*command, "--json", cwd=tmp_path, PYTHONIOENCODING="latin-1").stdout
    assert json.loads(report.decode("ascii"))["stories"][0]["route"] == "apertium en→es"
