"""Inline codes stand as tags in a review file, come back as codes, and no wrong tag gets through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingua.alignment import align
from bilingua.article import CodeKind, Inline, Marked, Role, Translation, Unit
from bilingua.assembly import cut, join, place
from bilingua.errors import TagError
from bilingua.formats.registry import read
from bilingua.review.tags import numbers_of, plain, tagged, tags_in, untagged
from bilingua.segmentation import segment_unit


def unit_of(raw: str, name: str = "a.md") -> Unit:
    return read(name, raw.encode()).units[0]


def shown(raw: str, name: str = "a.md") -> list[str]:
    """The segments of the first unit of a story, as its review file has them."""
    unit = unit_of(raw, name)
    numbers = numbers_of(unit.content)
    return [tagged(piece, numbers) for piece in cut(unit, segment_unit(unit, "en")).segments]


def back(raw: str, text: str, name: str = "a.md") -> Marked:
    """A translation of the first segment read back."""
    unit = unit_of(raw, name)
    source = cut(unit, segment_unit(unit, "en")).segments[0]
    return untagged(text, source, numbers_of(unit.content))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Read [the report](x) now.", ["Read <1>the report</1> now."]),
        ("Call `make` or **run *it* now**.", ["Call <1>make</1> or <2>run <3>it</3> now</2>."]),
        ("**The mayor left. Nobody spoke.**", ["<1>The mayor left.", "Nobody spoke.</1>"]),
        ("See ![](a.png) the *red* house.", ["See <1/> the <2>red</2> house."]),
        ("The first line  \ngoes on *here* now.", ["The first line<1/>goes on <2>here</2> now."]),
        ("The text <1\\> is no tag.", ["The text &lt;1> is no tag."]),
        ("The text &amp;lt;1> is one *tag*.", ["The text &amp;lt;1> is one <1>tag</1>."]),
        ("A < B and <b>so</b> on.", ["A < B and <1/>so<2/> on."]),
    ],
)
def test_codes_are_shown_by_their_numbers(raw: str, expected: list[str]) -> None:
    assert shown(raw) == expected


def test_a_line_break_between_sentences_is_in_neither() -> None:
    assert shown("<p>One street 5.<br>Two <b>towns</b>.</p>", "a.html") == [
        "One street 5.",
        "Two <2>towns</2>.",
    ]


def test_codes_may_change_places_and_nothing_else() -> None:
    raw = "Read [the **red** report](x), `make it` and *go*."
    good = "<4>Ve</4>, <3>make it</3> y lee <1>el informe <2>rojo</2></1>."
    content = back(raw, good)
    assert content.text == "Ve, make it y lee el informe rojo."
    assert tagged(content, numbers_of(unit_of(raw).content)) == good


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ("<4>Ve</4>, <3>make it</3> y lee <1>el informe <2>rojo</2>.", "</1> of the source is missing"),
        ("<4>Ve</4> y lee <1>el informe <2>rojo</2></1>.", "<3>make it</3> of the source is missing"),
        ("<5>Ve</5>, <4>a</4> <3>make it</3> <1>b <2>c</2></1>.", "<5> is not in the source"),
        ("<4/>Ve, <3>make it</3> y lee <1>el informe <2>rojo</2></1>.", "<4/> is not written as"),
        ("<4>Ve</4>, <3>hazlo</3> y lee <1>el informe <2>rojo</2></1>.", "protects “make it”"),
        ("<4>Ve</4>, <3>make it y lee <1>el informe <2>rojo</2></1>.", "protects “make it”"),
        ("<4>Ve</4>, <3/> y lee <1>el informe <2>rojo</2></1>.", "<3/> is not written as"),
        ("<4>Ve</4>, <3>make it</3> y lee <1>el <2>informe</1> rojo</2>.", "</1> closes what it did"),
        ("</4>Ve<4>, <3>make it</3> y lee <1>el informe <2>rojo</2></1>.", "</4> closes what it did"),
        ("<4>a</4> <4>b</4> <3>make it</3> <1>el <2>rojo</2></1>.", "<4> stands more than once"),
    ],
)  # fmt: skip
def test_a_wrong_tag_is_named(wrong: str, complaint: str) -> None:
    with pytest.raises(TagError) as caught:
        back("Read [the **red** report](x), `make it` and *go*.", wrong)
    assert complaint in str(caught.value)
    assert str(caught.value).count("\n") == 0


@pytest.mark.parametrize("wrong", ["<2>Uno <1>dos.</2>", "</1>Uno <2>dos.", "Uno <1>dos</1>."])
def test_half_a_pair_stays_half_a_pair(wrong: str) -> None:
    raw = "**One *two* three. And *four* five.**"
    assert shown(raw)[0] == "<1>One <2>two</2> three."
    assert back(raw, "<2>Dos</2>, <1>uno, tres.").codes[-1].kind is CodeKind.OPEN
    with pytest.raises(TagError):
        back(raw, wrong)


def test_a_text_without_its_tags_can_be_searched() -> None:
    assert plain("Read <1>the &lt;2> report</1>.<3/>") == "Read the <2> report."
    assert tags_in("Read <1>the</1>.<3/>") == ("<1>", "</1>", "<3/>")


TEXTS = st.text("ab <>/&;lt12amp.\\", max_size=30)


@given(TEXTS)
def test_any_text_comes_back(text: str) -> None:
    assert untagged(tagged(Marked(text), {}), Marked(text), {}) == Marked(text)


@st.composite
def marked_units(draw: st.DrawFn) -> Unit:
    """A unit of a few sentences with well nested codes, some of which cover words."""
    text, codes, stack, pair = "", list[Inline](), list[int](), 0
    for _ in range(draw(st.integers(1, 14))):
        match draw(st.integers(0, 5)):
            case 0:
                pair += 1
                stack.append(pair)
                codes.append(Inline(len(text), f"<{pair}", CodeKind.OPEN, pair))
            case 1 if stack:
                codes.append(Inline(len(text), ">", CodeKind.CLOSE, stack.pop()))
            case 2:
                pair += 1
                covered = draw(st.sampled_from(["", "", "f(a. B)", "Roger Stone", "\n", " "]))
                codes.append(
                    Inline(len(text), f"({pair})", CodeKind.ALONE, pair, None, len(covered))
                )
                text += covered
            case _:
                text += draw(
                    st.sampled_from(["Mayor ", "one two", ". ", ". The ", "3 < 4 <1> ", " "])
                )
    for left in reversed(stack):
        codes.append(Inline(len(text), ">", CodeKind.CLOSE, left))
    return Unit("u1", Role.BODY, Marked(text, tuple(codes)), 0, 0, 1)


@given(marked_units(), st.data())
def test_any_translation_of_any_unit_comes_back_from_its_tags(
    unit: Unit, data: st.DataObject
) -> None:
    segments = segment_unit(unit, "en")
    words = st.text("ab <1>/.MROS ", max_size=25)
    translations = []
    for segment in segments:
        target = data.draw(words | st.just(segment.text))
        links = data.draw(st.sampled_from([(), align(segment.text, target)]))
        translations.append(Translation(segment, target, "engine", "", None, links))
    pieces = cut(unit, segments)
    assert pieces.joined(pieces.segments) == unit.content
    numbers = numbers_of(unit.content)
    placed = place([unit], translations)
    again = [untagged(tagged(one.target, numbers), one.source, numbers) for one in placed]
    assert again == [one.target for one in placed]
    if segments:
        whole = join([unit], placed)["u1"]
        assert sorted(code.markup for code in whole.codes) == sorted(
            c.markup for c in unit.content.codes
        )
        assert whole == pieces.joined(again)


def test_ten_thousand_tags_take_no_longer_than_they_are_long() -> None:
    codes = tuple(Inline(0, "<b>", CodeKind.OPEN, n) for n in range(20_000))
    source = Marked("deep", codes)
    numbers = numbers_of(source)
    assert untagged(tagged(source, numbers), source, numbers) == source
    with pytest.raises(TagError):
        untagged(tagged(Marked("deep", codes[::-1]), numbers), source, numbers)
