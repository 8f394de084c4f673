"""A Word file: whole sentences out of its runs, and all else in the package as it was."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bilingua.article import Article, CodeKind, Marked, Role, Unit
from bilingua.errors import InputError
from bilingua.formats.base import Labels
from bilingua.formats.registry import format_named, merge, read, write

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="b" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
STYLES = (
    f"<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:lang w:val="en-US" w:eastAsia="ja-JP"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="Ttulo1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Big"><w:name w:val="Big"/><w:basedOn w:val="Ttulo1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Deck"><w:name w:val="Subtitle"/></w:style></w:styles>'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The bridge</dc:title></cp:coreProperties>'
)
NOTES = f'<Relationship Id="n" Type="{OFFICE}/footnotes" Target="/word/footnotes.xml"/>'
INNER = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f"{NOTES}</Relationships>"
)
LABELS = Labels("es-US", {"en-US": "a.en.docx", "es-US": "a.es.docx"}, "Traducido <así>.")
LINK = '<w:hyperlink r:id="x">{}</w:hyperlink>'


def run(text: str, shape: str = "") -> str:
    return f'<w:r w:rsidR="0{len(text)}"><w:rPr>{shape}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, shape: str = "") -> str:
    return f"<w:p><w:pPr>{shape}</w:pPr>{''.join(content)}</w:p>"


def field(instruction: str, *result: str) -> str:
    marks = [
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    ]
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return marks[0] + code + marks[1] + "".join(result) + marks[2]


def word(*body: str, **parts: str) -> bytes:
    """A Word file with this body; parts by their names without folder and suffix."""
    document = f"<w:document {SPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    named = {
        "[Content_Types].xml": parts.get("types", TYPES),
        "_rels/.rels": parts.get("relations", RELATIONS),
        "word/document.xml": parts.get("document", document),
        "word/_rels/document.xml.rels": INNER if "footnotes" in parts else INNER.replace(NOTES, ""),
        "word/styles.xml": STYLES,
        "docProps/core.xml": CORE,
        "word/comments.xml": "<w:comments/>",
        **{f"word/{name}.xml": text for name, text in parts.items() if name == "footnotes"},
    }
    return zipped(named)


def zipped(named: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in named.items():
            package.writestr(
                zipfile.ZipInfo(name, (2024, 1, 2, 3, 4, 6)), text, zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


def story(*body: str, **parts: str) -> Article:
    data = word(*body, **parts)
    article = read("a.docx", data)
    assert write(article, merge(article, {})) == data
    return article


def bodies(article: Article) -> list[Unit]:
    return [unit for unit in article.units if unit.role is not Role.META]


def only(*content: str) -> Unit:
    (unit,) = bodies(story(paragraph(*content)))
    return unit


def edition(article: Article, unit: Unit, content: Marked) -> str:
    """The document's XML in which a unit says something else."""
    raw = merge(article, {unit.id: content})
    written = zipfile.ZipFile(io.BytesIO(write(article, raw))).read("word/document.xml").decode()
    etree.fromstring(written)
    return written


def shown(xml: str) -> list[tuple[str, str]]:
    """Each run of a document: its formatting, its text."""
    runs = re.findall(r"<w:r>(?:<w:rPr>(.*?)</w:rPr>)?<w:t [^>]*>(.*?)</w:t></w:r>", xml)
    return [(shape, text) for shape, text in runs]


def test_runs_that_readers_see_as_one_are_one_sentence() -> None:
    unit = only(
        run("The ma"), '<w:proofErr w:type="spellStart"/>', run("yor", '<w:lang w:val="en-GB"/>'),
        '<w:bookmarkStart w:id="1" w:name="b"/>', "<w:smartTag>" + run(" of") + "</w:smartTag>",
        "<w:r><w:lastRenderedPageBreak/><w:t>Miami</w:t></w:r>", '<w:bookmarkEnd w:id="1"/>', run(" came."),
    )  # fmt: skip
    assert unit.content == Marked("The mayor ofMiami came.")


