"""bilingua update: pairs brought up to date with their stories, people's work and all."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilingua.cli.apply import show_kept
from bilingua.cli.console import complain, paragraph, print_json, progress, table
from bilingua.config import Settings, load_settings
from bilingua.errors import BilinguaError
from bilingua.files import Written
from bilingua.i18n import N_, _
from bilingua.review.renewal import Fate, Renewal
from bilingua.review.updating import review_file_of, update
from bilingua.road import glossary_of, road_for

_FATES = {
    Fate.SAME: N_("{count} unchanged"),
    Fate.RETOUCHED: N_("{count} retouched"),
    Fate.CHANGED: N_("{count} changed"),
    Fate.NEW: N_("{count} new"),
    Fate.REVIVED: N_("{count} come back"),
    Fate.GONE: N_("{count} gone"),
}
# Segments whose change is shown.
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Options:
    """What the person asked for on the command line."""

    to: str | None
    out: Path | None
    profile: str | None
    engine: str | None
    route: str | None
    config: Path | None
    glossary: tuple[Path, ...] = ()
    as_json: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """A story whose pair was brought up to date."""

    name: str
    renewal: Renewal
    written: tuple[Written, ...]
    problems: tuple[BilinguaError, ...]


def update_files(files: Sequence[str], options: Options) -> int:
    """Bring the pair of each story up to date; 1 if any of them failed, else 0."""
    settings = load_settings(options.config)
    done: list[Done] = []
    failures: dict[str, BilinguaError] = {}
    for name in dict.fromkeys(files):
        try:
            done.append(_update(name, settings, options))
        except BilinguaError as error:
            failures[name] = error
    if options.as_json:
        errors = [{"file": name, "error": str(failure)} for name, failure in failures.items()]
        print_json({"stories": [_report(item) for item in done], "errors": errors})
    else:
        for item in done:
            _show(item)
    for item in done:
        for problem in item.problems:
            complain(item.name, problem)
    for name, failure in failures.items():
        complain(name, failure)
    return 1 if failures or any(item.problems for item in done) else 0


def _update(name: str, settings: Settings, options: Options) -> Done:
    story = Path(name)
    folders = [options.out] if options.out else [story.parent, settings.out]
    path = review_file_of(story, folders, options.to)
    glossary = glossary_of(settings, path, options.glossary)
    with progress(_("Translating")) as report:
        updated = update(
            story,
            path,
            lambda language: road_for(
                settings,
                to=options.to or language,
                profile=options.profile,
                engine=options.engine,
                route=options.route,
                glossary=glossary,
            ),
            by=_person(),
            progress=report,
        )
    return Done(name, updated.renewal, updated.written, updated.problems)


def _person() -> str:
    """Who runs the command, for the history."""
    return os.environ.get("LOGNAME") or os.environ.get("USER") or "bilingua"


def _report(done: Done) -> dict[str, Any]:
    renewal = done.renewal
    return {
        "file": done.name,
        "segments": {fate.value: renewal.count(fate) for fate in _FATES},
        "need_a_person": renewal.review.waiting,
        "changed": [
            {
                "context": entry.context,
                "line": entry.line,
                "before": entry.previous,
                "source": entry.source,
                "target": entry.target,
                "kept": list(entry.kept),
                "remarks": [remark.text for remark in entry.remarks],
            }
            for fate, entry in renewal.fates
            if fate in (Fate.CHANGED, Fate.RETOUCHED)
        ],
        "written": [str(file.path) for file in done.written],
        "kept": [str(file.kept) for file in done.written if file.kept],
        "problems": [str(problem) for problem in done.problems],
    }


def _show(done: Done) -> None:
    renewal = done.renewal
    counts = {fate: renewal.count(fate) for fate in _FATES}
    said = [_(text).format(count=counts[fate]) for fate, text in _FATES.items() if counts[fate]]
    waiting = _("{count} of {total} need a person").format(
        count=renewal.review.waiting, total=len(renewal.review.entries)
    )
    paths = [str(file.path) for file in done.written]
    rows = [
        (_("Segments"), ", ".join(said)),
        (_("Review"), waiting),
        (_("Written"), paths[0]),
        *(("", path) for path in paths[1:]),
    ]
    table(done.name, rows)
    changed = [entry for fate, entry in renewal.fates if fate in (Fate.CHANGED, Fate.RETOUCHED)]
    # What changed a figure or a "not" comes first.
    changed.sort(key=lambda entry: not entry.remarks)
    for entry in changed[:_SHOWN]:
        place = _("line {line}").format(line=entry.line)
        remark = f" {entry.remarks[0].text}" if entry.remarks else ""
        paragraph(f"{place}:{remark}", "  · ", "    ")
        paragraph(entry.previous or "", "    - ", "      ")
        paragraph(entry.source, "    + ", "      ")
        if entry.kept:
            paragraph(_("kept: {text}").format(text=entry.kept[-1]), "      ", "      ")
    for file in done.written:
        show_kept(file)
