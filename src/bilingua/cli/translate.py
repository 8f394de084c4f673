"""bilingua translate: stories into pairs, or a stream into a stream."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingua.article import Article
from bilingua.cli import summary
from bilingua.cli.console import complain, print_json, progress
from bilingua.cli.source import STDIN, bytes_of, language_from
from bilingua.config import Settings, load_settings
from bilingua.editions import pair_of
from bilingua.engines.base import Direction
from bilingua.errors import BilinguaError, UsageError
from bilingua.files import EditionFolder
from bilingua.formats import encoding
from bilingua.formats.registry import merge, read, write
from bilingua.i18n import _
from bilingua.language import language_of, other_language
from bilingua.pipeline import Road, translate_articles, translate_segments
from bilingua.road import glossary_of, road_for


@dataclass(frozen=True, slots=True)
class Options:
    """What the person asked for on the command line."""

    to: str | None
    source: str | None
    out: Path | None
    profile: str | None
    engine: str | None
    route: str | None
    config: Path | None
    glossary: tuple[Path, ...] = ()
    raw: bool = False
    keep_boilerplate: bool = False
    force: bool = False
    as_json: bool = False


def translate_files(files: Sequence[str], options: Options) -> int:
    """Write a pair for each story; 1 if any of them failed, else 0."""
    if STDIN in files:
        raise UsageError("- takes one story from standard input; name no files beside it.")
    settings = load_settings(options.config)
    road, source = _road(settings, options), language_from(options.source)
    out = options.out or settings.out
    folder = EditionFolder(out, map(Path, files))
    names: list[str] = []
    articles: list[Article] = []
    failures: dict[str, BilinguaError] = {}
    for name in dict.fromkeys(files):
        try:
            articles.append(read(Path(name).name, bytes_of(name)))
            names.append(name)
        except BilinguaError as error:
            failures[name] = error
    with progress(_("Translating")) as report:
        outcomes = translate_articles(articles, road, source=source, progress=report)
    done: list[summary.Done] = []
    for name, outcome in zip(names, outcomes, strict=True):
        try:
            if isinstance(outcome, BilinguaError):
                raise outcome
            pair = pair_of(outcome, os.path.relpath(name, out))
            written = pair.write(folder, force=options.force)
            done.append(summary.Done(name, outcome, tuple(written)))
        except BilinguaError as error:
            failures[name] = error
    # All is written before anything is printed: a reader that stops (head) must not stop us.
    if options.as_json:
        stories = [summary.report(item) for item in done]
        errors = [{"file": name, "error": str(failure)} for name, failure in failures.items()]
        print_json({"stories": stories, "errors": errors})
    else:
        summary.show(done)
    for name, failure in failures.items():
        complain(name, failure)
    return 1 if failures else 0


def translate_stream(options: Options) -> int:
    """One story from standard input to standard output, nothing else on either."""
    road, source = _road(load_settings(options.config), options), language_from(options.source)
    article = read("stdin", bytes_of(STDIN))
    with progress(_("Translating")) as report:
        outcome = translate_articles([article], road, source=source, progress=report)[0]
    if isinstance(outcome, BilinguaError):
        raise outcome
    merged = merge(article, outcome.contents, outcome.left_out)
    if options.as_json:
        story = summary.report(summary.Done(STDIN, outcome, ()))
        print_json({"stories": [story | {"text": merged}], "errors": []})
    else:
        sys.stdout.buffer.write(write(article, merged))
    return 0


def translate_lines(files: Sequence[str], options: Options) -> int:
    """One segment a line, in order; empty lines stay empty lines."""
    if len(files) > 1 or options.as_json:
        raise UsageError("--lines takes one text and prints plain lines; leave out the rest.")
    source, target = language_from(options.source), language_of(options.to)
    road = _road(load_settings(options.config), options)
    if source is None and target is None:
        raise UsageError("With --lines, say --from or --to.")
    source = source or other_language(target or "es")
    if source == target:
        raise UsageError("--from and --to name the same language; translate to the other one.")
    raw = encoding.decode(bytes_of(files[0]), files[0]).raw
    lines = [line.removesuffix("\r") for line in raw.split("\n")]
    if not lines[-1]:
        lines.pop()
    direction = Direction(source, other_language(source))
    with progress(_("Translating")) as report:
        _route, translations = translate_segments(
            lines, direction, road, raw=options.raw, progress=report
        )
    for translation in translations:
        # A segment never becomes two lines, whatever the engine wrote.
        sys.stdout.buffer.write(" ".join(translation.text.splitlines()).encode() + b"\n")
    return 0


def _road(settings: Settings, options: Options) -> Road:
    return road_for(
        settings,
        to=options.to,
        profile=options.profile,
        engine=options.engine,
        route=options.route,
        keep_boilerplate=options.keep_boilerplate,
        glossary=glossary_of(settings, options.out, options.glossary),
    )
