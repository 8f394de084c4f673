"""Tags of a review file become the elements that each standard has for codes, and tags again."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree
from reviews import REVIEW, VERSIONS, changed, exported, returned, segment, translate

from bilingua.exchange.codes import canonical, nested, pieces_of
from bilingua.review.file import ReviewFile

# What a review file says, and what the <source> says in XLIFF 1.2 and 2.1, short of other attributes.
FORMS = [
    ("plain", "plain", "plain"),
    ("<1>a</1> b", '<g id="1">a</g> b', '<pc id="1">a</pc> b'),
    ("a<2/>", 'a<x id="2"/>', 'a<ph id="2"/>'),
    ("<1><2>a</2></1>", '<g id="1"><g id="2">a</g></g>', '<pc id="1"><pc id="2">a</pc></pc>'),
    ("a <1>b", 'a <it id="1" pos="open"/>b', 'a <sc id="1" isolated="yes"/>b'),
    ("a</1> b", 'a<it id="1" pos="close"/> b', 'a<ec id="1" isolated="yes"/> b'),
    (
        "<1>a<2>b</1>c</2>",
        '<g id="1">a<bx id="2" rid="2"/>b</g>c<ex id="2-2" rid="2"/>',
        '<pc id="1">a<sc id="2"/>b</pc>c<ec startRef="2"/>',
    ),
    ("a &lt;1> & <b>", "a &lt;1&gt; &amp; &lt;b&gt;", "a &lt;1&gt; &amp; &lt;b&gt;"),
    ("&amp;lt;1> says &lt;", "&amp;lt;1&gt; says &amp;lt;", "&amp;lt;1&gt; says &amp;lt;"),
    ("<1/><1/>", '<x id="1"/><x id="1-2"/>', '<ph id="1"/><ph id="1-2" copyOf="1"/>'),
]


def only(text: str) -> ReviewFile:
    """A review file of one segment."""
    return ReviewFile(REVIEW.fields, changed(REVIEW, "u1.1", source=text, target=text).entries[:1])


def short(element: Any) -> str:
    """The inside of an element without namespaces and the attributes that all codes have."""
    for inner in element.iter():
        inner.tag = etree.QName(inner).localname
        for name in ("canCopy", "canDelete", "dataRef", "dataRefStart", "dataRefEnd"):
            inner.attrib.pop(name, None)
    etree.cleanup_namespaces(element)
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return text[text.index(">") + 1 : text.rindex("<")]


@pytest.mark.parametrize("form", FORMS, ids=[form[0] for form in FORMS])
@pytest.mark.parametrize("version", VERSIONS)
def test_codes_are_the_standards_own(version: str, form: tuple[str, str, str]) -> None:
    text, old, new = form
    tree = exported(only(text), version)
    (back,) = returned(tree).segments
    assert (back.source, back.target) == (text, text)
    assert short(segment(tree, "u1.1")[0]) == (old if version == "xliff12" else new)


def test_a_half_code_refers_to_its_other_half_in_the_next_segment() -> None:
    tree = exported(REVIEW, "xliff21")
    first, second = segment(tree, "u3.1"), segment(tree, "u3.2")
    for language in (0, 1):
        (begin,) = first[language]
        (end,) = second[language]
        assert begin.get("isolated") is None
        assert end.get("startRef") == begin.get("id")


def test_codes_refer_to_what_a_review_file_shows() -> None:
    tree = exported(REVIEW, "xliff21")
    unit = segment(tree, "u2.1").getparent()
    data = {one.get("id"): one.text for one in unit.iter("{*}data")}
    pair, alone = segment(tree, "u2.1")[0]
    assert data[pair.get("dataRefStart")] == "<1>"
    assert data[pair.get("dataRefEnd")] == "</1>"
    assert data[alone.get("dataRef")] == "<2/>"


@pytest.mark.parametrize(
    ("version", "written"),
    [
        ("xliff12", '<bpt id="7" rid="1">&lt;b&gt;</bpt>6-3<ept id="8" rid="1">x</ept> ya<ph id="2">y</ph>'),
        ("xliff12", '<it id="1" pos="open">[b]</it>6-3<it id="1" pos="close">[/b]</it> ya<x id="2"/>'),
        ("xliff12", '<mrk mtype="seg" mid="0"><g id="1">6-3</g> </mrk><mrk mtype="seg" mid="1">ya<x id="2"/></mrk>'),
        ("xliff21", '<sc id="1"/>6-3<ec startRef="1"/> <mrk id="m1" type="term">ya</mrk><ph id="2"/>'),
        ("xliff21", '<pc id="c1" copyOf="1">6-3</pc><sm id="m1" type="comment"/> ya<em startRef="m1"/><ph id="2"/>'),
    ],
)  # fmt: skip
def test_other_tools_write_codes_their_own_way(version: str, written: str) -> None:
    tree = exported(REVIEW, version)
    translate(tree, "u2.1", written)
    back = next(one for one in returned(tree).segments if one.context == "u2.1")
    assert (back.target, back.problem) == ("<1>6-3</1> ya<2/>", "")


def test_a_character_that_xml_cannot_carry_comes_as_its_code_point() -> None:
    tree = exported(REVIEW, "xliff21")
    translate(tree, "u1.1", 'a<cp hex="0003"/>b')
    assert returned(tree).segments[0].target == "a␃b"


def test_very_deep_nesting_is_written_flat_and_read_all_the_same() -> None:
    deep = "".join(f"<{n}>" for n in range(1, 400)) + "x"
    deep += "".join(f"</{n}>" for n in range(399, 0, -1))
    for version in VERSIONS:
        (back,) = returned(exported(only(deep), version)).segments
        assert back.source == deep


def test_pieces_nest_without_losing_one() -> None:
    assert nested(pieces_of("<1>a</2></1>"))[0] == nested(pieces_of("<1>a</2></1>"))[0]
    assert canonical("\x01<1>\ufffe\ud800") == "␁<1>��"
