"""A translated file parses to the same structure as the file that it was made from."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from markdown_it import MarkdownIt

from bilingua.article import Article
from bilingua.editions import pair_of
from bilingua.engines.apertium import Apertium
from bilingua.formats.registry import read
from bilingua.localize.style import load_style
from bilingua.pipeline import Road, Story, translate_articles

SAMPLES = sorted((Path(__file__).parents[2] / "samples").iterdir())
STYLES = {"en": load_style("en_US"), "es": load_style("es_US")}
TEXT = ("text", "softbreak", "text_special")

PAGE = """<!DOCTYPE html>
<!--[if lt IE 9]><script src="old.js"></script><![endif]-->
<HTML LANG=en><HEAD><TITLE>Mayor opens bridge</TITLE>
<META NAME=description CONTENT='The mayor opened a bridge'>
<script type="application/ld+json">{"headline":"Mayor opens \\u201cbridge\\u201d","url":"https:\\/\\/e.org"}</script>
</HEAD><BODY><h1>Mayor opens bridge</h1><h1>And another headline</h1>
<p class="byline">By Ana Ruiz</p><time datetime="2024-09-30">Sept. 30, 2024</time>
<figure><picture><source srcset="a.webp"><img src=a.jpg alt="The bridge at night"></picture>
<figcaption>The bridge <em>at night</em>.</figcaption></figure>
<p>The <b>mayor <i>of the <a href="x" title='The city'>city</a></i></b> said &ldquo;no&rdquo; &amp;
left&nbsp;town.<!-- comment --> He came back.<br/>Then he spoke to the council.
<blockquote><p>It is <q>good</q> news for the city.</blockquote>
<ul><li>First item<li>Second <strong>item</strong><ul><li>Nested item</ul></ul>
<table><caption>Votes</caption><tr><th scope=col>District<th>Votes<tr><td>North<td>1,200</table>
<noscript><img src=t.gif>Turn on JavaScript</noscript><template><p>Template</p></template>
<svg><title>Icon</title></svg><p translate=no>Keep this paragraph</p><pre>pre text</pre>
<p>5 < 6 and a > b & so on</p><p>An <span data-a="1>2">angle</span> here<img src=x alt=>.
</BODY></HTML>
"""


def translated(apertium: Apertium, article: Article) -> Story:
    story = translate_articles([article], Road([apertium], STYLES))[0]
    assert isinstance(story, Story), story
    return story


def markdown_structure(text: str) -> list[str]:
    """Every block in order, with the inline constructs in it; words may change places."""
    if text.startswith("---\n"):
        text = text[text.index("\n---\n", 4) + 5 :]
    found: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        code = token.content if token.type in ("fence", "code_block", "html_block") else ""
        found.append(token.type + code)
        found += sorted(t.type for t in token.children or () if t.type not in TEXT)
    return found


def html_structure(text: str) -> list[tuple[int, str]]:
    """Every element with its depth, but for the labels of an edition."""
    tree = html.document_fromstring(text)
    for label in tree.xpath('//link[@rel="alternate"]|//p[@class="bilingua-provenance"]'):
        label.drop_tree()
    return [
        (sum(1 for _ in element.iterancestors()), str(element.tag))
        for element in tree.iter(tag=html.etree.Element)
    ]


@pytest.mark.parametrize("path", [p for p in SAMPLES if p.suffix == ".md"], ids=lambda p: p.name)
def test_a_markdown_story_keeps_its_structure(apertium: Apertium, path: Path) -> None:
    article = read(path.name, path.read_bytes())
    pair = pair_of(translated(apertium, article))
    for _, edition in (pair.source, pair.target):
        assert markdown_structure(edition.decode()) == markdown_structure(article.raw)


@pytest.mark.parametrize("path", [p for p in SAMPLES if p.suffix == ".html"], ids=lambda p: p.name)
def test_a_page_keeps_its_structure(apertium: Apertium, path: Path) -> None:
    article = read(path.name, path.read_bytes())
    pair = pair_of(translated(apertium, article))
    for _, edition in (pair.source, pair.target):
        assert html_structure(edition.decode()) == html_structure(article.raw)


def test_all_that_real_pages_hold_stays_as_it_is(apertium: Apertium) -> None:
    article = read("page.html", PAGE.encode())
    edition = pair_of(translated(apertium, article)).target[1].decode()
    assert html_structure(edition) == html_structure(PAGE)
    for kept in (
        '<!--[if lt IE 9]><script src="old.js"></script><![endif]-->',
        "<noscript><img src=t.gif>Turn on JavaScript</noscript><template><p>Template</p></template>",
        "<svg><title>Icon</title></svg><p translate=no>Keep this paragraph</p><pre>pre text</pre>",
        '"url":"https:\\/\\/e.org"',
        '<time datetime="2024-09-30">',
    ):
        assert kept in edition
    for new in ('alt="El puente por la noche"', "title='La ciudad'", "CONTENT='El alcalde"):
        assert new in edition
    assert "<HTML LANG=es-US>" in edition


def test_no_code_or_link_is_lost_around_a_set_line_break(apertium: Apertium) -> None:
    raw = (
        "Read the [report][r] of the [city][] today.  \n**Call `make demo`** now, or see "
        '<https://e.org/x>.\n\n![A red house](a.png "The house") and [a link](b "Old title").\n\n'
        "[r]: http://x\n[city]: http://c\n"
    )
    article = read("a.md", raw.encode())
    edition = pair_of(translated(apertium, article)).target[1].decode()
    assert markdown_structure(edition) == markdown_structure(raw)
    assert "[ciudad][city]" in edition
    assert '![Una casa roja](a.png "La casa")' in edition
    assert "`make demo`" in edition


def test_a_control_character_shifts_no_sentence(apertium: Apertium) -> None:
    page = '<p title="one">The house\x1b is red.</p><p>The dog is black.</p>'
    ld = '<script type="application/ld+json">{"headline": "The\\u0000 city"}</script>'
    article = read("a.html", (ld + page).encode())
    edition = translated(apertium, article).contents
    assert [edition[unit.id].text for unit in article.units][-1] == "El perro es negro."
