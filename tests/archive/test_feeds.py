"""Feeds, WordPress exports and news messages as archives: read item by item, edited in place."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from bilingua.archive.containers import xml_stream
from bilingua.archive.containers.base import Held
from bilingua.archive.containers.feed import Feed
from bilingua.archive.containers.news_message import NewsMessage
from bilingua.archive.containers.xml_items import XmlItems
from bilingua.article import Marked
from bilingua.formats.base import Labels
from bilingua.formats.registry import format_named, merge, read, write

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:atom="http://www.w3.org/2005/Atom">
 <channel>
  <title>The Herald</title>
  <link>https://example.org/</link>
  <language>en-us</language>
  <atom:link rel="self" href="https://example.org/feed.xml"/>
  <!-- <item><guid>no item</guid></item> -->
  <item>
   <title>Mayor says no &amp; leaves</title>
   <guid>a-1</guid>
   <description><![CDATA[<p>The mayor said <b>no</b>.</p>]]></description>
   <content:encoded>&lt;p&gt;The mayor &amp;ldquo;left&amp;rdquo; &amp;amp; went home.&lt;/p&gt;</content:encoded>
  </item>
  <item><title>The mayor's title</title><guid>a-1</guid>
   <description><![CDATA[A list<!-- </item> -->.]]></description></item>
 </channel>
</rss>
"""
RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://example.org/"><title>The Herald</title>
<items><rdf:Seq><rdf:li resource="https://example.org/1"/></rdf:Seq></items></channel>
<item rdf:about="https://example.org/1"><title>The mayor says no</title></item>
</rdf:RDF>
"""
ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>The Herald</title><link rel="self" href="https://example.org/feed"/>
<link rel="alternate" type="text/html" href="https://example.org/"/>
<entry><id>urn:1</id><title type="html">The mayor &amp;amp; the city</title>
<summary>The mayor said 1 &lt; 2.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The mayor&#160;left.</p></div></content>
</entry>
</feed>
"""
POST = """<item>
<title><![CDATA[{title}]]></title>
<content:encoded><![CDATA[{content}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>{id}</wp:post_id>
<wp:status><![CDATA[{status}]]></wp:status>
<wp:post_type><![CDATA[{type}]]></wp:post_type>
{more}</item>
"""
EXPORT = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>The Herald</title>
<language>en-US</language>
<wp:wxr_version>1.2</wp:wxr_version>
{items}</channel>
</rss>
"""
MESSAGE = """<?xml version="1.0"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2026-01-05</sent></header>
<itemSet>
<packageItem guid="p"><contentMeta><headline>The mayor's package</headline></contentMeta></packageItem>
{items}</itemSet></newsMessage>
"""
NEWS_ITEM = """<newsItem guid="{guid}" version="1" xml:lang="en"><itemMeta/>
<contentMeta><language tag="en"/><headline>The mayor says no</headline></contentMeta>
<contentSet><inlineData contenttype="text/plain">The mayor left.</inlineData></contentSet></newsItem>
"""
LABELS = Labels("es-US", {"en-US": "feed.en.xml", "es-US": "feed.es.xml"}, "Hecho por máquina.")


def post(id: int, content: str, kind: str = "post", more: str = "", status: str = "publish") -> str:
    title = f"The mayor, part {id}"
    return POST.format(title=title, content=content, id=id, type=kind, more=more, status=status)


def export(*items: str) -> str:
    return EXPORT.format(items="".join(items))


def rewritten(
    container: XmlItems,
    path: Path,
    edition: Callable[[Held], bytes | None],
    labels: Labels | None = None,
) -> bytes:
    out = io.BytesIO()
    container.rewrite(path, out, edition, labels)
    return out.getvalue()


def loud(held: Held) -> bytes:
    """An edition as the road makes one, the mayor being its only word that is translated."""
    article = read(held.name, held.data)
    said = {
        unit.id: Marked(unit.text.replace("mayor", "señora “—”"), ())
        for unit in article.units
        if "mayor" in unit.text and not unit.content.codes
    }
    labels = Labels("es-US", {}, "Hecho por máquina.")
    return write(article, format_named(article.format).label(merge(article, said), labels))


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    def made(text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "feed.xml"
        path.write_bytes(text.encode(encoding))
        return path

    return made


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize(
    "text", [RSS, RDF, ATOM, export(post(1, "No.\n\nYes."))], ids=["rss", "rdf", "atom", "export"]
)
def test_a_feed_whose_stories_stay_is_copied_byte_for_byte(
    text: str, encoding: str, newline: str, file: Callable[..., Path]
) -> None:
    path = file(text.replace("\n", newline), encoding)
    assert rewritten(Feed(), path, lambda held: None) == path.read_bytes()
    assert rewritten(Feed(), path, lambda held: held.data) == path.read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-15"])
@pytest.mark.parametrize(
    "text", [RSS, RDF, ATOM, export(post(1, "The mayor left."))], ids=["rss", "rdf", "atom", "wxr"]
)
def test_another_reader_finds_what_the_editions_say(
    text: str, encoding: str, file: Callable[..., Path]
) -> None:
    declared = text.replace("?>", f' encoding="{encoding}"?>', 1) if encoding[0] in "ci" else text
    for old in ('encoding="utf-8" encoding', 'encoding="UTF-8"  encoding'):
        declared = declared.replace(old, "encoding")
    path = file(declared, encoding)
    data = rewritten(Feed(), path, loud, LABELS)
    said = " ".join(etree.fromstring(data).itertext())
    assert "señora “—”" in said
    assert "Hecho por máquina." in said or "content" not in text
    assert data.startswith(path.read_bytes()[:20])
    again = io.BytesIO()
    path.write_bytes(data)
    Feed().rewrite(path, again, loud, LABELS)
    assert again.getvalue() == data


def test_items_are_told_by_their_own_keys_made_unique(file: Callable[..., Path]) -> None:
    assert [held.key for held in Feed().stories(file(RSS))] == ["a-1", "a-1#2"]
    assert [held.key for held in Feed().stories(file(RDF))] == ["https://example.org/1"]
    assert [held.key for held in Feed().stories(file(ATOM))] == ["urn:1"]


def test_every_text_of_an_item_is_a_unit_as_its_reader_sees_it(file: Callable[..., Path]) -> None:
    first = next(iter(Feed().stories(file(RSS))))
    assert [unit.text for unit in read(first.name, first.data).units] == [
        "Mayor says no & leaves",
        "The mayor said no.",
        "The mayor “left” & went home.",
    ]
    entry = next(iter(Feed().stories(file(ATOM))))
    assert [unit.text for unit in read(entry.name, entry.data).units] == [
        "The mayor & the city",
        "The mayor said 1 < 2.",
        "The mayor\xa0left.",
    ]


def test_a_feed_says_its_language_and_its_sister(file: Callable[..., Path]) -> None:
    rss = rewritten(Feed(), file(RSS), lambda held: None, LABELS).decode()
    assert "<language>es-US</language>" in rss
    assert 'rel="alternate" hreflang="en-US" type="application/rss+xml" href="feed.en.xml"' in rss
    assert 'rel="self" href="https://example.org/feed.xml"' in rss
    atom = rewritten(Feed(), file(ATOM), lambda held: None, LABELS).decode()
    assert atom.count("xml:lang=") == 1
    assert 'xml:lang="es-US"' in atom
    assert 'hreflang="en-US" type="application/atom+xml" href="feed.en.xml"' in atom
    rdf = rewritten(Feed(), file(RDF), lambda held: None, LABELS).decode()
    assert 'xml:lang="es-US"' in rdf


def test_a_feed_that_ends_in_the_middle_of_an_item_gives_those_before(
    file: Callable[..., Path],
) -> None:
    path = file(RSS[: RSS.index("A list")])
    first, last = Feed().stories(path)
    assert first.error is None
    assert "ends in the middle" in str(last.error)
    assert rewritten(Feed(), path, lambda held: None) == path.read_bytes()


def test_an_item_too_long_for_a_story_is_copied_and_said(
    file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xml_stream, "MAX_ITEM", 5000)
    monkeypatch.setattr(xml_stream, "CHUNK", 1024)
    path = file(RSS.replace("<p>The", f"<p>{'word ' * 4000}The"))
    first, second = Feed().stories(path)
    assert "longer than" in str(first.error)
    assert second.error is None
    assert rewritten(Feed(), path, lambda held: None) == path.read_bytes()


def test_an_item_with_broken_characters_does_not_keep_the_others_from_being_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(RSS.encode().replace(b"Mayor says", b"Ma\xf1ana says"))
    first, second = Feed().stories(path)
    assert "Mañana says" in read(first.name, first.data).units[0].text
    assert "mayor's title" in read(second.name, second.data).units[0].text
    assert b"Ma\xf1ana" in rewritten(Feed(), path, loud)


def test_memory_does_not_grow_with_the_feed(
    file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xml_stream, "CHUNK", 4096)
    item = RSS[RSS.index("  <item>\n") : RSS.rindex("  <item>")]
    path = file(RSS.replace(item, item * 4000))
    tracemalloc.start()
    assert sum(1 for _ in Feed().stories(path)) == 4001
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert path.stat().st_size > 1_000_000
    assert peak < 700_000


BITS = st.sampled_from(
    [
        *("<item>", "</item>", "<item/>", "<guid>1</guid>", "<![CDATA[", "]]>", "<!--", "-->"),
        *("<title>The mayor</title>", "text", "<", ">", '<a b="', "'", "<?", "?>", "é", "\r\n"),
        *("<wp:post_type>post</wp:post_type>", "<content:encoded>", "</content:encoded>"),
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    parts=st.lists(BITS, max_size=40),
    chunk=st.sampled_from([1, 2, 3, 10, 64, 4096]),
    encoding=st.sampled_from(["utf-8", "utf-16", "cp1252"]),
)
def test_whatever_a_feed_holds_it_is_copied_byte_for_byte(
    parts: list[str], chunk: int, encoding: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("feeds") / "feed.xml"
    path.write_bytes(("<rss><channel>" + "".join(parts)).encode(encoding))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xml_stream, "CHUNK", chunk)
        keys = [held.key for held in Feed().stories(path)]
        assert len(set(keys)) == len(keys)
        assert rewritten(Feed(), path, lambda held: None) == path.read_bytes()


def test_where_chunks_end_does_not_change_what_is_read(
    file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file(RSS)
    whole = list(Feed().stories(path))
    for chunk in (1, 7, 100):
        monkeypatch.setattr(xml_stream, "CHUNK", chunk)
        assert list(Feed().stories(path)) == whole


def test_of_an_export_posts_pages_and_described_pictures_are_stories(
    file: Callable[..., Path],
) -> None:
    alt = (
        "<wp:postmeta><wp:meta_key><![CDATA[_wp_attachment_image_alt]]></wp:meta_key>"
        "<wp:meta_value><![CDATA[A full room]]></wp:meta_value></wp:postmeta>"
    )
    path = file(
        export(
            post(
                1, "[caption id=\"7\"]<img src='a.jpg'/> The room[/caption]\n\nOne.\nTwo.\n\nThree."
            ),
            post(2, "<!-- wp:paragraph -->\n<p>About us.</p>\n<!-- /wp:paragraph -->", "page"),
            post(3, "", "attachment"),
            post(4, "", "attachment", alt),
            post(5, "Menu", "nav_menu_item"),
            post(6, "Gone", status="trash"),
        )
    )
    held = {one.key: read(one.name, one.data) for one in Feed().stories(path)}
    assert {key: [unit.text.strip() for unit in held[key].units] for key in held} == {
        "1": ["The mayor, part 1", "The room", "One.\nTwo.", "Three."],
        "2": ["The mayor, part 2", "About us."],
        "4": ["A full room"],
    }


def test_an_edition_of_a_post_keeps_block_comments_and_shortcodes(
    file: Callable[..., Path],
) -> None:
    content = '<!-- wp:paragraph {"a":1} -->\n<p>The mayor.</p>\n<!-- /wp:paragraph -->\n\n[gallery ids="1,2"]'
    path = file(export(post(1, content)))
    data = rewritten(Feed(), path, loud, LABELS).decode()
    assert content.replace("The mayor", "The señora “—”") in data


def test_a_cdata_section_never_ends_early(file: Callable[..., Path]) -> None:
    path = file(RSS.replace("The mayor said <b>no</b>.", "The mayor wrote ]]]]><![CDATA[> twice."))
    tree = etree.fromstring(rewritten(Feed(), path, loud))
    description = tree.findtext(".//description")
    assert "señora “—” wrote ]]&gt; twice." in description
    tree = etree.fromstring(rewritten(Feed(), path, lambda held: None))
    assert "wrote ]]> twice." in tree.findtext(".//description")


def test_wpml_is_told_the_language_the_source_and_the_group(file: Callable[..., Path]) -> None:
    meta = (
        "<wp:postmeta><wp:meta_key><![CDATA[_wpml_word_count]]></wp:meta_key>"
        "<wp:meta_value><![CDATA[3]]></wp:meta_value></wp:postmeta>"
    )
    path = file(export(post(7, "The mayor left.", more=meta)))
    tree = etree.fromstring(rewritten(Feed(), path, loud, LABELS))
    wp = {"wp": "http://wordpress.org/export/1.2/"}
    metas = {
        one.findtext("wp:meta_key", namespaces=wp): one.findtext("wp:meta_value", namespaces=wp)
        for one in tree.iterfind(".//wp:postmeta", wp)
    }
    assert metas == {
        "_wpml_word_count": "3",
        "_wpml_import_language_code": "es",
        "_wpml_import_source_language_code": "en",
        "_wpml_import_translation_group": "bilingua-7",
    }


def test_polylang_is_told_the_language_and_no_group_that_would_be_wrong(
    file: Callable[..., Path],
) -> None:
    language = '<category domain="language" nicename="en"><![CDATA[English]]></category>\n'
    group = '<category domain="post_translations" nicename="pll_1"><![CDATA[pll_1]]></category>\n'
    term = (
        "<wp:term><wp:term_taxonomy>post_translations</wp:term_taxonomy>"
        '<wp:term_description><![CDATA[a:1:{s:2:"en";i:7;}]]></wp:term_description></wp:term>\n'
    )
    path = file(export(term, post(7, "The mayor left.", more=language + group)))
    assert rewritten(Feed(), path, lambda held: None) == path.read_bytes()
    data = rewritten(Feed(), path, loud, LABELS).decode()
    assert '<category domain="language" nicename="es"><![CDATA[Español]]></category>' in data
    assert "post_translations" not in data


def test_a_news_message_gives_its_news_items_and_leaves_packages(file: Callable[..., Path]) -> None:
    items = NEWS_ITEM.format(guid="urn:a") + NEWS_ITEM.format(guid="urn:b")
    path = file(MESSAGE.format(items=items))
    assert [held.key for held in NewsMessage().stories(path)] == ["urn:a;1", "urn:b;1"]
    assert rewritten(NewsMessage(), path, lambda held: None) == path.read_bytes()
    data = rewritten(NewsMessage(), path, loud, LABELS).decode()
    assert data.count("The señora “—” says no") == 2
    assert data.count('<language tag="es-US"/>') == 2
    assert "The mayor's package" in data


def test_feeds_and_messages_are_told_by_their_root() -> None:
    assert Feed().looks(RSS.encode("utf-16"))
    assert Feed().looks(ATOM.encode())
    assert not Feed().looks(MESSAGE.encode())
    assert NewsMessage().looks(MESSAGE.encode())
    assert not Feed().looks(b"<html><body>rss</body></html>")
