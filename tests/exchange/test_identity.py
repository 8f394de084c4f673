"""A review file that goes out and comes back untouched is the same, whatever its texts hold."""

from __future__ import annotations

import xml.dom.minidom
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from reviews import FIELDS, REVIEW, VERSIONS, exported, imported, returned

from bilingua.errors import TagError
from bilingua.exchange import xliff
from bilingua.exchange.codes import canonical, check_codes, tagged_text
from bilingua.exchange.merging import merge
from bilingua.exchange.settling import Terms
from bilingua.exchange.states import State
from bilingua.review.file import Entry, ReviewFile, one_line, read, write

ODD = (
    "<1>", "</1>", "<2>", "</2>", "<3/>", "<12>", "</12>", "</3/>", "&lt;1>", "&amp;lt;2/>", "&lt;",
    "<", ">", "&", "&amp;", "&#0;", "]]>", "<!--", "-->", "<?x?>", "<b>", "{0}", "%s", '"', "'",
    " ", "  ", "\t", "\n", "\r", "\n \n", "\u00a0", "\u2028", "\u0085", "\x00", "\x07", "\x1b",
    "\x7f", "\x9f", "␁", "\u202e", "\u2067", "\u200f", "\ufeff", "\ufffe", "\U0001f600", "e\u0301",
    "ñ", "word", "18,412",
)  # fmt: skip
TEXT = st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=4)), max_size=8).map("".join)
CONTEXT = st.one_of(
    st.builds("u{}.{}".format, st.integers(1, 4), st.integers(1, 4)),
    st.sampled_from(["x-61.0", "a b.1", "ñ.2", "no dot", "u1.01", "old.1a2b", "u1.x", "-.1"]),
)


@st.composite
def reviews(draw: st.DrawFn) -> ReviewFile:
    """Review files as they are read from disk."""
    entries = [
        Entry(
            context,
            draw(TEXT.filter(bool)),
            draw(TEXT),
            "my story.html",
            draw(st.one_of(st.none(), st.integers(1, 9))),
            origin=draw(st.sampled_from(["engine", "memory", "copied", "person"])),
            route=draw(TEXT),
            score=draw(st.one_of(st.none(), st.floats(-9, 0.1))),
            fuzzy=draw(st.booleans()),
            previous=draw(st.one_of(st.none(), TEXT)),
            kept=tuple(draw(st.lists(TEXT, max_size=2))),
            by=draw(st.sampled_from(["", "Ana, 2026-11-24 10:00+0000"])),
            comment=draw(TEXT),
            notes=tuple(map(one_line, draw(st.lists(TEXT, max_size=1)))),
        )
        for context in draw(st.lists(CONTEXT, min_size=1, max_size=5, unique=True))
    ]
    return read("story.es.po", write(ReviewFile(FIELDS, tuple(entries))))


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=100, deadline=None)
@given(review=reviews())
def test_what_comes_back_untouched_changes_nothing(version: str, review: ReviewFile) -> None:
    data = xliff.write(review, "story.es.po", version)
    (document,) = xliff.read("story.es.xlf", data)
    there = {one.context: (one.source, one.target) for one in document.segments}
    assert there == {
        one.context: (canonical(one.source), canonical(one.target)) for one in review.entries
    }
    merged = merge(review, document, Terms("story.es.xlf", "Ana"))
    assert merged.review == review
    assert (merged.taken, merged.passed, merged.problems) == ((), (), ())
    assert xliff.write(merged.review, "story.es.po", version) == data


@st.composite
def edits(draw: st.DrawFn) -> tuple[ReviewFile, dict[str, str]]:
    """A review file and other translations for some of its segments, their codes in place."""
    review = draw(reviews())
    words = TEXT.map(lambda text: escaped(text.strip("\n")))
    new = {
        entry.context: f"a{draw(words)}{entry.source.strip(chr(10))}{draw(words)}z"
        for entry in review.entries
        if draw(st.booleans()) and well_formed(entry.source)
    }
    return review, new


def escaped(text: str) -> str:
    return tagged_text([text])


def well_formed(source: str) -> bool:
    try:
        check_codes(source, source)
    except TagError:
        return False
    return True


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=60, deadline=None)
@given(edit=edits())
def test_whatever_a_translator_writes_comes_back_to_the_letter(
    version: str, edit: tuple[ReviewFile, dict[str, str]]
) -> None:
    review, new = edit
    entries = [replace(e, target=new.get(e.context, e.target)) for e in review.entries]
    theirs = exported(replace(review, entries=tuple(entries)), version)
    sent = {one.context: one.exported for one in returned(exported(review, version)).segments}
    segments = [
        replace(
            one,
            exported=sent[one.context],
            state=State.TRANSLATED if one.context in new else one.state,
        )
        for one in returned(theirs).segments
    ]
    document = replace(returned(theirs), segments=tuple(segments))
    merged = merge(review, document, Terms("story.es.xlf", "Ana", force=True))
    assert merged.problems == ()
    for entry, after in zip(review.entries, merged.review.entries, strict=True):
        wanted = new.get(entry.context)
        if wanted is None:
            assert after == entry
        else:
            assert (after.target, after.fuzzy) == (canonical(wanted), False)


