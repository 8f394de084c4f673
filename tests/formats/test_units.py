"""What each format takes for a unit, and its role."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bilingua.article import Article, Marked, Role
from bilingua.errors import InputError
from bilingua.formats.base import Labels, merge, weave
from bilingua.formats.registry import format_named, read

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
    fmt = format_named("html")
    assert 'title="Informe anual"' in merge(fmt, article, {unit.id: Marked("Informe anual")})


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
    assert merge(format_named(article.format), article, {}).encode() == data


def test_a_huge_line_is_refused_at_once() -> None:
    start = time.monotonic()
    with pytest.raises(InputError, match="split it"):
        read("a.txt", b"x" * 50_000_000)
    assert time.monotonic() - start < 1


def test_binary_files_are_refused() -> None:
    with pytest.raises(InputError, match="not a text file"):
        read("a.txt", bytes(range(256)) * 40)
