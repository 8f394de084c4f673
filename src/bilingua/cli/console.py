"""What people see: tables and progress on a terminal, plain lines when piped, NO_COLOR respected."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import typer


def note(message: str) -> None:
    """One line to standard error."""
    typer.echo(message, err=True)


def table(title: str, rows: Sequence[tuple[str, str]]) -> None:
    """A titled list of names and values, aligned."""
    width = max(len(name) for name, _value in rows)
    typer.echo(title)
    for name, value in rows:
        typer.echo(f"  {name:<{width}}  {value}")


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar on standard error; nothing at all when that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
