"""bilingua diff: a pair side by side, what changed between versions, what changed since a translation."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command import COMMAND, Terminal, bilingua, environment, on_terminal

from bilingua.engines.apertium import Apertium

Run = Callable[..., Any]
Diff = Callable[..., str]
ENGLISH = """# Council approves budget of $214 million

By Elena Marsh

The city council approved a budget of $214 million on Tuesday. Mayor Rosa Delgado called the vote
**historic**.

No layoffs are planned, the mayor said. The library will reopen in March.

Schools will get 12.5 percent more than last year, according to the plan.

The next meeting is on May 3. Residents may speak there for two minutes each.
"""
SPANISH = """# El concejo aprueba un presupuesto de 214 millones de dólares

Por Elena Marsh

El concejo municipal aprobó el martes un presupuesto de 214 millones de dólares. La alcaldesa Rosa
Delgado calificó la votación de **histórica**.

No están previstos despidos, dijo la alcaldesa. La biblioteca reabrirá en marzo.

Las escuelas recibirán un 12,5 por ciento más que el año pasado, según el plan.

La próxima reunión es el 3 de mayo. Los vecinos podrán hablar allí dos minutos cada uno.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "story.md").write_text(ENGLISH)
    (tmp_path / "historia.md").write_text(SPANISH)
    edited = ENGLISH.replace("$214 million on", "$241 million on").replace("No layoffs", "Layoffs")
    (tmp_path / "edited.md").write_text(edited)
    return tmp_path


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory, apertium: Apertium) -> Path:
    """A folder with the pair of a story, made by bilingua itself."""
    folder = tmp_path_factory.mktemp("pair")
    (folder / "story.md").write_text(ENGLISH)
    done = bilingua("translate", "story.md", "--route", "apertium", "--out", ".", cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    return folder


@pytest.fixture
def diff(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What the command prints for files of a folder, when it works."""

    def call(folder: Path, *args: str, **options: str) -> str:
        monkeypatch.chdir(folder)
        monkeypatch.delenv("COLUMNS", raising=False)
        code, out, complaint = run("diff", *args, **options)
        assert code == 0, complaint
        return str(out)

    return call


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", text)


def test_texts_in_two_languages_stand_side_by_side(folder: Path, diff: Diff) -> None:
    text = diff(folder, "story.md", "historia.md")
    assert text.startswith("story.md (English) → historia.md (Spanish)\n9 segments\n")
    assert "  No layoffs are planned, the mayor said.\n       → No están previstos despidos" in text
    backwards = diff(folder, "historia.md", "story.md")
    assert backwards.startswith("historia.md (Spanish) → story.md (English)\n9 segments\n")


def test_two_versions_show_what_an_editor_changed(folder: Path, diff: Diff) -> None:
    text = diff(folder, "story.md", "edited.md")
    assert "approved a budget of $[-214-]{+241+} million" in text
    assert "! warning: A figure changed: 214 → 241." in text
    assert "! warning: A negation went: No." in text
    assert "Residents" not in text
    assert "… 3 unchanged segments" in text
    assert "Residents" in diff(folder, "story.md", "edited.md", "--all")


def test_a_pair_shows_what_its_review_file_knows(pair: Path, diff: Diff) -> None:
    for names in (["story.en.md", "story.es.md"], ["story.es.md", "story.en.md"], ["story.es.po"]):
        text = diff(pair, *names)
        assert "the source is unchanged since the translation" in text
        assert "The library will reopen in March." in text
    report = json.loads(diff(pair, "story.en.md", "story.es.md", "--json"))
    assert report["kind"] == "review"
    assert {row["made"] for row in report["rows"]} == {"engine · apertium en→es"}


def test_a_broken_review_file_is_named_and_the_pair_aligned_without_it(
    pair: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("story.en.md", "story.es.md"):
        shutil.copy(pair / name, tmp_path)
    (tmp_path / "story.es.po").write_text("no po")
    monkeypatch.chdir(tmp_path)
    outcome = run("diff", "story.en.md", "story.es.md", "--json")
    assert outcome.code == 0
    assert outcome.err.startswith("bilingua: story.es.po, line 1:")
    assert json.loads(outcome.out)["kind"] == "pair"


def test_a_source_that_changed_shows_which_translations_it_affects(pair: Path, diff: Diff) -> None:
    edited = ENGLISH.replace("reopen in March", "not reopen in May") + "\nThe vote was 7-2.\n"
    (pair / "edited.md").write_text(edited)
    text = diff(pair, "edited.md", "story.es.po")
    assert "will {+not +}reopen in [-March-]{+May+}." in text
    assert "! warning: The source changed after this was translated." in text
    assert "! warning: A negation came: not." in text
    assert "{+The vote was 7-2.+}" in text
    assert "! warning: This is new in the source and has no translation." in text


def test_an_edition_that_a_person_changed_is_shown_as_it_is(
    pair: Path, tmp_path: Path, diff: Diff
) -> None:
    for name in ("story.en.md", "story.es.md", "story.es.po"):
        shutil.copy(pair / name, tmp_path)
    edition = tmp_path / "story.es.md"
    edition.write_text(edition.read_text().replace("12.5", "13.5"))
    text = diff(tmp_path, "story.en.md", "story.es.md")
    assert "[-12.5-]{+13.5+}" in text
    assert "The edition says this in other words than its review file." in text
    assert "A figure changed: 12.5 → 13.5." in text
    assert "1 edited" in text


def test_on_a_terminal_two_columns_fit_its_width(folder: Path) -> None:
    code, text = on_terminal("diff", "story.md", "edited.md", cwd=folder, COLUMNS="90")
    assert code == 0
    assert re.search(r"\x1b\[[\d;]*m214", text)
    lines = plain(text).splitlines()
    assert max(map(len, lines)) <= 90
    assert sum(" │ " in line for line in lines) > 4
    assert "[-" not in text


def test_without_colour_changes_are_in_brackets(folder: Path) -> None:
    _, text = on_terminal("diff", "story.md", "edited.md", cwd=folder, NO_COLOR="1", COLUMNS="90")
    assert "\x1b" not in text
    assert "[-214-]" in text
    assert " │ " in text


def test_a_narrow_terminal_shows_one_text_below_the_other(folder: Path) -> None:
    _, text = on_terminal("diff", "story.md", "historia.md", cwd=folder, COLUMNS="40")
    assert " │ " not in text
    assert max(map(len, plain(text).splitlines())) <= 40
    assert re.search(r"\n     3 By Elena Marsh\s*\n     → Por Elena Marsh\s*\n", plain(text))


def test_a_narrow_terminal_shows_two_versions_as_one_text(folder: Path) -> None:
    _, text = on_terminal("diff", "story.md", "edited.md", cwd=folder, COLUMNS="50", NO_COLOR="1")
    assert text.count("The library will reopen") == 1
    assert "[-214-]{+241+}" in text


def test_what_is_longer_than_the_screen_goes_to_the_pager(folder: Path) -> None:
    def shown(lines: str) -> str:
        terminal = Terminal()
        master, keyboard = pty.openpty()
        subprocess.run(
            [*COMMAND, "diff", "story.md", "historia.md"], cwd=folder, timeout=60, check=True,
            stdin=keyboard, stdout=terminal.slave, stderr=subprocess.DEVNULL,
            env=environment(PAGER="sed s/^/PAGED/", TERM="xterm", LINES=lines, COLUMNS="100"),
        )  # fmt: skip
        os.close(master)
        os.close(keyboard)
        return terminal.text()

    assert "PAGED" in shown("10")
    assert "PAGED" not in shown("200")


def test_the_page_is_written_and_only_over_a_page_of_its_kind(folder: Path, diff: Diff) -> None:
    diff(folder, "story.md", "edited.md", "--html", "page.html")
    page = (folder / "page.html").read_text()
    assert page.startswith("<!DOCTYPE html>")
    assert '<ins class="telling">241</ins>' in page
    diff(folder, "story.md", "historia.md", "--html", "page.html")
    assert (folder / "page.html").read_text() != page
    assert diff(folder, "story.md", "historia.md", "--html", "-").startswith("<!DOCTYPE html>")
    refused = bilingua("diff", "story.md", "edited.md", "--html", "historia.md", cwd=folder)
    assert refused.returncode == 1
    assert (folder / "historia.md").read_text() == SPANISH


def test_scripts_get_every_piece(folder: Path, diff: Diff) -> None:
    report = json.loads(diff(folder, "story.md", "edited.md", "--json"))
    assert report["kind"] == "versions"
    assert report["counts"] == {
        "same": 7, "changed": 2, "added": 0, "removed": 0, "moved": 0, "left": 0,
    }  # fmt: skip
    changed = [row for row in report["rows"] if row["status"] == "changed"]
    assert {"text": "241", "mark": "added", "telling": True} in changed[0]["text"]
    assert changed[1]["remarks"][0]["rule"] == "negation-changed"


def test_one_text_may_come_from_standard_input(folder: Path) -> None:
    done = bilingua("diff", "story.md", "-", stdin=SPANISH.encode(), cwd=folder)
    assert done.returncode == 0
    assert b"stdin (Spanish)" in done.stdout


def test_the_page_speaks_the_language_of_the_interface(folder: Path, diff: Diff) -> None:
    page = diff(folder, "story.md", "edited.md", "--html", "-", language="es")
    assert page.count('<html lang="es">') == 1
    assert '<td role="cell" lang="en">' in page


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["story.md"], 2),
        (["story.md", "edited.md", "historia.md"], 2),
        (["-", "-"], 2),
        (["story.md", "edited.md", "--from", "fr"], 2),
        (["story.md", "nothing.md"], 1),
        (["story.md", "broken.po"], 1),
        (["story.md", "other.po"], 1),
        (["story.md", "short.txt"], 1),
    ],
)
def test_what_cannot_be_compared_is_one_sentence(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, args: list[str], code: int
) -> None:
    (folder / "broken.po").write_text('msgid "one\nmsgstr')
    (folder / "other.po").write_text('msgid ""\nmsgstr ""\n"Language: fr\\n"\n')
    (folder / "short.txt").write_text("Sí.\n")
    monkeypatch.chdir(folder)
    ended, _, complaint = run("diff", *args)
    assert ended == code
    assert complaint.startswith("bilingua: ")
    assert complaint.count("\n") == 1
    assert complaint.endswith(".\n")


def test_a_language_that_cannot_be_told_can_be_said(folder: Path, diff: Diff) -> None:
    (folder / "one.txt").write_text("Yes.\n")
    (folder / "two.txt").write_text("Sí.\n")
    text = diff(folder, "one.txt", "two.txt", "--from", "en", "--to", "es")
    assert "Yes.\n       → Sí." in text


def test_a_story_of_two_thousand_sentences_is_compared_in_seconds(folder: Path, diff: Diff) -> None:
    sentences = [f"The council of Ward {n} met on Monday and heard {n * 7} people." for n in range(2000)]  # fmt: skip
    other = [f"El concejo del distrito {n} se reunió el lunes y escuchó a {n * 7} personas." for n in range(2000)]  # fmt: skip
    (folder / "long.txt").write_text("\n\n".join(sentences))
    (folder / "largo.txt").write_text("\n\n".join(other))
    (folder / "longer.txt").write_text("\n\n".join(sentences).replace("Ward 77 ", "Ward 78 "))
    for name, expected in (("largo.txt", "2000 segments\n"), ("longer.txt", "1 changed")):
        began = time.process_time()
        assert expected in diff(folder, "long.txt", name)
        assert time.process_time() - began < 9  # under three seconds on a quiet machine


def test_hostile_text_does_no_harm(folder: Path, diff: Diff) -> None:
    hostile = "<script>alert(1)</script> \x1b]0;title\x07 \u202egnp.exe and " + "x" * 1_000_000
    (folder / "hostile.txt").write_text(f"The mayor said no.\n\n{hostile}\n\nThe end came soon.\n")
    (folder / "tame.txt").write_text("The mayor said yes.\n\nThe end came soon.\n")
    english = ["--from", "en", "--to", "en"]
    for args in (["tame.txt", "hostile.txt", *english], ["hostile.txt", "tame.txt", *english]):
        began = time.process_time()
        text = diff(folder, *args) + diff(folder, *args, "--html", "-")
        assert time.process_time() - began < 20
        assert not {"\x1b", "\x07", "\u202e"} & set(text)
        assert "<script" not in text.split("<!DOCTYPE html>")[1]


@pytest.mark.parametrize("language", ["en", "es"])
def test_help_names_every_option(run: Run, language: str) -> None:
    text = run("diff", "--help", language=language).out
    assert all(option in text for option in ("--html", "--json", "--all", "--from", "--to"))
