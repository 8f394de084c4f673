"""Clean pairs of sentences, keep them apart from the evaluation sets, and write one training file.

Sources are `FILE` or `FILE*3` (that many copies: the way to weigh real news up); files are TSV,
source language first, plain or .xz. `--guard` names evaluation text: a pair is dropped when either
side equals one of its lines or shares eight words in a row with one.
"""

from __future__ import annotations

import argparse
import lzma
import random
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

Pair = tuple[str, str]
RUN = 8


def lines(path: Path) -> Iterator[str]:
    """The lines of a text file, compressed or not."""
    data = path.read_bytes()
    if path.suffix == ".xz":
        data = lzma.decompress(data)
    yield from data.decode("utf-8").removesuffix("\n").split("\n")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


class Guard:
    """Knows the evaluation text and refuses what overlaps with it."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.whole: set[str] = set()
        self.runs: set[tuple[str, ...]] = set()
        for text in texts:
            said = words(text)
            self.whole.add(" ".join(said))
            self.runs.update(_runs(said))

    def refuses(self, text: str) -> bool:
        said = words(text)
        return " ".join(said) in self.whole or any(run in self.runs for run in _runs(said))


def _runs(said: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(said[i : i + RUN]) for i in range(len(said) - RUN + 1))


def usable(source: str, target: str, longest: int = 400) -> bool:
    """Neither side empty, too long, out of proportion, or with figures the other lacks."""
    if not (source and target) or max(len(source), len(target)) > longest:
        return False
    if not 0.4 < (len(source) + 8) / (len(target) + 8) < 2.5:
        return False
    digits = [sorted(re.sub(r"\D", "", side)) for side in (source, target)]
    return len(digits[0]) == 0 or len(digits[1]) == 0 or digits[0] == digits[1]


def clean(pairs: Iterable[Pair], guard: Guard) -> Iterator[Pair]:
    """The usable pairs, normalised, each once."""
    seen: set[Pair] = set()
    for pair in pairs:
        source, target = (" ".join(unicodedata.normalize("NFC", side).split()) for side in pair)
        key = (source.lower(), target.lower())
        if key in seen or not usable(source, target):
            continue
        if guard.refuses(source) or guard.refuses(target):
            continue
        seen.add(key)
        yield source, target


def read_pairs(path: Path, leave_out: frozenset[str] = frozenset()) -> Iterator[Pair]:
    """Pairs of a TSV; rows whose third column (their origin) is in `leave_out` are skipped."""
    for line in lines(path):
        cells = line.split("\t")
        if len(cells) >= 2 and not (len(cells) > 2 and cells[2] in leave_out):
            yield cells[0], cells[1]


def mix(
    sources: list[str], guard: Guard, leave_out: frozenset[str], swap: bool = False, seed: int = 1
) -> list[Pair]:
    """All sources cleaned, repeated as asked, and shuffled."""
    mixed: list[Pair] = []
    for source in sources:
        name, _, copies = source.partition("*")
        kept = list(clean(read_pairs(Path(name), leave_out), guard))
        print(f"{name}\t{len(kept)} pairs\tx{copies or 1}")
        mixed += kept * int(copies or 1)
    random.Random(seed).shuffle(mixed)
    return [(target, source) for source, target in mixed] if swap else mixed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--guard", nargs="*", type=Path, default=[])
    parser.add_argument("--leave-out", nargs="*", default=[], help="origins that must not ship")
    parser.add_argument("--swap", action="store_true", help="exchange source and target")
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    guard = Guard(line for path in options.guard for line in lines(path))
    mixed = mix(options.sources, guard, frozenset(options.leave_out), options.swap)
    with options.out.open("w", encoding="utf-8") as out:
        out.writelines(f"{source}\t{target}\n" for source, target in mixed)


if __name__ == "__main__":
    main()
