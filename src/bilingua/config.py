"""bilingua.toml: what a newsroom sets once. The shipped settings.toml is both default and manual."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bilingua.errors import SettingsError

FILE = "bilingua.toml"
DEFAULTS = Path(__file__).parent / "settings.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, with paths resolved against the folder of the file they came from."""

    locales: Mapping[str, str]
    out: Path
    keep_boilerplate: bool
    engines: tuple[str, ...]
    beam: int
    threads: int
    packages: tuple[Path, ...]
    firefox_models: tuple[Path, ...]
    index: str
    styles: Mapping[str, Path] = field(default_factory=dict)


def load_settings(path: Path | None = None) -> Settings:
    """Read `path`, or the nearest bilingua.toml from the working folder upwards, over the defaults.

    Raises SettingsError when the file is missing, is no TOML or holds a key that means nothing.
    """
    found = path or _nearest(Path.cwd())
    defaults = tomllib.loads(DEFAULTS.read_text("utf-8"))
    own = _read(found) if found else {}
    base = found.parent if found else Path()
    for table, values in own.items():
        known = defaults.get(table)
        if known is None or not isinstance(values, dict):
            raise SettingsError(
                "{found}: [{table}] is no table of bilingua's; see bilingua config.",
                found=found,
                table=table,
            )
        for key, value in values.items():
            if table != "styles" and (key not in known or type(value) is not type(known[key])):
                raise SettingsError(
                    "{found}: {table}.{key} is unknown or of the wrong kind; see bilingua config.",
                    found=found,
                    table=table,
                    key=key,
                )
        known.update(values)
    editions, engines = defaults["editions"], defaults["engines"]
    return Settings(
        locales={"en": editions["en"], "es": editions["es"]},
        out=base / editions["out"],
        keep_boilerplate=editions["keep_boilerplate"],
        engines=tuple(engines["use"]),
        beam=engines["beam"],
        threads=engines["threads"],
        packages=tuple(base / folder for folder in engines["packages"]),
        firefox_models=tuple(base / folder for folder in engines["firefox_models"]),
        index=engines["index"],
        styles={locale: base / file for locale, file in defaults["styles"].items()},
    )


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
