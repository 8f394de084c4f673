"""Pairs with their names and figures exchanged for others, so that a model learns to copy them.

A name or a figure that both sides share is replaced on both sides: names by words that running text
capitalises, figures by random ones of the same shape. What surrounds them stays natural text.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.generate import name as invented
from training.prepare import Pair, lines, read_pairs

NAME = re.compile(r"\b[A-ZÁÉÍÓÚÑÜ][a-záéíóúñü]{2,}\b")
FIGURE = re.compile(r"(?<![\w.,])\d[\d.,]*\d(?![\w])")
# A capitalised word within a sentence, which is a name more often than not.
INSIDE = re.compile(r"(?<=[a-záéíóúñü,] )[A-ZÁÉÍÓÚÑÜ][a-záéíóúñü]{2,}\b")


def names(texts: Iterable[str], most: int = 3) -> list[str]:
    """Rare names of running text: those that occur no more than `most` times."""
    uses = Counter(word for text in texts for word in INSIDE.findall(text))
    return sorted(word for word, count in uses.items() if count <= most)


def swap(pair: Pair, pool: list[str], chance: random.Random) -> Pair:
    """The pair with every shared name and figure exchanged."""
    source, target = pair
    for word in _shared(NAME, source, target):
        new = chance.choice(pool) if pool and chance.random() < 0.8 else invented(chance)
        source, target = (re.sub(rf"\b{word}\b", new, side) for side in (source, target))
    for figure in _shared(FIGURE, source, target):
        new = _like(figure, chance)
        pattern = re.compile(rf"(?<![\w.,]){re.escape(figure)}(?!\w)")
        source, target = (pattern.sub(new, side) for side in (source, target))
    return source, target


def _shared(pattern: re.Pattern[str], source: str, target: str) -> list[str]:
    theirs = set(pattern.findall(target))
    return [match for match in dict.fromkeys(pattern.findall(source)) if match in theirs]


def _like(figure: str, chance: random.Random) -> str:
    """Another figure of the same shape; a year stays a year of its century."""
    if re.fullmatch(r"(?:19|20)\d\d", figure):
        return figure[:2] + f"{chance.randrange(100):02}"
    digits = re.sub(r"\d", lambda _: str(chance.randrange(10)), figure)
    return str(chance.randint(1, 9)) + digits[1:]


def swapped(pairs: Iterable[Pair], pool: list[str], share: float, seed: int = 1) -> Iterator[Pair]:
    """The pairs, that `share` of them swapped which have something to swap."""
    chance = random.Random(seed)
    for pair in pairs:
        yield swap(pair, pool, chance) if chance.random() < share else pair


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", type=Path, help="TSV")
    parser.add_argument("--names", nargs="*", type=Path, default=[], help="text to take names from")
    parser.add_argument("--share", type=float, default=0.6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    pool = names(line for path in options.names for line in lines(path))
    with options.out.open("w", encoding="utf-8") as out:
        for source, target in swapped(read_pairs(options.pairs), pool, options.share, options.seed):
            out.write(f"{source}\t{target}\n")


if __name__ == "__main__":
    main()
