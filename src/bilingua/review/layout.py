"""What of a comparison is shown, what stands in which column, and what is said above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bilingua.i18n import N_, _, ngettext
from bilingua.language import language_name, language_of
from bilingua.review.comparison import Comparison, Kind, Row, Side, Status
from bilingua.review.words import Pieces, after, before

# Rows without a change that are shown on either side of one with a change.
AROUND = 1
TITLES = {
    Kind.PAIR: N_("Two texts side by side"),
    Kind.VERSIONS: N_("What changed between two versions"),
    Kind.REVIEW: N_("A translation with its source"),
}
STATUSES = {
    Status.CHANGED: N_("changed"),
    Status.ADDED: N_("added"),
    Status.REMOVED: N_("removed"),
    Status.MOVED: N_("moved here"),
    Status.LEFT: N_("moved away"),
}


@dataclass(frozen=True, slots=True)
class Fold:
    """Rows that are left out because nothing changed in them."""

    count: int


def columns(comparison: Comparison, row: Row) -> tuple[Pieces | None, Pieces | None]:
    """What stands in the left column and what in the right one; None where nothing does."""
    if comparison.kind is not Kind.VERSIONS:
        return row.text, row.translation
    text = row.text or ()
    if row.status is Status.LEFT:
        return text, None
    return before(text) or None, after(text) or None


def folded(comparison: Comparison, *, every: bool = False) -> Iterator[tuple[int, Row] | Fold]:
    """The numbered rows to show: all of a pair; of anything else those to look at, and around them."""
    rows = comparison.rows
    # A review file whose source says what it said is read as the pair that it is.
    whole = comparison.kind is not Kind.VERSIONS and all(r.status is Status.SAME for r in rows)
    near = {
        place
        for number, row in enumerate(rows)
        if row.status is not Status.SAME or row.needs_person or row.remarks
        for place in range(number - AROUND, number + AROUND + 1)
    }
    hidden: list[tuple[int, Row]] = []
    for number, row in enumerate(rows):
        if not (every or whole or comparison.kind is Kind.PAIR or number in near):
            hidden.append((number, row))
            continue
        yield from _fold(hidden)
        hidden = []
        yield number, row
    yield from _fold(hidden)


def _fold(rows: Sequence[tuple[int, Row]]) -> Sequence[tuple[int, Row] | Fold]:
    """Rows as a fold, unless the fold would take as much room as they do."""
    return [Fold(len(rows))] if len(rows) > 1 else rows


def side(one: Side) -> str:
    """A column's head: the name of its file and its language."""
    return f"{one.name} ({_(language_name(language_of(one.language) or one.language))})"


def fold(hidden: Fold) -> str:
    """What stands for rows that are left out."""
    return ngettext("{count} unchanged segment", "{count} unchanged segments", hidden.count).format(
        count=hidden.count
    )


def summary(comparison: Comparison) -> str:
    """How much there is, how much of it changed and how much a person should look at."""
    counts = comparison.counts
    total = len(comparison.rows) - counts[Status.LEFT]
    changed, added = counts[Status.CHANGED], counts[Status.ADDED]
    removed, moved = counts[Status.REMOVED], counts[Status.MOVED]
    edited = sum(row.edited for row in comparison.rows)
    look = len(comparison.look_at)
    parts = [(total, ngettext("{count} segment", "{count} segments", total))]
    if comparison.kind is Kind.PAIR:
        alone = added + removed
        parts.append(
            (
                alone,
                ngettext("{count} without a counterpart", "{count} without a counterpart", alone),
            )
        )
    elif any((changed, added, removed, moved)):
        parts += [
            (changed, ngettext("{count} changed", "{count} changed", changed)),
            (added, ngettext("{count} added", "{count} added", added)),
            (removed, ngettext("{count} removed", "{count} removed", removed)),
            (moved, ngettext("{count} moved", "{count} moved", moved)),
        ]
    elif comparison.kind is Kind.REVIEW:
        parts.append((1, _("the source is unchanged since the translation")))
    else:
        parts.append((1, _("nothing changed")))
    parts += [
        (edited, ngettext("{count} edited", "{count} edited", edited)),
        (look, ngettext("{count} needs a person", "{count} need a person", look)),
    ]
    return ", ".join(text.format(count=count) for count, text in parts if count)
