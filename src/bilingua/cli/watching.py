"""A long run watched: a bar on a terminal, lines now and then in a file; and how it is stopped."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import typer

from bilingua.archive.run import Standing
from bilingua.cli.console import note
from bilingua.i18n import _

# Where nobody watches, a line is printed this often, in seconds.
QUIET = 30.0


@contextmanager
def stopping() -> Iterator[Callable[[], bool]]:
    """The first interrupt lets what is out be finished, a second one ends everything at once."""
    asked = False

    def interrupted(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        note(_("Finishing what has been begun; interrupt again to stop at once."))

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def watching() -> Iterator[Callable[[Standing], None]]:
    """A bar on a terminal; a line now and then where the output goes to a file."""
    if not sys.stderr.isatty():
        last = time.monotonic()

        def tell(standing: Standing) -> None:
            nonlocal last
            if time.monotonic() - last >= QUIET:
                last = time.monotonic()
                note(_progress(standing))

        yield tell
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(standing: Standing) -> None:
            done = standing.done + standing.failed
            bar.update(
                task,
                completed=done,
                total=standing.stories or None,
                description=_progress(standing),
                refresh=True,
            )

        yield show


def _progress(standing: Standing) -> str:
    line = _(
        "{done} of {stories} stories · {rate} segments/s · {saved} repeats saved · {left} left"
    )
    return line.format(
        done=f"{standing.done + standing.failed:,}",
        stories=f"{standing.stories:,}",
        rate=f"{standing.rate:.0f}",
        saved=f"{standing.repeated:,}",
        left="?" if standing.left is None else duration(standing.left),
    )


def duration(seconds: float) -> str:
    """Hours, minutes and seconds, the two largest of them."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def show_line(text: str) -> None:
    """A line on a terminal that the next one takes the place of; a line of its own in a file."""
    if sys.stderr.isatty():
        typer.echo(f"\r\x1b[K{text}", err=True, nl=False)
    elif text:
        note(text)
