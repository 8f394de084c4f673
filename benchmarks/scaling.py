"""How the work on an archive scales: threads of one process, processes, actors of a Ray cluster.

    python benchmarks/scaling.py speed news.en --engine argos   stories a second of each, with ratios
    python benchmarks/scaling.py share news.en                  what the process that gives out work does itself

`news.en` has one sentence a line; stories are made of it as benchmarks/archive.py does. All variants
keep their models loaded and take turns, round by round, so that other work on the machine slows all
of them alike; CPU seconds (of Linux, descendants included) tell what noise hides.
"""

from __future__ import annotations

import argparse
import os
import pickle
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from archive import build, stories

from bilingua.archive.fingerprint import fingerprint
from bilingua.archive.ledger import Ledger
from bilingua.archive.plan import make_plan
from bilingua.archive.run import run
from bilingua.archive.schema import FOLDER, NAME
from bilingua.archive.sources import Sources
from bilingua.archive.work import Batch, Job, Task
from bilingua.archive.workers import Here, Processes, Result, Terms, Workers
from bilingua.config import load_settings
from bilingua.engines.argos import processors

MADE = datetime(2026, 1, 5, tzinfo=UTC)
TICK = os.sysconf("SC_CLK_TCK")


def terms_of(engine: str | None, threads: int) -> Terms:
    return Terms(replace(load_settings(), threads=threads), "es_US", engine=engine)


def batches(text: Path, count: int, each: int) -> Iterator[Job]:
    """`count` batches of so many stories."""
    tasks = [
        Task(number, f"{number}.md", "\n\n".join([f"# {lines[0]}", *lines[1:]]).encode(), "", "en")
        for number, lines in enumerate(stories(text, count * each))
    ]
    for number in range(count):
        yield Batch(number, tuple(tasks[number * each : (number + 1) * each]), MADE)


def cpu(pid: int | None = None) -> float:
    """CPU seconds of a process, of those that it started, and of those that they started."""
    pid = pid or os.getpid()
    total = 0.0
    with suppress(OSError):
        times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total = sum(map(int, times[11:15])) / TICK
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            total += cpu(int(child))
    return total


def speed(text: Path, engine: str | None, count: int, each: int, rounds: int) -> None:
    one, every = terms_of(engine, 1), terms_of(engine, 0)
    makers = {
        "this process, one thread": lambda: Here(one.road()),
        "this process, all threads": lambda: Here(every.road()),
        "1 process": lambda: Processes(one, 1),
        "2 processes": lambda: Processes(one, 2),
        "2 actors": lambda: _cluster(one),
    }
    made: dict[str, Workers] = {}
    for name, make in makers.items():
        began = time.perf_counter()
        made[name] = make()
        # Enough jobs for every worker to load its models.
        list(made[name].run(batches(text, 6, 1), lambda: False))
        print(f"{name}: ready after {time.perf_counter() - began:.1f} s", flush=True)
    walls: dict[str, list[float]] = {name: [] for name in made}
    cpus: dict[str, list[float]] = {name: [] for name in made}
    bytes_of: dict[str, list[object]] = {}
    for number in range(rounds):
        # Every second round backwards: none is always the first after a pause.
        for name in list(made)[:: 1 if number % 2 == 0 else -1]:
            before, began = cpu(), time.perf_counter()
            results = list(made[name].run(batches(text, count, each), lambda: False))
            walls[name].append(time.perf_counter() - began)
            cpus[name].append(cpu() - before)
            bytes_of[name] = _files(results)
    print(f"same bytes from all: {len({repr(files) for files in bytes_of.values()}) == 1}")
    base = walls["this process, one thread"]
    for name in made:
        ratio = statistics.median(b / w for b, w in zip(base, walls[name], strict=True))
        print(
            f"{name:26} {count * each / statistics.median(walls[name]):6.2f} stories/s"
            f"  ×{ratio:.2f}  {1000 * statistics.median(cpus[name]) / count / each:6.0f} CPU ms a story"
        )
    for workers in made.values():
        workers.close()


def _cluster(terms: Terms) -> Workers:
    from bilingua.archive.cluster import Cluster

    return Cluster(terms, terms.road(), "local", 2)


def _files(results: list[Result]) -> list[object]:
    found = {outcome.id: outcome.files for result in results for outcome in result.outcomes}
    return [found[id] for id in sorted(found)]


def share(text: Path, engine: str | None, count: int) -> None:
    """The CPU time of the process that plans, gives out and writes, and what it sends and is sent."""
    with tempfile.TemporaryDirectory() as scratch:
        source = build(Path(scratch) / "archive", text, count)
        out = Path(scratch) / "out"
        terms = terms_of(engine, 1)
        road = terms.road()
        (out / FOLDER).mkdir(parents=True)
        ledger = Ledger(out / FOLDER / NAME)
        files = Sources([str(source)], out=out)
        workers = _Weighed(Processes(terms, processors()))
        began = time.process_time()
        make_plan(files, ledger, road, out, fingerprint=fingerprint(road))
        planned = time.process_time()
        standing = run(files, ledger, workers, road.styles, out)
        ended = time.process_time()
        weighing = workers.seconds
        workers.close()
    each = 1000 / standing.done
    print(f"{standing.done} stories, {standing.failed} failed, {standing.segments_done} segments")
    print(f"plan {(planned - began) * each:.2f} ms a story, once, before the work begins")
    print(f"give out and write {(ended - planned - weighing) * each:.2f} ms a story")
    print(
        f"sent {workers.sent / standing.done:.0f} bytes a story, back {workers.back / standing.done:.0f}"
    )


class _Weighed:
    """Workers whose jobs and results are weighed, in bytes of pickle."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self.sent = self.back = 0
        self.seconds = 0.0

    def run(self, jobs: Iterator[Job], stopping: object) -> Iterator[Result]:
        for result in self._workers.run(jobs, stopping):  # type: ignore[arg-type]
            began = time.process_time()
            self.sent += len(pickle.dumps(result.job))
            self.back += len(pickle.dumps((result.outcomes, result.answers)))
            self.seconds += time.process_time() - began
            yield result

    def close(self) -> None:
        self._workers.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("speed", "share"))
    parser.add_argument("text", type=Path)
    parser.add_argument("--engine", help="the default route if left out")
    parser.add_argument("--batches", type=int, default=4)
    parser.add_argument("--stories", type=int, default=20, help="in a batch; of `share`, in all")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if options.what == "speed":
        speed(options.text, options.engine, options.batches, options.stories, options.rounds)
    else:
        share(options.text, options.engine, options.stories)


if __name__ == "__main__":
    main()
