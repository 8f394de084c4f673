"""The interface is complete in both languages, and its catalogues are up to date."""

from __future__ import annotations

import importlib.util
import string
from pathlib import Path

import polib
import pytest

from bilingua.i18n import FOLDER, ngettext

LOCALES = Path(__file__).parents[1] / "locales"


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(LOCALES / language / "LC_MESSAGES" / "bilingua.po"))


def fields(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_message_is_translated_with_its_placeholders(language: str) -> None:
    for entry in catalogue(language):
        texts = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        assert len(texts) == (2 if entry.msgid_plural else 1)
        for text in texts:
            assert text, entry.msgid
            assert fields(text) == fields(entry.msgid)
        assert "fuzzy" not in entry.flags, entry.msgid


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_runs_is_what_the_catalogue_says(language: str) -> None:
    """`make messages`, or a new install, compiles the catalogue anew."""
    compiled = polib.mofile(str(FOLDER / language / "LC_MESSAGES" / "bilingua.mo"))
    texts = {entry.msgid: (entry.msgstr, entry.msgstr_plural) for entry in compiled}
    assert texts == {
        entry.msgid: (entry.msgstr, entry.msgstr_plural) for entry in catalogue(language)
    }


def test_spanish_is_written_as_spanish_is() -> None:
    for entry in catalogue("es"):
        for text in (entry.msgstr, *entry.msgstr_plural.values()):
            assert "“" not in text, text
            assert ("¿" in text) == ("?" in text), text
            assert text[-1:] in ".:" or not entry.msgid.endswith("."), entry.msgid


def test_a_count_takes_its_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BILINGUA_LANG", "es")
    said = [ngettext("{count} warning", "{count} warnings", n).format(count=n) for n in (1, 2)]
    assert said == ["1 aviso", "2 avisos"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_catalogues_hold_what_the_source_says(language: str) -> None:
    spec = importlib.util.spec_from_file_location("extract", LOCALES / "extract.py")
    assert spec is not None
    assert spec.loader is not None
    extract = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(extract)
    assert {entry.msgid for entry in catalogue(language)} == set(extract.messages())
