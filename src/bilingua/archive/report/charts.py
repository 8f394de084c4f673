"""Charts as inline SVG: they grow with the page and its type, and take their colours from its style.

What lies across is in per cent and what lies down in em, so that a narrow page squeezes the bars
and never the words. Each chart has a title and a description; its numbers stand in a table as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

# What is there at all is to be seen, in per cent of the width.
_LEAST = 0.4
# What parts leave between them.
_GAP = 0.2
# A row of a list of bars, in em: its words, and its bar below them.
_ROW, _BAR = 2.75, 0.6


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar: how much it is, and the class that colours it."""

    value: float
    kind: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a list of bars: what it is, how much in figures and in parts."""

    label: str
    shown: str
    parts: tuple[Part, ...]

    @property
    def value(self) -> float:
        """How long the bar is."""
        return sum(part.value for part in self.parts)


def bars(id: str, title: str, description: str, rows: Sequence[Bar]) -> Markup:
    """A list of bars, each below its words; the longest is as wide as the page."""
    longest = max((row.value for row in rows), default=0)
    drawn: list[Markup] = []
    for number, row in enumerate(rows):
        top = number * _ROW
        drawn += [
            _words(0, top + 1, row.label, "start"),
            _words(100, top + 1, row.shown, "end"),
            *_parts(row.parts, longest, top + 1.35, _BAR),
        ]
    return _chart(id, title, description, "bars", len(rows) * _ROW, drawn)


def columns(
    id: str,
    title: str,
    description: str,
    values: Sequence[int],
    *,
    ticks: Sequence[str],
    highest: str,
    mark: tuple[float, str],
) -> Markup:
    """A histogram over equal parts of an axis with `ticks`.

    `highest` says in words how much the tallest column is; `mark` is a place on the axis, from 0 to
    1, and what is there.
    """
    top, base = 1.6, 11.0
    most, width = max(values, default=0) or 1, 100 / len(values)
    drawn = [_line(0, 100, top, top, "rule")]
    for number, value in enumerate(values):
        tall = max((base - top) * value / most, 0.12) if value else 0
        drawn.append(_box(number * width + _GAP, base - tall, width - 2 * _GAP, tall, "column"))
    drawn.append(_line(0, 100, base, base, "axis"))
    last = len(ticks) - 1
    for number, tick in enumerate(ticks):
        side = {0: "start", last: "end"}.get(number, "middle")
        drawn.append(_words(100 * number / last, base + 1.3, tick, side))
    at, name = mark
    # What the mark is stands on the side that has room, what the top is on the other end.
    right = at > 0.5
    drawn += [
        _line(100 * at, 100 * at, top - 1.2, base, "mark"),
        _words(100 * at + (-0.75 if right else 0.75), 1, name, "end" if right else "start"),
        _words(0 if right else 100, 1, highest, "start" if right else "end"),
    ]
    return _chart(id, title, description, "columns", base + 1.6, drawn)


def _parts(parts: Iterable[Part], whole: float, top: float, height: float) -> list[Markup]:
    """Rectangles side by side; what is little is still seen, at the cost of what is much."""
    present = [part for part in parts if part.value]
    widths = [max(100 * part.value / whole, _LEAST) for part in present]
    excess = max(0.0, sum(widths) - 100)
    drawn, at = [], 0.0
    for part, width in zip(present, widths, strict=True):
        if width == max(widths):
            width, excess = width - excess, 0.0
        drawn.append(_box(at, top, max(width - _GAP, _GAP), height, part.kind))
        at += width
    return drawn


def _box(x: float, y: float, width: float, height: float, kind: str) -> Markup:
    return Markup('<rect x="{}%" y="{}em" width="{}%" height="{}em" class="{}"/>').format(
        _short(x), _short(y), _short(width), _short(height), kind
    )


def _words(x: float, y: float, text: str, side: str) -> Markup:
    return Markup('<text x="{}%" y="{}em" class="{}">{}</text>').format(
        _short(x), _short(y), side, text
    )


def _line(x1: float, x2: float, y1: float, y2: float, kind: str) -> Markup:
    return Markup('<line x1="{}%" x2="{}%" y1="{}em" y2="{}em" class="{}"/>').format(
        _short(x1), _short(x2), _short(y1), _short(y2), kind
    )


def _chart(
    id: str, title: str, description: str, kind: str, height: float, drawn: Iterable[Markup]
) -> Markup:
    return Markup(
        '<svg class="chart {kind}" role="img" aria-labelledby="{id}-title {id}-desc" width="100%" '
        'height="{height}em"><title id="{id}-title">{title}</title>'
        '<desc id="{id}-desc">{description}</desc>{drawn}</svg>'
    ).format(
        kind=kind,
        id=id,
        height=_short(height),
        title=title,
        description=description,
        drawn=Markup("").join(map(escape, drawn)),
    )


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