def test_other_formatting_and_links_become_pairs_and_go_with_their_words() -> None:
    article = story(
        paragraph(run("The "), run("red", "<w:b/>"), run(" house is "), LINK.format(run("here", "<w:u/>")), run("."))
    )  # fmt: skip
    (unit,) = bodies(article)
    kinds = [(code.at, code.kind) for code in unit.content.codes]
    assert kinds == [
        (4, CodeKind.OPEN), (7, CodeKind.CLOSE), (17, CodeKind.OPEN), (21, CodeKind.CLOSE),
    ]  # fmt: skip
    bold, plain, link, end = unit.content.codes
    moved = tuple(
        replace(code, at=at) for code, at in ((link, 0), (end, 4), (bold, 16), (plain, 20))
    )
    xml = edition(article, unit, Marked("Aquí está la <a roja>.", moved))
    assert shown(xml) == [
        ("<w:u/>", "Aquí"), ("", " está la &lt;a "), ("<w:b/>", "roja"), ("", "&gt;."),
    ]  # fmt: skip
    assert '<w:hyperlink r:id="x"><w:r><w:rPr><w:u/>' in xml


def test_what_was_deleted_is_not_translated_and_what_was_inserted_is() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>two</w:delText></w:r></w:del>'
    unit = only(
        run("He has "), deleted, '<w:ins w:id="2">' + run("three") + "</w:ins>", run(" cars.")
    )
    assert unit.text == "He has three cars."
    assert [code.kind for code in unit.content.codes] == [
        CodeKind.ALONE, CodeKind.OPEN, CodeKind.CLOSE,
    ]  # fmt: skip
    assert unit.content.codes[0].markup == deleted


def test_a_links_field_is_translated_and_a_page_number_is_shown_but_kept() -> None:
    page = field("PAGE", run("12"))
    unit = only(
        run("See "),
        field('HYPERLINK "http://e.org"', run("the map")),
        run(" on page "),
        page,
        run(" now."),
    )
    assert unit.text == "See the map on page 12 now."
    opened, closed, kept = unit.content.codes
    assert (opened.kind, closed.kind, kept.covers) == (CodeKind.OPEN, CodeKind.CLOSE, 2)
    assert kept.markup == page
    assert bodies(story(paragraph(field("PAGE", run("Page one"))))) == []


def test_a_field_that_goes_on_in_other_paragraphs_stays_around_their_text() -> None:
    contents = field("TOC", "|").split("|")
    entry = field(
        'HYPERLINK "#a"', run("The bridge"), "<w:r><w:tab/></w:r>", field("PAGEREF a", run("3"))
    )
    article = story(paragraph(contents[0], entry), paragraph(run("Two men"), contents[1]))
    first, second = bodies(article)
    assert (first.text, second.text) == ("The bridge", "Two men")
    xml = edition(article, second, Marked("Dos hombres"))
    assert xml.endswith(contents[1] + "</w:p><w:sectPr/></w:body></w:document>")


def test_a_note_a_tab_and_a_break_keep_their_places() -> None:
    note = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnotes {SPACES}><w:footnote w:id="2">{paragraph(run("A note."))}</w:footnote></w:footnotes>'
    lines = "<w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>Three.</w:t></w:r>"
    article = story(paragraph(run("It is so."), note, lines), footnotes=notes)
    unit, said = bodies(article)
    assert unit.text == "It is so.One two\nThree."
    assert said.text == "A note."
    xml = edition(article, unit, replace(unit.content, text="Así es...Uno dos\nTres .."))
    assert note in xml
    assert "Uno</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t" in xml


