"""Many machines do the work: actors on a Ray cluster, each with the models loaded once.

What an actor makes of a job is the same, bit for bit, as what this machine would make of it; a machine
that has another version of bilingua or other engines is refused. Only this module opens sockets, and
only when it is asked to. Ray is imported when a cluster is wanted (extra `cluster`).
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from importlib import import_module
from importlib.metadata import version
from typing import Any

from bilingua.archive.backlog import Attempt, Backlog
from bilingua.archive.fingerprint import fingerprint
from bilingua.archive.work import Job
from bilingua.archive.workers import Done, Result, Terms, do, fatal
from bilingua.errors import BilinguaError, EngineError
from bilingua.formats.registry import use_records
from bilingua.pipeline import Road
from bilingua.road import engines_of

LOCAL = "local"
_CLIENT = "ray://"
# One that is done and one that waits: no actor is idle while this process writes what another made.
_EACH = 2
# Ray itself tries a wrong address for three minutes; and waits for a free processor for ever.
_ANSWERS_WITHIN = 10.0
_PATIENCE = 300.0


@dataclass(frozen=True, slots=True)
class Introduction:
    """Where an actor is and what its editions would depend on, or why it can make none."""

    host: str
    version: str
    fingerprint: str = ""
    error: BilinguaError | None = None


class Translator:
    """What each actor is: a road, made once, and the jobs that take it.

    `road` brings house styles and decoding from the machine that asks; engines are this machine's.
    """

    def __init__(self, terms: Terms, road: Road) -> None:
        self._terms = terms
        self._road = road

    def introduce(self) -> Introduction:
        """Make the road."""
        # Findings are worded in the language that the person reads.
        os.environ["BILINGUA_LANG"] = self._terms.interface
        use_records(self._terms.settings.records)
        host, own = socket.gethostname(), version("bilingua")
        try:
            engines = engines_of(self._terms.settings, self._terms.engine)
        except BilinguaError as error:
            return Introduction(host, own, error=error)
        self._road = replace(self._road, engines=engines)
        return Introduction(host, own, fingerprint(self._road))

    def do(self, job: Job) -> Done:
        """Do a job."""
        return do(job, self._road)


@dataclass(slots=True)
class _Actor:
    """An actor as seen from here; `out` are its jobs in the order in which it does them."""

    handle: Any
    introduction: Any | None
    out: dict[Any, Attempt] = field(default_factory=dict)

    @property
    def has_room(self) -> bool:
        return self.introduction is None and len(self.out) < _EACH


class Cluster:
    """Actors of a Ray cluster, one a processor."""

    def __init__(self, terms: Terms, road: Road, address: str, count: int | None = None) -> None:
        """Join the cluster at `address` ("auto", "host:6379", "ray://host:10001"), or start one on
        this machine ("local"), with `count` actors, else one for each processor.

        Raises EngineError when there is no Ray or no cluster.
        """
        self._terms = _anywhere(terms)
        self._road = replace(road, engines=())
        self._fingerprint = fingerprint(road)
        self._ray = _joined(address, count)
        count = count or int(self._ray.cluster_resources().get("CPU", 1))
        # Not by Ray, which starts a dead actor again without a word: it has to introduce itself.
        self._remote = self._ray.remote(
            num_cpus=1, max_restarts=0, max_task_retries=0, scheduling_strategy="SPREAD"
        )(Translator)
        self._actors = [self._started() for _ in range(count)]

    def run(self, jobs: Iterator[Job], stopping: Callable[[], bool]) -> Iterator[Result]:
        """Jobs for all actors that have introduced themselves, results as they come.

        When an actor or its machine dies, another one takes its place and its jobs are done again.
        Raises EngineError when a machine of the cluster is not like this one.
        """
        backlog = Backlog(jobs, stopping)
        while True:
            self._give_out(backlog)
            busy = [ref for actor in self._actors for ref in actor.out]
            if not busy and backlog.is_empty:
                return
            new = [actor.introduction for actor in self._actors if actor.introduction is not None]
            ready, _ = self._ray.wait(busy + new, num_returns=1, timeout=_PATIENCE)
            if not (ready or busy):
                raise EngineError(
                    "No machine of the cluster has had a free processor for {count} minutes; run the command again when one has.",
                    count=round(_PATIENCE / 60),
                )
            for ref in ready:
                number, actor = next(
                    (number, actor)
                    for number, actor in enumerate(self._actors)
                    if ref in actor.out or ref is actor.introduction
                )
                if ref is actor.introduction:
                    alive = self._is_welcome(actor)
                else:
                    alive = yield from self._results(actor, backlog)
                if not alive:
                    self._actors[number] = self._started()

    def _started(self) -> _Actor:
        handle = self._remote.remote(self._terms, self._road)
        return _Actor(handle, handle.introduce.remote())

    def _give_out(self, backlog: Backlog) -> None:
        """Give every actor a job before any of them gets one to wait."""
        for wanted in range(_EACH):
            for actor in self._actors:
                if actor.has_room and len(actor.out) == wanted:
                    if (attempt := backlog.next()) is None:
                        return
                    actor.out[actor.handle.do.remote(attempt.job)] = attempt

    def _is_welcome(self, actor: _Actor) -> bool:
        """Whether an actor lives; raises EngineError if it would make other editions."""
        try:
            _examine(self._ray.get(actor.introduction), self._fingerprint)
        except self._ray.exceptions.RayActorError:
            return False
        except self._ray.exceptions.RayTaskError as error:
            raise EngineError(
                "A machine of the cluster cannot run bilingua {version} ({reason}); run “pip install 'bilingua[cluster]=={version}'” on each of them.",
                version=version("bilingua"),
                reason=_last_line(error),
            ) from error
        actor.introduction = None
        return True

    def _results(self, actor: _Actor, backlog: Backlog) -> Generator[Result, None, bool]:
        """What an actor has done by now; at the end, whether it lives."""
        lost = (self._ray.exceptions.RayActorError, self._ray.exceptions.ObjectLostError)
        while actor.out:
            ref, attempt = next(iter(actor.out.items()))
            if not self._ray.wait([ref], timeout=0)[0]:
                return True
            del actor.out[ref]
            try:
                done: Done = self._ray.get(ref)
            except lost:
                # What only waited is not to blame.
                backlog.put_back(actor.out.values())
                if hopeless := backlog.convict(attempt):
                    yield fatal(hopeless)
                return False
            backlog.lived()
            yield Result(attempt.job, *done)
        return True

    def close(self) -> None:
        """Stop the actors; what they still had is lost. A cluster that was there before stays."""
        for actor in self._actors:
            with suppress(Exception):
                self._ray.kill(actor.handle)
        self._ray.shutdown()


def _examine(introduction: Introduction, expected: str) -> None:
    """Raises EngineError unless a machine makes the editions that this one would make."""
    here, host = version("bilingua"), introduction.host
    if introduction.version != here:
        raise EngineError(
            "{host} has bilingua {theirs} and this machine {ours}; run “pip install 'bilingua[cluster]=={ours}'” there.",
            host=host,
            theirs=introduction.version,
            ours=here,
        )
    if introduction.error:
        raise EngineError("{host}: {error}", host=host, error=str(introduction.error))
    if introduction.fingerprint != expected:
        raise EngineError(
            "{host} has other engines or models than this machine; compare “bilingua engines” on both, and install there what is missing.",
            host=host,
        )


def _anywhere(terms: Terms) -> Terms:
    """Terms for another machine: folders of models by their whole paths, one thread an actor."""
    settings = terms.settings
    return replace(
        terms,
        settings=replace(
            settings,
            threads=1,
            packages=tuple(folder.absolute() for folder in settings.packages),
            firefox_models=tuple(folder.absolute() for folder in settings.firefox_models),
        ),
    )


def _joined(address: str, count: int | None) -> Any:
    """The module ray, joined to a cluster, which it says nothing about to anyone."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    try:
        ray: Any = import_module("ray")
    except ImportError as error:
        raise EngineError("--cluster needs Ray: run “pip install 'bilingua[cluster]'”.") from error
    if address != LOCAL:
        _reach(address)
    own: dict[str, Any] = {}
    if address == LOCAL:
        own = {"num_cpus": count, "include_dashboard": False, "_node_ip_address": "127.0.0.1"}
    try:
        ray.init(address, log_to_driver=False, logging_level="CRITICAL", **own)
    except (Exception, SystemExit) as error:  # it ends the process when it gives up
        raise EngineError(
            "Ray cannot join the cluster at {address} ({reason}).",
            address=address,
            reason=_last_line(error).rstrip("."),
        ) from error
    return ray


def _reach(address: str) -> None:
    """Raises EngineError when nobody answers at an address."""
    host, _, port = address.removeprefix(_CLIENT).rpartition(":")
    if address == "auto":
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), _ANSWERS_WITHIN).close()
    except (OSError, ValueError, OverflowError) as error:
        raise EngineError(
            "Nothing answers at {address}; give --cluster the address that “ray start --head” printed.",
            address=address,
        ) from error


def _last_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[-1].strip()
