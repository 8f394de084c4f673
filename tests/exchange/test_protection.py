"""Code and names to keep are marked for tools, and a change of them is told, where the story is at hand."""

from __future__ import annotations

import pytest
from lxml import etree
from reviews import REVIEW, VERSIONS, changed, returned, segment, translate

from bilingua.article import CodeKind, Inline, Marked
from bilingua.exchange import xliff
from bilingua.exchange.merging import Merged, merge
from bilingua.exchange.protection import protected
from bilingua.exchange.settling import Terms
from bilingua.review.rebuilding import Piece

TEXT = "Run <1>make</1> <2>now</2>."
REVIEWED = changed(REVIEW, "u1.1", source=TEXT, target="Ejecute <1>make</1> <2>ya</2>.")
CODES = (
    Inline(4, "`make`", CodeKind.ALONE, 7, covers=4),
    Inline(9, "<b>", CodeKind.OPEN, 8),
    Inline(12, "</b>", CodeKind.CLOSE, 8),
)
PIECE = Piece("u1.1", TEXT, Marked("Run make now.", CODES), {7: 1, 8: 2})
pytestmark = pytest.mark.parametrize("version", VERSIONS)


def exported(version: str) -> etree._Element:
    data = xliff.write(REVIEWED, "story.es.po", version, protected([PIECE]))
    return etree.fromstring(data)


def imported(tree: etree._Element) -> Merged:
    terms = Terms("story.es.xlf", "Ana", pieces={PIECE.context: PIECE})
    return merge(REVIEWED, returned(tree), terms)


def test_what_must_stay_is_marked(version: str) -> None:
    tree = exported(version)
    for text in list(segment(tree, "u1.1"))[:2]:
        keep, bold = text
        (mark,) = keep
        assert mark.text == "make"
        assert mark.get("mtype") == "protected" or mark.get("translate") == "no"
        assert len(bold) == 0
    assert imported(tree).review == REVIEWED


def test_a_change_of_it_is_told(version: str) -> None:
    pair = {"xliff12": '<g id="{}">', "xliff21": '<pc id="{}">'}[version]
    end = pair[:3].replace("<", "</").strip() + ">"
    tree = exported(version)
    translate(tree, "u1.1", f"{pair.format(1)}hacer{end} {pair.format(2)}ya{end}", "translated")
    (problem,) = imported(tree).problems
    assert "<1> protects “make”" in str(problem)


def test_without_the_story_it_is_text_like_any_other(version: str) -> None:
    (document,) = xliff.read("story.es.xlf", xliff.write(REVIEWED, "story.es.po", version))
    assert merge(REVIEWED, document, Terms("story.es.xlf", "Ana")).review == REVIEWED
