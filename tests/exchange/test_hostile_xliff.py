"""Files that mean harm, are broken or come from other tools end in one sentence or are read."""

from __future__ import annotations

import socket
import time
import tracemalloc
from pathlib import Path

import pytest
from lxml import etree
from reviews import REVIEW, VERSIONS, exported, imported, segment, translate

from bilingua.errors import ReviewError
from bilingua.exchange import xliff
from bilingua.exchange.merging import merge
from bilingua.exchange.settling import Terms

OLD = 'xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"'
FILE = '<file original="story.es.po" source-language="en" target-language="es" datatype="x"><body>{0}</body></file>'
UNIT = '<trans-unit id="u1.1"><source>Council closes the old bridge</source><target>{0}</target></trans-unit>'


def document(target: str, head: str = "") -> bytes:
    return f"{head}<xliff {OLD}>{FILE.format(UNIT.format(target))}</xliff>".encode()


def refused(data: bytes) -> str:
    """The sentence that a file is refused with."""
    with pytest.raises(ReviewError) as refusal:
        xliff.read("story.es.xlf", data)
    sentence = str(refusal.value)
    assert sentence.startswith("story.es.xlf ")
    assert "\n" not in sentence
    return sentence


def test_a_billion_laughs_are_not_heard() -> None:
    laughs = "".join(
        f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' if n else '<!ENTITY lol0 "lol">'
        for n in range(10)
    )
    began = time.monotonic()
    for target in ("&lol9;", '<g id="&lol9;">x</g>'):
        refused(document(target, f"<!DOCTYPE xliff [{laughs}]>"))
    assert time.monotonic() - began < 5


def test_nothing_is_read_from_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "evil.dtd").write_text("<!ENTITY xxe 'secret'>")
    for head in (
        f'<!DOCTYPE xliff [<!ENTITY xxe SYSTEM "{(tmp_path / "secret").as_uri()}">]>',
        f'<!DOCTYPE xliff SYSTEM "{(tmp_path / "evil.dtd").as_uri()}">',
        '<!DOCTYPE xliff SYSTEM "http://127.0.0.1:9/evil.dtd">',
        f'<!DOCTYPE xliff [<!ENTITY % p SYSTEM "{(tmp_path / "evil.dtd").as_uri()}"> %p;]>',
    ):
        assert "secret" not in refused(document("&xxe;", head))
        assert "<!DOCTYPE" in refused(document("x", head))


def test_an_xinclude_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    include = f'<i:include xmlns:i="http://www.w3.org/2001/XInclude" parse="text" href="{tmp_path / "secret"}"/>'
    (read,) = xliff.read("story.es.xlf", document(include))
    assert read.segments[0].problem
    assert "secret" not in read.segments[0].target


def test_fifty_megabytes_are_refused_at_once() -> None:
    data = document("x" * (50 << 20))
    tracemalloc.start()
    assert "32 MB" in refused(data)
    assert tracemalloc.get_traced_memory()[1] < 1 << 20
    tracemalloc.stop()


def test_one_endless_text_is_refused() -> None:
    refused(document("x" * (20 << 20)))


def test_bottomless_nesting_is_refused() -> None:
    refused(document('<g id="1">' * 5000 + "x" + "</g>" * 5000))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not xml",
        b"<xliff",
        b"\xff\xfe\x00",
        document("x")[:-9],
        document("x").replace(b"<body>", b"<body>&nbsp;"),
        b'<?xml version="1.0" encoding="UTF-8"?>' + document("\u00f1").decode().encode("latin-1"),
        b'<?xml version="1.0" encoding="x-none"?>' + document("x"),
        b'<?xml version="1.0" encoding="UTF-16"?>' + document("x"),
        document("\x01"),
        b"<html/>",
        b'<xliff version="3.0"/>',
        b"<xliff/>",
        f"<xliff {OLD}></xliff>".encode(),
        f"<xliff {OLD}>{FILE.format('')}</xliff>".encode(),
        b'PK\x03\x04<xliff version="1.2"/>',
    ],
    ids=range(16),
)
def test_what_is_no_xliff_is_told_in_a_sentence(data: bytes) -> None:
    refused(data)


