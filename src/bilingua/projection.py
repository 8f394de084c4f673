"""Put a unit's inline codes around the right words of its translation.

A unit goes to the engine as plain text, so that a link never cuts a sentence in pieces; afterwards
each code finds its place by the links between source and target words. Every code comes out once,
and pairs stay well nested. Knows nothing of what the codes' markup means.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import accumulate

from bilingua.article import CodeKind, Inline, Link, Marked
from bilingua.covered import put_back, take_out

Span = tuple[int, int]

# Pairs times links that are worth weighing: no person marks a paragraph up so densely.
_WEIGHED = 10_000_000


def project(
    source: Marked,
    target: str,
    links: Sequence[Link],
    gaps: Sequence[Link] = (),
    reaching: Set[int] = frozenset(),
) -> Marked:
    """Return `target` with the codes of `source`; `links` are offsets in the two whole texts.

    `gaps` are the stretches between segments, which say the same in both texts: a code there, and
    one around whole segments, has its place for certain. What codes cover is in the result's text
    to the letter, whatever `target` made of it. Pairs in `reaching` go on before or after these
    texts: they have the whole of them up to there.
    """
    if not source.codes:
        return Marked(target)
    if len(source.codes) * len(links) > _WEIGHED:
        links = ()
    ground = _Ground(source.text, target, links, gaps)
    points = {code.pair: ground.point(code.at) for code in source.codes if code.covers}
    kept = take_out(source, target, points)
    if kept.places:
        ground = _Ground(source.text, kept.target, kept.moved(source, links), kept.shifted(gaps))
    spans: dict[int, Span] = dict(kept.places)
    for pair, (opened, closed) in _pairs(source.codes).items():
        if pair not in spans:
            spans[pair] = ground.span(opened, closed, beyond=pair in reaching)
    tree = _nested(source.codes, spans)
    codes = [replace(code, at=at) for at, code in tree]
    return put_back(source, Marked(kept.target, tuple(codes)), kept)


def _pairs(codes: Sequence[Inline]) -> dict[int, Span]:
    """Source span of each pair; a code that stands alone, or lost its partner, is a point."""
    spans: dict[int, Span] = {}
    for code in codes:
        start, _ = spans.get(code.pair, (code.at, code.at))
        spans[code.pair] = (start, code.at)
    return spans


class _Ground:
    """Two texts and what is known of where each place of the one is in the other."""

    def __init__(
        self, source: str, target: str, links: Sequence[Link], gaps: Sequence[Link]
    ) -> None:
        self.source = source
        self.target = target
        self.links = sorted(links, key=lambda link: (link.source, link.target))
        self.gaps = gaps
        self._last = len(source.rstrip())
        self._starts = [link.source[0] for link in self.links]
        self._ends = list(accumulate((link.source[1] for link in self.links), max))
        self._gap_ends = [gap.source[1] for gap in gaps]

    def span(self, start: int, end: int, *, beyond: bool = False) -> Span:
        """Where the target says what `source[start:end]` says; a span may go on `beyond` the text."""
        if start == end:
            at = self.point(start)
            return at, at
        if start == 0 and end == len(self.source):
            return 0, len(self.target)
        low, high = self._in_gap(start), self._in_gap(end)
        if low is not None and high is not None:
            return low, high
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        inside = [link for link in self.links[first:last] if link.source[1] > start]
        solid = _densest([link.target for link in inside])
        if not solid:
            at = self.point(start)
            return at, at
        found = self._trimmed((start, end), (solid[0][0], max(b for _, b in solid)))
        # A pair that reaches beyond a segment has the whole of it up to there.
        beyond = beyond or any(start < gap.source[0] < end for gap in self.gaps)
        return (
            low if low is not None and beyond else found[0],
            high if high is not None and beyond else found[1],
        )

    def _trimmed(self, source: Span, target: Span) -> Span:
        """Without the marks at its edges that the source's span has not, as in “**safe**,”."""
        (start, end), (low, high) = source, target
        while low < high and self.source[end - 1].isalnum() and not self.target[high - 1].isalnum():
            high -= 1
        while low < high and self.source[start].isalnum() and not self.target[low].isalnum():
            low += 1
        return low, high

    def point(self, at: int) -> int:
        """Where a code alone goes: before the word that followed it, else after the last."""
        certain = self._in_gap(at)
        if certain is not None:
            return certain
        number = bisect_left(self._starts, at)
        after = self.links[number] if number < len(self.links) else None
        before = next((k for k in reversed(self.links[:number][-50:]) if k.source[1] <= at), None)
        if after and after.source[0] == at:
            return self._first(after)
        if before and before.source[1] == at and not self.source[at : at + 1].isalnum():
            return max(link.target[1] for link in self._same(before))
        if after:
            return self._first(after)
        return before.target[1] if before else len(self.target)

    def _first(self, link: Link) -> int:
        return min(same.target[0] for same in self._same(link))

    def _same(self, link: Link) -> list[Link]:
        low = bisect_left(self._starts, link.source[0])
        high = bisect_right(self._starts, link.source[0])
        return [same for same in self.links[low:high] if same.source == link.source]

    def _in_gap(self, at: int) -> int | None:
        """Where an offset between segments, or at the edge of one, stands in the target."""
        if at == 0 or at >= self._last:
            return len(self.target) if at else 0
        number = bisect_left(self._gap_ends, at)
        if number < len(self.gaps) and self.gaps[number].source[0] <= at:
            gap = self.gaps[number]
            return min(gap.target[0] + at - gap.source[0], gap.target[1])
        return None


