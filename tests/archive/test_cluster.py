"""The same editions from a cluster as from one machine, whatever happens to its actors."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from jobs import batches, descendants, done_here, files, task, terms, title, within
from newspaper import arguments, asked, contents, environment, localize, write_archive
from tiny import make_package

from bilingua.archive.cluster import Cluster
from bilingua.archive.workers import Result
from bilingua.engines.apertium import Apertium
from bilingua.errors import EngineError

pytestmark = pytest.mark.usefixtures("apertium")


@pytest.fixture(scope="module")
def ray() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as environment:
        # What Ray otherwise keeps in the home folder, which is another one for every test.
        environment.setenv("RAY_AUTH_MODE", "token")
        environment.setenv("RAY_AUTH_TOKEN", secrets.token_hex(16))
        pytest.importorskip("ray", reason="Ray is not installed: pip install 'bilingua[cluster]'")
        yield


@pytest.fixture
def cluster(ray: None) -> Iterator[Cluster]:
    """Two actors on this machine."""
    cluster = Cluster(terms(), terms().road(), "local", 2)
    yield cluster
    cluster.close()


@pytest.fixture(scope="module")
def address(ray: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A cluster that was there before, of one machine with one processor."""
    port = _free_port()
    head = subprocess.Popen(
        [
            *(sys.executable, "-m", "ray.scripts.scripts", "start", "--head", "--block"),
            *("--num-cpus", "1", "--include-dashboard", "false", "--disable-usage-stats"),
            *("--node-ip-address", "127.0.0.1", "--port", str(port)),
            *("--ray-client-server-port", str(_free_port())),
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    if not within(60, lambda: _answers(port)):
        head.kill()
        pytest.fail("ray start --head does not answer")
    yield f"127.0.0.1:{port}"
    head.terminate()
    head.wait(30)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def _actors(pid: int) -> list[int]:
    return [one for one in descendants(pid) if title(one).startswith("ray::Translator")]


def test_an_actor_that_is_killed_costs_nothing(cluster: Cluster) -> None:
    some = batches(8)
    results = []
    for result in cluster.run(iter(some), lambda: False):
        results.append(result)
        if len(results) in (1, 3):
            os.kill(_actors(os.getpid())[0], signal.SIGKILL)
    assert files(results) == done_here(some)


def test_after_a_stop_what_is_begun_is_finished_and_no_more(cluster: Cluster) -> None:
    results: list[Result] = []
    for result in cluster.run(iter(batches(30)), lambda: bool(results)):
        results.append(result)
    assert len(files(results)) == 4 * len(results)
    assert len(results) <= 4


def test_a_bad_story_comes_back_from_a_cluster_as_its_error(cluster: Cluster) -> None:
    (batch,) = batches(1)
    bad = replace(task(1, bytes(range(256)) * 40), language=None)
    (result,) = cluster.run(iter([replace(batch, tasks=(bad, task(2)))]), lambda: False)
    assert "story-001.md" in str(result.outcomes[0].error)
    assert result.outcomes[1].files


def test_an_archive_has_the_same_bytes_from_processes_and_from_a_cluster(
    ray: None, tmp_path: Path
) -> None:
    archive = write_archive(tmp_path / "archive", 260)
    assert localize(archive, tmp_path / "processes", "--workers", "2").returncode == 0
    out = tmp_path / "cluster"
    run = subprocess.Popen(
        arguments(archive, out, "--workers", "2", "--cluster", "local"), env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert within(120, lambda: len(_actors(run.pid)) == 2)
    assert within(120, lambda: _open_repeats(out) == 0)
    victims = _actors(run.pid)
    os.kill(victims[0], signal.SIGKILL)
    assert within(60, lambda: len(set(_actors(run.pid)) - {victims[0]}) == 2)
    _, told = run.communicate(timeout=200)
    assert (run.returncode, told) == (0, "")
    assert contents(out) == contents(tmp_path / "processes")


def _open_repeats(out: Path) -> int:
    """How many segments that recur have no answer; after that come the batches."""
    if not (out / ".bilingua" / "ledger.sqlite").is_file():
        return -1
    if not asked(out, "SELECT 1 FROM stories WHERE batch IS NOT NULL LIMIT 1"):
        return -1
    ((count,),) = asked(
        out, "SELECT count(*) FROM answers WHERE said IS NULL AND handed IS NOT NULL"
    )
    return int(str(count))


def test_a_machine_with_another_version_is_refused(
    address: str, tmp_path: Path, apertium: Apertium
) -> None:
    info = tmp_path / "older" / "bilingua-0.0.1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: bilingua\nVersion: 0.0.1\n")
    paths = [str(info.parent), os.environ.get("PYTHONPATH", "")]
    told = _refused(address, tmp_path, {"PYTHONPATH": os.pathsep.join(filter(None, paths))})
    assert "and this machine 0.0.1; run “pip install 'bilingua[cluster]==0.0.1'” there." in told


def test_a_machine_with_other_models_is_refused(
    address: str, tmp_path: Path, apertium: Apertium
) -> None:
    package = make_package(tmp_path / "packages")
    told = _refused(address, tmp_path, {"ARGOS_PACKAGES_DIR": str(package.parent)}, "argos")
    assert "has other engines or models than this machine" in told


def _refused(
    address: str, folder: Path, variables: dict[str, str], engine: str = "apertium"
) -> str:
    """What bilingua says when it ends without having done anything."""
    archive = write_archive(folder / "archive", 3)
    command = arguments(archive, folder / "out", "--cluster", address, "--engine", engine)
    ended = subprocess.run(
        command, capture_output=True, text=True, timeout=120, check=False,
        env=environment() | variables,
    )  # fmt: skip
    assert ended.returncode == 1, ended.stderr
    (sentence,) = ended.stderr.splitlines()
    return sentence


def test_an_address_where_nobody_answers_is_told_at_once(ray: None) -> None:
    with pytest.raises(EngineError, match="Nothing answers at"):
        Cluster(terms(), terms().road(), f"127.0.0.1:{_free_port()}")


def test_without_ray_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(EngineError, match=r"pip install 'bilingua\[cluster\]'"):
        Cluster(terms(), terms().road(), "local")
