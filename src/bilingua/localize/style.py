"""House style: how an edition writes what it says. Data, read from TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from bilingua.errors import SettingsError
from bilingua.glossary.terms import NO_TERMS, Glossary

FOLDER = Path(__file__).parent.parent / "styles"


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """The rules of one edition; the shipped TOML files say where each comes from.

    `quotes` and `inner_quotes` are opening and closing marks; `stops` are full stop and comma
    "inside" or "outside" the closing mark, or "kept" where they are. `dashes` are "spaced" (a — b), "incise" (a —b— c) or "en"
    (a – b). `money` is "symbol" ($20 millones) or "words" (20 millones de dólares); figures are
    grouped from `group_from` on; from `thousand_millions_from` on, Spanish counts "mil millones".
    `months` is "ap" or "full"; `clock` 12 or 24 hours, with `day_period` for the afternoon;
    `decades` are "years" (años 90), "decade" (década de 1990) or "figures" (1990s); `fractions`
    are a "sign" (2 ½) or "decimal"; `units` are kept ("keep") or get "metric" in parentheses;
    `join_figures` sets no-break spaces between figures and their scale. `headlines` are set as a
    "sentence" or in "title" case; `machine` and `reviewed` word the provenance line before and after
    a person approved the story, "" switches it off; `avoid` are
    forms that the house does not print, each with what it prints. `spelling` of English is "american",
    "british", or "kept" as the engine has it. `glossary` has the newsroom's terms,
    which are in files of their own.
    """

    name: str
    locale: str
    quotes: tuple[str, str]
    inner_quotes: tuple[str, str]
    stops: str
    dashes: str
    percent_space: bool
    money: str
    cents: str
    group_from: int
    thousand_millions_from: int
    months: str
    clock: int
    day_period: str
    decades: str
    fractions: str
    units: str
    join_figures: bool
    headlines: str
    united_states: str
    machine: str
    reviewed: str
    avoid: tuple[tuple[str, str], ...] = ()
    spelling: str = "kept"
    glossary: Glossary = NO_TERMS

    @property
    def language(self) -> str:
        """The two-letter language."""
        return self.locale.split("_")[0]

    @property
    def tag(self) -> str:
        """The BCP 47 tag of the edition."""
        return self.locale.replace("_", "-")

    @property
    def signs(self) -> Mapping[str, str]:
        """The currencies that are written with a sign before the figure."""
        return _SIGNS if self.money == "symbol" else {}


_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
# What a rule may say, where it is one of a few things.
_CHOICES: Mapping[str, tuple[str | int, ...]] = {
    "stops": ("inside", "outside", "kept"),
    "dashes": ("spaced", "incise", "en"),
    "money": ("symbol", "words"),
    "months": ("ap", "full"),
    "clock": (12, 24),
    "decades": ("years", "decade", "figures"),
    "fractions": ("sign", "decimal"),
    "units": ("keep", "metric"),
    "headlines": ("sentence", "title"),
    "spelling": ("american", "british", "kept"),
}
_PAIRS = frozenset({"quotes", "inner_quotes"})
_SWITCHES = frozenset({"percent_space", "join_figures"})
_COUNTS = frozenset({"group_from", "thousand_millions_from"})


def style_names() -> list[str]:
    """The shipped styles."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load_style(name: str | Path) -> HouseStyle:
    """Load a shipped style by its name or locale ("es-MX", "es_MX"), or a newsroom's TOML file.

    Raises SettingsError when there is no such style, or it holds what no style knows.
    """
    rules = _rules(name, seen=())
    known = {field.name for field in fields(HouseStyle)} - {"glossary"}
    label = str(name)
    if unknown := rules.keys() - known:
        raise SettingsError(
            "The style {label} has unknown rules: {names}.",
            label=label,
            names=", ".join(sorted(unknown)),
        )
    if missing := known - rules.keys() - {"name", "avoid", "spelling"}:
        raise SettingsError(
            "The style {label} lacks {names}; let it extend a shipped style.",
            label=label,
            names=", ".join(sorted(missing)),
        )
    checked = {rule: _checked(label, rule, value) for rule, value in rules.items()}
    return HouseStyle(**{"name": label.replace("_", "-"), **checked})


def _checked(label: str, rule: str, value: Any) -> Any:
    """A rule's value as the style holds it; raises SettingsError where it is of another kind."""
    if rule in _PAIRS:
        if not (isinstance(value, list) and [type(mark) for mark in value] == [str, str]):
            raise SettingsError(
                "The style {label} must give two marks for {rule}, opening and closing.",
                label=label,
                rule=rule,
            )
        return tuple(value)
    if rule == "avoid":
        if not (isinstance(value, dict) and all(isinstance(good, str) for good in value.values())):
            raise SettingsError(
                "The style {label} must give each form to avoid its better one: {example}.",
                label=label,
                example='avoid = {"y/o" = "o"}',
            )
        return tuple((bad.lower(), good) for bad, good in value.items())
    if rule in _CHOICES:
        if isinstance(value, bool) or value not in _CHOICES[rule]:
            raise SettingsError(
                "In the style {label}, {rule} must be one of: {choices}.",
                label=label,
                rule=rule,
                choices=", ".join(map(str, _CHOICES[rule])),
            )
    elif rule in _SWITCHES:
        if not isinstance(value, bool):
            raise SettingsError(
                "In the style {label}, {rule} must be true or false.", label=label, rule=rule
            )
    elif rule in _COUNTS:
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise SettingsError(
                "In the style {label}, {rule} must be a whole number of at least 1.",
                label=label,
                rule=rule,
            )
    elif not isinstance(value, str):
        raise SettingsError(
            "In the style {label}, {rule} must be text in quotation marks.", label=label, rule=rule
        )
    return value


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
    if not base:
        return rules
    inherited = _rules(base, (*seen, path))
    # A newsroom adds to the forms to avoid; all other rules it replaces.
    if isinstance(own := rules.get("avoid"), dict):
        rules["avoid"] = inherited.get("avoid", {}) | own
    return inherited | rules
