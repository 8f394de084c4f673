"""Put a unit's inline codes around the right words of its translation.

A unit goes to the engine as plain text, so that a link never cuts a sentence in pieces; afterwards
each code finds its place by the links between source and target words. Every code comes out once,
and pairs stay well nested. Knows nothing of what the codes' markup means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bilingua.article import CodeKind, Inline, Link, Marked

Span = tuple[int, int]


def project(source: Marked, target: str, links: Sequence[Link]) -> Marked:
    """Return `target` with the codes of `source`; `links` are offsets in the two whole texts."""
    if not source.codes:
        return Marked(target)
    ordered = sorted(links, key=lambda link: (link.source, link.target))
    spans: dict[int, Span] = {}
    for pair, (opened, closed) in _pairs(source.codes).items():
        spans[pair] = _target_span(opened, closed, source.text, target, ordered)
    tree = _nested(source.codes, spans)
    codes = [replace(code, at=at) for at, code in tree]
    return Marked(target, tuple(codes))


def _pairs(codes: Sequence[Inline]) -> dict[int, Span]:
    """Source span of each pair; a code that stands alone, or lost its partner, is a point."""
    spans: dict[int, Span] = {}
    for code in codes:
        start, _ = spans.get(code.pair, (code.at, code.at))
        spans[code.pair] = (start, code.at)
    return spans


def _target_span(start: int, end: int, source: str, target: str, links: Sequence[Link]) -> Span:
    if start == end:
        at = _point(start, source, target, links)
        return at, at
    if start == 0 and end == len(source):
        return 0, len(target)
    inside = [link.target for link in links if link.source[0] < end and link.source[1] > start]
    solid = _densest(inside)
    if not solid:
        at = _point(start, source, target, links)
        return at, at
    return min(a for a, _ in solid), max(b for _, b in solid)


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


def _point(at: int, source: str, target: str, links: Sequence[Link]) -> int:
    """Where a code that stands alone goes: before the word that followed it, else after the last."""
    if at == 0:
        return 0
    if at >= len(source.rstrip()):
        return len(target)
    after = [link for link in links if link.source[0] >= at]
    before = [link for link in links if link.source[1] <= at]
    glued = before and before[-1].source[1] == at and not source[at : at + 1].isalnum()
    if after and after[0].source[0] == at:
        return min(link.target[0] for link in after if link.source == after[0].source)
    if glued:
        return max(link.target[1] for link in before if link.source == before[-1].source)
    if after:
        return min(link.target[0] for link in after if link.source == after[0].source)
    return before[-1].target[1] if before else len(target)


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
    parents: dict[int, int | None] = {}
    for code in codes:
        if code.kind is CodeKind.CLOSE:
            if code.pair in stack:
                del stack[stack.index(code.pair) :]
            else:
                parents.setdefault(code.pair, stack[-1] if stack else None)
            continue
        parents[code.pair] = stack[-1] if stack else None
        if code.kind is CodeKind.OPEN and code.pair in closed:
            stack.append(code.pair)
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
            child = waiting.pop(0)
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
    return sorted(children.get(parent, ()), key=lambda pair: spans[pair])
