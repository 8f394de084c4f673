"""bilingua archive: a whole archive localized, and how far that is."""

from __future__ import annotations

import shlex
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import typer

from bilingua.archive.fingerprint import fingerprint
from bilingua.archive.ledger import Ledger
from bilingua.archive.plan import Estimate, Plan, estimate, make_plan
from bilingua.archive.rows import Counts, State
from bilingua.archive.run import Standing, run
from bilingua.archive.schema import FOLDER, NAME, ledger_of
from bilingua.archive.sitemap import address_of, write_sitemap
from bilingua.archive.sources import SourceFile, Sources
from bilingua.archive.workers import Here, Processes, Terms, Workers, workers_for
from bilingua.archive.writing import pages
from bilingua.cli.console import note, print_json
from bilingua.cli.planned import show_counts, show_estimate
from bilingua.cli.source import language_from
from bilingua.cli.watching import QUIET, duration, show_line, stopping, watching
from bilingua.config import load_settings
from bilingua.errors import UsageError
from bilingua.i18n import _, ngettext
from bilingua.pipeline import Road, to_other
from bilingua.road import glossary_of

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
    workers: int | None
    cluster: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    glossary: tuple[Path, ...] = ()
    sitemap: str | None = None
    dry_run: bool = False
    keep_boilerplate: bool = False
    force: bool = False
    as_json: bool = False


def localize_archive(names: Sequence[str], options: Options) -> int:
    """Plan and run; 1 if any story failed, 130 if the run was stopped."""
    settings = load_settings(options.config)
    source = language_from(options.source)
    if options.workers is not None and options.workers < 1:
        raise UsageError("--workers takes 1 or more.")
    if options.sitemap:
        address_of(options.sitemap)  # to be told of a mistake now, and not in the end
    out = options.out or settings.out
    terms = Terms(
        settings,
        options.to,
        options.profile,
        options.engine,
        options.route,
        options.keep_boilerplate,
        source,
        glossary_of(settings, out, options.glossary),
    )
    road = terms.road()
    files = Sources(names, out=out, include=options.include, exclude=options.exclude)
    ledger = Ledger(out / FOLDER / NAME)
    with stopping() as stopped:
        plan = _plan(files, ledger, road, out, stopped)
        counts = ledger.counts()
        _need_routes(counts, road)
        count = options.workers or workers_for(len(ledger.batch_sizes()))
        if options.dry_run and not stopped():
            measured = road if count == 1 else terms.alone().road()
            _show_plan(counts, estimate(plan, counts, measured, count), options)
            return 0
        if not options.as_json:
            show_counts(counts)
        workers = _workers(terms, road, options, count)
        try:
            with watching() as report:
                standing = run(
                    files, ledger, workers, road.styles, out,
                    force=options.force, stopping=stopped, report=report,
                )  # fmt: skip
        finally:
            workers.close()
    if options.sitemap and not stopped():
        write_sitemap(pages(ledger, road.styles), out, options.sitemap)
    return _tell_end(standing, ledger, out, options, stopped=stopped())


def _workers(terms: Terms, road: Road, options: Options, count: int) -> Workers:
    if options.cluster:
        from bilingua.archive.cluster import Cluster

        return Cluster(terms, road, options.cluster, options.workers)
    return Here(road) if count == 1 else Processes(terms, count)


def show_status(out: Path | None, *, as_json: bool, config: Path | None = None) -> int:
    """How far the archive is whose editions are in a folder; 1 if any story failed."""
    ledger = Ledger(ledger_of(out or load_settings(config).out))
    counts = ledger.counts()
    if as_json:
        print_json(asdict(counts) | {"failures": list(ledger.failures(None))})
    else:
        show_counts(counts)
        _show_failures(ledger)
    return 1 if counts.states.get(State.FAILED) or counts.broken else 0


def retry(out: Path | None, *, config: Path | None = None) -> int:
    """Plan the stories that failed once more."""
    folder = out or load_settings(config).out
    ledger = Ledger(ledger_of(folder))
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


def _plan(
    files: Iterable[SourceFile],
    ledger: Ledger,
    road: Road,
    out: Path,
    stopped: Callable[[], bool],
) -> Plan:
    last = time.monotonic()

    def report(count: int) -> None:
        nonlocal last
        if time.monotonic() - last > (1 if sys.stderr.isatty() else QUIET):
            last = time.monotonic()
            show_line(_("{count} stories read").format(count=f"{count:,}"))

    # Kept first: whoever stops the plan wants to know how to go on.
    ledger.set("command", f"bilingua {shlex.join(sys.argv[1:])}")
    plan = make_plan(
        files, ledger, road, out,
        fingerprint=fingerprint(road), stopping=stopped, progress=report,
    )  # fmt: skip
    show_line("")
    return plan


def _need_routes(counts: Counts, road: Road) -> None:
    """Raises EngineError when there is no engine for what is planned: no story could be done."""
    for language in counts.languages if counts.open_segments else ():
        road.routes(to_other(language))


def _show_plan(counts: Counts, estimate: Estimate, options: Options) -> None:
    if options.as_json:
        print_json(asdict(counts) | {"estimate": asdict(estimate)})
        return
    show_counts(counts)
    show_estimate(estimate)


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
                time=duration(standing.seconds),
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
