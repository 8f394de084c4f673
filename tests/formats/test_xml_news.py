"""NITF and NewsML-G2: what is a unit, what an edition says of itself, what other readers make of it."""

from __future__ import annotations

import re

import NewsMLG2
import pytest
from lxml import etree

from bilingua.article import Article, Marked, Role
from bilingua.errors import InputError
from bilingua.formats.base import Labels
from bilingua.formats.registry import format_named, merge, read, write

NITF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd" [ <!ENTITY paper "The Herald"> ]>
<nitf baselang="en-US" version="-//IPTC//DTD NITF 3.4//EN">
  <head>
    <title>Council passes budget</title>
    <meta name="description" content="The council&apos;s vote"/>
    <docdata><date.issue norm="20260105T120000Z"/><du-key key="budget vote"/></docdata>
  </head>
  <body>
    <body.head>
      <hedline><hl1>Council passes budget</hl1><hl2>Mayor will sign it</hl2></hedline>
      <rights>Copyright The Herald</rights>
      <byline>By <person>Ana Pérez</person><byttl>Staff Writer</byttl></byline>
      <dateline><location>MIAMI</location></dateline>
      <abstract><p>It grows 5%.</p></abstract>
    </body.head>
    <body.content>
      <p>The <org idsrc="x">council</org> voted&nbsp;<em>late</em> &amp; &paper; said so.</p>
      <p>It was <lang iso="fr">fait accompli</lang>.<br/>Then came <q>no</q> &#8220;more&#8221;.</p>
      <media><media-reference source="a.jpg" alternate-text="A full room"/>
        <media-producer>Photo by Lee</media-producer><media-caption>The council.</media-caption></media>
      <table><tr><th>Office</th><td>Police</td></tr></table>
      <ul><li>One school</li></ul>
      <bq><block><p>We did it.</p></block><credit>The mayor</credit></bq>
      <pre>Lakers   101</pre>
    </body.content>
  </body>
</nitf>
"""
NEWSML = """<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:example.org:20260105:budget"
 version="1" standard="NewsML-G2" standardversion="2.31" conformance="power" xml:lang="en-US">
  <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_37.xml"/>
  <itemMeta>
    <itemClass qcode="ninat:text"/>
    <provider qcode="nprov:EX"/>
    <versionCreated>2026-01-05T12:00:00-05:00</versionCreated>
    <pubStatus qcode="stat:usable"/>
    <edNote>Check the figures.</edNote>
  </itemMeta>
  <contentMeta>
    <contentCreated>2026-01-05T11:00:00-05:00</contentCreated>
    <language tag="en-US"/>
    <subject type="cpnat:abstract" qcode="medtop:04000000"><name>economy</name></subject>
    <slugline>US-BUDGET</slugline>
    <headline xml:lang="en-US">Council passes budget</headline>
    <headline xml:lang="fr">Le budget est adopté</headline>
    <description role="drol:summary">The <a href="x">mayor</a> will sign &amp; go.</description>
  </contentMeta>
  <contentSet>{content}</contentSet>
