"""Who does the work: this process, or several that each hold the models once.

Jobs are plain data, and so is what comes of them: a worker reads and writes no files.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from multiprocessing import get_context, parent_process
from typing import Protocol

from bilingua.archive.backlog import Attempt, Backlog
from bilingua.archive.work import Job, Outcome, Repeats, answer_repeats, localize
from bilingua.config import Settings
from bilingua.engines.apertium import Apertium
from bilingua.engines.argos import processors
from bilingua.errors import BilinguaError, InputError
from bilingua.formats.registry import use_records
from bilingua.glossary.terms import NO_TERMS, Glossary
from bilingua.i18n import interface_language
from bilingua.pipeline import Road
from bilingua.road import road_for


@dataclass(frozen=True, slots=True)
class Terms:
    """What a worker makes its road of: the settings, and what the person asked for.

    The glossary comes with them: editors may add to its files while the run goes on.
    """

    settings: Settings
    to: str | None = None
    profile: str | None = None
    engine: str | None = None
    route: str | None = None
    keep_boilerplate: bool = False
    source: str | None = None
    glossary: Glossary = NO_TERMS
    interface: str = field(default_factory=interface_language)

    def road(self) -> Road:
        """The road of these terms, on which this process reads records as their settings say.

        Raises UsageError when they name what is not there.
        """
        use_records(self.settings.records)
        road = road_for(
            self.settings,
            to=self.to,
            profile=self.profile,
            engine=self.engine,
            route=self.route,
            keep_boilerplate=self.keep_boilerplate,
            glossary=self.glossary,
        )
        return replace(road, source=self.source)

    def alone(self) -> Terms:
        """The same for a process with one core: the models' own threads would only wait for one
        another.
        """
        return replace(self, settings=replace(self.settings, threads=1))


# The process that gives out work reads and writes for all of them.
_MOST = 8


def workers_for(batches: int) -> int:
    """How many processes to have for so many batches: one for each processor, up to eight.

    Two processes do 1.4 times what one with two threads does by the default route, and 1.3 times by
    Apertium (benchmarks/scaling.py).
    """
    return max(1, min(_MOST, processors(), batches))


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job: outcomes of a batch, or answers to repeats."""

    job: Job
    outcomes: tuple[Outcome, ...] = ()
    answers: tuple[str, ...] = ()


# What a worker gives for a job; the job itself need not travel back.
Done = tuple[tuple[Outcome, ...], tuple[str, ...]]


class Workers(Protocol):
    """Takes jobs and gives their results as they come."""

    def run(self, jobs: Iterator[Job], stopping: Callable[[], bool]) -> Iterator[Result]:
        """Do the jobs; take no further one once `stopping` says so. Never holds many at once."""

    def close(self) -> None:
        """Let go of whatever is held."""


def do(job: Job, road: Road) -> Done:
    """Do a job here and now. Repeats that cannot be done have no answers: they are translated with
    their stories, where the one that is at fault shows itself.
    """
    _forget(road)
    if isinstance(job, Repeats):
        try:
            return (), tuple(answer_repeats(job, road))
        except Exception:
            return (), ()
    return tuple(map(_plain, localize(job, road))), ()


def _forget(road: Road) -> None:
    """Start Apertium anew: its tagger takes on the ambiguity classes of the words that it meets, and
    judges all later words by them, so that a job would depend on those that were done before it.
    """
    for engine in road.engines:
        if isinstance(engine, Apertium):
            engine.close()


def fatal(job: Job) -> Result:
    """What comes of a job that ends every worker that does it."""
    if isinstance(job, Repeats):
        return Result(job)
    error = InputError(
        "{name} ended the process that translated it; see whether memory is short, or report it.",
        name=job.tasks[0].name,
    )
    return Result(job, outcomes=tuple(Outcome(task.id, error=error) for task in job.tasks))


def _plain(outcome: Outcome) -> Outcome:
    """An outcome that can travel: an error of a library among the values of ours may not be able to."""
    if (error := outcome.error) is None:
        return outcome
    values = {name: str(value) for name, value in error.values.items()}
    return replace(outcome, error=type(error)(error.message, **values))


class Here:
    """This process does everything itself."""

    def __init__(self, road: Road) -> None:
        self._road = road

    def run(self, jobs: Iterator[Job], stopping: Callable[[], bool]) -> Iterator[Result]:
        """One job after another."""
        while not stopping() and (job := next(jobs, None)) is not None:
            yield Result(job, *do(job, self._road))

    def close(self) -> None:
        """Nothing is held."""


class Processes:
    """Several processes on this machine, started afresh (spawn): models do not survive a fork."""

    def __init__(self, terms: Terms, count: int) -> None:
        self._terms = terms.alone()
        self._count = count
        self._pool = self._started()

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._count, get_context("spawn"), initializer=_start, initargs=(self._terms,)
        )

    def run(self, jobs: Iterator[Job], stopping: Callable[[], bool]) -> Iterator[Result]:
        """A job for each process and one that waits.

        When a process dies, the pool loses all that is out and does not say which job it was: they
        are done again one at a time, so as to tell which of them kills.
        """
        backlog = Backlog(jobs, stopping)
        out: dict[Future[Done], Attempt] = {}
        while True:
            whole = self._give_out(backlog, out)
            if whole and not out:
                return
            ready = wait(out, return_when=FIRST_COMPLETED).done if whole else set()
            if not whole or any(map(_is_lost, ready)):
                whole = False
                ready = wait(out).done  # in a broken pool nobody is at work
            for future in [future for future in ready if not _is_lost(future)]:
                backlog.lived()
                yield Result(out.pop(future).job, *future.result())
            if not whole:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = self._started()
                lost = list(out.values())
                out.clear()
                if len(lost) != 1:
                    backlog.suspect(lost)
                elif hopeless := backlog.convict(lost[0]):
                    yield fatal(hopeless)

    def _give_out(self, backlog: Backlog, out: dict[Future[Done], Attempt]) -> bool:
        """Give out what there is room for; False if the pool is broken."""
        while len(out) < self._room(backlog, out):
            if (attempt := backlog.next()) is None:
                break
            try:
                out[self._pool.submit(_do, attempt.job)] = attempt
            except BrokenProcessPool:
                backlog.put_back([attempt])
                return False
        return True

    def _room(self, backlog: Backlog, out: dict[Future[Done], Attempt]) -> int:
        alone = backlog.has_suspects or any(attempt.suspect for attempt in out.values())
        return 1 if alone else self._count + 1

    def close(self) -> None:
        """Stop the processes; what they still had is lost."""
        for process in list((self._pool._processes or {}).values()):
            process.terminate()
        self._pool.shutdown(wait=False, cancel_futures=True)


def _is_lost(future: Future[Done]) -> bool:
    return isinstance(future.exception(), BrokenProcessPool)


_road: Road | BilinguaError | None = None


def _start(terms: Terms) -> None:
    """What a process does first: make its road, and leave interrupts to the one that gives out work."""
    global _road
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # Findings are worded in the language that the person reads.
    os.environ["BILINGUA_LANG"] = terms.interface
    try:
        _road = terms.road()
    except BilinguaError as error:  # told by whoever asks for work: a pool would only be broken
        _road = error


def _end_with_parent() -> None:
    """A pool's processes wait for work for ever if the one that gives it out is killed."""
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _do(job: Job) -> Done:
    assert _road is not None
    if isinstance(_road, BilinguaError):
        raise _road
    return do(job, _road)
