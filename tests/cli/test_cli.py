"""The commands as people run them, in processes of their own, on real engines."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path

import polib
import pytest
from command import bilingua

from bilingua.engines.apertium import Apertium
from bilingua.engines.firefox import Firefox

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"


@pytest.fixture
def route(apertium: Apertium, firefox: Firefox) -> None:
    """A machine that has both halves of the route through Portuguese."""


def test_a_story_becomes_a_pair_with_a_review_file(route: None, tmp_path: Path) -> None:
    result = bilingua("translate", str(SAMPLES / "migration-talks.md"), "--out", str(tmp_path))
    assert result.returncode == 0, result.stderr.decode()
    names = sorted(path.name for path in tmp_path.glob("m*"))
    assert names == ["migration-talks.en.md", "migration-talks.es.md", "migration-talks.es.po"]
    spanish = (tmp_path / "migration-talks.es.md").read_text()
    assert "lang: es-US\ntranslations:\n  en-US: migration-talks.en.md\n" in spanish
    for kept in ("Stone", "Bush-Herrera", "18,412", "21,075", "20,000", "30 de septiembre",
                 "7 de enero de 2025", "14 de septiembre", "](https://example.org/visas"):  # fmt: skip
        assert kept in spanish
    assert spanish.count("**") == 2
    english = (tmp_path / "migration-talks.en.md").read_text()
    assert "provenance" not in english
    assert "Sept. 30" in english
    assert b"bilingua: " not in result.stderr


def test_gettext_accepts_the_review_file(route: None, tmp_path: Path) -> None:
    bilingua("translate", str(SAMPLES / "school-budget.md"), "--out", str(tmp_path))
    path = tmp_path / "school-budget.es.po"
    check = subprocess.run(
        ["msgfmt", "--check", "-o", os.devnull, str(path)], capture_output=True, check=False
    )
    assert check.returncode == 0, check.stderr.decode()
    catalogue = polib.pofile(str(path))
    assert len({entry.msgctxt for entry in catalogue}) == len(catalogue)
    assert catalogue.metadata["X-Source-Digest"].startswith("sha256:")
    assert all("route: " in entry.comment for entry in catalogue)
    # What a PO editor does: change a text, take the flag away, save.
    catalogue[0].msgstr = "Un texto nuestro"
    catalogue[0].flags = []
    catalogue.save()
    again = polib.pofile(str(path))
    assert [(e.msgctxt, e.msgid, e.msgstr) for e in again] == [
        (e.msgctxt, e.msgid, e.msgstr) for e in catalogue
    ]


def test_a_page_stays_a_page(route: None, tmp_path: Path) -> None:
    result = bilingua(
        "translate", str(SAMPLES / "port-expansion.html"), "--to", "es_MX", "--out", str(tmp_path)
    )
    assert result.returncode == 0, result.stderr.decode()
    page = (tmp_path / "port-expansion.es.html").read_text()
    assert '<html lang="es-MX">' in page
    assert page.count('hreflang="') == 2
    assert "<code>PORT-2031</code>" in page
    assert '<span translate="no">PortView</span>' in page
    assert "1,200 millones de dólares" in page
    assert "font-style: italic" in page


def test_what_a_person_changed_is_never_overwritten(route: None, tmp_path: Path) -> None:
    source = str(SAMPLES / "hospital-nuevo.html")
    assert bilingua("translate", source, "--out", str(tmp_path)).returncode == 0
    edition = tmp_path / "hospital-nuevo.en.html"
    edited = edition.read_text().replace("hospital", "clinic")
    edition.write_text(edited)
    result = bilingua("translate", source, "--out", str(tmp_path))
    assert edition.read_text() == edited
    assert (tmp_path / "hospital-nuevo.en.html.new").is_file()
    assert b"was changed by a person" in result.stdout
    assert bilingua("translate", source, "--out", str(tmp_path), "--force").returncode == 0
    assert edition.read_text() != edited


def test_one_bad_file_does_not_stop_the_others(route: None, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(bytes(range(256)) * 50)
    good = str(SAMPLES / "soccer-final.txt")
    result = bilingua("translate", str(bad), good, "nowhere.txt", "--out", str(tmp_path), "--json")
    assert result.returncode == 1
    report = json.loads(result.stdout)
    assert [story["file"] for story in report["stories"]] == [good]
    assert len(report["errors"]) == 2
    assert b"Traceback" not in result.stderr
    assert (tmp_path / "soccer-final.es.txt").is_file()


def test_lines_keep_their_order_and_their_gaps(route: None) -> None:
    stdin = b"The house is big.\n\nThe mayor spoke on Sept. 30.\nThe house is big.\n"
    result = bilingua("translate", "--lines", "--from", "en", "--to", "es", stdin=stdin)
    lines = result.stdout.decode().split("\n")
    assert len(lines) == 5
    assert (lines[1], lines[4]) == ("", "")
    assert lines[0] == lines[3] == "La casa es grande."
    assert "30 de septiembre" in lines[2]


def test_a_stream_gives_the_edition_alone(route: None) -> None:
    stdin = "El alcalde habló con los periodistas el lunes 30 de septiembre de 2024.\n".encode()
    result = bilingua("translate", "-", "--to", "en", stdin=stdin)
    assert result.returncode == 0
    assert "Sept. 30, 2024" in result.stdout.decode()
    assert result.stderr == b""


def test_furniture_is_left_out_and_listed(route: None, tmp_path: Path) -> None:
    story = str(SAMPLES / "library-hours.txt")
    result = bilingua("translate", story, "--out", str(tmp_path))
    assert b"Hide Comments" in result.stdout
    spanish = (tmp_path / "library-hours.es.txt").read_text()
    assert len([line for line in spanish.split("\n\n") if line.strip()]) == 6
    kept = bilingua("translate", story, "--out", str(tmp_path / "k"), "--keep-boilerplate")
    assert b"Hide Comments" not in kept.stdout


def test_detect_says_language_and_fails_on_a_third(tmp_path: Path) -> None:
    french = tmp_path / "a.txt"
    french.write_text("Le gouvernement a annoncé mardi une réforme des retraites en France.")
    result = bilingua("detect", str(SAMPLES / "presupuesto-vivienda.md"), str(french))
    assert result.returncode == 1
    assert b": es (" in result.stdout
    assert "“fr”".encode() in result.stderr


def test_engines_and_config_speak_to_people_and_scripts() -> None:
    report = json.loads(bilingua("engines", "--json").stdout)
    assert set(report["engines"]) == {"argos", "firefox", "ensemble", "apertium"}
    assert b"[editions]" in bilingua("config").stdout


def test_wrong_usage_is_exit_code_2_and_errors_are_one_sentence(tmp_path: Path) -> None:
    assert bilingua("translate").returncode == 2
    assert bilingua("translate", "--nonsense").returncode == 2
    result = bilingua("translate", "x.md", "--to", "fr")
    assert result.returncode == 2
    assert result.stderr.decode().count("\n") == 1
    (tmp_path / "bilingua.toml").write_text("[editions]\nes = 3\n")
    result = bilingua("engines", cwd=tmp_path)
    assert result.returncode == 1
    assert b"editions.es" in result.stderr


def test_the_interface_speaks_spanish() -> None:
    text = bilingua("--help", BILINGUA_LANG="es").stdout.decode()
    assert "Traduce noticias sin conexión" in text


def test_help_comes_at_once() -> None:
    def once() -> float:
        start = time.perf_counter()
        bilingua("--help")
        return time.perf_counter() - start

    assert min(once() for _ in range(5)) < 0.3


def test_errors_are_spanish_where_the_interface_is(tmp_path: Path) -> None:
    result = bilingua("translate", str(tmp_path / "nada.md"), BILINGUA_LANG="es")
    assert result.returncode == 1
    assert "No se puede leer" in result.stderr.decode()
