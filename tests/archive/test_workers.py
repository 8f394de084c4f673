"""Processes that share the work: nothing is lost when one of them dies, and none outlives its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path

import pytest
from jobs import (
    MADE,
    batches,
    descendants,
    done_here,
    enormous,
    files,
    megabytes,
    task,
    terms,
    within,
)
from newspaper import arguments, environment, write_archive

from bilingua.archive.work import Batch, Job, Repeats
from bilingua.archive.workers import Processes, Result, Terms, workers_for
from bilingua.errors import EngineError, SettingsError

pytestmark = pytest.mark.usefixtures("apertium")
# More than a worker needs for the stories of these tests, far less than it needs for an enormous one.
PLENTY = 105


@contextmanager
def processes(terms: Terms) -> Iterator[Processes]:
    workers = Processes(terms, 2)
    try:
        yield workers
    finally:
        workers.close()


@contextmanager
def watchman(usual: int) -> Iterator[list[int]]:
    """Kills every worker that takes too much memory, as earlyoom and its like do on servers."""
    killed: list[int] = []
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            for process in active_children():
                if (
                    process.pid
                    and megabytes(process.pid) > usual + PLENTY
                    and process.pid not in killed
                ):
                    process.kill()
                    killed.append(process.pid)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield killed
    finally:
        over.set()
        thread.join()


def test_a_worker_that_is_killed_costs_nothing() -> None:
    some = batches(6)
    with processes(terms()) as workers:
        results = []
        for result in workers.run(iter(some), lambda: False):
            results.append(result)
            if len(results) in (1, 3):
                active_children()[0].kill()
    assert files(results) == done_here(some)


def test_a_job_does_not_depend_on_those_before_it() -> None:
    # Apertium's tagger remembers how "lot" can be read, and judges "attempted" by that from then on.
    texts = [b"# A lot of rain\n", b"Le Soir attempted to look closely.\n"]
    one, other = (Batch(n, (task(n, text),), MADE) for n, text in enumerate(texts))
    assert done_here([one, other]) == done_here([other, one])


def test_a_pool_that_broke_while_nothing_was_out_is_started_again() -> None:
    with processes(terms()) as workers:
        list(workers.run(iter(batches(1)), lambda: False))
        for process in active_children():
            process.kill()
            process.join()
        assert len(files(list(workers.run(iter(batches(2)), lambda: False)))) == 8


def test_a_story_that_kills_every_worker_is_told_from_the_others() -> None:
    good, bad = batches(3), task(99, enormous())
    (before, mixed, after) = good
    mixed = replace(mixed, tasks=(mixed.tasks[0], bad, *mixed.tasks[1:]))
    with processes(terms()) as workers:
        results = list(workers.run(iter((before,)), lambda: False))
        usual = max(megabytes(process.pid or 0) for process in active_children())
        with watchman(usual) as killed:
            results += workers.run(iter((mixed, after)), lambda: False)
    outcomes = {outcome.id: outcome for result in results for outcome in result.outcomes}
    assert "story-099.md ended the process" in str(outcomes.pop(99).error)
    assert {id: one.files for id, one in outcomes.items()} == done_here(good)
    assert len(killed) > 5  # with others, by itself three times, as a story three times


def test_after_a_stop_what_is_begun_is_finished_and_no_more() -> None:
    taken: list[int] = []
    results: list[Result] = []

    def jobs() -> Iterator[Job]:
        for batch in batches(20):
            taken.append(batch.number)
            yield batch

    with processes(terms()) as workers:
        for result in workers.run(jobs(), lambda: bool(results)):
            results.append(result)
    assert sorted(result.job.number for result in results) == taken  # type: ignore[union-attr]
    assert len(taken) <= 4


def test_what_was_lost_stays_undone_after_a_stop() -> None:
    results: list[Result] = []
    with processes(terms()) as workers:
        for result in workers.run(iter(batches(20)), lambda: bool(results)):
            results.append(result)
            active_children()[0].kill()
    assert 0 < len(results) < 4


def test_repeats_that_cannot_be_translated_are_left_to_their_stories() -> None:
    nowhere = replace(terms(), route="en-pt-en")
    with processes(nowhere) as workers:
        (result,) = workers.run(iter([Repeats("en", ('["Hello",false,[]]',), (1,))]), lambda: False)
    assert result.answers == ()


def test_the_error_of_a_library_can_travel() -> None:
    broken = replace(task(1, b"<rss><channel><item></rss>"), name="feed.xml")
    (batch,) = batches(1)
    with processes(terms()) as workers:
        (result,) = workers.run(iter([replace(batch, tasks=(broken, task(2)))]), lambda: False)
    assert "feed.xml" in str(result.outcomes[0].error)
    assert result.outcomes[1].files


def test_a_worker_that_cannot_begin_says_why() -> None:
    with (
        processes(replace(terms(), profile="gone.toml")) as workers,
        pytest.raises(SettingsError, match=r"gone\.toml"),
    ):
        list(workers.run(iter(batches(2)), lambda: False))


def test_workers_that_never_do_anything_end_the_run() -> None:
    over = threading.Event()

    def kill_all() -> None:
        while not over.wait(0.05):
            for process in active_children():
                process.kill()

    thread = threading.Thread(target=kill_all)
    thread.start()
    try:
        with processes(terms()) as workers, pytest.raises(EngineError, match="again and again"):
            list(workers.run(iter(batches(40)), lambda: False))
    finally:
        over.set()
        thread.join()


def test_no_worker_outlives_the_run_that_was_killed(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "archive", 250)
    run = subprocess.Popen(
        arguments(archive, tmp_path / "out", "--workers", "2"), env=environment(),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    # Two workers and, below them, the programs of Apertium.
    assert within(60, lambda: len(descendants(run.pid)) > 6)
    started = descendants(run.pid)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    time.sleep(0.1)
    assert within(20, lambda: not any(_runs(pid) for pid in started))


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_there_are_no_more_workers_than_processors_or_batches() -> None:
    processors = len(os.sched_getaffinity(0))
    assert [workers_for(batches) for batches in (0, 1)] == [1, 1]
    assert workers_for(1000) == min(8, processors)
