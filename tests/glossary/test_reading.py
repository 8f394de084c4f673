"""Glossaries as people hand them in: spreadsheets' CSV, term bases' TBX, and what is neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingua.errors import SettingsError
from bilingua.glossary.reading import MAX_BYTES, read_glossaries

TBX_2 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body>
<termEntry id="1"><langSet xml:lang="en-US"><tig><term>school board</term></tig>
<tig><term>board of education</term></tig></langSet>
<langSet xml:lang="es-US"><tig><term>junta escolar</term></tig></langSet>
<langSet xml:lang="fr"><tig><term>conseil scolaire</term></tig></langSet></termEntry>
<termEntry id="2"><langSet xml:lang="en"><tig><term>alone</term></tig></langSet></termEntry>
</body></text></martif>"""
TBX_3 = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Core" xml:lang="en"><text><body>
<conceptEntry id="c1"><langSec xml:lang="es"><termSec><term>padrón <hi>electoral</hi></term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>voter roll</term></termSec></langSec></conceptEntry></body></text></tbx>"""


def read(tmp_path: Path, name: str, text: str | bytes) -> list[tuple[str, str]]:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    terms = read_glossaries([path]).terms
    return [(term.english.text, term.spanish.text) for term in terms]


@pytest.mark.parametrize(
    "text",
    [
        "en,es,note\nmayor,alcalde,\n",
        "en;es\r\nmayor;alcalde\r\n",
        "note\tES-mx\tEN_us\nsee me\talcalde\tmayor\n",
        '\ufeffen,es\n mayor ,"alcalde"\n,\nmayor\n,alcalde\n',
    ],
)
def test_csv_as_spreadsheets_write_it(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, "terms.csv", text) == [("mayor", "alcalde")]


def test_the_first_versions_files_serve_in_either_direction(tmp_path: Path) -> None:
    path = tmp_path / "glossary.csv"
    path.write_text("source,target,note\nmayor,alcalde,\nconcejo,city council,\n")
    glossary = read_glossaries([path])
    (met,) = glossary.met("the mayor", "en")
    assert met.term.spanish.text == "alcalde"
    (met,) = glossary.met("el concejo", "es")
    assert met.term.english.text == "city council"


def test_tbx_of_both_versions(tmp_path: Path) -> None:
    assert read(tmp_path, "old.tbx", TBX_2) == [
        ("board of education", "junta escolar"),
        ("school board", "junta escolar"),
    ]
    assert read(tmp_path, "new.tbx", TBX_3) == [("voter roll", "padrón electoral")]


def test_of_several_files_the_last_counts(tmp_path: Path) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.tbx"
    one.write_text("en,es\nschool board,consejo escolar\n")
    other.write_text(TBX_2)
    (met,) = read_glossaries([one, other]).met("the school board", "en")
    assert met.term.spanish.text == "junta escolar"


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.csv", "source;target\nx;y\n", None),
        ("b.csv", "name,price\nx,y\n", "first line"),
        ("c.csv", "", "first line"),
        ("d.csv", b"en,es\ncaf\xe9,x\n", "UTF-8"),
        ("e.csv", "en,es\n" + '"' + "x" * 200_000, "CSV"),
        ("f.tbx", "<tbx><text>", "TBX"),
        ("g.tbx", b"\x00\x01", "TBX"),
    ],
)
def test_what_is_no_glossary_is_told_in_a_sentence(
    tmp_path: Path, name: str, text: str | bytes, reason: str | None
) -> None:
    if reason is None:
        assert read(tmp_path, name, text) == [("y", "x"), ("x", "y")]
        return
    with pytest.raises(SettingsError) as told:
        read(tmp_path, name, text)
    assert reason in str(told.value)
    assert name in str(told.value)


def test_a_missing_file_and_one_without_end_are_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        read_glossaries([tmp_path / "none.csv"])
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(SettingsError, match="larger than"):
        read_glossaries([large])


def test_files_named_in_xml_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    evil = f"""<!DOCTYPE tbx [<!ENTITY f SYSTEM "{secret.as_uri()}">]>
<tbx><conceptEntry><langSec xml:lang="en"><term>one &f;</term></langSec>
<langSec xml:lang="es"><term>uno</term></langSec></conceptEntry></tbx>"""
    ((english, _),) = read(tmp_path, "evil.tbx", evil)
    assert "secret" not in english


def test_an_xml_bomb_is_told(tmp_path: Path) -> None:
    bomb = f"""<!DOCTYPE tbx [<!ENTITY a "{"x" * 100}"><!ENTITY b "{"&a;" * 100}">
<!ENTITY c "{"&b;" * 100}"><!ENTITY d "{"&c;" * 100}">]>
<tbx><conceptEntry><langSec xml:lang="en"><term>one &d;</term></langSec>
<langSec xml:lang="es"><term>uno</term></langSec></conceptEntry></tbx>"""
    with pytest.raises(SettingsError, match="TBX"):
        read(tmp_path, "bomb.tbx", bomb)
