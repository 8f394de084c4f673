"""bilingua archive: a whole archive localized, and how far that is."""

from __future__ import annotations

import shlex
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType

import typer

from bilingua.archive.fingerprint import fingerprint
from bilingua.archive.ledger import FOLDER, NAME, Counts, Ledger, State
from bilingua.archive.plan import Plan, make_plan, seconds_each
from bilingua.archive.run import Standing, run
from bilingua.archive.sources import SourceFile, Sources
from bilingua.archive.workers import Here, Processes, Terms, Workers
from bilingua.cli.console import note, print_json, table
from bilingua.config import load_settings
from bilingua.engines.base import Direction
from bilingua.engines.routes import find_routes
from bilingua.errors import OutputError, UsageError
from bilingua.i18n import _, ngettext
from bilingua.language import LANGUAGES, language_name, language_of, other_language
from bilingua.pipeline import Road

# Where nobody watches, a line is printed this often, in seconds.
_QUIET = 30.0
_INTERRUPTED = 130
# Failures told at the end; the report has them all.
_SHOWN = 5


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
    workers: int
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    dry_run: bool = False
    keep_boilerplate: bool = False
    force: bool = False
    as_json: bool = False


def localize_archive(names: Sequence[str], options: Options) -> int:
    """Plan and run; 1 if any story failed, 130 if the run was stopped."""
    settings = load_settings(options.config)
    source = language_of(options.source)
    if options.source is not None and source not in LANGUAGES:
        raise UsageError("--from takes en or es.")
    if options.workers < 1:
        raise UsageError("--workers takes 1 or more.")
    terms = Terms(
        settings,
        options.to,
        options.profile,
        options.engine,
        options.route,
        options.keep_boilerplate,
        source,
    )
    road = terms.road()
    out = options.out or settings.out
    files = Sources(names, out=out, include=options.include, exclude=options.exclude)
    ledger = _ledger(out)
    with _stopping() as stopped:
        plan = _plan(files, ledger, road, out)
        counts = ledger.counts()
        _need_routes(counts, road)
        if options.dry_run:
            _tell_plan(plan, counts, seconds_each(plan, road), options)
            return 0
        if not options.as_json:
            _show_counts(counts)
        workers: Workers = Here(road) if options.workers == 1 else Processes(terms, options.workers)
        try:
            with _watching(options) as report:
                standing = run(
                    files, ledger, workers, road.styles, out,
                    force=options.force, stopping=stopped, report=report,
                )  # fmt: skip
        finally:
            workers.close()
    return _tell_end(standing, ledger, out, options, stopped=stopped())


def show_status(out: Path | None, *, as_json: bool, config: Path | None = None) -> int:
    """How far the archive is whose editions are in a folder; 1 if any story failed."""
    ledger = _ledger(out or load_settings(config).out, new=False)
    counts = ledger.counts()
    if as_json:
        print_json(asdict(counts) | {"failures": list(ledger.failures(None))})
    else:
        _show_counts(counts)
        _show_failures(ledger)
    return 1 if counts.states.get(State.FAILED) or counts.broken else 0


def retry(out: Path | None, *, config: Path | None = None) -> int:
    """Plan the stories that failed once more."""
    folder = out or load_settings(config).out
    ledger = _ledger(folder, new=False)
    count = ledger.retry()
    if count:
        line = ngettext(
            "{count} story that failed will be tried again by the next run.",
            "{count} stories that failed will be tried again by the next run.",
            count,
        )
        typer.echo(line.format(count=count))
        if command := ledger.setting("command"):
            typer.echo(_("Next: {command}").format(command=command))
    else:
        typer.echo(_("No story has failed."))
    return 0


def _ledger(out: Path, *, new: bool = True) -> Ledger:
    path = out / FOLDER / NAME
    if not (new or path.is_file()):
        raise OutputError(
            "{folder} holds no editions of an archive; name the --out folder of a run.", folder=out
        )
    return Ledger(path)


def _plan(files: Iterable[SourceFile], ledger: Ledger, road: Road, out: Path) -> Plan:
    last = time.monotonic()

    def report(count: int) -> None:
        nonlocal last
        if time.monotonic() - last > (1 if sys.stderr.isatty() else _QUIET):
            last = time.monotonic()
            _line(_("{count} stories read").format(count=f"{count:,}"))

    plan = make_plan(files, ledger, road, out, fingerprint=fingerprint(road), progress=report)
    ledger.set("command", f"bilingua {shlex.join(sys.argv[1:])}")
    _line("")
    return plan


