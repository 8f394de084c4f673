"""Two texts set against one another: a text and its translation, or two versions of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bilingua.language import language_of
from bilingua.review.align import Bead, align_documents
from bilingua.review.comparison import Comparison, Kind, Row, Status, Text
from bilingua.review.remarks import marked, moved_from, moved_to, status_of, telling
from bilingua.review.versions import align_versions, joined, moves
from bilingua.review.words import plain


def compare_translation(source: Text, target: Text) -> Comparison:
    """A text and its translation, whoever made it, side by side."""
    rows: list[Row] = []
    unit = None
    for bead in align_documents(source.words, target.words):
        here = [source.sentences[i] for i in bead.source]
        there = [target.sentences[j] for j in bead.target]
        first = (here or there)[0]
        rows.append(
            Row(
                Status.SAME if here and there else Status.REMOVED if here else Status.ADDED,
                plain(" ".join(one.text for one in here)) if here else None,
                plain(" ".join(one.text for one in there)) if there else None,
                (here[0].line if here else None, there[0].line if there else None),
                first.role,
                opens=bool(here) and first.unit != unit,
            )
        )
        unit = here[0].unit if here else unit
    return Comparison(Kind.PAIR, source.side, target.side, tuple(rows))


def compare_versions(old: Text, new: Text) -> Comparison:
    """What changed from one version of a text to the next."""
    language = language_of(new.language) or "en"
    beads = align_versions(old.words, new.words)
    moved = moves(beads, old.words, new.words)
    origins = {j: i for i, j in moved.items()}
    rows: list[Row] = []
    unit = None
    for bead in one_by_one(beads):
        row = _version(bead, old, new, language)
        if not bead.source and bead.target[0] in origins:
            i, j = origins[bead.target[0]], bead.target[0]
            row = _version(Bead((i,), (j,)), old, new, language)
            row = replace(
                row, status=Status.MOVED, remarks=(moved_from(row.lines[0]), *row.remarks)
            )
        elif not bead.target and bead.source[0] in moved:
            line = new.sentences[moved[bead.source[0]]].line
            text = plain(old.words[bead.source[0]])
            row = replace(row, status=Status.LEFT, text=text, remarks=(moved_to(line),))
        if bead.target:
            opens = new.sentences[bead.target[0]].unit != unit
            unit = new.sentences[bead.target[-1]].unit
            row = replace(row, opens=opens)
        rows.append(row)
    return Comparison(Kind.VERSIONS, old.side, new.side, tuple(rows))


def one_by_one(beads: Sequence[Bead]) -> Iterator[Bead]:
    """The beads, of which each that stands on one side holds one sentence."""
    for bead in beads:
        if bead.source and bead.target:
            yield bead
        else:
            yield from (Bead((i,), ()) for i in bead.source)
            yield from (Bead((), (j,)) for j in bead.target)


def _version(bead: Bead, old: Text, new: Text, language: str) -> Row:
    """One row of two versions, as if nothing had been moved."""
    before, after = joined(old.words, bead.source), joined(new.words, bead.target)
    text = marked(before, after, language)
    sides = [old.sentences[i] for i in bead.source], [new.sentences[j] for j in bead.target]
    return Row(
        status_of(bool(bead.source), bool(bead.target), before == after),
        text,
        lines=(sides[0][0].line if sides[0] else None, sides[1][0].line if sides[1] else None),
        role=(sides[1] or sides[0])[0].role,
        remarks=telling(text, language) if bead.source and bead.target else (),
    )
