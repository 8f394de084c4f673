"""bilingua export and import: a story goes to a translation tool and comes back."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polib
import pytest
from command import bilingua
from lxml import etree

from bilingua.engines.apertium import Apertium
from bilingua.review import store
from bilingua.review.editing import set_target
from bilingua.review.journal import history, journal_of

Run = Callable[..., Any]
SAMPLES = sorted((Path(__file__).parents[2] / "samples").iterdir())
FORMATS = ("xliff12", "xliff21")
STORY = """# Council closes the old bridge

The council of Springfield voted **6-3** on Monday to close [the bridge](https://example.org/b).
Nobody spoke against it.
"""


@pytest.fixture
def folder(run: Run, apertium: Apertium, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pair of a story, in its folder."""
    (tmp_path / "story.md").write_text(STORY)
    monkeypatch.chdir(tmp_path)
    outcome = run("translate", "story.md", "--from", "en", "--engine", "apertium", "--out", "e")
    assert outcome.code == 0, outcome.err
    return tmp_path / "e"


def translated(path: Path, source: str, target: str) -> None:
    """What a translation tool does: another target, which is translated now."""
    tree = etree.parse(str(path))
    found = next(
        one for one in tree.iter("{*}source")
        if source in "".join(one.itertext()) and not one.getparent().tag.endswith("}match")
    )  # fmt: skip
    old = found.getnext()
    new = etree.fromstring(f'<target xmlns="{etree.QName(old).namespace}">{target}</target>')
    if etree.QName(found.getparent()).localname == "segment":
        found.getparent().set("state", "reviewed")
    else:
        new.set("state", "translated")
    new.tail = old.tail
    old.getparent().replace(old, new)
    tree.write(str(path), encoding="UTF-8", xml_declaration=True)


def target_of(path: Path, source: str) -> str:
    return next(str(one.msgstr) for one in polib.pofile(str(path)) if source in one.msgid)


@pytest.mark.parametrize("version", FORMATS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_kind_of_story_goes_out_and_comes_back_the_same(
    run: Run, apertium: Apertium, tmp_path: Path, path: Path, version: str
) -> None:
    run("translate", str(path), "--engine", "apertium", "--out", str(tmp_path))
    assert run("export", str(tmp_path), "--format", version).code == 0
    before = {file.name: file.read_bytes() for file in tmp_path.glob("*.*") if file.is_file()}
    (out,) = tmp_path.glob("*.xlf")
    outcome = run("import", str(out))
    assert outcome.code == 0, outcome.err
    assert "0 segments taken" in outcome.out
    (review,) = tmp_path.glob("*.po")
    assert run("apply", str(review)).code == 0
    assert run("export", str(review), "--format", version).code == 0
    assert {name: (tmp_path / name).read_bytes() for name in before} == before


@pytest.mark.parametrize("version", FORMATS)
def test_the_edition_is_the_one_that_an_edited_po_file_gives(
    run: Run, folder: Path, version: str
) -> None:
    pairs = {"xliff12": ('<g id="{}">', "</g>"), "xliff21": ('<pc id="{}">', "</pc>")}[version]
    said = "El ayuntamiento votó {0}6-3{1} el lunes por cerrar {2}el puente{3}."
    bold, link = (pairs[0].format(number) for number in (1, 2))
    other = folder.parent / "other"
    shutil.copytree(folder, other)
    run("export", "e/story.es.po", "--format", version)
    translated(folder / "story.es.xlf", "6-3", said.format(bold, pairs[1], link, pairs[1]))
    outcome = run("import", "e/story.es.xlf", "--by", "Ana López")
    assert outcome.code == 0, outcome.err
    assert "Next: bilingua apply e/story.es.po" in outcome.out
    catalogue = polib.pofile(str(other / "story.es.po"))
    entry = next(one for one in catalogue if "6-3" in one.msgid)
    entry.msgstr = said.format("<1>", "</1>", "<2>", "</2>")
    entry.flags = []
    catalogue.save()
    assert run("apply", "e/story.es.po").code == 0
    assert run("apply", "other/story.es.po").code == 0
    edition = (folder / "story.es.md").read_text()
    assert "votó **6-3** el lunes por cerrar [el puente](https://example.org/b)." in edition
    assert edition == (other / "story.es.md").read_text()
    (change,) = history(journal_of(folder / "story.es.po"))
    assert change.by == "Ana López"


def test_what_changed_meanwhile_stays_unless_forced(run: Run, folder: Path) -> None:
    review = folder / "story.es.po"
    run("export", str(review))
    translated(folder / "story.es.xlf", "Nobody", "Nadie se opuso.")
    store.edit(
        review, lambda one: set_target(one, "u2.2", "Nadie habló en contra.", "Luis"), by="Luis"
    )
    outcome = run("import", str(folder / "story.es.xlf"))
    assert outcome.code == 1
    assert f"bilingua: {folder}/story.es.xlf, segment u2.2: a person changed u2.2" in outcome.err
    assert len(outcome.err.strip().splitlines()) == 1
    assert target_of(review, "Nobody") == "Nadie habló en contra."
    assert "Nadie se opuso." in review.read_text()
    assert run("import", str(folder / "story.es.xlf"), "--force").code == 0
    assert target_of(review, "Nobody") == "Nadie se opuso."


def test_an_import_after_the_story_was_updated_loses_nothing(run: Run, folder: Path) -> None:
    run("export", "e/story.es.po")
    translated(folder / "story.es.xlf", "Nobody", "Nadie se opuso.")
    translated(folder / "story.es.xlf", "closes the old", "Cierran el puente viejo")
    story = STORY.replace("# Council closes the old", "Late news.\n\n# Mayor closes the very old")
    Path("story.md").write_text(story)
    updated = run("update", "story.md", "--engine", "apertium", "--out", "e")
    assert updated.code == 0, updated.err
    outcome = run("import", "e/story.es.xlf")
    assert outcome.code == 1
    assert target_of(folder / "story.es.po", "Nobody") == "Nadie se opuso."
    assert "segment u1.1: the review file does not say this sentence" in outcome.err
    assert '#~ msgstr "Cierran el puente viejo"' in (folder / "story.es.po").read_text()


def test_a_file_beside_which_no_review_file_lies_takes_into(run: Run, folder: Path) -> None:
    away = folder.parent / "from the agency"
    away.mkdir()
    run("export", "e/story.es.po", "--out", str(away))
    back = away / "story.es.xlf"
    translated(back, "Nobody", "Nadie se opuso.")
    outcome = run("import", str(back))
    assert outcome.code == 1
    assert "story.es.po, which is not beside it; name that with --into" in outcome.err
    assert run("import", str(back), "--into", "e/story.es.po").code == 0
    assert target_of(folder / "story.es.po", "Nobody") == "Nadie se opuso."


def test_a_file_does_not_say_where_to_write_to(run: Run, folder: Path) -> None:
    run("export", "e/story.es.po", "--out", "story.es.xlf")
    secret = folder / "story.es.po"
    out = Path("story.es.xlf")
    out.write_bytes(out.read_bytes().replace(b'"story.es.po"', f'"{secret}"'.encode()))
    translated(out, "Nobody", "Nadie se opuso.")
    before = secret.read_bytes()
    assert run("import", str(out)).code == 1
    assert secret.read_bytes() == before


def test_it_goes_through_a_pipe(folder: Path) -> None:
    out = bilingua("export", "e/story.es.po", "--out", "-", cwd=folder.parent)
    assert out.returncode == 0, out.stderr
    root = etree.fromstring(out.stdout)
    assert root.tag == "{urn:oasis:names:tc:xliff:document:1.2}xliff"
    back = bilingua("import", "-", "--into", "e/story.es.po", stdin=out.stdout, cwd=folder.parent)
    assert back.returncode == 0, back.stderr
    assert b"0 segments taken" in back.stdout


def test_a_folder_goes_out_in_one_call(run: Run, folder: Path) -> None:
    Path("second.md").write_text("# A second story\n\nIt rains.\n")
    run("translate", "second.md", "--from", "en", "--engine", "apertium", "--out", "e/more")
    outcome = run("export", "e", "--format", "xliff21", "--out", "for the agency")
    assert outcome.code == 0, outcome.err
    names = {path.name for path in Path("for the agency").glob("*.xlf")}
    assert names == {"story.es.xlf", "second.es.xlf"}
    assert "e/more/second.es.po: 2 segments in for the agency/second.es.xlf" in outcome.out


def test_a_translators_work_is_not_exported_over(run: Run, folder: Path) -> None:
    run("export", "e/story.es.po")
    translated(folder / "story.es.xlf", "Nobody", "Nadie se opuso.")
    theirs = (folder / "story.es.xlf").read_bytes()
    outcome = run("export", "e/story.es.po")
    assert (folder / "story.es.xlf").read_bytes() == theirs
    assert (folder / "story.es.xlf.new").is_file()
    assert "e/story.es.xlf was changed by a person and stays" in outcome.err
    run("export", "e/story.es.po", "--force")
    assert (folder / "story.es.xlf").read_bytes() != theirs


def test_json_tells_scripts_all(run: Run, folder: Path) -> None:
    report = json.loads(run("export", "e", "--json").out)
    assert report["exported"][0]["segments"] == 3
    translated(folder / "story.es.xlf", "Nobody", "Nadie se opuso.")
    report = json.loads(run("import", "e/story.es.xlf", "--json").out)
    (story,) = report["imported"]
    assert story["taken"] == ["u2.2"]
    assert story["review"] == "e/story.es.po"
    assert report["errors"] == []


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("export nowhere.po", 1, "nowhere.po cannot be read"),
        ("export e/story.es.po --format tmx", 2, "--format takes xliff12, xliff21"),
        ("export e/story.es.po e/other.po --out -", 2, "--out - prints the XLIFF of one review file"),
        ("export empty", 1, "empty has no review file in it"),
        ("export none.po", 1, "none.po has no segments to translate"),
        ("export story.md", 1, "story.md"),
        ("import nowhere.xlf", 1, "nowhere.xlf cannot be read"),
        ("import story.md", 1, "story.md cannot be read as XML"),
        ("import e/story.es.po", 1, "cannot be read as XML"),
        ("import", 2, "is missing"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_told_in_a_sentence(
    run: Run, folder: Path, words: str, code: int, told: str
) -> None:
    Path("empty").mkdir()
    head = (folder / "story.es.po").read_text().split("\n\n")[0]
    Path("none.po").write_text(head + "\n")
    before = (folder / "story.es.po").read_bytes()
    outcome = run(*words.split())
    assert outcome.code == code
    assert told in outcome.err
    assert len(outcome.err.strip().splitlines()) == 1
    assert (folder / "story.es.po").read_bytes() == before


def test_msgfmt_accepts_a_review_file_after_an_import(run: Run, folder: Path) -> None:
    if shutil.which("msgfmt") is None:
        pytest.skip("gettext is not installed; make test installs it")
    run("export", "e/story.es.po")
    translated(folder / "story.es.xlf", "Nobody", "Nadie %s \\ «se» opuso.")
    translated(folder / "story.es.xlf", "6-3", "Sin marcas.")
    assert run("import", "e/story.es.xlf").code == 1
    done = subprocess.run(
        ["msgfmt", "--check", "-o", "/dev/null", "e/story.es.po"], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
