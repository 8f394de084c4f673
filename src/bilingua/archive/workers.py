"""Who does the work: this process, or several that each hold the models once.

Jobs are plain data, and so is what comes of them: a worker reads and writes no files.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import Protocol

from bilingua.archive.work import Job, Outcome, Repeats, answer_repeats, localize
from bilingua.config import Settings
from bilingua.errors import EngineError
from bilingua.pipeline import Road
from bilingua.road import road_for

# How often a job is given out again when the worker that had it died.
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Terms:
    """What a worker makes its road of: the settings, and what the person asked for."""

    settings: Settings
    to: str | None = None
    profile: str | None = None
    engine: str | None = None
    route: str | None = None
    keep_boilerplate: bool = False
    interface: str | None = None

    def road(self) -> Road:
        """The road of these terms. Raises UsageError when they name what is not there."""
        return road_for(
            self.settings,
            to=self.to,
            profile=self.profile,
            engine=self.engine,
            route=self.route,
            keep_boilerplate=self.keep_boilerplate,
        )


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
        for job in jobs:
            yield do(job, self._road)
            if stopping():
                return

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
        """A job for each process and one that waits; a job whose process died is given out again.

        Raises EngineError when a job kills its process every time.
        """
        out: dict[Future[Result], tuple[Job, int]] = {}
        again: list[tuple[Job, int]] = []
        while True:
            while len(out) <= self._count and not stopping():
                job, tried = again.pop() if again else (next(jobs, None), 0)
                if job is None:
                    break
                out[self._pool.submit(_do, job)] = job, tried + 1
            if not out:
                return
            ready, _ = wait(out, return_when=FIRST_COMPLETED)
            for future in ready:
                job, tried = out.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool as error:
                    again += [(job, tried), *out.values()]
                    out.clear()
                    self._pool.shutdown(wait=False, cancel_futures=True)
                    self._pool = self._started()
                    if tried >= ATTEMPTS:
                        raise EngineError(
                            "A worker died {count} times over the same stories; run with fewer --workers, or see whether memory is short.",
                            count=tried,
                        ) from error
                    break

    def close(self) -> None:
        """Stop the processes; what they still had is lost."""
        for process in list((self._pool._processes or {}).values()):
            process.terminate()
        self._pool.shutdown(wait=False, cancel_futures=True)


_road: Road | None = None


def _start(terms: Terms) -> None:
    """What a process does first: make its road, and leave interrupts to the one that gives out work."""
    global _road
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _road = terms.road()


def _do(job: Job) -> Result:
    assert _road is not None
    return do(job, _road)
