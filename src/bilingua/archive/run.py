"""A run: the plan's work given to workers batch by batch, what comes of it written and put down.

What the ledger says is done is on the disk; a run that is stopped, or killed, costs the batches that
were out, and the next one goes on after them.
"""

from __future__ import annotations

import posixpath
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from bilingua.archive.ledger import Ledger
from bilingua.archive.rows import State
from bilingua.archive.sources import SourceFile
from bilingua.archive.stories import stories_in
from bilingua.archive.work import Batch, Job, Outcome, Repeats, Task
from bilingua.archive.workers import Result, Workers
from bilingua.archive.writing import (
    Folders,
    source_path,
    work_of_a_person,
    write_editions,
    write_pair,
)
from bilingua.editions import this_moment
from bilingua.errors import BilinguaError
from bilingua.formats.html import Html
from bilingua.formats.links import own_links
from bilingua.formats.markdown import Markdown
from bilingua.localize.style import HouseStyle

# Segments that recur, as many at a time.
REPEATS = 500


@dataclass(slots=True)
class Standing:
    """How far a run is: of `stories` so many are `done` or `failed`; segments likewise.

    `repeated` of the segments cost the engines nothing. `kept` are files that a person had changed
    and that stay. `seconds` are those that this run has taken so far.
    """

    stories: int
    segments: int
    done: int = 0
    failed: int = 0
    segments_done: int = 0
    repeated: int = 0
    kept: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Segments a second."""
        return self.segments_done / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds that the rest will take at this rate; None before anything is known."""
        return (self.segments - self.segments_done) / self.rate if self.rate else None


def run(
    files: Iterable[SourceFile],
    ledger: Ledger,
    workers: Workers,
    styles: dict[str, HouseStyle],
    out: Path,
    *,
    force: bool = False,
    stopping: Callable[[], bool] = lambda: False,
    report: Callable[[Standing], None] = lambda standing: None,
) -> Standing:
    """Do what the ledger has planned; `files` are those that were planned, in the same
    order each time they are gone through.

    `stopping` ends the run after the batches that are out. Raises OutputError when the disk takes
    no more.
    """
    return _Run(ledger, workers, styles, out, force, stopping, report).all(files)