def _densest(spans: list[Span]) -> list[Span]:
    """Drop stray links: keep the run of target words that hangs together best."""
    runs: list[list[Span]] = []
    for span in sorted(set(spans)):
        # Two words may stand between linked ones ("de la"); further off is a stray link.
        if runs and span[0] - runs[-1][-1][1] <= 12:
            runs[-1].append(span)
        else:
            runs.append([span])
    return max(runs, key=lambda run: sum(b - a for a, b in run), default=[])


def _nested(codes: Sequence[Inline], spans: dict[int, Span]) -> list[tuple[int, Inline]]:
    """Order all codes so that they nest as in the source, widening an outer pair where it must."""
    parents = _parents(codes)
    wide = dict(spans)
    for pair in reversed(list(parents)):  # innermost first: children come after their parents
        parent = parents[pair]
        if parent is not None:
            low, high = wide[parent]
            wide[parent] = (min(low, wide[pair][0]), max(high, wide[pair][1]))
    children: dict[int | None, list[int]] = {}
    for pair, parent in parents.items():
        children.setdefault(parent, []).append(pair)
    by_pair: dict[int, list[Inline]] = {}
    for code in codes:
        by_pair.setdefault(code.pair, []).append(code)
    end = max((high for _, high in wide.values()), default=0)
    return _place(children, wide, by_pair, end)


def _parents(codes: Sequence[Inline]) -> dict[int, int | None]:
    """Each pair's enclosing pair in the source, parents before children."""
    closed = {code.pair for code in codes if code.kind is CodeKind.CLOSE}
    stack: list[int] = []
    within: set[int] = set()
    parents: dict[int, int | None] = {}
    for code in codes:
        if code.kind is CodeKind.CLOSE:
            if code.pair in within:
                while code.pair in within:
                    within.discard(stack.pop())
            else:
                parents.setdefault(code.pair, stack[-1] if stack else None)
            continue
        parents[code.pair] = stack[-1] if stack else None
        if code.kind is CodeKind.OPEN and code.pair in closed:
            stack.append(code.pair)
            within.add(code.pair)
    return parents


def _place(
    children: dict[int | None, list[int]],
    spans: dict[int, Span],
    codes: dict[int, list[Inline]],
    end: int,
) -> list[tuple[int, Inline]]:
    """Write all pairs from left to right, each within its parent and none overlapping another.

    A stack instead of recursion: hostile markup nests deeper than Python's calls may.
    """
    placed: list[tuple[int, Inline]] = []
    position = 0
    stack: list[tuple[int | None, int, list[int]]] = [(None, end, _order(None, children, spans))]
    while stack:
        pair, room, waiting = stack[-1]
        if waiting:
            child = waiting.pop()
            position = min(max(spans[child][0], position), room)
            placed.append((position, codes[child][0]))
            child_end = min(max(spans[child][1], position), room)
            stack.append((child, child_end, _order(child, children, spans)))
            continue
        stack.pop()
        if pair is not None and len(codes[pair]) > 1:
            position = max(position, room)
            placed.append((position, codes[pair][-1]))
    return placed


def _order(
    parent: int | None, children: dict[int | None, list[int]], spans: dict[int, Span]
) -> list[int]:
    """Children from the last to the first: the next one is popped off the end."""
    return sorted(children.get(parent, ()), key=lambda pair: spans[pair])[::-1]
