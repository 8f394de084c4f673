"""The jobs that are still to be given out: new ones, and those over which a worker died.

A job is done again as it was, since another composition of a batch may change the last bit of what
an engine calculates; one that kills its worker every time is taken apart, story by story.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from bilingua.archive.work import Batch, Job
from bilingua.errors import EngineError

# Workers also die of what is no fault of their job: a person, a full memory, a machine that goes off.
TRIES = 3
# So many deaths with nothing done between them are no fault of the stories.
_IN_A_ROW = 60


@dataclass(frozen=True, slots=True)
class Attempt:
    """A job that is given out; so many workers died over it and over nothing else.

    A `suspect` was out with others when a worker died: only done alone can it show that it is good.
    """

    job: Job
    deaths: int = 0
    suspect: bool = False


class Backlog:
    """Says what to do next, and what becomes of a job whose worker died."""

    def __init__(self, jobs: Iterator[Job], stopping: Callable[[], bool]) -> None:
        self._jobs = jobs
        self._stopping = stopping
        self._again: deque[Attempt] = deque()
        self._in_a_row = 0

    def next(self) -> Attempt | None:
        """What to do next, first what is to be done again; None when there is nothing or no wish."""
        if self._stopping():
            return None
        if self._again:
            return self._again.popleft()
        job = next(self._jobs, None)
        return None if job is None else Attempt(job)

    @property
    def is_empty(self) -> bool:
        """Whether `next` would give nothing."""
        if (attempt := self.next()) is None:
            return True
        self.put_back([attempt])
        return False

    @property
    def has_suspects(self) -> bool:
        """Whether any of what is to be done again has to be done alone."""
        return any(attempt.suspect for attempt in self._again)

    def put_back(self, attempts: Iterable[Attempt]) -> None:
        """These were taken and nobody began with them."""
        self._again.extendleft(reversed(list(attempts)))

    def suspect(self, attempts: Iterable[Attempt]) -> None:
        """A worker died over one of these."""
        self._died()
        self._again.extend(replace(attempt, suspect=True) for attempt in attempts)

    def convict(self, attempt: Attempt) -> Job | None:
        """A worker died over this one: it is done again, whole or in parts; given back when it has
        no parts and killed a worker every time.
        """
        self._died()
        deaths = attempt.deaths + 1
        if deaths < TRIES:
            self._again.append(replace(attempt, deaths=deaths))
            return None
        parts = list(_parts(attempt.job))
        self._again.extend(Attempt(part, suspect=True) for part in parts)
        return None if parts else attempt.job

    def lived(self) -> None:
        """A job was done."""
        self._in_a_row = 0

    def _died(self) -> None:
        self._in_a_row += 1
        if self._in_a_row == _IN_A_ROW:
            raise EngineError(
                "The workers end again and again before they have done anything; see whether memory is short, and take fewer with --workers."
            )


def _parts(job: Job) -> Iterator[Job]:
    """A job in pieces of one story each; nothing if it is one."""
    if isinstance(job, Batch) and len(job.tasks) > 1:
        for task in job.tasks:
            yield replace(job, tasks=(task,))
