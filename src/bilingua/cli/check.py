"""bilingua check: what is wrong with a translation, whoever made it; and the rules it is checked by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath

import typer

from bilingua import confidence
from bilingua.article import Article, Severity
from bilingua.checks.rules import RULES
from bilingua.checks.story import check_story
from bilingua.cli import findings
from bilingua.cli.console import paragraph, print_json, progress
from bilingua.cli.source import STDIN, bytes_of, language_from
from bilingua.config import load_settings
from bilingua.errors import UsageError
from bilingua.formats.registry import read
from bilingua.i18n import _
from bilingua.language import LANGUAGES, detect, detect_article, language_of, other_language
from bilingua.localize.style import HouseStyle
from bilingua.pairing import Located, pairs_of_files, pairs_of_review
from bilingua.pipeline import Road
from bilingua.review.reading import Review, read_catalogue
from bilingua.road import glossary_of, road_for

FORMATS = ("table", "lines", "json")
NEVER = "never"


@dataclass(frozen=True, slots=True)
class Options:
    """What the person asked for on the command line."""

    source: str | None
    profile: str | None
    config: Path | None
    format: str
    fail_on: str
    glossary: tuple[Path, ...] = ()


def check_files(files: Sequence[str], options: Options) -> int:
    """Check a source and its translation, or a review file; 1 if what was found is grave enough."""
    grave = _grave(options.fail_on)
    if options.format not in FORMATS:
        raise UsageError("--format takes table, lines or json.")
    settings = load_settings(options.config)
    place = None if files[-1] == STDIN else Path(files[-1])
    glossary = glossary_of(settings, place, options.glossary)
    checked = _checked(_pairs(files, partial(road_for, settings, glossary=glossary), options))
    if options.format == "json":
        print_json(findings.report(checked))
    elif options.format == "lines":
        for found in checked.found:
            typer.echo(findings.line(found))
    else:
        findings.show(checked)
    return int(any(found.finding.severity in grave for found in checked.found))


def show_rules(*, as_json: bool) -> None:
    """Print every rule, its severities and what it means."""
    rows = [(rule.id, [str(severity) for severity in rule.severities], _(rule.meaning)) for rule in RULES]  # fmt: skip
    if as_json:
        print_json([{"rule": rule, "severities": s, "meaning": m} for rule, s, m in rows])
        return
    width = max(len(rule) for rule, _severities, _meaning in rows)
    for rule, severities, meaning in rows:
        names = ", ".join(map(_, severities))
        paragraph(f"{rule:<{width}}  {names}: {meaning}", "", " " * (width + 2))


def _grave(fail_on: str) -> frozenset[Severity]:
    """The severities that make the command fail."""
    names = [str(severity) for severity in Severity]
    if fail_on == NEVER:
        return frozenset()
    if fail_on not in names:
        raise UsageError("--fail-on takes error, warning, info or never.")
    return frozenset(list(Severity)[: names.index(fail_on) + 1])


def _checked(pairs: Sequence[Located]) -> findings.Checked:
    answers = check_story([located.pair for located in pairs])
    found = [
        findings.Found(located, finding, located.place(finding.source, finding.target))
        for located, some in zip(pairs, answers, strict=True)
        for finding in some
    ]
    # Nobody asked an engine about these: what a person wrote is believed but for what was found.
    sure = [
        confidence.of_segment(located.score, some, "person" if located.score is None else "engine")
        for located, some in zip(pairs, answers, strict=True)
    ]
    return findings.Checked(pairs, found, sure)


# The road of the newsroom's settings, for what a file declares or a person asks for.
_RoadFor = Callable[..., Road]


def _pairs(files: Sequence[str], road_of: _RoadFor, options: Options) -> list[Located]:
    if len(files) > 2 or files.count(STDIN) > 1:
        raise UsageError("check takes a story and its translation, or one review file.")
    with progress(_("Reading")):
        if len(files) == 1:
            return _of_review(files[0], road_of, options)
        source, target = (_read(name) for name in files)
        language = language_from(options.source) or detect_article(source).language
        styles = (
            _style(road_of, language, source.language),
            _style(road_of, other_language(language), target.language, options.profile),
        )
        return pairs_of_files(source, target, styles)


def _read(name: str) -> Article:
    article = read("stdin" if name == STDIN else Path(name).name, bytes_of(name))
    return replace(article, name=name)


def _of_review(name: str, road_of: _RoadFor, options: Options) -> list[Located]:
    data = bytes_of(name)
    if name != STDIN and PurePath(name).suffix.lower() not in (".po", ".pot"):
        raise UsageError("Name the translation, too: bilingua check {name} TRANSLATION.", name=name)
    review = read_catalogue(name, data)
    language = language_from(options.source) or _source_of(review)
    styles = (
        _style(road_of, language, review.source_language),
        _style(road_of, other_language(language), review.target_language, options.profile),
    )
    return pairs_of_review(review, name, styles)


def _source_of(review: Review) -> str:
    """The language that a review file is translated from: as it says, or as it reads."""
    source, target = language_of(review.source_language), language_of(review.target_language)
    if source in LANGUAGES:
        return str(source)
    if target in LANGUAGES:
        return other_language(str(target))
    return detect((entry.context, entry.source) for entry in review.entries).language


def _style(
    road_of: _RoadFor, language: str, declared: str | None, profile: str | None = None
) -> HouseStyle:
    """The style of an edition: as asked for, as its file declares its locale, as the settings say."""
    if profile:
        return road_of(to=language, profile=profile).styles[language]
    if declared and language_of(declared) == language:
        try:
            return road_of(to=declared).styles[language]
        except UsageError:  # there is no style for Chile: the newsroom's own will do
            pass
    return road_of(to=language).styles[language]
