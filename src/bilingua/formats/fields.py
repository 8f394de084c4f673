"""Files that hold texts in formats of their own: a record of JSON with a body of HTML, a feed's item.

The texts are read and written by their own formats; the file's format only knows where they stand
and how it escapes them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from typing import Protocol, runtime_checkable

from bilingua.article import Article, Field, Marked, Unit
from bilingua.formats.base import Format

Merge = Callable[[Article, Mapping[str, Marked], Set[str]], str]


@runtime_checkable
class Fielded(Format, Protocol):
    """A format whose articles have fields."""

    def write_field(self, field: Field, text: str) -> str:
        """A field's new text as the file escapes it, with what parts it from its surroundings."""


def units_of(raw: str, fields: Sequence[Field]) -> tuple[Unit, ...]:
    """The units of all fields, numbered through; each stands where its field does."""
    found: list[Unit] = []
    line, position = 1, 0
    for field in fields:
        line += raw.count("\n", position, field.start)
        position = field.start
        # A field that keeps the lines of the file tells the line of a unit; one line tells itself.
        spread = "\n" in raw[field.start : field.end]
        found += [
            replace(
                unit,
                id=f"u{len(found) + number}",
                start=field.start,
                end=field.end,
                line=line + (unit.line - 1 if spread else 0),
            )
            for number, unit in enumerate(field.article.units, 1)
        ]
    return tuple(found)


def merge_fields(
    fmt: Fielded,
    article: Article,
    contents: Mapping[str, Marked],
    leave_out: Set[str],
    merge: Merge,
) -> str:
    """Put the fields' texts, merged by their own formats, in their places.

    A field that did not change keeps its characters.
    """
    pieces: list[str] = []
    position, units = 0, iter(article.units)
    for field in article.fields:
        pieces.append(article.raw[position : field.start])
        position = field.end
        numbered = [(next(units).id, own.id) for own in field.article.units]
        inner = {own: contents[outer] for outer, own in numbered if outer in contents}
        gone = {own for outer, own in numbered if outer in leave_out}
        text = merge(field.article, inner, gone)
        pieces.append(
            fmt.write_field(field, text)
            if text != field.article.raw
            else article.raw[field.start : field.end]
        )
    pieces.append(article.raw[position:])
    return "".join(pieces)
