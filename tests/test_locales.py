"""The interface is complete in both languages, and its catalogues are up to date."""

from __future__ import annotations

import importlib.util
import string
from pathlib import Path

import polib
import pytest

LOCALES = Path(__file__).parents[1] / "locales"


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(LOCALES / language / "LC_MESSAGES" / "bilingua.po"))


def fields(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_message_is_translated_with_its_placeholders(language: str) -> None:
    for entry in catalogue(language):
        assert entry.msgstr, entry.msgid
        assert "fuzzy" not in entry.flags, entry.msgid
        assert fields(entry.msgstr) == fields(entry.msgid)


@pytest.mark.parametrize("language", ["en", "es"])
def test_catalogues_hold_what_the_source_says(language: str) -> None:
    spec = importlib.util.spec_from_file_location("extract", LOCALES / "extract.py")
    assert spec is not None
    assert spec.loader is not None
    extract = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(extract)
    assert {entry.msgid for entry in catalogue(language)} == set(extract.messages())
