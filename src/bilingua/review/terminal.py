"""A comparison on a terminal: two columns that fit its width; one text a line when piped."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, repeat, zip_longest

from rich.console import Console
from rich.text import Text

from bilingua.article import Role, Severity
from bilingua.i18n import _
from bilingua.review.comparison import Comparison, Kind, Row, Status
from bilingua.review.layout import Fold, columns, fold, folded, side, summary
from bilingua.review.shown import in_plain_text, shown
from bilingua.review.words import Mark, Pieces

SIGNS = {
    Status.SAME: " ", Status.CHANGED: "~", Status.ADDED: "+", Status.REMOVED: "-",
    Status.MOVED: ">", Status.LEFT: "<",
}  # fmt: skip
# On a terminal of fewer columns one text stands below the other.
NARROW = 64
_GUTTER = 7
_STYLES = {
    Mark.KEPT: "",
    Mark.STRUCK: "red strike",
    Mark.ADDED: "green underline",
}
_TELLING = " bold reverse"
_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


def plain_lines(comparison: Comparison, *, every: bool = False) -> Iterator[str]:
    """The comparison for a pipe: each text a line, what changed in it in brackets."""
    yield from _heading(comparison)
    yield ""
    for item in folded(comparison, every=every):
        if isinstance(item, Fold):
            yield f"        … {fold(item)}"
            continue
        _number, row = item
        place = _place(row, comparison.kind)
        texts = [row.text] if comparison.kind is Kind.VERSIONS else [row.text, row.translation]
        for arrow, text in zip(("  ", "→ "), texts, strict=False):
            if text is not None:
                yield f"{place}{arrow}{in_plain_text(text)}"
                place = " " * _GUTTER
        for words, _severity in _remarks(row):
            yield f"{'':{_GUTTER}}{words}"


def screen_lines(
    comparison: Comparison, console: Console, *, every: bool = False
) -> Iterator[Text]:
    """The comparison for a terminal of the console's width and colours."""
    title, counts = _heading(comparison)
    yield from Text(title, style="bold").wrap(console, console.width)
    yield from Text(counts).wrap(console, console.width)
    narrow = console.width < NARROW
    inline = narrow and comparison.kind is Kind.VERSIONS
    width = console.width - _GUTTER if narrow else (console.width - _GUTTER - 3) // 2
    for item in folded(comparison, every=every):
        if isinstance(item, Fold):
            yield Text("")
            yield Text(f"{'':{_GUTTER}}… {fold(item)}", style="dim")
            continue
        _number, row = item
        if row.opens or row.status is not Status.SAME:
            yield Text("")
        texts = (row.text,) if inline else columns(comparison, row)
        left, *rest = (_cell(pieces, row, console, width) for pieces in texts)
        right = list(chain.from_iterable(rest))
        for words, severity in _remarks(row):
            note = Text(words, style=_COLOURS[severity])
            right += note.wrap(console, width)
        place = _place(row, comparison.kind)
        yield from (
            _below(place, left, right, "" if inline else "→ ")
            if narrow
            else _beside(place, left, right, width)
        )


def _heading(comparison: Comparison) -> list[str]:
    sides = f"{shown(side(comparison.left))} → {shown(side(comparison.right))}"
    return [sides, summary(comparison)]


def _place(row: Row, kind: Kind) -> str:
    """The sign of what happened, and the line of the file to look in."""
    line = row.lines[0] or row.lines[1]
    if kind is Kind.VERSIONS and row.lines[1]:
        line = row.lines[1]
    sign = "!" if row.needs_person and row.status is Status.SAME else SIGNS[row.status]
    return f"{sign} {line or '':>4} "[:_GUTTER].ljust(_GUTTER)


def _remarks(row: Row) -> Iterator[tuple[str, Severity]]:
    for remark in row.remarks:
        info = remark.severity is Severity.INFO
        label = "·" if info else f"! {_(remark.severity)}:"
        yield f"{label} {shown(remark.text)}", remark.severity
    if row.made and row.needs_person:
        yield f"· {shown(row.made)}", Severity.INFO


def _cell(pieces: Pieces | None, row: Row, console: Console, width: int) -> list[Text]:
    if pieces is None:
        return [Text("—", style="dim")]
    text = Text()
    if console.no_color or console.color_system is None:
        text.append(in_plain_text(pieces))
    else:
        for piece in pieces:
            style = _STYLES[piece.mark] + _TELLING * piece.telling
            text.append(shown(piece.text), style=style or None)
    if row.role is Role.HEADLINE:
        text.stylize("bold")
    return list(text.wrap(console, width))


def _below(place: str, left: list[Text], right: list[Text], arrow: str) -> Iterator[Text]:
    """Two cells as lines, the right one below the left one."""
    signs = [place, *[" " * _GUTTER] * (len(left) - 1), arrow.rjust(_GUTTER)]
    for sign, line in zip(chain(signs, repeat(" " * _GUTTER)), [*left, *right], strict=False):
        yield Text.assemble((sign, "dim"), line)


def _beside(place: str, left: list[Text], right: list[Text], width: int) -> Iterator[Text]:
    """Two cells as lines, side by side."""
    gutters = chain([Text(place, style="dim")], repeat(Text(" " * _GUTTER)))
    bar = Text(" │ ", style="dim")
    for gutter, (one, other) in zip(gutters, zip_longest(left, right), strict=False):
        filled = one.copy() if one else Text()
        filled.rstrip()
        filled.align("left", width)
        yield Text.assemble(gutter, filled, bar, other or Text())
