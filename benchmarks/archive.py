"""A whole archive: speed, memory, what is not the engine, kills, hostile files.

    python benchmarks/archive.py speed news.en            stories and segments a second, overhead, repeats
    python benchmarks/archive.py memory news.en           peak memory at 2,000 and at 20,000 stories
    python benchmarks/archive.py kills news.en            50 SIGKILLs, then the same bytes?
    python benchmarks/archive.py hostile news.en          500 damaged and hostile files among the stories

`news.en` has one sentence a line. Every story has a headline, six of those sentences (two where only
memory is measured) and a line that all stories share; where the text ends it begins again, each sentence with another figure at its end.
Stories are Markdown and HTML files in a tree of folders, records of a JSONL file and pages of a zip.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bilingua import answers, keeping, pipeline
from bilingua.archive.fingerprint import fingerprint
from bilingua.archive.ledger import Ledger
from bilingua.archive.plan import make_plan
from bilingua.archive.run import run
from bilingua.archive.schema import FOLDER, NAME
from bilingua.archive.sources import Sources
from bilingua.archive.workers import Here, Terms
from bilingua.config import load_settings
from bilingua.engines import protected

SENTENCES = 6
FOOTER = "Read more stories of the Valley Ledger on our site every day."
SEED = 2026


def stories(text: Path, count: int, sentences: int = SENTENCES) -> Iterator[list[str]]:
    """The lines of each story: its headline, its sentences, the line that all share."""
    lines = [line for line in text.read_text("utf-8").splitlines() if 30 < len(line) < 300]
    for number in range(count):
        at = number * sentences
        some = [lines[(at + n) % len(lines)] for n in range(sentences)]
        again = at // len(lines)
        if again:
            some = [f"{line} It was {again + 1} years ago." for line in some]
        yield [f"The news of day {number + 1} in brief", *some, FOOTER]


def build(folder: Path, text: Path, count: int, sentences: int = SENTENCES) -> Path:
    """An archive of `count` stories."""
    with (
        zipfile.ZipFile(_ready(folder / "site.zip"), "w", zipfile.ZIP_DEFLATED) as packed,
        (folder / "wire.jsonl").open("w", encoding="utf-8") as records,
    ):
        for number, lines in enumerate(stories(text, count, sentences)):
            kind = number % 10
            if kind < 4:
                body = "\n\n".join([f"# {lines[0]}", *lines[1:]]) + "\n"
                _ready(folder / f"{number % 97:02}" / f"{number:06}.md").write_text(body, "utf-8")
            elif kind == 9:
                packed.writestr(f"{number:06}.html", _page(lines))
            elif kind > 6:
                record = {"id": number, "headline": lines[0], "body": "\n\n".join(lines[1:])}
                records.write(json.dumps(record, ensure_ascii=False) + "\n")
            else:
                path = _ready(folder / f"{number % 97:02}" / f"{number:06}.html")
                path.write_text(_page(lines), "utf-8")
    return folder


def _ready(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _page(lines: Sequence[str]) -> str:
    paragraphs = "".join(f"<p>{line}</p>\n" for line in lines[1:])
    head = f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<title>{lines[0]}</title>\n</head>\n'
    return f"{head}<body>\n<h1>{lines[0]}</h1>\n{paragraphs}</body>\n</html>\n"


def command(source: Path, out: Path, *more: str) -> list[str]:
    bilingua = Path(sys.executable).with_name("bilingua")
    return [str(bilingua), "archive", str(source), "--to", "es_US", "--out", str(out), *more]


def speed(text: Path, count: int, engine: str | None) -> None:
    """Stories and segments a second in this process, and where the time goes."""
    with tempfile.TemporaryDirectory() as scratch:
        source = build(Path(scratch) / "archive", text, count)
        out = Path(scratch) / "out"
        terms = Terms(load_settings(), "es_US", engine=engine)
        road = terms.road()
        spent = 0.0

        def timed(plain: Callable[..., Any]) -> Callable[..., Any]:
            def call(*arguments: Any) -> Any:
                nonlocal spent
                began = time.perf_counter()
                try:
                    return plain(*arguments)
                finally:
                    spent += time.perf_counter() - began

            return call

        pipeline.translate_segments(["A first word."], pipeline.Direction("en", "es"), road)
        answers.translate_guarded = timed(answers.translate_guarded)
        keeping.other_tries = timed(lambda *told: list(protected.other_tries(*told)))
        began = time.perf_counter()
        ledger = Ledger(_ready(out / FOLDER / NAME))
        files = Sources([source], out=out)
        make_plan(files, ledger, road, out, fingerprint=fingerprint(road))
        planned = time.perf_counter()
        counts = ledger.counts()
        standing = run(files, ledger, Here(road), road.styles, out)
        whole = time.perf_counter() - began
        segments = standing.segments_done
        print(f"{standing.done} stories, {segments} segments, {standing.failed} failed")
        print(f"{standing.done / whole:.2f} stories/s, {segments / whole:.1f} segments/s")
        print(f"engines {spent:.1f} s of {whole:.1f} s; all else {1 - spent / whole:.1%}")
        print(
            f"of that the plan {planned - began:.1f} s; {(whole - spent) / segments * 1000:.2f} ms a segment"
        )
        print(f"{counts.repeated} of {counts.open_segments} segments were met before")


def memory(text: Path, engine: str | None) -> None:
    """Peak memory of the whole command, for ten times the stories."""
    peaks = []
    for count in (2_000, 20_000):
        with tempfile.TemporaryDirectory() as scratch:
            source = build(Path(scratch) / "archive", text, count, sentences=2)
            more = ["--workers", "1", *(["--engine", engine] if engine else [])]
            began = time.perf_counter()
            process = subprocess.Popen(
                command(source, Path(scratch) / "out", *more), stdout=subprocess.DEVNULL
            )
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - began
            peaks.append(usage.ru_maxrss / 1024)
            print(f"{count} stories: {peaks[-1]:.0f} MB, {seconds:.0f} s, exit code {status >> 8}")
    print(f"growth {peaks[1] / peaks[0] - 1:+.1%}")


def kills(text: Path, count: int, times: int, engine: str, workers: int) -> None:
    """Killed at random moments and started again, then compared with a run that nobody disturbed."""
    os.environ["SOURCE_DATE_EPOCH"] = "1700000000"
    more = ["--engine", engine, "--workers", str(workers)]
    dice = random.Random(SEED)
    with tempfile.TemporaryDirectory() as scratch:
        source = build(Path(scratch) / "archive", text, count)
        whole, out = Path(scratch) / "whole", Path(scratch) / "out"
        began = time.perf_counter()
        subprocess.run(command(source, whole, *more), check=True, capture_output=True)
        each = time.perf_counter() - began
        print(f"undisturbed: {each:.1f} s")
        killed, written_twice = 0, 0
        while killed < times:
            before = _done(out)
            process = subprocess.Popen(
                command(source, out, *more),
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
            try:
                process.wait(timeout=dice.uniform(0.3, max(4.0, each / 8)))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                killed += 1
            else:
                if killed < times:  # it came to its end: begin anew
                    shutil.rmtree(out)
                    continue
            written_twice += sum(_stamp(out, review) != stamp for review, stamp in before.items())
        done = subprocess.run(command(source, out, *more), check=False, capture_output=True)
        same = _contents(out) == _contents(whole)
        print(f"{killed} kills; then exit code {done.returncode}; the same bytes: {same}")
        print(f"done before a kill and written again after it: {written_twice}")


def _done(out: Path) -> dict[str, int]:
    """The review files of the stories that the ledger says are done, and when they were written."""
    path = out / FOLDER / NAME
    if not path.is_file():
        return {}
    ledger = sqlite3.connect(path)
    try:
        rows = ledger.execute("SELECT review FROM stories WHERE state = 'done'").fetchall()
    except sqlite3.OperationalError:
        return {}
    finally:
        ledger.close()
    return {review: _stamp(out, review) for (review,) in rows}


def _stamp(out: Path, review: str) -> int:
    path = out / review
    return path.stat().st_mtime_ns if path.is_file() else 0


def _contents(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(out).parts)
    }


def hostile(text: Path, count: int, bad: int, engine: str) -> None:
    """Damaged and hostile files among good stories: each is told of, and no story is lost."""
    dice = random.Random(SEED)
    with tempfile.TemporaryDirectory() as scratch:
        source = build(Path(scratch) / "archive", text, count)
        seeds = [path for path in source.rglob("*") if path.is_file()]
        names = []
        for number in range(bad):
            suffix, data = _spoiled(number, dice, seeds)
            path = _ready(source / "bad" / f"{number:03}{suffix}")
            path.write_bytes(data)
            names.append(path.name)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        began = time.perf_counter()
        out = Path(scratch) / "out"
        process = subprocess.Popen(
            command(source, out, "--engine", engine, "--json"), stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        told = json.loads(process.stdout.read())
        _, status, usage = os.wait4(process.pid, 0)
        reported = {failure["story"].split("#")[0].split("/")[-1] for failure in told["failures"]}
        print(f"{bad} bad files, {count} stories: {time.perf_counter() - began:.0f} s, "
              f"{usage.ru_maxrss / 1024:.0f} MB, exit code {status >> 8}")  # fmt: skip
        print(f"states {told['states']}; bad files told of: {len(reported & set(names))}")
        silent = [name for name in names if name not in reported]
        print(f"read without complaint: {len(silent)} {' '.join(silent[:20])}")


def _spoiled(number: int, dice: random.Random, seeds: Sequence[Path]) -> tuple[str, bytes]:
    """One damaged or hostile file: its suffix and its bytes."""
    kind = number % 10
    good = dice.choice(seeds)
    data = good.read_bytes()
    if kind == 0:
        return ".zip", _bomb()
    if kind == 1:
        return ".zip", _zip_of({f"../../{dice.random()}.html": data, "/etc/passwd.html": data})
    if kind == 2:
        packed = _zip_of({"a.html": b"<p>The mayor spoke on Monday.</p>" * 50})
        return ".zip", packed[: dice.randrange(1, len(packed))]
    if kind == 3:
        entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
        return (
            ".xml",
            f'<!DOCTYPE rss [<!ENTITY a0 "ha">{entities}]><rss><channel><item><title>&a8;</title></item></channel></rss>'.encode(),
        )
    if kind == 4:
        return ".json", b'{"headline": ' + b"[" * 200_000
    if kind == 5:
        return ".jsonl", b'{"headline": "' + b"x" * (50 << 20) + b'"}\n'
    if kind == 6:
        return ".html", bytes(dice.randrange(256) for _ in range(20_000))
    if kind == 7:
        flipped = bytearray(data[:200_000])
        for _ in range(200):
            flipped[dice.randrange(len(flipped))] = dice.randrange(256)
        return good.suffix, bytes(flipped)
    if kind == 8:
        return ".md", b"word " * (4 << 20)
    return ".docx", _zip_of({"word/document.xml": b"<w:document>" + b"<w:p>" * 100_000})


@cache
def _bomb() -> bytes:
    return _zip_of({"a.html": b"<p>" + b"a" * (300 << 20) + b"</p>"})


def _zip_of(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return buffer.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("speed", "memory", "kills", "hostile"))
    parser.add_argument("text", type=Path)
    parser.add_argument("--stories", type=int, default=500)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--bad", type=int, default=500)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--engine", help="all but speed: apertium if left out")
    options = parser.parse_args()
    fast = options.engine or "apertium"
    if options.what == "speed":
        speed(options.text, options.stories, options.engine)
    elif options.what == "memory":
        memory(options.text, fast)
    elif options.what == "kills":
        kills(options.text, options.stories, options.times, fast, options.workers)
    else:
        hostile(options.text, options.stories, options.bad, fast)


if __name__ == "__main__":
    main()
