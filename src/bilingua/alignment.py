"""Which words of a translation say which words of its source, where the engine does not tell.

A lexical aligner: names, figures and cognates are anchors, what lies between them is shared out in
proportion. It yields the same links as an engine's attention does.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from bilingua.article import Link

_WORD = re.compile(r"\w+(?:[.,'’-]\w+)*|[^\w\s]")
# Anchors must look at least this much alike (0 to 1) to be taken for one word in two languages.
_ALIKE = 0.62
# No sentence is longer (words times words); longer ones are shared out in proportion alone.
_CELLS = 250_000
# Nor is any text changed so much in so many characters that comparing them would tell more.
_CHANGED = 4_000_000


def words(text: str) -> list[tuple[int, int]]:
    """Character spans of the words and marks of a text."""
    return [match.span() for match in _WORD.finditer(text)]


def align(source: str, target: str) -> tuple[Link, ...]:
    """Link the words of two texts that say the same: every source word gets a link."""
    left, right = words(source), words(target)
    if not left or not right:
        return ()
    anchors = _anchors(source, left, target, right)
    links: list[Link] = []
    corners = [(-1, -1), *anchors, (len(left), len(right))]
    for (i, j), (k, m) in pairwise(corners):
        if i >= 0:
            links.append(Link(left[i], right[j]))
        gap, room = k - i - 1, m - j - 1
        for step in range(gap):
            if room:
                links.append(Link(left[i + 1 + step], right[j + 1 + step * room // gap]))
    return tuple(links)


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.lower())
    return "".join(char for char in plain if not unicodedata.combining(char))


def _likeness(one: str, other: str) -> float:
    """1 for the same word, else the share of a common beginning (cognates share their stems)."""
    if one == other:
        return 1.0 if len(one) > 1 or not one.isalpha() else 0.3
    shortest = min(len(one), len(other))
    if shortest < 4:
        return 0.0
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    return common / max(len(one), len(other)) if common >= 3 else 0.0


def _anchors(
    source: str, left: list[tuple[int, int]], target: str, right: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The best chain of look-alike words that keeps the order of both texts."""
    ones = [_fold(source[a:b]) for a, b in left]
    others = [_fold(target[a:b]) for a, b in right]
    rows, columns = len(ones), len(others)
    if rows * columns > _CELLS:
        return []
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            # A match close to the diagonal is worth a little more than a far one.
            likeness = _likeness(ones[i], others[j])
            worth = likeness - 0.3 * abs(i / rows - j / columns) if likeness >= _ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + worth)
    chain: list[tuple[int, int]] = []
    i = j = 0
    while i < rows and j < columns:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            chain.append((i, j))
            i, j = i + 1, j + 1
    return chain


def carry(spans: Sequence[tuple[int, int]], old: str, new: str) -> list[tuple[int, int]]:
    """Move spans of `old` to where their characters stand in `new`, a slightly changed copy."""
    if old == new:
        return list(spans)
    blocks = _blocks(old, new)
    ends = [block[1] for block in blocks]

    def moved(at: int, *, after: bool) -> int:
        number = bisect_left(ends, at) if after else bisect_right(ends, at)
        if number == len(blocks):
            return len(new)
        a, b, c, d = blocks[number]
        # Inside an equal stretch keep the distance; inside a changed one take its edge.
        return c + at - a if b - a == d - c else (d if after else c)

    return [(moved(start, after=False), moved(end, after=True)) for start, end in spans]


def _blocks(old: str, new: str) -> list[tuple[int, int, int, int]]:
    """Stretches of two texts, in order, that are equal or stand in for one another."""
    if len(old) * len(new) > _CHANGED:
        return [(0, len(old), 0, len(new))]
    return [code[1:] for code in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()]


def carry_links(
    links: Sequence[Link], sources: tuple[str, str], targets: tuple[str, str]
) -> tuple[Link, ...]:
    """Move links made between the old texts of `sources` and `targets` to their new texts."""
    left = carry([link.source for link in links], *sources)
    right = carry([link.target for link in links], *targets)
    return tuple(Link(one, other) for one, other in zip(left, right, strict=True))
