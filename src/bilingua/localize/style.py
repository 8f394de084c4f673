"""House style: how an edition writes what it says. Data, read from TOML."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from bilingua.errors import SettingsError

FOLDER = Path(__file__).parent.parent / "styles"


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """The rules of one edition.

    `quotes` are the opening and the closing mark; `money` is "symbol" ($20 millones) or "words"
    (20 millones de dólares); from `thousand_millions_from` on, Spanish counts "mil millones";
    `months` is "ap" or "full"; `headlines` are set as a "sentence" or in "title" case; `machine` and
    `reviewed` word the provenance line before and after a person approved the story, "" switches
    it off.
    """

    name: str
    locale: str
    quotes: tuple[str, str]
    percent_space: bool
    money: str
    thousand_millions_from: int
    months: str
    headlines: str
    united_states: str
    machine: str
    reviewed: str

    @property
    def language(self) -> str:
        """The two-letter language."""
        return self.locale.split("_")[0]

    @property
    def tag(self) -> str:
        """The BCP 47 tag of the edition."""
        return self.locale.replace("_", "-")


def style_names() -> list[str]:
    """The shipped styles."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load_style(name: str | Path) -> HouseStyle:
    """Load a shipped style by its name or locale ("es-MX", "es_MX"), or a newsroom's TOML file.

    Raises SettingsError when there is no such style or it holds what no style knows.
    """
    rules = _rules(name, seen=())
    known = {field.name for field in fields(HouseStyle)}
    label = str(name)
    if unknown := rules.keys() - known:
        raise SettingsError(
            "The style {label} has unknown rules: {names}.",
            label=label,
            names=", ".join(sorted(unknown)),
        )
    if missing := known - rules.keys() - {"name"}:
        raise SettingsError(
            "The style {label} lacks {names}; let it extend a shipped style.",
            label=label,
            names=", ".join(sorted(missing)),
        )
    quotes = rules["quotes"]
    if not (isinstance(quotes, list) and len(quotes) == 2):
        raise SettingsError(
            "The style {label} must give two quotes, opening and closing.", label=label
        )
    return HouseStyle(**{"name": label.replace("_", "-"), **rules, "quotes": tuple(quotes)})


def _rules(name: str | Path, seen: tuple[Path, ...]) -> dict[str, Any]:
    path = name if isinstance(name, Path) else FOLDER / f"{name.replace('_', '-')}.toml"
    if path in seen:
        raise SettingsError("The style {name} extends itself; take one “extends” out.", name=name)
    try:
        rules = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        shipped = ", ".join(style_names())
        raise SettingsError(
            "There is no house style {name}; shipped are {shipped}.", name=name, shipped=shipped
        ) from error
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            "The house style {name} cannot be read: {error}.", name=name, error=error
        ) from error
    base = rules.pop("extends", None)
    return _rules(base, (*seen, path)) | rules if base else rules