def test_a_text_box_that_is_kept_twice_says_the_same_in_both() -> None:
    box = "<w:txbxContent>" + paragraph(run("In the box.")) + "</w:txbxContent>"
    twice = f"<mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    article = story(paragraph(run("Before "), f"<w:r>{twice}</w:r>", run("after.")))
    outer, inner = bodies(article)
    assert (outer.text, inner.text) == ("Before after.", "In the box.")
    assert edition(article, inner, Marked("En la caja.")).count("En la caja.") == 2
    both = merge(
        article,
        {outer.id: replace(outer.content, text="Antes  luego."), inner.id: Marked("En la caja.")},
    )
    assert both.count("En la caja.") == 1
    assert "Antes" in both


def test_roles_come_from_the_names_of_styles_and_from_tables_and_lists() -> None:
    cell = f"<w:tbl><w:tr><w:tc>{paragraph(run('Votes'))}</w:tc></w:tr></w:tbl>"
    article = story(
        paragraph(run("The bridge"), shape='<w:pStyle w:val="Big"/>'),
        paragraph(run("It is open"), shape='<w:pStyle w:val="Deck"/>'),
        paragraph(run("By Ana Ruiz")),
        paragraph(run("First"), shape="<w:numPr/>"),
        cell,
        "<w:sdt><w:sdtPr><w:rPr/></w:sdtPr><w:sdtContent>"
        + paragraph(run("We came."))
        + "</w:sdtContent></w:sdt>",
        '<w:p><w:r><w:drawing><wp:docPr id="1" descr="A bridge at night"/></w:drawing></w:r></w:p>',
    )
    roles = ["headline", "deck", "byline", "list", "table", "body", "caption"]
    assert [unit.role.value for unit in bodies(article)] == roles


def test_an_edition_says_its_language_in_runs_styles_and_properties() -> None:
    english, french = '<w:lang w:val="en-GB"/>', '<w:lang w:val="fr-FR"/>'
    article = story(paragraph(run("We came.", english), run(" Bon.", french)))
    fmt = format_named("docx")
    once = fmt.label(article.raw, LABELS)
    assert fmt.label(once, LABELS) == once
    data = write(article, once)
    languages = re.findall(r'<w:lang w:val="([^"]+)"', once)
    assert sorted(languages) == ["es-US", "es-US", "fr-FR"]
    document = docx.Document(io.BytesIO(data))
    assert document.core_properties.language == "es-US"
    assert document.paragraphs[-1].text == "Traducido <así>."
    assert read("b.docx", data).language == "es-US"


def test_what_is_not_translated_stays_in_the_package_byte_for_byte() -> None:
    data = word(paragraph(run("We came.")))
    article = read("a.docx", data)
    new = write(article, merge(article, {bodies(article)[0].id: Marked("Vinimos.")}))
    assert new == write(article, merge(article, {bodies(article)[0].id: Marked("Vinimos.")}))
    before, after = zipfile.ZipFile(io.BytesIO(data)), zipfile.ZipFile(io.BytesIO(new))
    assert after.testzip() is None
    for old, info in zip(before.infolist(), after.infolist(), strict=True):
        assert (old.filename, old.date_time, old.compress_type) == (
            info.filename,
            info.date_time,
            info.compress_type,
        )
        if info.filename != "word/document.xml":
            assert before.read(old) == after.read(info)
    assert docx.Document(io.BytesIO(new)).paragraphs[0].text == "Vinimos."


def bomb() -> bytes:
    return word(document=f"<w:document {SPACES}>" + " " * (40 << 20) + "</w:document>")


