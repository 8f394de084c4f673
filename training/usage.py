"""How much more often people use a word than the ensemble says it: engines/data/usage.es.txt.

What is likeliest at every piece is not said as often as it is likely: small words that may as well be
left out ("a" before persons, "se") come too rarely. Each of the frequent words gets a factor, so that
over a whole text it comes about as often as people write it.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from bilingua.engines.base import Decoding, Direction
from bilingua.engines.ensemble import TO_SPANISH, USAGE, Ensemble
from bilingua.engines.firefox import Firefox

SENTENCES, LONGEST = 3500, 300
# In so many sentences a word is frequent that people use so often; some more or fewer are chance.
FREQUENT, CHANCE = 140, 20
ROUNDS = 3
# More of a word than this, and it stands where none would write it.
LOWEST, HIGHEST = 0.6, 1.8
# A denial must not come from a habit, and what a text is about is its own.
APART = frozenset({"no", "año", "años"})

_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w-])")


def write(english: Sequence[str], spanish: Sequence[str], out: Path) -> None:
    """Write the factors where the ensemble reads them, and again of what it says with those."""
    people = _counts(spanish)
    factors = {
        word: 1.0 for word, count in people.most_common() if count >= FREQUENT and word not in APART
    }
    firefox = Firefox().translate(Direction("en", "pt"), english, Decoding())
    portuguese = [rendering.text for rendering in firefox]
    for _ in range(ROUNDS):
        _save(factors, out)
        said = Ensemble().translate(TO_SPANISH, portuguese, Decoding(originals=english))
        counts = _counts([rendering.text for rendering in said])
        print(sum(abs(people[word] - counts[word]) for word in factors), "too many or too few")
        for word in factors:
            factors[word] *= (people[word] + CHANCE) / (counts[word] + CHANCE)
            factors[word] = min(HIGHEST, max(LOWEST, factors[word]))
    _save(factors, out)


def _save(factors: Mapping[str, float], out: Path) -> None:
    lines = (f"{word} {factor:.2f}\n" for word, factor in sorted(factors.items()))
    out.write_text("".join(lines), encoding="utf-8")


def _counts(texts: Sequence[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _WORD.findall(text))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, help="TSV of news, English and Spanish, by people")
    parser.add_argument("--out", type=Path, default=USAGE)
    options = parser.parse_args()
    rows = [line.split("\t")[:2] for line in options.data.read_text("utf-8").split("\n")[:-1]]
    rows = [row for row in rows if max(map(len, row)) < LONGEST]
    chosen = random.Random(5).sample(rows, min(SENTENCES, len(rows)))
    write([row[0] for row in chosen], [row[1] for row in chosen], options.out)


if __name__ == "__main__":
    main()
