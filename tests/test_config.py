"""A bilingua.toml is found and obeyed; what it gets wrong is told in one sentence."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bilingua.config import explained_defaults, load_settings
from bilingua.errors import SettingsError, UsageError
from bilingua.road import road_for


def test_the_nearest_file_decides_and_its_paths_are_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = tmp_path / "desk" / "today"
    below.mkdir(parents=True)
    (tmp_path / "bilingua.toml").write_text('[editions]\nout = "ready"\nes = "es_MX"\n')
    monkeypatch.chdir(below)
    settings = load_settings()
    assert settings.out == tmp_path / "ready"
    assert settings.locales == {"en": "en_US", "es": "es_MX"}
    other = tmp_path / "other.toml"
    other.write_text("[engines]\nbeam = 1\n")
    assert load_settings(other).beam == 1
    assert load_settings(other).locales["es"] == "es_US"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[editions", "is not valid TOML"),
        ("[edition]\n", r"no table \[edition\]"),
        ("editions = 1\n", r"no table \[editions\]"),
        ("[editions]\nlang = 'es'\n", "no setting editions.lang"),
        ("[editions]\nes = 3\n", "editions.es is of the wrong kind"),
        ("[editions]\nes = 'en_US'\n", "editions.es must be a locale of “es”"),
        ("[editions]\nkeep_boilerplate = 'no'\n", "keep_boilerplate is of the wrong kind"),
        ("[engines]\nbeam = 0\n", "engines.beam must be 1 or more"),
        ("[engines]\nbeam = true\n", "engines.beam is of the wrong kind"),
        ("[engines]\nthreads = -1\n", "engines.threads must be 0 or more"),
        ("[engines]\nuse = 'argos'\n", "engines.use is of the wrong kind"),
        ("[engines]\npackages = [1]\n", "engines.packages is of the wrong kind"),
        ("[styles]\nes_US = 1\n", "styles.es_US must name a TOML file"),
        ("[records]\ntitular = 'title'\n", "records.titular must be one of body, byline"),
        ("[records]\ntitular = ['body']\n", "records.titular must be one of"),
        ("\ufffe", "is not valid TOML"),
    ],
)
def test_a_bad_setting_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "bilingua.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=said) as caught:
        load_settings(path)
    assert str(path) in str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path / "none.toml")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_printed_defaults_are_a_settings_file_that_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.chdir(tmp_path)
    defaults = load_settings()
    monkeypatch.setenv("BILINGUA_LANG", language)
    text = explained_defaults()
    assert ("the settings of a newsroom" in text) == (language == "en")
    assert set(tomllib.loads(text)) == {"editions", "engines", "styles", "records"}
    (tmp_path / "bilingua.toml").write_text(text)
    assert load_settings(Path("bilingua.toml")) == defaults
    explained = [line for line in text.splitlines() if line.startswith("# ")]
    assert len(explained) >= 10


def test_a_locale_is_taken_in_any_spelling_and_the_newsrooms_style_with_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "ours.toml").write_text('extends = "es-MX"\nmachine = "Nuestro."\n')
    (tmp_path / "bilingua.toml").write_text('[styles]\nes_MX = "ours.toml"\n')
    settings = load_settings(tmp_path / "bilingua.toml")
    for spelling in ("es_MX", "es-MX", "es-mx", "ES_mx"):
        assert road_for(settings, to=spelling).styles["es"].machine == "Nuestro."
    assert road_for(settings, profile="es-MX").styles["es"].machine == "Nuestro."
    assert road_for(settings, profile=str(tmp_path / "ours.toml")).target == "es"


@pytest.mark.parametrize(
    "asked",
    [{"to": "fr"}, {"to": "es_XX"}, {"profile": "nobody"}, {"to": "en", "profile": "es-MX"},
     {"engine": "systran"}],
)  # fmt: skip
def test_what_does_not_exist_cannot_be_asked_for(asked: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        road_for(load_settings(), **asked)  # type: ignore[arg-type]