@pytest.mark.parametrize("encoding", ["UTF-16", "ISO-8859-1", "windows-1252", "US-ASCII"])
@pytest.mark.parametrize("version", VERSIONS)
def test_every_encoding_that_xml_knows_is_read(version: str, encoding: str) -> None:
    tree = exported(REVIEW, version)
    data = etree.tostring(tree, encoding=encoding, xml_declaration=True)
    (document,) = xliff.read("story.es.xlf", data)
    assert merge(REVIEW, document, Terms("story.es.xlf", "Ana")).review == REVIEW


def test_the_xliff_of_a_tool_that_cuts_sentences_of_its_own() -> None:
    """<seg-source> with <mrk mtype="seg">, the target marked alike."""
    tree = exported(REVIEW, "xliff12")
    unit = segment(tree, "u3.2")
    name = etree.QName(unit).namespace
    cut = '<mrk mtype="seg" mid="1">{}</mrk>  <mrk mtype="seg" mid="2">{}</mrk>'
    half = '<it id="1" pos="close"/>'
    unit.insert(1, etree.fromstring(
        f'<seg-source xmlns="{name}">{cut.format("over" + half + ".", "Now.")}</seg-source>'
    ))  # fmt: skip
    translate(tree, "u3.2", cut.format(f"terminó{half}.", "¡Ya!"), "final")
    merged = imported(REVIEW, tree)
    assert merged.problems == ()
    assert merged.review.entries[3].target == "terminó</1>.  ¡Ya!"


def test_proposals_and_extensions_of_a_tool_are_no_translations() -> None:
    tree = exported(REVIEW, "xliff12")
    unit = segment(tree, "u1.1")
    name = etree.QName(unit).namespace
    for extra in (
        f'<alt-trans xmlns="{name}" match-quality="100"><source>x</source><target>y</target></alt-trans>',
        '<tool:target xmlns:tool="http://example.org/tool">z</tool:target>',
        '<tool:data xmlns:tool="http://example.org/tool"><target xmlns="">w</target></tool:data>',
    ):
        unit.append(etree.fromstring(extra))
    assert imported(REVIEW, tree).review == REVIEW


def test_marks_of_terms_and_comments_are_no_codes() -> None:
    tree = exported(REVIEW, "xliff21")
    translate(
        tree, "u1.1",
        'El <mrk id="m1" type="term" translate="no">concejo</mrk> <sm id="m2" type="comment" value="?"/>cierra<em startRef="m2"/>',
        "translated",
    )  # fmt: skip
    merged = imported(REVIEW, tree)
    assert merged.review.entries[0].target == "El concejo cierra"
    assert merged.problems == ()


def test_a_file_that_another_tool_made_of_the_story_is_taken_by_its_sentences() -> None:
    made = """<xliff version="1.1" xmlns="urn:oasis:names:tc:xliff:document:1.1">
      <file original="story.html" source-language="EN-us" target-language="es" datatype="html"><body>
       <group><trans-unit id="7"><source>Council closes the old bridge</source>
        <target>El concejo cierra el puente</target></trans-unit></group>
       <trans-unit id="8"><source>Click <ph id="0">&lt;a><sub>title</sub></ph>here</source>
        <target>Pulse <ph id="0">&lt;a><sub>título</sub></ph>aquí</target></trans-unit>
      </body></file></xliff>"""
    (document,) = xliff.read("other.xlf", made.encode())
    merged = merge(REVIEW, document, Terms("other.xlf", "Ana"))
    assert merged.review.entries[0].target == "El concejo cierra el puente"
    (problem,) = merged.problems
    assert "segment 8" in str(problem)
    assert any("aquí" in one.comment for one in merged.review.obsolete)


def test_an_id_that_stands_twice_is_taken_once() -> None:
    tree = exported(REVIEW, "xliff12")
    unit = segment(tree, "u1.1")
    other = etree.fromstring(etree.tostring(unit))
    unit.addnext(other)
    other.find("{*}target").text = "Otra"
    merged = imported(REVIEW, tree)
    assert merged.review.entries == REVIEW.entries
    assert [one.target for one in merged.review.obsolete] == ["Otra"]
    assert len(merged.problems) == 1
