"""What each format takes for a unit, and its role."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from bilingua.article import Article, Marked, Role, Translation
from bilingua.assembly import join, place
from bilingua.errors import InputError
from bilingua.formats.base import Labels, weave
from bilingua.formats.registry import format_named, merge, read, write
from bilingua.segmentation import segment_unit

SAMPLES = Path(__file__).parents[2] / "samples"


def sample(name: str) -> Article:
    return read(name, (SAMPLES / name).read_bytes())


def roles(article: Article) -> list[Role]:
    return [unit.role for unit in article.units]


def test_furniture_after_a_pasted_story_is_boilerplate() -> None:
    article = sample("library-hours.txt")
    assert roles(article)[:3] == [Role.HEADLINE, Role.DECK, Role.BODY]
    story = [unit.text for unit in article.units if unit.role is not Role.BOILERPLATE]
    assert len(story) == 5
    assert story[-1].startswith("About 640,000 people")


def test_what_an_edition_says_of_its_making_is_not_translated() -> None:
    for line in (
        "Machine-translated from Spanish (apertium es→en); not yet reviewed by an editor.",
        "Traducción automática del inglés (argos en→es), sin revisar por un editor.",
    ):
        article = read("story.txt", f"A headline\n\nThe council met.\n\n{line}\n".encode())
        assert article.units[-1].role is Role.BOILERPLATE


def test_hard_wrapped_lines_are_joined() -> None:
    body = sample("soccer-final.txt").units[3].text
    assert "\n" not in body
    assert "state cup for the first time since 1998" in body


def test_a_paragraph_with_a_link_and_bold_is_one_unit() -> None:
    article = sample("school-budget.md")
    unit = next(unit for unit in article.units if "federal aid" in unit.text)
    assert [code.markup for code in unit.content.codes] == [
        "[",
        "](https://example.org/aid)",
        "*",
        "*",
    ]
    assert unit.text.endswith("is more than enough.")


def test_front_matter_gives_headline_deck_dateline_and_tags() -> None:
    article = sample("migration-talks.md")
    assert article.language == "en"
    assert [u.text for u in article.units if u.syntax == "yaml"] == [
        "U.S. and Cuba set a date for migration talks",
        "Delegations meet Thursday in Havana; visa figures fell for a second fiscal year",
        "MIAMI", "Americas", "migration", "Cuba", "visas",
    ]  # fmt: skip


def test_html_reads_attributes_json_ld_and_entities() -> None:
    article = sample("port-expansion.html")
    texts = {unit.text: unit for unit in article.units}
    assert texts["A red crane lifts a container"].syntax == "attribute"
    assert texts["Annual report"].syntax == "attribute"
    assert sum(unit.syntax == "json" for unit in article.units) == 1
    assert "“We cannot wait until 2035,” said Andrew Banks, the port’s director." in texts


def test_html_leaves_code_styles_and_what_a_person_protected() -> None:
    article = sample("port-expansion.html")
    unit = next(unit for unit in article.units if unit.text.startswith("Use the code"))
    assert [code.markup for code in unit.content.codes] == [
        "<code>PORT-2031</code>",
        '<span translate="no">PortView</span>',
    ]
    assert not any("font-style" in unit.text for unit in article.units)


def test_an_attribute_inside_a_sentence_is_translated_with_it() -> None:
    article = sample("port-expansion.html")
    unit = next(unit for unit in article.units if unit.text == "Annual report")
    assert 'title="Informe anual"' in merge(article, {unit.id: Marked("Informe anual")})


def test_text_that_looks_like_markup_is_escaped() -> None:
    article = read("a.md", b"A mayor spoke.\n")
    unit = article.units[0]
    for text in ("# no heading", "1. no list", "*no* [link](x) `code` <b>", "- no item"):
        written = format_named("markdown").encode(unit, Marked(text))
        assert read("b.md", written.encode()).units[0].text == text
    written = format_named("html").encode(unit, Marked("<script>alert(1)</script> & more"))
    assert "<script" not in written


def test_emphasis_that_markdown_would_not_read_is_written_as_html() -> None:
    article = read("a.md", b"Say **now** to all.\n")
    unit = article.units[0]
    opened, closed = unit.content.codes
    moved = Marked(
        "Di¿ahora?ya",
        (type(opened)(2, "**", opened.kind, opened.pair), type(closed)(9, "**", closed.kind, closed.pair)),
    )  # fmt: skip
    written = format_named("markdown").encode(unit, moved)
    assert written in (weave(moved), "Di<strong>¿ahora?</strong>ya")
    assert read("b.md", written.encode()).units[0].text == "Di¿ahora?ya"


def test_pages_name_their_sisters() -> None:
    labels = Labels("es-US", {"en-US": "a.en.html", "es-US": "a.es.html"}, "Nota")
    page = format_named("html").label((SAMPLES / "port-expansion.html").read_text(), labels)
    assert '<html lang="es-US">' in page
    assert page.count('rel="alternate"') == 2
    assert page.index("bilingua-provenance") < page.index("</article>")


@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_markup_nested_ten_thousand_deep_is_read(name: str) -> None:
    data = ("<b>" * 10_000 + "deep" + "</b>" * 10_000).encode()
    article = read(name, data)
    assert merge(article, {}).encode() == data


def test_a_huge_line_is_refused_at_once() -> None:
    start = time.process_time()
    with pytest.raises(InputError, match="split it"):
        read("a.txt", b"x" * 50_000_000)
    assert time.process_time() - start < 1


def test_binary_files_are_refused() -> None:
    with pytest.raises(InputError, match="not a text file"):
        read("a.txt", bytes(range(256)) * 40)


FRONT = r"""---
title: "The mayor said \u201cno\u201d" # a note of the desk
deck: >-
  The city opens a bridge
  after nine years.