</newsItem>
"""
XHTML = """<inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>Budget</title></head>
<body><p>The council&#160;voted <em>late</em>.<br/>It will meet.</p><img src="a" alt="A room"/></body></html>
</inlineXML>"""
NITF_INSIDE = (
    '<inlineXML contenttype="application/nitf+xml">'
    + NITF[NITF.index("<nitf") :].replace("&paper;", "it")
    + "</inlineXML>"
)
PLAIN = '<inlineData contenttype="text/plain">The council &lt;5-2&gt; voted.\n\nIt will meet.</inlineData>'
CONTENTS = {"xhtml": XHTML, "nitf": NITF_INSIDE, "plain": PLAIN}
LABELS = Labels("es-US", {"en-US": "a.en.xml", "es-US": "a.es.xml"}, "Hecho “por” <máquina>.")


def newsml(content: str = XHTML) -> str:
    return NEWSML.format(content=content)


def said(article: Article) -> list[tuple[Role, str]]:
    return [(unit.role, unit.text) for unit in article.units]


def edition(raw: str, words: dict[str, str], encoding: str = "utf-8") -> bytes:
    article = read("a.xml", raw.encode(encoding))
    contents = {}
    for unit in article.units:
        for old, new in words.items():
            if old in unit.text:
                moved = len(new) - len(old)
                codes = unit.content.codes if not moved else ()
                contents[unit.id] = Marked(unit.text.replace(old, new), codes)
    fmt = format_named(article.format)
    return write(article, fmt.label(merge(article, contents), LABELS))


def test_the_prose_of_nitf_is_its_units() -> None:
    assert said(read("a.xml", NITF.encode())) == [
        (Role.HEADLINE, "Council passes budget"),
        (Role.META, "The council's vote"),
        (Role.HEADLINE, "Council passes budget"),
        (Role.DECK, "Mayor will sign it"),
        (Role.BYLINE, "By Ana Pérez"),
        (Role.BYLINE, "Staff Writer"),
        (Role.DATELINE, "MIAMI"),
        (Role.DECK, "It grows 5%."),
        (Role.BODY, "The council voted\xa0late & said so."),
        (Role.BODY, "It was fait accompli.\nThen came no “more”."),
        (Role.CAPTION, "A full room"),
        (Role.CAPTION, "The council."),
        (Role.TABLE, "Office"),
        (Role.TABLE, "Police"),
        (Role.LIST, "One school"),
        (Role.BODY, "We did it."),
        (Role.BODY, "The mayor"),
    ]


def test_inline_elements_and_own_entities_of_nitf_are_codes() -> None:
    units = {unit.text: unit for unit in read("a.xml", NITF.encode()).units}
    codes = units["The council voted\xa0late & said so."].content.codes
    assert [code.markup for code in codes] == [
        '<org idsrc="x">', "</org>", "<em>", "</em>", "&paper;",
    ]  # fmt: skip
    kept = units["It was fait accompli.\nThen came no “more”."].content.codes[0]
    assert (kept.markup, kept.covers) == ('<lang iso="fr">fait accompli</lang>', 13)


def test_an_edition_of_nitf_says_its_language_its_editions_and_how_it_was_made() -> None:
    data = edition(NITF, {"One school": "Una & “más”"})
    tree = etree.fromstring(data.replace(b"&nbsp;", b"&#160;"))
    assert tree.get("baselang") == "es-US"
    metas = {meta.get("name"): meta.get("content") for meta in tree.iterfind("head/meta")}
    assert metas["edition.en-US"] == "a.en.xml"
    assert tree.find("head/revision-history").get("comment") == "Hecho “por” <máquina>."
    assert tree.findtext("body/body.content/p[@class='bilingua-provenance']") == (
        "Hecho “por” <máquina>."
    )
    assert tree.findtext(".//li") == "Una & “más”"
    order = [child.tag for child in tree.find("head")]
    assert order == ["title", "meta", "meta", "meta", "docdata", "revision-history"]


@pytest.mark.parametrize("content", CONTENTS)
def test_the_texts_of_a_news_item_are_its_units(content: str) -> None:
    article = read("a.xml", newsml(CONTENTS[content]).encode())
    assert article.language == "en-US"
    assert said(article)[:2] == [
        (Role.HEADLINE, "Council passes budget"),
        (Role.DECK, "The mayor will sign & go."),
    ]
    inside = {
        "xhtml": [(Role.HEADLINE, "Budget"), (Role.BODY, "The council\xa0voted late.\nIt will meet."),
                  (Role.CAPTION, "A room")],
        "nitf": said(read("a.xml", NITF.replace("&paper;", "it").encode())),
        "plain": [(Role.BODY, "The council <5-2> voted."), (Role.BODY, "It will meet.")],
    }  # fmt: skip
    texts = [text for _, text in said(article)[2:]]
    assert texts == [text for _, text in inside[content]]


def test_another_reader_finds_the_edition_of_a_news_item() -> None:
    data = edition(newsml(), {"Council passes": "Concejo “aprueba” <ya>"})
    item = NewsMLG2.NewsMLG2Document(data).get_item()
    assert str(item.contentmeta.language.tag) == "es-US"
    assert item.xml_lang == "es-US"
    assert str(item.contentmeta.headline[0]) == "Concejo “aprueba” <ya> budget"
    assert str(item.contentmeta.headline[1]) == "Le budget est adopté"
    assert str(item.contentmeta.slugline[0]) == "US-BUDGET"
    link = item.itemmeta.link[0]
    assert (link.rel, link.href) == ("irel:translatedFrom", "a.en.xml")
    notes = [str(note) for note in item.itemmeta.ednote]
    assert notes == ["Check the figures.", "Hecho “por” <máquina>."]


def test_the_source_names_its_translation() -> None:
    fmt = format_named("newsml-g2")
    raw = fmt.label(newsml(), Labels("en-US", LABELS.editions))
    assert 'rel="irel:seeAlso" href="a.es.xml"' in raw
    assert "edNote id" not in raw


@pytest.mark.parametrize("content", CONTENTS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_labelling_a_news_file_twice_is_labelling_it_once(content: str, newline: str) -> None:
    for raw in (NITF, newsml(CONTENTS[content])):
        article = read("a.xml", raw.replace("\n", newline).encode())
        fmt = format_named(article.format)
        once = fmt.label(article.raw, LABELS)
        assert fmt.label(once, LABELS) == once
        assert "\n" not in re.sub("\r\n", "", once) or newline == "\n"
        etree.fromstring(once.encode().replace(b"&nbsp;", b""))


def test_an_item_without_a_language_gets_one_where_the_order_wants_it() -> None:
    raw = newsml().replace('    <language tag="en-US"/>\n', "")
    tree = etree.fromstring(edition(raw, {}))
    names = [etree.QName(child).localname for child in tree[2]]
    assert names[:3] == ["contentCreated", "language", "subject"]


def test_a_message_with_one_news_item_is_a_story_and_one_with_two_is_not() -> None:
    item = newsml()[newsml().index("<newsItem") :]
    message = "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet>{}</itemSet></newsMessage>"
    assert len(read("a.xml", message.format(item).encode()).units) == 5
    with pytest.raises(InputError, match="holds 2 news items"):
        read("a.xml", message.format(item * 2).encode())


def test_xml_of_another_kind_is_refused_in_one_sentence() -> None:
    with pytest.raises(InputError, match="does not read as a story"):
        read("a.xml", b"<?xml version='1.0'?><svg><text>Hello there</text></svg>")


def test_a_file_of_ascii_is_written_in_the_encoding_that_it_declares() -> None:
    raw = NITF.replace("UTF-8", "windows-1252").replace("é", "e")
    data = edition(raw, {"One school": "Año — Ω"}, "ascii")
    assert "Año — ".encode("cp1252") + b"&#937;" in data


def test_entities_are_never_expanded() -> None:
    bomb = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(20))
    raw = NITF.replace("<!ENTITY paper", f"{bomb}<!ENTITY paper").replace("&paper;", "&e20;")
    article = read("a.xml", raw.encode())
    assert merge(article, {}) == raw
    assert sum(len(unit.text) for unit in article.units) < 1000
