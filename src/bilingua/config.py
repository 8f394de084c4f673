"""bilingua.toml: what a newsroom sets once. The shipped settings.toml is both default and manual."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bilingua.errors import SettingsError
from bilingua.formats.json.record_names import OWN
from bilingua.i18n import _
from bilingua.language import LANGUAGES, language_of

FILE = "bilingua.toml"
# The least that a number can be, where that is not 0.
_LEAST = {"beam": 1}
DEFAULTS = Path(__file__).parent / "settings.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, with paths resolved against the folder of the file they came from."""

    locales: Mapping[str, str]
    out: Path
    keep_boilerplate: bool
    glossaries: tuple[Path, ...]
    engines: tuple[str, ...]
    beam: int
    threads: int
    packages: tuple[Path, ...]
    firefox_models: tuple[Path, ...]
    index: str
    styles: Mapping[str, Path] = field(default_factory=dict)
    records: Mapping[str, str] = field(default_factory=dict)


def load_settings(path: Path | None = None) -> Settings:
    """Read `path`, or the nearest bilingua.toml from the working folder upwards, over the defaults.

    Raises SettingsError when the file is missing, is no TOML or holds a key that means nothing.
    """
    found = path or _nearest(Path.cwd())
    defaults = tomllib.loads(DEFAULTS.read_text("utf-8"))
    base = found.parent if found else Path()
    for table, values in _read(found).items() if found else ():
        known = defaults.get(table)
        if known is None or not isinstance(values, dict):
            raise SettingsError(
                "{found}: there is no table [{table}]; “bilingua config” prints those there are.",
                found=found,
                table=table,
            )
        for key, value in values.items():
            _check(found, table, key, value, known)
        known.update(values)
    editions, engines = defaults["editions"], defaults["engines"]
    return Settings(
        locales={"en": editions["en"], "es": editions["es"]},
        out=base / editions["out"],
        keep_boilerplate=editions["keep_boilerplate"],
        glossaries=tuple(base / file for file in editions["glossary"]),
        engines=tuple(engines["use"]),
        beam=engines["beam"],
        threads=engines["threads"],
        packages=tuple(base / folder for folder in engines["packages"]),
        firefox_models=tuple(base / folder for folder in engines["firefox_models"]),
        index=engines["index"],
        styles={locale: base / file for locale, file in defaults["styles"].items()},
        records=defaults["records"],
    )


def explained_defaults() -> str:
    """The default settings as a bilingua.toml, each explained in the language of the interface."""
    lines = DEFAULTS.read_text("utf-8").splitlines()
    return "".join(f"{_(line) if is_explanation(line) else line}\n" for line in lines)


def is_explanation(line: str) -> bool:
    """Whether a line of the settings file is a sentence for people."""
    return line.startswith("# ") and line.endswith(".")


def _check(
    found: Path | None, table: str, key: str, value: object, known: Mapping[str, object]
) -> None:
    """Raise SettingsError unless `value` is what the key can take."""
    place = {"found": found, "table": table, "key": key}
    if table == "styles":
        if not isinstance(value, str):
            raise SettingsError("{found}: {table}.{key} must name a TOML file.", **place)
        return
    if table == "records":
        if not isinstance(value, str) or value not in OWN:
            raise SettingsError(
                "{found}: {table}.{key} must be one of {roles}.",
                **place,
                roles=", ".join(sorted(OWN)),
            )
        return
    if key not in known:
        raise SettingsError(
            "{found}: there is no setting {table}.{key}; “bilingua config” prints those there are.",
            **place,
        )
    default = known[key]
    listed = isinstance(value, list) and all(isinstance(item, str) for item in value)
    if type(value) is not type(default) or (isinstance(value, list) and not listed):
        raise SettingsError(
            "{found}: {table}.{key} is of the wrong kind; “bilingua config” shows what it takes.",
            **place,
        )
    if isinstance(value, int) and value < _LEAST.get(key, 0):
        raise SettingsError(
            "{found}: {table}.{key} must be {least} or more.", **place, least=_LEAST.get(key, 0)
        )
    if key in LANGUAGES and language_of(str(value)) != key:
        raise SettingsError("{found}: {table}.{key} must be a locale of “{key}”.", **place)


def _nearest(folder: Path) -> Path | None:
    return next((p for d in (folder, *folder.parents) if (p := d / FILE).is_file()), None)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(
            "{path} cannot be read ({strerror}).", path=path, strerror=error.strerror
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError("{path} is not valid TOML: {error}.", path=path, error=error) from error