def reordered(tree: Any) -> bytes:
    for element in tree.iter():
        attributes = sorted(element.attrib.items(), reverse=True)
        element.attrib.clear()
        element.attrib.update(attributes)
    return etree.tostring(tree, encoding="UTF-16", xml_declaration=True)


def commented(tree: Any) -> bytes:
    for element in list(tree.iter("{*}source", "{*}target")):
        element.insert(0, etree.Comment("seen"))
        element[0].tail, element.text = element.text, None
        element.append(etree.ProcessingInstruction("tool", "x"))
    return etree.tostring(tree)


def with_prefixes(tree: Any) -> bytes:
    """Each element with a prefix, as some writers of XML do it."""
    name = etree.QName(tree).namespace
    text = etree.tostring(tree, encoding="unicode").replace(f'xmlns="{name}"', f'xmlns:x="{name}"')
    for tag in {etree.QName(one).localname for one in tree.iter(f"{{{name}}}*")}:
        text = text.replace(f"<{tag} ", f"<x:{tag} ").replace(f"<{tag}>", f"<x:{tag}>")
        text = text.replace(f"<{tag}/>", f"<x:{tag}/>").replace(f"</{tag}>", f"</x:{tag}>")
    return text.encode()


TOOLS = {
    "attributes in another order, UTF-16": reordered,
    "comments": commented,
    "prefixes": with_prefixes,
    "lxml, pretty": lambda tree: etree.tostring(tree, pretty_print=True),
    "lxml, indented": lambda tree: (etree.indent(tree, "\t"), etree.tostring(tree))[1],
    "minidom, pretty": lambda tree: xml.dom.minidom.parseString(etree.tostring(tree)).toprettyxml().encode(),
    "canonical": lambda tree: etree.tostring(tree, method="c14n2"),
}  # fmt: skip


def bare(tree: Any) -> Any:
    """A tree without white space between elements, which tools put in anew."""
    for element in tree.iter():
        if element.tag.endswith(("}source", "}target")) or element.getparent() is None:
            continue
        if element.tail and element.tail.isspace() and not in_text(element):
            element.tail = None
    for element in tree.iter():
        if len(element) and element.text and element.text.isspace() and not in_text(element[0]):
            element.text = None
    return tree


def in_text(element: Any) -> bool:
    return any(one.tag.endswith(("}source", "}target")) for one in element.iterancestors())


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("version", VERSIONS)
def test_how_a_tool_writes_xml_means_nothing(version: str, tool: str) -> None:
    # Codes and nothing else, which tools that indent take for no text.
    links = Entry("u6.1", "<1>Home</1><2>News</2>", "<1>Inicio</1><2>Noticias</2>", origin="engine")
    review = replace(REVIEW, entries=(*REVIEW.entries, links))
    data = TOOLS[tool](bare(exported(review, version)))
    (document,) = xliff.read("story.es.xlf", data)
    assert document.segments == returned(exported(review, version)).segments
    assert imported(review, etree.fromstring(data)).review == review


@pytest.mark.parametrize("version", VERSIONS)
def test_a_space_that_a_tool_lost_is_noticed_and_nothing_taken(version: str) -> None:
    links = Entry("u6.1", "<1>Home</1> <2>News</2>", "<1>Inicio</1> <2>Noticias</2>")
    review = replace(REVIEW, entries=(*REVIEW.entries, links))
    tree = exported(review, version)
    etree.indent(tree)  # which puts a line break in place of the space, whatever xml:space says
    merged = imported(review, tree)
    assert merged.review.entries == review.entries
    assert [str(problem)[:21] for problem in merged.problems] == ["story.es.xlf, segment"]


@pytest.mark.parametrize("version", VERSIONS)
def test_ids_stay_when_other_segments_come_and_go(version: str) -> None:
    fewer = replace(REVIEW, entries=REVIEW.entries[1:])
    all_ids = [one.context for one in returned(exported(REVIEW, version)).segments]
    ids = [one.context for one in returned(exported(fewer, version)).segments]
    assert ids == all_ids[1:] == [entry.context for entry in fewer.entries]


@pytest.mark.parametrize("version", VERSIONS)
def test_segments_go_out_in_reading_order(version: str) -> None:
    tenth = Entry("u10.1", "Last", "Último")
    shuffled = replace(REVIEW, entries=(tenth, *reversed(REVIEW.entries)))
    ids = [one.context for one in returned(exported(shuffled, version)).segments]
    assert ids == [*(entry.context for entry in REVIEW.entries), "u10.1"]
