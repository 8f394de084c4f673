"""bilingua translate: stories into pairs, or a stream into a stream."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from bilingua.article import Article, Severity, Translation
from bilingua.cli.console import note, progress, table
from bilingua.config import load_settings
from bilingua.editions import left_out_texts, pair_of
from bilingua.engines.base import Direction
from bilingua.errors import BilinguaError, InputError
from bilingua.files import EditionFolder, Written
from bilingua.formats.base import merge
from bilingua.formats.registry import format_named, read, write
from bilingua.i18n import _, fill
from bilingua.language import LANGUAGES, language_of, other_language
from bilingua.pipeline import Road, Story, translate_articles, translate_segments
from bilingua.road import road_for

# Findings shown in the table; the review file has them all.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Options:
    """What the person asked for on the command line."""

    to: str | None
    source: str | None
    out: Path | None
    profile: str | None
    route: str | None
    config: Path | None
    raw: bool = False
    keep_boilerplate: bool = False
    force: bool = False
    as_json: bool = False


def translate_files(files: Sequence[str], options: Options) -> int:
    """Write a pair for each story; 1 if any of them failed, else 0."""
    settings = load_settings(options.config)
    road = _road(options)
    folder = EditionFolder(options.out or settings.out, map(Path, files))
    names: list[str] = []
    articles: list[Article] = []
    failures: list[tuple[str, str]] = []
    for name in files:
        try:
            articles.append(read(Path(name).name, _bytes(name)))
            names.append(name)
        except BilinguaError as error:
            failures.append((name, str(error)))
    with progress(_("Translating")) as report:
        outcomes = translate_articles(articles, road, source=_source(options), progress=report)
    reports = []
    for name, outcome in zip(names, outcomes, strict=True):
        if isinstance(outcome, BilinguaError):
            failures.append((name, str(outcome)))
            continue
        try:
            written = pair_of(outcome).write(folder, force=options.force)
        except BilinguaError as error:
            failures.append((name, str(error)))
            continue
        reports.append(_report(name, outcome, written))
        if not options.as_json:
            _show(name, outcome, written)
    if options.as_json:
        errors = [{"file": name, "error": message} for name, message in failures]
        typer.echo(json.dumps({"stories": reports, "errors": errors}, ensure_ascii=False, indent=1))
    for name, message in failures:
        note(f"bilingua: {name}: {message}" if name not in message else f"bilingua: {message}")
    return 1 if failures else 0


def translate_stream(options: Options) -> int:
    """One story from standard input to standard output, nothing else on either."""
    article = read("stdin", sys.stdin.buffer.read())
    outcome = translate_articles([article], _road(options), source=_source(options))[0]
    if isinstance(outcome, BilinguaError):
        raise outcome
    fmt = format_named(article.format)
    merged = merge(fmt, article, outcome.contents, outcome.left_out)
    sys.stdout.buffer.write(write(article, merged))
    return 0


def translate_lines(options: Options) -> int:
    """One segment a line, in order; empty lines stay empty lines."""
    source = _source(options)
    target = language_of(options.to)
    if source is None and target is None:
        raise typer.BadParameter(_("With --lines, say --from or --to."))
    source = source or other_language(target or "es")
    lines = sys.stdin.buffer.read().decode("utf-8", errors="replace").split("\n")
    last = lines.pop()
    if last:
        lines.append(last)
    direction = Direction(source, other_language(source))
    texts = [line.rstrip("\r") for line in lines]
    _route, translations = translate_segments(texts, direction, _road(options), raw=options.raw)
    for translation in translations:
        sys.stdout.buffer.write(" ".join(translation.text.splitlines()).encode() + b"\n")
    return 0


def _road(options: Options) -> Road:
    return road_for(
        load_settings(options.config),
        to=options.to,
        profile=options.profile,
        route=options.route,
        keep_boilerplate=options.keep_boilerplate,
    )


def _source(options: Options) -> str | None:
    """The language that --from names; None to detect it."""
    source = language_of(options.source)
    if options.source and source not in LANGUAGES:
        raise typer.BadParameter(_("--from takes en or es."))
    return source


def _bytes(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except IsADirectoryError as error:
        raise InputError("{name} is a folder; name the stories in it.", name=name) from error
    except OSError as error:
        raise InputError(
            "{name} cannot be read ({strerror}).", name=name, strerror=error.strerror
        ) from error


def _counts(story: Story) -> tuple[Counter[str], Counter[str]]:
    origins = Counter(translation.origin for translation in story.translations)
    severities = Counter(
        str(finding.severity) for t in story.translations for finding in t.findings
    )
    return origins, severities


def _first_to_look_at(story: Story) -> list[Translation]:
    order = list(Severity)
    found = [t for t in story.translations if t.findings]
    return sorted(found, key=lambda t: min(order.index(f.severity) for f in t.findings))[:SHOWN]


def _report(name: str, story: Story, written: Sequence[Written]) -> dict[str, Any]:
    origins, severities = _counts(story)
    return {
        "file": name,
        "language": story.detection.language,
        "confidence": story.detection.confidence,
        "route": str(story.route),
        "segments": len(story.translations),
        "origins": dict(origins),
        "findings": dict(severities),
        "left_out": left_out_texts(story),
        "written": [str(file.path) for file in written],
        "kept": [str(file.kept) for file in written if file.kept],
    }


def _show(name: str, story: Story, written: Sequence[Written]) -> None:
    origins, severities = _counts(story)
    detected = f"{story.detection.language} ({story.detection.confidence:.0%})"
    rows = [
        (_("Detected language"), detected),
        (_("Route"), str(story.route)),
        (_("Segments"), f"{len(story.translations)} ({_join(origins)})"),
        (_("Findings"), _join(severities) or "0"),
    ]
    rows += [(_("Written"), str(file.path)) for file in written]
    table(name, rows)
    for translation in _first_to_look_at(story):
        finding = min(translation.findings, key=lambda f: list(Severity).index(f.severity))
        typer.echo(f"  {_(str(finding.severity))}: {fill(finding.message, finding.values)}")
        typer.echo(f"    {translation.segment.text}\n    → {translation.text}")
    left_out = left_out_texts(story)
    if left_out:
        typer.echo(_("Left out as site furniture (--keep-boilerplate keeps it):"))
        for text in left_out:
            typer.echo(f"  · {text if len(text) < 90 else text[:89] + '…'}")
    for file in written:
        if file.kept:
            typer.echo(
                _("{kept} was changed by a person and stays; the new text is in {new}.").format(
                    kept=file.kept, new=file.path
                )
            )
    typer.echo(_("Next: review {file}").format(file=written[-1].path))


def _join(counts: Counter[str]) -> str:
    return ", ".join(f"{_(name)} {count}" for name, count in counts.most_common())
