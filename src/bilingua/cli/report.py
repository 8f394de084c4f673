"""bilingua archive report: what became of an archive, as a page, as JSON, as a table."""

from __future__ import annotations

import io
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path

from bilingua.archive.report.data import as_data
from bilingua.archive.report.facts import Facts
from bilingua.archive.report.opened import opened
from bilingua.archive.report.queries import facts_of
from bilingua.archive.report.table import HEAD, write_table
from bilingua.cli.console import note, print_json
from bilingua.cli.source import STDIN
from bilingua.config import load_settings
from bilingua.editions import this_moment
from bilingua.errors import OutputError, UsageError
from bilingua.files import replacing
from bilingua.i18n import _


@dataclass(frozen=True, slots=True)
class Options:
    """What the person asked for on the command line."""

    html: Path | None = None
    csv: Path | None = None
    as_json: bool = False
    top: int = 50
    config: Path | None = None


def report(folder: Path | None, options: Options) -> int:
    """Write what was asked for, or else the page in its usual place."""
    to_stdout = options.csv is not None and str(options.csv) == STDIN
    if to_stdout and options.as_json:
        raise UsageError("--json and --csv - both write to standard output; name a file for one.")
    if str(options.html) == STDIN:
        raise UsageError(
            "--html takes a file: pages of stories are written into a folder beside it."
        )
    if options.top < 0:
        raise UsageError("--top takes 0 or more.")
    out = folder or load_settings(options.config).out
    with opened(out) as db:
        if options.csv is not None:
            _write_csv(db, options.csv)
        if options.as_json or options.html or not options.csv:
            facts = facts_of(db, options.top)
            if options.html or not (options.as_json or options.csv):
                _write_page(facts, out, options.html)
            if options.as_json:
                print_json(as_data(facts))
    return 0


def _write_page(facts: Facts, out: Path, html: Path | None) -> None:
    # Only now: the other forms of the report need neither templates nor a page's words.
    from bilingua.archive.report.page import sentences
    from bilingua.archive.report.writing import PLACE, write_report

    written = write_report(facts, out, html or out / PLACE, this_moment())
    note(sentences(facts))
    if written.kept:
        line = _("{kept} was changed by a person and stays; the report is in {path}.")
        note(line.format(kept=written.kept, path=written.path))
    else:
        note(_("The report is in {path}.").format(path=written.path))


def _write_csv(db: sqlite3.Connection, path: Path) -> None:
    if str(path) == STDIN:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")
        write_table(db, sys.stdout)
        return
    try:
        if path.exists() and not _is_table(path):
            raise OutputError(
                "{path} is there already and is no table of a report; choose another name with --csv.",
                path=path,
            )
        with replacing(path) as file:
            text = io.TextIOWrapper(file, "utf-8", errors="replace", newline="")
            write_table(db, text)
            text.detach()
    except OSError as error:
        raise OutputError(
            "{path} cannot be written ({strerror}); choose another place with --csv.",
            path=path,
            strerror=error.strerror,
        ) from error
    note(_("The table is in {path}.").format(path=path))


def _is_table(path: Path) -> bool:
    """Whether a file begins as a table of a report does."""
    head = ",".join(HEAD).encode()
    with path.open("rb") as file:
        return file.read(len(head)) == head
