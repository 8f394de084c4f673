"""The public API, as the README shows it, on real engines."""

import shutil
from pathlib import Path

import pytest

import bilingua
from bilingua.errors import InputError, LanguageError

SAMPLES = Path(__file__).parent.parent / "samples"

pytestmark = pytest.mark.skipif(
    not shutil.which("lt-proc"), reason="Apertium is not installed; make test installs it"
)


def test_three_lines_make_a_pair(tmp_path):
    pair = bilingua.translate(bilingua.read(SAMPLES / "migration-talks.md"), to="es_US")
    written = bilingua.save(pair, tmp_path)
    assert [file.path.name for file in written] == [
        "migration-talks.en.md",
        "migration-talks.es.md",
        "migration-talks.es.po",
    ]
    assert "lang: es-US" in (tmp_path / "migration-talks.es.md").read_text()


def test_the_readme_runs_as_it_is_printed(tmp_path, monkeypatch):
    readme = (SAMPLES.parent / "README.md").read_text("utf-8")
    code = readme.split("```python\n", 1)[1].split("```", 1)[0]
    shutil.copy(SAMPLES / "school-budget.md", tmp_path / "story.md")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})
    assert {path.name for path in (tmp_path / "editions").glob("story.*")} == {
        "story.en.md",
        "story.es.md",
        "story.es.po",
    }


def test_what_a_person_changed_stays_theirs_in_python_too(tmp_path):
    pair = bilingua.translate(bilingua.read(SAMPLES / "wire-brief.txt"), route="apertium")
    bilingua.save(pair, tmp_path)
    edition = tmp_path / "wire-brief.es.txt"
    edition.write_text("Nuestra.")
    kept = [file.kept for file in bilingua.save(pair, tmp_path)]
    assert kept == [None, edition, None]
    assert edition.read_text() == "Nuestra."
    bilingua.save(pair, tmp_path, force=True)
    assert edition.read_text() != "Nuestra."


def test_a_story_already_in_the_language_asked_for_is_refused():
    with pytest.raises(LanguageError, match="already"):
        bilingua.translate(bilingua.read(SAMPLES / "hospital-nuevo.html"), to="es_MX")


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "photo.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00")
    with pytest.raises(InputError, match=r"photo\.txt"):
        bilingua.read(path)
