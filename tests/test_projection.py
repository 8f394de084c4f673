"""Inline codes come out once, nested as they were, around the right words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bilingua.alignment import align, carry
from bilingua.article import CodeKind, Inline, Marked
from bilingua.formats.base import weave
from bilingua.projection import project

OPEN, CLOSE, ALONE = CodeKind.OPEN, CodeKind.CLOSE, CodeKind.ALONE


def projected(source: Marked, target: str) -> str:
    return weave(project(source, target, align(source.text, target)))


def test_a_link_and_a_name_keep_their_words() -> None:
    source = Marked(
        "The report, published Monday, cites Alan Gross and the White House.",
        (
            Inline(4, "<a>", OPEN, 1), Inline(10, "</a>", CLOSE, 1),
            Inline(36, "<b>", OPEN, 2), Inline(36, "<i>", OPEN, 3),
            Inline(46, "</i>", CLOSE, 3), Inline(46, "</b>", CLOSE, 2),
            Inline(66, "<img>", ALONE, 4),
        ),
    )  # fmt: skip
    assert projected(
        source, "El informe, publicado el lunes, cita a Alan Gross y a la Casa Blanca."
    ) == (
        "El <a>informe</a>, publicado el lunes, cita a <b><i>Alan Gross</i></b> y a la Casa "
        "Blanca<img>."
    )


def test_a_code_around_everything_stays_around_everything() -> None:
    source = Marked("Home again", (Inline(0, "<a>", OPEN, 1), Inline(10, "</a>", CLOSE, 1)))
    assert projected(source, "En casa otra vez") == "<a>En casa otra vez</a>"


def test_spans_are_carried_over_small_changes() -> None:
    assert carry([(10, 17)], "It cost 5 million", "It cost $5 million") == [(11, 18)]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_codes_are_neither_lost_nor_crossed(data: st.DataObject) -> None:
    words = st.lists(st.sampled_from("uno two tres Miami 45 , .".split()), min_size=1, max_size=9)
    text = " ".join(data.draw(words))
    target = " ".join(data.draw(words))
    codes: list[Inline] = []
    stack: list[int] = []
    at = 0
    for pair in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(at, len(text)))
        if stack and data.draw(st.booleans()):
            codes.append(Inline(at, "", CLOSE, stack.pop()))
        elif data.draw(st.booleans()):
            stack.append(pair)
            codes.append(Inline(at, "", OPEN, pair))
        else:
            codes.append(Inline(at, "", ALONE, pair))
    codes += [Inline(len(text), "", CLOSE, pair) for pair in reversed(stack)]
    result = project(Marked(text, tuple(codes)), target, align(text, target))
    assert result.text == target
    assert sorted((c.pair, c.kind) for c in result.codes) == sorted((c.pair, c.kind) for c in codes)
    assert all(a.at <= b.at for a, b in zip(result.codes, result.codes[1:], strict=False))
    opened: list[int] = []
    for code in result.codes:
        if code.kind is OPEN:
            opened.append(code.pair)
        elif code.kind is CLOSE:
            assert opened.pop() == code.pair