class _Run:
    def __init__(
        self,
        ledger: Ledger,
        workers: Workers,
        styles: dict[str, HouseStyle],
        out: Path,
        force: bool,
        stopping: Callable[[], bool],
        report: Callable[[Standing], None],
    ) -> None:
        self._ledger = ledger
        self._workers = workers
        self._styles = styles
        self._out = out
        self._folders = Folders(out)
        self._force = force
        self._stopping = stopping
        self._report = report
        self._began = time.monotonic()
        self._made = _made(ledger)
        self._before = float(ledger.setting("seconds") or 0)
        # The file of each story that is out, and its review file if a person has worked on that.
        self._out_now: dict[int, tuple[SourceFile, bytes | None]] = {}
        counts = ledger.counts()
        self.standing = Standing(counts.states.get(State.PLANNED, 0), counts.open_segments)
        self.standing.repeated = counts.repeated

    def all(self, files: Iterable[SourceFile]) -> Standing:
        for result in self._workers.run(self._repeats(), self._stopping):
            self._keep_answers(result)
        if not self._stopping():
            for result in self._workers.run(self._batches(files), self._stopping):
                self._keep_outcomes(result.outcomes)
        if not self._stopping():
            self._write_held(files)
        if not self._stopping():
            self._ledger.unset("began")
        return self.standing

    def _repeats(self) -> Iterator[Job]:
        for language, rows in self._ledger.recurring.unanswered(REPEATS):
            yield Repeats(language, tuple(line for _, line in rows), tuple(id for id, _ in rows))

    def _keep_answers(self, result: Result) -> None:
        assert isinstance(result.job, Repeats)
        with self._ledger.saving():
            self._ledger.recurring.answered(
                list(zip(result.job.numbers, result.answers, strict=False))
            )
        self._tell()

    def _batches(self, files: Iterable[SourceFile]) -> Iterator[Job]:
        """The planned batches, each as soon as the last of its stories is read."""
        sizes = self._ledger.batch_sizes()
        open_batches: dict[int, list[Task]] = {}
        for file in files:
            for task, batch in self._tasks(file):
                tasks = open_batches.setdefault(batch, [])
                tasks.append(task)
                if len(tasks) == sizes[batch]:
                    known = tuple(self._ledger.recurring.known(batch))
                    yield Batch(batch, tuple(open_batches.pop(batch)), self._made, known)
        # Stories that went since the plan was made leave their batches short.
        for batch, tasks in sorted(open_batches.items()):
            yield Batch(batch, tuple(tasks), self._made, tuple(self._ledger.recurring.known(batch)))

    def _tasks(self, file: SourceFile) -> Iterator[tuple[Task, int]]:
        """The planned stories of a file with their batches."""
        known = self._ledger.file(file.relative)
        if known is None or not self._ledger.waiting(known.id):
            return
        where = source_path(file, self._out)
        for held in stories_in(file):
            row = self._ledger.story(known.id, held.key)
            if row is None or row.state is not State.PLANNED or row.batch is None:
                continue
            theirs = None if self._force else work_of_a_person(self._out, row.review)
            self._out_now[row.id] = file, theirs
            key = held.key if file.container else None
            links = () if file.container else self._links(file, held.data)
            task = Task(row.id, row.name, held.data, where, row.language, key, theirs, links)
            yield task, row.batch

    def _links(self, file: SourceFile, data: bytes) -> tuple[str, ...]:
        """The links of a story that lead to others of the archive which will have editions.

        What begins with a slash is looked for below the source that was named, as if that were the
        whole site. Whether the others come to be done makes no difference: what is written depends on
        the plan alone.
        """
        if PurePosixPath(file.relative).suffix.lower() not in (*Html.suffixes, *Markdown.suffixes):
            return ()
        folder = PurePosixPath(file.relative).parent
        return tuple(
            link
            for link in own_links(data.decode(errors="ignore"))
            if self._has_editions(
                posixpath.normpath(folder / unquote(unescape(link))).removeprefix("/")
            )
        )

    def _has_editions(self, path: str) -> bool:
        known = self._ledger.file(path)
        row = self._ledger.story(known.id, "") if known else None
        return row is not None and row.batch is not None and row.name == PurePosixPath(path).name

    def _keep_outcomes(self, outcomes: Iterable[Outcome]) -> None:
        """Write what came of a batch, then put it down, all of it at once."""
        standing = self.standing
        settled: list[Outcome] = []
        for outcome in outcomes:
            file, theirs = self._out_now.pop(outcome.id)
            try:
                if outcome.files:
                    folder = self._folders.of(file)
                    written = write_pair(folder, outcome.files, theirs=theirs, force=self._force)
                    standing.kept += sum(one.kept is not None for one in written)
            except BilinguaError as error:
                outcome = Outcome(outcome.id, error=error)
            settled.append(outcome)
        with self._ledger.saving():
            for outcome in settled:
                if outcome.error:
                    self._ledger.failed(outcome.id, outcome.error)
                    standing.failed += 1
                elif outcome.summary:
                    self._ledger.done(outcome.id, outcome.summary)
                    standing.done += 1
                    standing.segments_done += outcome.summary.segments
            # By the clock, all runs together.
            taken = self._before + time.monotonic() - self._began
            self._ledger.set("seconds", f"{taken:.3f}")
        self._tell()

    def _write_held(self, files: Iterable[SourceFile]) -> None:
        """The editions of files that hold several stories, now that all of those are done."""
        for file in files:
            known = self._ledger.file(file.relative) if file.container else None
            if known is None or self._ledger.written(known.id):
                continue
            now = time.time_ns()
            try:
                written = write_editions(file, known.id, self._ledger, self._out, self._styles)
            except BilinguaError as error:
                self._ledger.not_written(known.id, error)
                continue
            self._ledger.wrote(known.id, now)
            self.standing.kept += sum(one.kept is not None for one in written)

    def _tell(self) -> None:
        self.standing.seconds = time.monotonic() - self._began
        self._report(self.standing)


def _made(ledger: Ledger) -> datetime:
    """When the run began: what it makes says that, also what is made after it was stopped."""
    known = ledger.setting("began")
    if known is None:
        known = this_moment().isoformat(timespec="minutes")
        ledger.set("began", known)
    return datetime.fromisoformat(known)