def _need_routes(counts: Counts, road: Road) -> None:
    """Raises EngineError when there is no engine for what is planned: no story could be done."""
    for language in counts.languages if counts.open_segments else ():
        find_routes(road.engines, Direction(language, other_language(language)), pinned=road.route)


def _tell_plan(plan: Plan, counts: Counts, each: float, options: Options) -> None:
    """What a run would do: its stories, its segments, its time and its room on the disk."""
    seconds = each * counts.open / options.workers
    # Two editions as large as the stories, and a review file with both texts and what frames them.
    room = 2 * plan.bytes + 2 * counts.open_characters + 150 * counts.open_segments
    if options.as_json:
        print_json(
            asdict(counts)
            | {"files": plan.files, "segments_to_translate": counts.open}
            | {"seconds_each": each, "seconds": seconds, "bytes": room}
        )
        return
    _show_counts(counts)
    rows = [
        (_("segments to translate"), f"{counts.open:,}"),
        (_("time"), _("about {time}").format(time=_duration(seconds))),
        (_("room on the disk"), _("about {size} MB").format(size=f"{room / 1e6:,.1f}")),
    ]
    table(_("Estimate"), rows)


def _show_counts(counts: Counts) -> None:
    names = {
        State.PLANNED: _("to be done"),
        State.DONE: _("done"),
        State.FAILED: _("failed"),
        State.LEFT: _("in the edition's language already"),
        State.GONE: _("gone from the archive"),
    }
    rows = [(names[state], f"{count:,}") for state in State if (count := counts.states.get(state))]
    rows += [
        (_(language_name(language)), f"{count:,}") for language, count in counts.languages.items()
    ]
    if counts.broken:
        rows.append((_("files that cannot be read to their end"), f"{counts.broken:,}"))
    table(_("Stories"), rows or [(_("none"), "0")])
    if counts.open_segments or counts.done_segments:
        rows = [
            (_("done"), f"{counts.done_segments:,}"),
            (_("open"), f"{counts.open_segments:,}"),
            (_("of these met before"), f"{counts.repeated:,}"),
        ]
        table(_("Segments"), rows)


def _show_failures(ledger: Ledger) -> None:
    failures = list(ledger.failures(_SHOWN + 1))
    for failure in failures[:_SHOWN]:
        note(f"bilingua: {failure['story']}: {failure['error']}")
    if len(failures) > _SHOWN:
        note(_("There are more; “bilingua archive report” lists them all."))


def _tell_end(
    standing: Standing, ledger: Ledger, out: Path, options: Options, *, stopped: bool
) -> int:
    counts = ledger.counts()
    failed = counts.states.get(State.FAILED, 0)
    if options.as_json:
        report = asdict(counts) | {"run": asdict(standing) | {"rate": standing.rate}}
        print_json(report | {"stopped": stopped, "failures": list(ledger.failures(None))})
    else:
        line = _("{done} stories localized, {failed} failed, in {time} ({rate} segments a second).")
        typer.echo(
            line.format(
                done=f"{standing.done:,}",
                failed=f"{standing.failed:,}",
                time=_duration(standing.seconds),
                rate=f"{standing.rate:.1f}",
            )
        )
        if standing.kept:
            line = ngettext(
                "{count} file that a person changed stays; the new text is beside it.",
                "{count} files that a person changed stay; the new text is beside them.",
                standing.kept,
            )
            typer.echo(line.format(count=standing.kept))
        _show_failures(ledger)
    if stopped:
        note(_("Stopped; to go on: {command}").format(command=ledger.setting("command")))
        return _INTERRUPTED
    if not options.as_json:
        following = f"bilingua archive report {shlex.quote(str(out))}"
        typer.echo(_("Next: {command}").format(command=following))
    return 1 if failed or counts.broken else 0


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
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
def _watching(options: Options) -> Iterator[Callable[[Standing], None]]:
    """A bar on a terminal; a line now and then where the output goes to a file."""
    if not sys.stderr.isatty():
        last = time.monotonic()

        def tell(standing: Standing) -> None:
            nonlocal last
            if time.monotonic() - last >= _QUIET:
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
        left="?" if standing.left is None else _duration(standing.left),
    )


def _duration(seconds: float) -> str:
    """Hours, minutes and seconds, the two largest of them."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _line(text: str) -> None:
    """A line on a terminal that the next one takes the place of; a line of its own in a file."""
    if sys.stderr.isatty():
        typer.echo(f"\r\x1b[K{text}", err=True, nl=False)
    elif text:
        note(text)
