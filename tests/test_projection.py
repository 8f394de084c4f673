"""Inline codes come out once, nested as they were, around the right words."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from bilingua.alignment import align, carry
from bilingua.article import CodeKind, Inline, Link, Marked
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


def test_marks_beside_a_pair_stay_beside_it() -> None:
    text = "“It is safe and legal,” she said."
    source = Marked(text, (Inline(7, "<b>", OPEN, 1), Inline(21, "</b>", CLOSE, 1)))
    target = "“Es segura y legal”, dijo ella."
    # The engine's links give the comma and the closing mark to the last bold word.
    links = [Link((7, 11), (4, 10)), Link((16, 21), (13, 20)), Link((21, 23), (13, 20))]
    assert weave(project(source, target, links)) == "“Es <b>segura y legal</b>”, dijo ella."


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


def test_what_codes_cover_stays_to_the_letter() -> None:
    source = Marked(
        "Press run now\nor call PORT-2031 today.",
        (
            Inline(6, "`run`", ALONE, 1, covers=3),
            Inline(13, "<br>", ALONE, 2, covers=1),
            Inline(22, "<a>", OPEN, 3),
            Inline(22, "<code>PORT-2031</code>", ALONE, 4, covers=9),
            Inline(31, "</a>", CLOSE, 3),
        ),
    )
    target = "Pulse run ahora\no llame hoy al PUERTO-2031."
    gap = Link((13, 14), (15, 16))
    result = project(source, target, align(source.text, target), [gap])
    assert weave(result) == ("Pulse `run` ahora<br>o llame hoy al <a><code>PORT-2031</code></a>.")
    assert result.text == "Pulse run ahora\no llame hoy al PORT-2031."


def test_covered_words_that_the_engine_lost_are_put_back_with_their_space() -> None:
    source = Marked("Call main before noon", (Inline(5, "`main`", ALONE, 1, covers=4),))
    assert projected(source, "Llame antes del mediodía").split().count("`main`") == 1


def test_a_code_around_a_whole_sentence_stays_around_it() -> None:
    source = Marked(
        "It rains. Go home.", (Inline(10, "<b>", OPEN, 1), Inline(18, "</b>", CLOSE, 1))
    )
    gaps = [Link((0, 0), (0, 0)), Link((9, 10), (7, 8))]
    stray = [Link((10, 12), (13, 15))]
    assert weave(project(source, "Llueve. Vete a tu casa.", stray, gaps)) == (
        "Llueve. <b>Vete a tu casa.</b>"
    )


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_covered_words_are_never_changed(data: st.DataObject) -> None:
    words = data.draw(
        st.lists(st.sampled_from("uno dos PORT-1 a x.y ,".split()), min_size=1, max_size=8)
    )
    target = " ".join(
        data.draw(st.lists(st.sampled_from("uno dos PORT-1 a PUERTO-1".split()), max_size=8))
    )
    text, codes = "", []
    for number, word in enumerate(words):
        if data.draw(st.booleans()):
            codes.append(Inline(len(text), f"`{word}`", ALONE, number, covers=len(word)))
        text += word + " "
    result = project(Marked(text, tuple(codes)), target, align(text, target))
    assert sorted(code.pair for code in result.codes) == [code.pair for code in codes]
    for code in result.codes:
        assert f"`{result.text[code.at : code.at + code.covers]}`" == code.markup
    ends = [code.at + code.covers for code in result.codes]
    assert all(end <= code.at for end, code in zip(ends, result.codes[1:], strict=False))


def test_ten_thousand_nested_codes_take_linear_time() -> None:
    depth = 10_000
    codes = [Inline(0, "<b>", OPEN, pair) for pair in range(depth)]
    codes += [Inline(4, "</b>", CLOSE, pair) for pair in reversed(range(depth))]
    start = time.monotonic()
    assert len(project(Marked("deep", tuple(codes)), "hondo", ()).codes) == 2 * depth
    assert time.monotonic() - start < 2
