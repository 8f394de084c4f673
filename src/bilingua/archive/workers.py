"""Who does the work: this process, or several that each hold the models once.

Jobs are plain data, and so is what comes of them: a worker reads and writes no files.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from typing import Protocol

from bilingua.archive.work import Batch, Job, Outcome, Repeats, answer_repeats, localize
from bilingua.config import Settings
from bilingua.errors import InputError
from bilingua.formats.registry import use_records
from bilingua.i18n import interface_language
from bilingua.pipeline import Road
from bilingua.road import road_for


@dataclass(frozen=True, slots=True)
class Terms:
    """What a worker makes its road of: the settings, and what the person asked for."""

    settings: Settings
    to: str | None = None
    profile: str | None = None
    engine: str | None = None
    route: str | None = None
    keep_boilerplate: bool = False
    source: str | None = None
    interface: str = field(default_factory=interface_language)

    def road(self) -> Road:
        """The road of these terms, whose records this process then reads as their settings say.

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
        )
        return replace(road, source=self.source)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job: outcomes of a batch, or answers to repeats."""

    job: Job
    outcomes: tuple[Outcome, ...] = ()
    answers: tuple[str, ...] = ()


class Workers(Protocol):
    """Takes jobs and gives their results as they come."""

    def run(self, jobs: Iterator[Job], stopping: Callable[[], bool]) -> Iterator[Result]:
        """Do the jobs; take no further one once `stopping` says so. Never holds many at once."""

    def close(self) -> None:
        """Let go of whatever is held."""


def do(job: Job, road: Road) -> Result:
    """Do a job here and now."""
    if isinstance(job, Repeats):
        return Result(job, answers=tuple(answer_repeats(job, road)))
    return Result(job, outcomes=tuple(localize(job, road)))


class Here:
    """This process does everything itself."""

    def __init__(self, road: Road) -> None:
        self._road = road

    def run(self, jobs: Iterator[Job], stopping: Callable[[], bool]) -> Iterator[Result]:
        """One job after another."""
        while not stopping() and (job := next(jobs, None)) is not None:
            yield do(job, self._road)

    def close(self) -> None:
        """Nothing is held."""


class Processes:
    """Several processes on this machine, started afresh (spawn): models do not survive a fork."""

    def __init__(self, terms: Terms, count: int) -> None:
        # Every process has one core; the models' own threads would only wait for one another.
        alone = replace(terms.settings, threads=1)
        self._terms = replace(terms, settings=alone)
        self._count = count
        self._pool = self._started()

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._count, get_context("spawn"), initializer=_start, initargs=(self._terms,)
        )

    def run(self, jobs: Iterator[Job], stopping: Callable[[], bool]) -> Iterator[Result]:
        """A job for each process and one that waits.

        When a process dies, what was out is done again, one job at a time, so as to tell which of
        them kills it; that one is done story by story, and the story that kills it has failed.
        """
        out: dict[Future[Result], Job] = {}
        suspects: list[Job] = []
        while True:
            if suspects and not out:
                job = suspects.pop()
                out[self._pool.submit(_do, job)] = job
            while not suspects and len(out) <= self._count and not stopping():
                if (following := next(jobs, None)) is None:
                    break
                out[self._pool.submit(_do, following)] = following
            if not out:
                return
            ready, _ = wait(out, return_when=FIRST_COMPLETED)
            try:
                for future in ready:
                    yield future.result()
                    del out[future]
            except BrokenProcessPool:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = self._started()
                if len(out) > 1:
                    suspects += out.values()
                else:
                    (guilty,) = out.values()
                    parts = list(_parts(guilty))
                    suspects += parts
                    if not parts:
                        yield _fatal(guilty)
                out.clear()

    def close(self) -> None:
        """Stop the processes; what they still had is lost."""
        for process in list((self._pool._processes or {}).values()):
            process.terminate()
        self._pool.shutdown(wait=False, cancel_futures=True)


def _parts(job: Job) -> Iterator[Job]:
    """A job in pieces of one story each; nothing if it is one."""
    if isinstance(job, Batch) and len(job.tasks) > 1:
        for task in job.tasks:
            yield replace(job, tasks=(task,))


def _fatal(job: Job) -> Result:
    """What comes of a job that ends the process that does it."""
    if isinstance(job, Repeats):
        return Result(job)  # they are translated with their stories, where the one shows itself
    error = InputError(
        "{name} ended the process that translated it; see whether memory is short, or report it.",
        name=job.tasks[0].name,
    )
    return Result(job, outcomes=tuple(Outcome(task.id, error=error) for task in job.tasks))


_road: Road | None = None


def _start(terms: Terms) -> None:
    """What a process does first: make its road, and leave interrupts to the one that gives out work."""
    global _road
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Findings are worded in the language that the person reads.
    os.environ["BILINGUA_LANG"] = terms.interface
    _road = terms.road()


def _do(job: Job) -> Result:
    assert _road is not None
    return do(job, _road)