byline: By Ana Ruiz
dateline: NEW YORK
date: 2024-09-30T10:00:00Z
section: Local news # another note
tags:
  - migration
  - "public schools"
keywords: [visas, 'city hall']
author: Ana
---

The mayor opened the bridge.
"""


def test_front_matter_is_read_however_yaml_writes_it() -> None:
    article = read("a.md", FRONT.encode())
    assert [(u.text, u.role) for u in article.units][:5] == [
        ("The mayor said “no”", Role.HEADLINE),
        ("The city opens a bridge after nine years.", Role.DECK),
        ("By Ana Ruiz", Role.BYLINE),
        ("NEW YORK", Role.DATELINE),
        ("Local news", Role.META),
    ]
    assert [u.text for u in article.units][5:9] == [
        "migration", "public schools", "visas", "city hall",
    ]  # fmt: skip


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_new_front_matter_is_yaml_and_keeps_the_desks_notes(newline: str) -> None:
    raw = FRONT.replace("\n", newline)
    article = read("a.md", raw.encode())
    awkward = ("No", "a: b # c", 'él dijo: "sí"', "- x", "2024", "[a]", "llano y simple")
    for text in awkward:
        contents = {u.id: Marked(text) for u in article.units if u.syntax == "yaml"}
        merged = merge(article, contents)
        assert "# a note of the desk" in merged
        assert "# another note" in merged
        again = read("b.md", merged.encode())
        assert {u.text for u in again.units if u.syntax == "yaml"} <= {text}
        assert again.metadata["title"] == text


def test_text_between_two_rules_is_no_front_matter() -> None:
    article = read("a.md", b"---\nThe mayor said so.\n---\n\nMore of it.\n")
    assert "The mayor said so." in [unit.text for unit in article.units]


def test_what_an_image_or_a_link_says_is_translated_with_its_sentence() -> None:
    raw = 'See ![A red house](a.png "The house") and [the plan](b "Old title") now.\n'
    article = read("a.md", raw.encode())
    said = {unit.text: unit.id for unit in article.units}
    contents = {
        said["A red house"]: Marked("Una casa [roja]"),
        said["The house"]: Marked('La "casa"'),
        said["Old title"]: Marked("Título"),
    }
    merged = merge(article, contents)
    assert merged == (
        'See ![Una casa \\[roja\\]](a.png "La \\"casa\\"") and [the plan](b "Título") now.\n'
    )


def test_code_and_protected_words_are_in_the_sentence_that_the_engine_sees() -> None:
    page = b"<p>Use <code>PORT-2031</code> in <b translate=no>PortView</b> now.<br>Or call us.</p>"
    unit = read("a.html", page).units[0]
    assert unit.text == "Use PORT-2031 in PortView now.\nOr call us."
    assert read("a.md", b"Call `make demo` now.\n").units[0].text == "Call make demo now."


def test_a_break_inside_a_headline_parts_no_sentence() -> None:
    page = read("a.html", b"<h1>Mayor resigns<br>After vote</h1><p>Street one<br>and two</p>")
    assert [unit.text for unit in page.units] == ["Mayor resigns After vote", "Street one and two"]


def test_an_unquoted_attribute_gets_its_quotation_marks() -> None:
    article = read("a.html", b"<p>The house <img alt=House src=a> is old.</p>")
    unit = next(unit for unit in article.units if unit.text == "House")
    merged = merge(article, {unit.id: Marked("Casa vieja")})
    assert '<img alt="Casa vieja" src=a>' in merged


@pytest.mark.parametrize(
    ("name", "raw", "role"),
    [
        ("a.html", "<h1>Big news</h1><p>By Ana Ruiz</p><p>Text.</p>", Role.BYLINE),
        ("a.html", "<h1>Big news</h1><p class=dateline>Miami</p><p>Text.</p>", Role.DATELINE),
        ("a.md", "# Big news\n\nSPRINGFIELD, Ill. (AP)\n\nText.\n", Role.DATELINE),
        ("a.txt", "Big news\n\nLA HABANA (EFE)\n\nThe text of it.\n", Role.DATELINE),
        ("a.txt", "Big news\n\nPor Ana Ruiz\n\nThe text of it.\n", Role.BYLINE),
    ],
)
def test_credits_are_told_from_the_story(name: str, raw: str, role: Role) -> None:
    assert read(name, raw.encode()).units[1].role is role


def test_a_page_declares_its_language_wherever_it_did() -> None:
    page = (
        '<!DOCTYPE html><html lang="en" xml:lang=en><head><meta property="og:locale" '
        'content="en_US"><meta http-equiv=Content-Language content=en>'
        '<script type="application/ld+json">{"inLanguage":"en"}</script></head><body></body></html>'
    )
    edition = format_named("html").label(page, Labels("es-US", {"es-US": "a.es.html"}))
    assert edition.count("es-US") == 5
    assert 'content="es_US"' in edition
    assert '"en' not in edition


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><title>x</title>\n<p>A story.\n",
        "<html lang><head></head><body><p>A story.</body></html>",
        "<!DOCTYPE html>\r\n<html><head></head>\r\n<body><article>A</article>\r\n</body></html>\r\n",
    ],
)
def test_pages_that_leave_tags_out_are_labelled_once(page: str) -> None:
    labels = Labels("es-US", {"en-US": "a.en.html", "es-US": "a.es.html"}, "Nota")
    fmt = format_named("html")
    edition = fmt.label(page, labels)
    assert '<html lang="es-US">' in edition
    assert edition.count("hreflang") == 2
    assert fmt.label(edition, labels) == edition
    assert "\r\n" not in page or "\n" not in edition.replace("\r\n", "")


def test_the_provenance_stands_in_the_story_not_in_a_teaser() -> None:
    page = "<body><article><p>Story</p></article><article><p>Teaser</p></article></body>"
    edition = format_named("html").label(page, Labels("es-US", {}, "Nota"))
    assert edition.index("bilingua-provenance") < edition.index("Teaser")


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.md", "|" + "a|" * 500_000),
        ("a.html", "<b>" * 500_000),
        ("a.txt", "word " * 500_000),
        ("a.txt", "a\n" * 500_000),
    ],
    ids=["cells", "tags", "text", "lines"],
)
def test_more_than_a_story_is_refused_at_once(name: str, raw: str) -> None:
    start = time.process_time()
    with pytest.raises(InputError, match="more text or markup"):
        read(name, raw.encode())
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.txt", "." * 30_000),
        ("a.txt", "a" + "\t" * 30_000 + "b\n\nc"),
        ("a.html", "<p>" + " " * 30_000 + "<b>" + " " * 30_000),
        ("a.html", "<div>" * 10_000 + "deep"),
        ("a.html", "word<br>" * 10_000),
        ("a.html", "word <code>ab</code> " * 3_000),
        ("a.md", ">" * 10_000 + " deep"),
        ("a.md", "[" * 5_000 + "a" + "]" * 5_000),
        ("a.md", "*a " * 5_000),
        ("a.md", "![a](" * 2_000),
        ("a.md", "word <http://a.b> " * 3_000),
        ("a.md", "".join("  " * depth + "- a\n" for depth in range(100))),
    ],
)
def test_hostile_markup_takes_no_more_time_than_it_is_long(name: str, raw: str) -> None:
    start = time.process_time()
    article = read(name, raw.encode())
    fmt = format_named(article.format)
    segments = [s for unit in article.units for s in segment_unit(unit, "en")]
    same = [Translation(s, s.text.upper(), "engine", "") for s in segments]
    merge(article, join(article.units, place(article.units, same)))
    fmt.label(raw, Labels("es-US", {}, "Nota"))
    assert time.process_time() - start < 5


def test_a_single_nul_is_no_text() -> None:
    with pytest.raises(InputError, match="not a text file"):
        read("a.txt", b"The mayor\0 said so.\n")


def test_what_an_encoding_lacks_is_written_as_near_as_it_can_be() -> None:
    text = read("a.txt", "El señor habló.\n".encode("latin-1"))
    latin = replace(text, encoding="latin-1")
    assert write(latin, "“Sí”, dijo 20\u202f000 €") == '"Sí", dijo 20 000 EUR'.encode("latin-1")
    page = replace(latin, format="html")
    assert write(page, "“Sí”") == "&#8220;Sí&#8221;".encode("latin-1")