def locked() -> bytes:
    data = bytearray(word(paragraph(run("We came."))))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (bomb, "unpacks to more text"),
        (locked, "locked with a password"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password or in Word's old format"),
        (lambda: b"no zip at all", "damaged or no Word file"),
        (lambda: word(paragraph(run("We came.")))[:-400], "damaged or no Word file"),
        (lambda: word(types=TYPES.replace("document.main", "document.macroEnabled.main")), "macros"),
        (lambda: zipped({"[Content_Types].xml": TYPES, "../evil.xml": "x"}), "as Word never packs"),
        (lambda: zipped({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS}), "no document"),
        (lambda: zipped({"a.txt": "x"}), r"lacks \[Content_Types\].xml"),
        (lambda: word(document='<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "Word never writes"),
        (lambda: word("<w:p>"), "is damaged"),
        (lambda: word("<w:a>" * 400), "is damaged"),
        (lambda: word(document=f'<x:document xmlns:x="{W}"/>'), "names things as Word does not"),
    ],
)  # fmt: skip
def test_a_hostile_or_broken_file_is_refused_in_one_sentence(data: object, said: str) -> None:
    assert callable(data)
    with pytest.raises(InputError, match=said):
        read("a.docx", data())


def test_a_damaged_file_comes_back_or_is_refused() -> None:
    chance = random.Random(7)
    whole = word(
        paragraph(run("The "), LINK.format(run("mayor")), run(" came.")), paragraph(run("No."))
    )
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            article = read("a.docx", bytes(data))
            assert write(article, merge(article, {})) == data
            loud = {unit.id: Marked("No.", unit.content.codes) for unit in article.units}
            assert write(article, merge(article, loud))
        except InputError as error:
            assert str(error)


def louder(content: Marked) -> Marked:
    """The same in other letters, but for what codes stand for."""
    kept = {code.at + number for code in content.codes for number in range(code.covers)}
    letters = (c if at in kept else c.replace("A", "B") for at, c in enumerate(content.text))
    return Marked("".join(letters), content.codes)


def bare(content: Marked) -> str:
    """What is said in words: a break or a field at the very end may be skeleton once rewritten."""
    kept = {code.at + number for code in content.codes for number in range(code.covers)}
    return "".join(c for at, c in enumerate(content.text) if at not in kept).strip()


TEXTS = st.text(st.sampled_from("Añ &<>\"'.é 5"), min_size=1, max_size=8).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)
RUNS = st.builds(
    run, TEXTS, st.sampled_from(["", "", "<w:b/>", "<w:i/>", '<w:lang w:val="en-US"/>'])
)
PIECES = st.recursive(
    RUNS
    | st.sampled_from(
        [
            "<w:r><w:tab/></w:r>",
            "<w:r><w:t>a</w:t><w:br/></w:r>",
            '<w:bookmarkStart w:id="1" w:name="n"/>',
            '<w:bookmarkEnd w:id="1"/>',
            '<w:del w:id="3"><w:r><w:delText>x</w:delText></w:r></w:del>',
            "<w:proofErr/>",
        ]
    ),
    lambda inner: (
        st.builds(
            str.format,
            st.sampled_from([LINK, '<w:ins w:id="2">{}</w:ins>', "<w:smartTag>{}</w:smartTag>"]),
            st.lists(inner, max_size=3).map("".join),
        )
        | st.lists(inner, max_size=3).map(lambda some: field("PAGE", *some))
        | st.lists(inner, max_size=3).map(lambda some: field("HYPERLINK x", *some))
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=6).map(lambda some: paragraph(*some)), max_size=3))
def test_any_paragraphs_come_back_and_new_ones_read_back(body: list[str]) -> None:
    article = story(*body)
    loud = {unit.id: louder(unit.content) for unit in article.units}
    again = read("a.docx", write(article, merge(article, loud)))
    said = [bare(content) for content in loud.values()]
    assert [bare(unit.content) for unit in again.units] == said
    xml = zipfile.ZipFile(io.BytesIO(write(article, merge(article, loud)))).read(
        "word/document.xml"
    )
    etree.fromstring(xml)
    kept = (
        "w:delText",
        "w:fldChar",
        "w:instrText",
        "w:tab",
        "w:br",
        "w:bookmarkStart",
        "w:hyperlink",
        "w:ins",
    )
    for name in kept:
        assert xml.count(f"<{name}".encode()) == "".join(body).count(f"<{name}"), name
