"""merge(extract(x), identity) == x, byte for byte, whatever x is."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingua.article import Marked
from bilingua.errors import InputError
from bilingua.formats.base import Labels
from bilingua.formats.registry import format_named, merge, read, write

SAMPLES = sorted((Path(__file__).parents[2] / "samples").iterdir())
NEWLINES = st.sampled_from(["\n", "\r\n"])
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
WORDS = st.lists(
    st.sampled_from(
        [
            *"The mayor said “no” to 5% of 1,200 señores ¿qué? & <b> *x* _y_ `z` [a](b) U.S.".split(),
            *"![i](j.png) Sept. 30 a|b 1. - # > &amp; \\* https://e.org/a_b **strong words**".split(),
            *"<br> ~~gone~~ <em>so</em>".split(),
            "[a link](http://x.y 'title')",
            "  ",
            "*two words*",
        ]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)
MARKDOWN_BLOCKS = st.one_of(
    WORDS,
    WORDS.map("# {}".format),
    WORDS.map("- {}".format),
    WORDS.map("> {}".format),
    WORDS.map("1. {}\n   continued here".format),
    WORDS.map("    {}".format),
    WORDS.map("```\n{}\n```".format),
    WORDS.map("{}\n---".format),
    WORDS.map("| a | b |\n| --- | --- |\n| {} | c |".format),
    st.just("<div>\nraw\n</div>"),
    st.just("[a]: http://example.org 'A title'"),
)
HTML_BLOCKS = st.one_of(
    WORDS.map("<p>{}</p>".format),
    WORDS.map("<div class='deck'>{}".format),
    WORDS.map("<li>{}<ul><li>x</ul>".format),
    WORDS.map("<h1>{}</h1>".format),
    WORDS.map('<img alt="{}">'.format),
    WORDS.map("<!-- {} -->".format),
    WORDS.map("<script>var a = '{}'; if (a < b) </script>".format),
    WORDS.map('<p>one <a title="the title" href=x>{}</a> <b><i>two</b></i>.</p>'.format),
    WORDS.map("<pre>{}</pre>".format),
    st.just("<p translate=no>Keep me</p>"),
    st.just("<p>Open & never < closed <a href='"),
    WORDS,
)
XML_BLOCKS = st.one_of(
    WORDS.map("<p>{}</p>".format),
    WORDS.map("<hl2>{}</hl2><p lede='true'>so <em>it <person>is</em></person></p>".format),
    WORDS.map("<p><![CDATA[{}]]></p>".format),
    WORDS.map("<p>a &paper; and &nbsp;&#8217; <!-- {} --> b</p>".format),
    WORDS.map("<media-reference alternate-text='{}'/>".format),
    WORDS.map("<headline xml:lang='en'>{}</headline>".format),
    WORDS.map("<inlineXML contenttype='x'><html><p>{}</p></html></inlineXML>".format),
    WORDS.map("<inlineData>{}\n\ntwo</inlineData>".format),
    WORDS.map("<title>{}</title>".format),
    WORDS.map("<content type='xhtml'><div>{}</div></content>".format),
    WORDS.map(
        "<content:encoded><![CDATA[[caption]{}[/caption]\n\n<p>b]]></content:encoded>".format
    ),
    WORDS.map("<description>&lt;p&gt;{} ]]&gt;&lt;/p&gt;</description>".format),
    st.just("<wp:post_type>post</wp:post_type>"),
    st.just("<p lang=en>never < closed <a href='"),
    WORDS,
)
# The root that makes a file what its name says, with the elements that its texts stand in.
XML_ROOTS = {
    "a.nitf": "<?xml version='1.0'?>\n<nitf><head/><body><body.content>{}</body.content></body></nitf>",
    "a.newsml": "<newsItem><itemMeta/><contentMeta>{0}</contentMeta><contentSet>{0}</contentSet></newsItem>",
    "a.rssitem": "<item>{}</item>",
    "a.atomentry": "<entry>{}</entry>",
}


def document(blocks: st.SearchStrategy[str], root: str = "{}") -> st.SearchStrategy[bytes]:
    def encoded(parts: list[str], newline: str, encoding: str) -> bytes:
        text = root.format("\n\n".join(parts)).replace("\n", newline)
        return text.encode(encoding, errors="replace")

    return st.builds(encoded, st.lists(blocks, min_size=1, max_size=8), NEWLINES, ENCODINGS)


def identity(name: str, data: bytes) -> bytes:
    article = read(name, data)
    return write(article, merge(article, {}))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sample_comes_back_byte_for_byte(path: Path) -> None:
    data = path.read_bytes()
    assert identity(path.name, data) == data


@pytest.mark.parametrize(
    ("name", "blocks"),
    [
        ("a.md", MARKDOWN_BLOCKS),
        ("a.html", HTML_BLOCKS),
        ("a.txt", WORDS),
        *((name, XML_BLOCKS) for name in XML_ROOTS),
    ],
    ids=["markdown", "html", "text", *XML_ROOTS],
)
@pytest.mark.parametrize(
    "count", [100, pytest.param(1000, marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_generated_documents_come_back_byte_for_byte(
    name: str, blocks: st.SearchStrategy[str], count: int
) -> None:
    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))
    @given(document(blocks, XML_ROOTS.get(name, "{}")))
    def check(data: bytes) -> None:
        try:
            assert identity(name, data) == data
        except InputError as error:
            assert "does not end" in str(error)

    check()


NAMES = ["a.md", "a.html", "a.txt", "a.json", "a.ninjs", "a.docx", *XML_ROOTS]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_bytes_come_back_or_are_refused_in_one_sentence(name: str, data: bytes) -> None:
    try:
        assert identity(name, data) == data
    except InputError as error:
        assert str(error)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("suffix", [".md", ".html", ".txt"])
def test_an_edition_is_encoded_as_its_story_was(suffix: str, newline: str, encoding: str) -> None:
    story = "El señor “Núñez” habló.\n\nLa alcaldesa no.\n".replace("\n", newline)
    if encoding == "latin-1":
        story = story.replace("“", "«").replace("”", "»")
    data = story.encode(encoding)
    article = read("a" + suffix, data)
    assert article.raw == story
    assert write(article, article.raw.replace("habló", "calló")) == (
        story.replace("habló", "calló").encode(encoding)
    )


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".md", ".html", ".txt"])
def test_damaged_stories_come_back_or_are_refused(suffix: str) -> None:
    chance = random.Random(5)
    stories = [path.read_bytes() for path in SAMPLES]
    marks = (b"<", b">", b"\0", b"\xff\xfe", b"\xc3", b"<!--", b'"', b"](", b"`", b"**", b"|", b"\r",
             b"<code>", b"<br>", b"---\n", b"<![CDATA[", b"translate=no", b"  \n", b"title: '")  # fmt: skip
    for _ in range(1000):
        data = bytearray(chance.choice(stories))
        for _ in range(chance.randint(1, 40)):
            at = chance.randrange(len(data) + 1)
            if chance.random() < 0.7:
                data[at:at] = chance.choice(marks) * chance.choice((1, 1, 1, 30))
            else:
                del data[at : at + chance.randint(1, 80)]
        try:
            assert identity("a" + suffix, bytes(data)) == data
        except InputError as error:
            assert str(error)


@pytest.mark.parametrize(
    ("name", "blocks"),
    [
        ("a.md", MARKDOWN_BLOCKS),
        ("a.html", HTML_BLOCKS),
        *((name, XML_BLOCKS) for name in XML_ROOTS),
    ],
    ids=["markdown", "html", *XML_ROOTS],
)
def test_new_content_reads_back_as_it_was_written(
    name: str, blocks: st.SearchStrategy[str]
) -> None:
    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(blocks, min_size=1, max_size=5).map("\n\n".join))
    def check(raw: str) -> None:
        raw = XML_ROOTS.get(name, "{}").format(raw)
        try:
            article = read(name, raw.encode())
        except InputError:
            return
        loud = {
            unit.id: Marked(unit.text.replace("mayor", "alcaldesa"), unit.content.codes)
            for unit in article.units
            if "mayor" in unit.text and not unit.content.codes
        }
        again = read(name, merge(article, loud).encode())
        said = [loud.get(unit.id, unit.content).text.split() for unit in article.units]
        assert [unit.text.split() for unit in again.units] == said

    check()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_labelling_twice_is_labelling_once(path: Path) -> None:
    article = read(path.name, path.read_bytes())
    fmt = format_named(article.format)
    labels = Labels("es-US", {"en-US": "a.en.x", "es-US": "a.es.x"}, "Hecho por máquina: “a”")
    once = fmt.label(article.raw, labels)
    assert fmt.label(once, labels) == once
    assert "Hecho por máquina" in once
