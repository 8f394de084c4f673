"""Terms in stories: rendered as the glossary says by whatever engine, or told of."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from command import bilingua
from dictionary import Dictionary
from newsroom import make_pair
from visitor import Browser, entry_with

from bilingua.archive.fingerprint import fingerprint
from bilingua.archive.transcript import read_handed, write_handed
from bilingua.checks.base import SegmentPair
from bilingua.checks.story import check_story
from bilingua.draft import hand_over
from bilingua.engines.apertium import Apertium
from bilingua.engines.base import Direction
from bilingua.glossary.terms import Glossary, Term
from bilingua.localize.style import HouseStyle, load_style
from bilingua.names.name import Kind
from bilingua.pipeline import Road, translate_segments

TERMS = Glossary(
    (
        Term.of("U.S. Customs and Border Protection", "Oficina de Aduanas y Protección Fronteriza"),
        Term.of("the Justice Department", "Departamento de Justicia"),
        Term.of("rafter", "balsero"),
        Term.of("Affordable Care Act", "Affordable Care Act"),
        Term.of("Stone", "Piedra"),
    )
)
WORDS = {
    "said": "dijo", "that": "que", "the": "las", "The": "Las", "a": "una", "rafters": "vigas",
    "rafter": "viga", "came.": "llegaron.", "met": "vio", "Customs": "Aduana", "and": "y",
    "Border": "Borde", "Protection": "Protección", "Justice": "Justicia", "Department": "Ministerio",
    "United": "Unidos", "States": "Estados", "Care": "Cuidado", "Act": "Ley", "sued.": "demandó.",
}  # fmt: skip


def styles(glossary: Glossary = TERMS) -> dict[str, HouseStyle]:
    return {
        language: replace(load_style(name), glossary=glossary)
        for language, name in (("en", "en-US"), ("es", "es-US"))
    }


def translated(text: str, *, glossary: Glossary = TERMS):
    road = Road([Dictionary("dictionary", 1.0, "en-es", WORDS)], styles(glossary))
    _route, (translation,) = translate_segments([text], Direction("en", "es"), road)
    return translation


def findings(source: str, target: str) -> list[tuple[str, str]]:
    english, spanish = styles().values()
    (found,) = check_story([SegmentPair(source, target, english, spanish)])
    return [(finding.rule, str(finding.severity)) for finding in found]


def test_an_institution_is_called_as_the_glossary_says() -> None:
    said = translated("U.S. Customs and Border Protection said that the Justice Department sued.")
    assert said.text == (
        "La Oficina de Aduanas y Protección Fronteriza dijo que el Departamento de Justicia demandó."
    )
    assert translated("The Justice Department sued.").text == "El Departamento de Justicia demandó."


def test_without_the_glossary_the_engine_has_its_way() -> None:
    assert translated("The rafters came.", glossary=Glossary()).text == "Las vigas llegaron."
    assert translated("The rafters came.").text.startswith("Los balseros ")


def test_a_term_to_keep_is_kept() -> None:
    said = translated("Affordable Care Act said that rafters came.")
    assert said.text.startswith("Affordable Care Act dijo que ")


def test_an_ordinary_word_takes_the_place_of_the_engines_and_is_told() -> None:
    said = translated("The rafters met a rafter that the rafters said .")
    assert said.text == "Los balseros vio un balsero que los balseros dijo ."
    assert [f.rule for f in said.findings if f.rule.startswith("term")] == ["term-placed"] * 3


def test_what_is_part_of_a_persons_name_is_no_term() -> None:
    (handed,) = hand_over(["Roger Stone met Oliver Stone that day."], styles()["en"])
    assert Kind.TERM not in {name.kind for name in handed.recased.names}
    (handed,) = hand_over(["They built it of Stone for him."], styles()["en"])
    assert Kind.TERM in {name.kind for name in handed.recased.names}


def test_terms_go_through_the_ledger() -> None:
    (handed,) = hand_over(["The Justice Department met a rafter in Havana."], styles()["en"])
    assert read_handed(write_handed(handed)) == handed


def test_another_glossary_makes_other_editions() -> None:
    engine = Dictionary("dictionary", 1.0, "en-es", WORDS)
    with_terms = fingerprint(Road([engine], styles()))
    assert with_terms == fingerprint(Road([engine], styles(Glossary(TERMS.terms))))
    assert with_terms != fingerprint(Road([engine], styles(Glossary(TERMS.terms[1:]))))


def test_a_pair_that_words_a_term_in_another_way_is_told() -> None:
    assert findings("A rafter came.", "Un navegante llegó.") == [("term", "warning")]
    assert findings("A rafter came.", "Un balsero llegó.") == []
    assert findings("Rafters came.", "Llegaron balseros.") == []
    assert findings("Roger Stone came.", "Roger Stone llegó.") == []
    assert findings("They built it of Stone.", "Lo hicieron de Stone.") == [("term", "warning")]


def test_nothing_is_found_in_what_the_glossary_settled() -> None:
    source = "The Affordable Care Act and Title 42 hold."
    terms = Glossary((*TERMS.terms, Term.of("Title 42", "norma sanitaria")))
    english, spanish = (replace(style, glossary=terms) for style in styles().values())
    target = "La Affordable Care Act y la norma sanitaria valen."
    (found,) = check_story([SegmentPair(source, target, english, spanish)])
    assert [finding.rule for finding in found] == []
    (found,) = check_story([SegmentPair(source, target, load_style("en-US"), load_style("es-US"))])
    assert [finding.rule for finding in found] == ["value-missing"]


@pytest.fixture
def paper(apertium: Apertium, tmp_path: Path) -> Path:
    (tmp_path / "terms.csv").write_text("en,es\nHarbor Safety Office,Capitanía del Litoral\n")
    (tmp_path / "story.txt").write_text(
        "Agents wait\n\nThe agents of the Harbor Safety Office waited in the harbor on Monday.\n"
    )
    return tmp_path


def test_the_command_takes_a_glossary_and_the_folders_own(paper: Path) -> None:
    run = bilingua(
        "translate", "story.txt", "--engine", "apertium", "--glossary", "terms.csv", cwd=paper
    )
    assert run.returncode == 0, run.stderr.decode()
    spanish = (paper / "editions" / "story.es.txt").read_text()
    assert "de la Capitanía del Litoral" in spanish
    # What an editor notes in review counts in the next run, and for a check.
    (paper / "editions" / "glossary.csv").write_text("en,es\nharbor,rada\n")
    run = bilingua("check", "editions/story.es.po", "--glossary", "terms.csv", "--json", cwd=paper)
    told = [one["rule"] for one in json.loads(run.stdout)["findings"]]
    assert told.count("term") == 1
    bilingua("translate", "story.txt", "--engine", "apertium", "--force", cwd=paper)
    spanish = (paper / "editions" / "story.es.txt").read_text()
    assert " rada " in spanish
    assert "Capitanía" not in spanish
    entries = polib.pofile(str(paper / "editions" / "story.es.po"))
    assert any("rada" in entry.comment for entry in entries)


def test_the_settings_name_glossaries(paper: Path) -> None:
    (paper / "bilingua.toml").write_text('[editions]\nglossary = ["terms.csv"]\n')
    bilingua("translate", "story.txt", "--engine", "apertium", cwd=paper)
    assert "Capitanía" in (paper / "editions" / "story.es.txt").read_text()
    (paper / "terms.csv").write_text("word,meaning\n")
    run = bilingua("translate", "story.txt", "--engine", "apertium", cwd=paper)
    assert run.returncode == 1
    assert b"terms.csv is no glossary" in run.stderr


def test_an_archive_is_done_anew_with_another_glossary(paper: Path) -> None:
    (paper / "news").mkdir()
    (paper / "story.txt").rename(paper / "news" / "story.txt")
    command = ("archive", "run", "news", "--engine", "apertium", "--workers", "2")
    assert bilingua(*command, cwd=paper).returncode == 0
    edition = next((paper / "editions").rglob("story.es.txt"))
    assert "Capitanía" not in edition.read_text()
    assert bilingua(*command, "--glossary", "terms.csv", cwd=paper).returncode == 0
    assert "de la Capitanía del Litoral" in edition.read_text()


def test_an_editor_is_told_of_a_term_that_was_noted(tmp_path: Path) -> None:
    pair = make_pair(tmp_path)
    browser = Browser(tmp_path)
    browser.post("/glossary", source="cost", target="costo total", language="en")
    entry = entry_with(pair, "18,412")
    browser.act(pair, "save", entry, text="El precio fue de 18,412 dólares, dijo el alcalde.")
    assert any("costo total" in remark.text for remark in entry_with(pair, "18,412").remarks)
