"""A comparison as one page that any browser shows: nothing loaded, nothing run, all text escaped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bilingua.article import Severity
from bilingua.i18n import _
from bilingua.language import language_name, language_of
from bilingua.review.comparison import Comparison, Kind, Row, Side, Status
from bilingua.review.file import Remark
from bilingua.review.layout import STATUSES, TITLES, columns, side, summary
from bilingua.review.words import Mark, Pieces
from bilingua.standalone import render

TEMPLATES = Path(__file__).parent / "templates"
GENERATOR = "bilingua diff"


@dataclass(frozen=True, slots=True)
class Cell:
    """One text of a row; `language` is its BCP 47 tag."""

    pieces: Pieces
    language: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row as the page has it; `place` says in which line it stands, or stood and stands now."""

    number: int
    row: Row
    label: str
    place: str
    left: Cell | None
    right: Cell | None

    @property
    def spot(self) -> str:
        """The line to look in."""
        return self.place.split()[-1] if self.place else "?"

    @property
    def remarks(self) -> Iterator[tuple[Remark, str]]:
        """Each remark and its severity in the reader's language; none for a mere remark."""
        for remark in self.row.remarks:
            yield remark, "" if remark.severity is Severity.INFO else _(remark.severity)


def page(comparison: Comparison, *, back: str | None = None) -> str:
    """The page of a comparison; `back` is the address of the report that leads to it."""
    rows = [_line(comparison, number, row) for number, row in enumerate(comparison.rows)]
    marks = {
        piece.mark
        for line in rows
        for cell in (line.left, line.right)
        for piece in (cell.pieces if cell else ())
    }
    return render(
        TEMPLATES,
        "diff.html",
        generator=GENERATOR,
        back=back,
        kind=comparison.kind,
        title=_(TITLES[comparison.kind]),
        left=comparison.left,
        right=comparison.right,
        heads=(side(comparison.left), side(comparison.right)),
        short=_short(comparison),
        summary=summary(comparison),
        rows=rows,
        # Several sentences of one line are looked at together.
        look_at=list({rows[n].place: rows[n] for n in reversed(comparison.look_at)}.values())[::-1],
        made=any(line.row.made for line in rows),
        marked=bool(marks - {Mark.KEPT}),
        words={
            "look": _("Look first at"),
            "struck": _("struck"),
            "added": _("added"),
            "telling": _("a figure or a negation"),
            "line": _("Line"),
            "nothing": _("nothing here"),
            "person": _("needs a person"),
            "made": _("How it was made"),
            "back": _("Report on the archive"),
            "show_made": _("Show how each segment was made"),
        },
    )


def _short(comparison: Comparison) -> tuple[str, str]:
    """What tells the two columns apart on a narrow screen, where one stands below the other."""
    if comparison.kind is Kind.VERSIONS:
        return _("before"), _("now")
    left, right = (language_of(one.language) or "" for one in (comparison.left, comparison.right))
    return _(language_name(left)), _(language_name(right))


def _line(comparison: Comparison, number: int, row: Row) -> Line:
    left, right = columns(comparison, row)
    places = [str(line) for line in dict.fromkeys(row.lines) if line]
    if comparison.kind is not Kind.VERSIONS:
        places = places[:1]
    if row.status is Status.SAME:
        label = _("edited") if row.edited else ""
    elif comparison.kind is Kind.PAIR:
        label = _("without a counterpart")
    else:
        label = _(STATUSES[row.status])
    return Line(
        number,
        row,
        label,
        " → ".join(places),
        _cell(left, comparison.left),
        _cell(right, comparison.right),
    )


def _cell(pieces: Pieces | None, one: Side) -> Cell | None:
    return None if pieces is None else Cell(pieces, one.language)
