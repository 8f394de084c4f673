"""bilingua check: any pair of files, or a review file, for editors, scripts and CI."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from command import bilingua, on_terminal
from conftest import Outcome

from bilingua.checks.rules import RULES

Run = Callable[..., Outcome]

EN = """# Council closes the old bridge

The council of Springfield did not approve the budget on Monday.

“We will open the [new bridge](https://example.org/bridge) in May,” said Rosa Peña.
"""
ES = """# El concejo cierra el puente viejo

El concejo de Springfield no aprobó el presupuesto el lunes.

“Abriremos el [puente nuevo](https://example.org/bridge) en mayo”, dijo Rosa Peña.
"""


@pytest.fixture
def pair(tmp_path: Path) -> Callable[..., list[str]]:
    def make(source: str = EN, target: str = ES, suffix: str = ".md") -> list[str]:
        files = {f"story.en{suffix}": source, f"story.es{suffix}": target}
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return [str(tmp_path / name) for name in files]

    return make


def test_a_good_pair_passes(run: Run, pair: Callable[..., list[str]]) -> None:
    result = run("check", *pair())
    assert (result.code, result.err) == (0, "")
    assert "1 remark" in result.out
    assert "3 segments" in result.out
    assert "error" not in result.out


def test_a_lost_denial_fails_with_its_line_and_its_column(
    run: Run, pair: Callable[..., list[str]]
) -> None:
    files = pair(target=ES.replace(" no aprobó", " aprobó"))
    result = run("check", *files, "--format", "lines")
    assert result.code == 1
    assert result.out.splitlines()[0] == (
        f"{files[1]}:3:1: error: “not” denies something in the source; the translation does not. "
        "[negation-lost]"
    )


def test_the_column_is_right_behind_a_link(run: Run, pair: Callable[..., list[str]]) -> None:
    files = pair(target=ES.replace("dijo Rosa", "dijo dijo Rosa"))
    result = run("check", *files, "--format", "lines", "--fail-on", "warning")
    assert result.code == 1
    line = next(line for line in result.out.splitlines() if "[repeated]" in line)
    row, column = (int(part) for part in line.removeprefix(files[1]).split(":")[1:3])
    assert (
        Path(files[1])
        .read_text("utf-8")
        .splitlines()[row - 1][column - 1 :]
        .startswith("dijo dijo")
    )


def test_a_lost_link_and_a_lost_paragraph_are_errors(
    run: Run, pair: Callable[..., list[str]]
) -> None:
    unlinked = ES.replace("[puente nuevo](https://example.org/bridge)", "puente nuevo")
    report = json.loads(run("check", *pair(target=unlinked), "--json").out)
    assert [f["rule"] for f in report["findings"] if f["severity"] == "error"] == ["code-lost"]
    files = pair(target="\n\n".join(ES.split("\n\n")[:2]) + "\n")
    report = json.loads(run("check", *files, "--json").out)
    (finding,) = [f for f in report["findings"] if f["severity"] == "error"]
    assert (finding["rule"], finding["file"], finding["line"]) == ("omission", files[0], 5)
    assert finding["target"] == ""


def test_what_fails_is_for_the_caller_to_say(run: Run, pair: Callable[..., list[str]]) -> None:
    files = pair(target=ES.replace(" no aprobó", " aprobó"))
    codes = {level: run("check", *files, "--fail-on", level).code for level in ("error", "never")}
    assert codes == {"error": 1, "never": 0}
    assert run("check", *pair(), "--fail-on", "info").code == 1
    assert run("check", *pair(), "--fail-on", "warning").code == 0


def test_json_says_how_sure_it_is_and_how_that_was_made(
    run: Run, pair: Callable[..., list[str]]
) -> None:
    good = json.loads(run("check", *pair(), "--format", "json").out)
    bad = json.loads(run("check", *pair(target=ES.replace(" no aprobó", " aprobó")), "--json").out)
    assert 0 < bad["confidence"] < good["confidence"] <= 1
    assert good["signature"].startswith("confidence|")
    assert good["counts"] == {"info": 1}
    assert len(good["confidences"]) == good["segments"] == 3


def test_the_table_is_worst_first_with_both_texts(run: Run, pair: Callable[..., list[str]]) -> None:
    broken = ES.replace(" no aprobó", " aprobó").replace("dijo Rosa", "dijo dijo Rosa")
    out = run("check", *pair(target=broken)).out
    assert out.index("1 error") < out.index("1 warning") < out.index("1 remark")
    assert "did not approve the budget" in out
    assert "→ El concejo de Springfield aprobó" in out
    spanish = run("check", *pair(target=broken), language="es").out
    assert "did not approve the budget" in spanish


def test_two_formats_and_standard_input_can_be_checked(pair: Callable[..., list[str]]) -> None:
    files = pair()
    page = (
        "<html><body><h1>El concejo cierra el puente viejo</h1>"
        "<p>El concejo de Springfield aprobó el presupuesto el lunes.</p><p>“Abriremos el "
        '<a href="https://example.org/bridge">puente nuevo</a> en mayo”, dijo Rosa Peña.</p></body>'
    )
    result = bilingua("check", files[0], "-", "--format", "lines", stdin=page.encode())
    assert result.returncode == 1
    lines = result.stdout.decode().splitlines()
    assert [line.rsplit("[")[-1] for line in lines if ": error:" in line] == ["negation-lost]"]
    assert lines[0].startswith("-:1:")


def test_spanish_to_english_is_found_out(run: Run, pair: Callable[..., list[str]]) -> None:
    files = pair(source=ES, target=EN.replace("did not approve", "approved"))
    assert run("check", *files).code == 1
    assert run("check", *files, "--from", "es").code == 1


def test_the_profile_decides_the_marks(run: Run, pair: Callable[..., list[str]]) -> None:
    text = run("check", *pair(), "--profile", "es-ES", "--format", "lines").out
    assert "[quote-style]" in text
    assert "[quote-style]" not in run("check", *pair(), "--format", "lines").out


REVIEW = """msgid ""
msgstr ""
"Language: es_US\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Source-Language: en-US\\n"

#. role: body
#. origin: engine
#. score: -0.250
msgctxt "u1.1"
msgid "The council did not approve the budget."
msgstr "{}"
"""


def test_a_review_file_is_checked_as_it_stands(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "story.es.po"
    path.write_text(REVIEW.format("El concejo no aprobó el presupuesto."), encoding="utf-8")
    assert run("check", str(path)).code == 0
    path.write_text(REVIEW.format("El concejo aprobó el presupuesto."), encoding="utf-8")
    result = run("check", str(path), "--format", "lines")
    assert result.code == 1
    assert result.out.startswith(f"{path}:")
    assert "[negation-lost]" in result.out
    report = json.loads(run("check", str(path), "--json").out)
    assert report["confidence"] < 0.5


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("a.md",),
        ("a.md", "b.md", "c.md"),
        ("-", "-"),
        ("a.md", "b.md", "--format", "xml"),
        ("a.md", "b.md", "--fail-on", "sometimes"),
        ("a.md", "b.md", "--json", "--format", "lines"),
        ("a.md", "b.md", "--from", "fr"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(
    run: Run, args: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in "abc":
        (tmp_path / f"{name}.md").write_text(EN, encoding="utf-8")
    result = run("check", *args)
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1


def test_a_missing_file_and_a_broken_review_are_exit_code_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(EN, encoding="utf-8")
    (tmp_path / "a.po").write_text("This is\nno catalogue\n", encoding="utf-8")
    for args in ((str(tmp_path / "a.md"), "nowhere.md"), (str(tmp_path / "a.po"),)):
        result = run("check", *args)
        assert result.code == 1
        assert result.err.count("\n") == 1


def test_every_rule_is_explained(run: Run) -> None:
    out = run("check", "--rules").out
    assert len(out.splitlines()) == len(RULES)
    assert all(rule.id in out for rule in RULES)
    assert [rule["rule"] for rule in json.loads(run("check", "--rules", "--json").out)] == [
        rule.id for rule in RULES
    ]


def test_colours_are_for_terminals_that_want_them(pair: Callable[..., list[str]]) -> None:
    files = pair(target=ES.replace(" no aprobó", " aprobó"))
    assert b"\x1b[" not in bilingua("check", *files).stdout
    assert "\x1b[" in on_terminal("check", *files)[1]
    assert "\x1b[" not in on_terminal("check", *files, NO_COLOR="1")[1]
