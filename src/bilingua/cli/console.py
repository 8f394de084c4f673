"""What people see: tables and progress on a terminal, plain lines when piped, NO_COLOR respected."""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer

from bilingua.progress import Progress


def note(message: str) -> None:
    """One line to standard error."""
    typer.echo(message, err=True)


def complain(name: str, problem: object) -> None:
    """Say what is wrong with one story; most problems name it themselves."""
    text = str(problem)
    note(f"bilingua: {text}" if name in text else f"bilingua: {name}: {text}")


def print_json(report: object) -> None:
    """A report for scripts; in ASCII where the output could not carry other letters."""
    utf = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    typer.echo(json.dumps(report, ensure_ascii=not utf, indent=1))


def table(title: str, rows: Sequence[tuple[str, str]]) -> None:
    """A titled list of names and values, aligned."""
    width = max(len(name) for name, _value in rows)
    typer.echo(styled(title, bold=True))
    for name, value in rows:
        typer.echo(f"  {name:<{width}}  {value}")


def paragraph(text: str, indent: str, hanging: str | None = None) -> None:
    """A text folded at the terminal's width; a whole line when piped, for grep and the like."""
    rest = indent if hanging is None else hanging
    if not sys.stdout.isatty():
        typer.echo(indent + text)
        return
    width = max(40, shutil.get_terminal_size().columns)
    typer.echo(
        textwrap.fill(
            text,
            width,
            initial_indent=indent,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def styled(text: str, *, bold: bool = False, colour: str | None = None) -> str:
    """Bold or coloured on a terminal that shows it, unless NO_COLOR is set."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty():
        return text
    return typer.style(text, bold=bold or None, fg=colour)


@contextmanager
def progress(label: str, *, in_bytes: bool = False) -> Iterator[Progress | None]:
    """A progress bar on standard error; nothing at all when that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar
    from rich.progress import TimeRemainingColumn as Remaining

    count = DownloadColumn() if in_bytes else MofNCompleteColumn()
    columns = (TextColumn("{task.description}"), BarColumn(), count, Remaining())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)

        def report(done: int, total: int) -> None:
            # Parts of a story come rarely enough to be shown each; bytes do not.
            bar.update(task, completed=done, total=total or None, refresh=not in_bytes)

        yield report
