"""A story as a JSON record: told by the names of its fields, whoever's system wrote them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingua.article import Article, Marked
from bilingua.errors import InputError
from bilingua.formats.base import Labels
from bilingua.formats.json import tokens as json_tokens
from bilingua.formats.json.record import Record
from bilingua.formats.registry import format_named, merge, read, use_records, write

LABELS = Labels("es-US", {"en-US": "a.en.json", "es-US": "a.es.json"}, "Traducido así.")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@pytest.fixture
def own() -> Iterator[None]:
    use_records({"rotulo.web": "headline", "nota": "body", "summary": "keep"})
    yield
    use_records({})


def record(content: Any, **how: Any) -> Article:
    return read("a.json", json.dumps(content, **how).encode())


def said(content: Any) -> list[tuple[str, str]]:
    return [(unit.role.value, unit.text) for unit in record(content).units]


def test_wordpress_writes_html_around_its_texts() -> None:
    post = {
        "title": {"rendered": "Mayor&#8217;s bridge"},
        "content": {"rendered": "<p>The <b>mayor</b> came.</p>\n", "protected": False},
        "excerpt": {"rendered": "<p>Short.</p>"},
        "author": {"name": "Ana", "description": "Writes."},
        "yoast_head_json": {"title": "Mayor | Paper"},
    }
    assert said(post) == [
        ("headline", "Mayor’s bridge"),
        ("body", "The mayor came."),
        ("deck", "Short."),
        ("meta", "Mayor | Paper"),
    ]


def test_a_body_of_blocks_is_read_block_by_block() -> None:
    story = {
        "headlines": {"basic": "The bridge"},
        "content_elements": [
            {"type": "text", "_id": "A", "content": "The mayor <i>came</i>."},
            {
                "type": "image",
                "url": "https://e.org/a.jpg",
                "caption": "At night",
                "title": "Night",
            },
            {"type": "header", "content": "Later"},
            {"type": "raw_html", "content": "<script>no()</script>"},
            {"type": "list", "items": [{"type": "text", "content": "One thing"}]},
            {"type": "quote", "content_elements": [{"type": "text", "content": "We came."}]},
        ],
    }
    assert said(story) == [
        ("headline", "The bridge"),
        ("body", "The mayor came."),
        ("caption", "At night"),
        ("caption", "Night"),
        ("headline", "Later"),
        ("list", "One thing"),
        ("body", "We came."),
    ]
    edition = json.loads(Record().label(record(story).raw, LABELS))
    assert edition["content_elements"][0]["content"].endswith("Traducido así.</p>")


SANITY = {
    "title": "The bridge",
    "body": [
        {"_type": "block", "children": [
            {"_type": "span", "text": "The ", "marks": []},
            {"_type": "span", "text": "red", "marks": ["strong"]},
            {"_type": "span", "text": " house."},
        ]},
        {"_type": "block", "children": [{"_type": "span", "text": "One span."}]},
    ],
}  # fmt: skip
PROSEMIRROR = {
    "title": "The bridge",
    "content": {"type": "doc", "content": [
        {"type": "heading", "content": [{"type": "text", "text": "Later"}]},
        {"type": "bulletList", "content": [{"type": "listItem", "content": [
            {"type": "paragraph", "content": [
                {"type": "link", "content": [{"type": "text", "text": "The mayor"}]},
                {"type": "text", "text": " came."},
            ]}]}]},
    ]},
}  # fmt: skip


def test_a_sentence_that_goes_through_spans_is_one_text() -> None:
    article = record(SANITY)
    assert [unit.text for unit in article.units] == ["The bridge", "The red house.", "One span."]
    unit = article.units[1]
    opened, closed = unit.content.codes
    moved = Marked('La casa "roja".', (replace(opened, at=8), replace(closed, at=14)))
    spans = json.loads(merge(article, {unit.id: moved}))["body"][0]["children"]
    assert [span["text"] for span in spans] == ["La casa ", '"roja"', "."]
    assert spans[1]["marks"] == ["strong"]
    assert "came.\\n\\nTraducido así." in Record().label(record(PROSEMIRROR).raw, LABELS)
    assert said(PROSEMIRROR)[1:] == [("headline", "Later"), ("body", "The mayor came.")]


def test_nested_records_are_found_and_names_of_people_and_addresses_are_not() -> None:
    story = {
        "name": "export",
        "data": {
            "attributes": {
                "title": "The bridge",
                "text": ["First.", "Second."],
                "html": "https://e.org/a",
                "locale": "en_US",
                "image": {"data": [{"alt": "A bridge"}]},
                "tags": [{"title": "Politics"}],
            }
        },
    }
    assert said(story) == [
        ("headline", "The bridge"),
        ("body", "First."),
        ("body", "Second."),
        ("caption", "A bridge"),
    ]
    assert record(story).language == "en-US"


@pytest.mark.parametrize(
    ("before", "after"),
    [("en", "es"), ("EN", "ES"), ("en_GB", "es_US"), ("en-us", "es-US"), ("eng", "spa"),
     ("English", "Spanish"), ("inglés", "español"), ("fr", "fr")],
)  # fmt: skip
def test_a_language_is_labelled_as_the_record_writes_it(before: str, after: str) -> None:
    raw = record({"title": "The bridge", "lang": before}, ensure_ascii=False).raw
    assert json.loads(Record().label(raw, LABELS))["lang"] == after


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ('{"title": "The bridge"}', '"«¿Así?» </p> 😀"'),
        ('{"title": "Caf\\u00e9"}', '"\\u00ab\\u00bfAs\\u00ed?\\u00bb </p> \\ud83d\\ude00"'),
        ('{"title": "Caf\\u00E9"}', '"\\u00AB\\u00BFAs\\u00ED?\\u00BB </p> \\uD83D\\uDE00"'),
        ('{"title": "A\\/b c"}', '"\\u00ab\\u00bfAs\\u00ed?\\u00bb <\\/p> \\ud83d\\ude00"'),
        ('{"title": "A \\u003cb\\u003e ñ"}', '"«¿Así?» \\u003c/p\\u003e 😀"'),
    ],
)
def test_a_new_string_is_escaped_as_its_file_does(raw: str, written: str) -> None:
    syntax = json_tokens.style_of(raw).syntax
    assert json_tokens.write("«¿Así?» </p> 😀", syntax) == written


def test_a_record_without_a_storys_fields_is_told_with_the_setting_to_use(own: None) -> None:
    story = {"rotulo": {"web": "The bridge", "id": "x y"}, "nota": "We came.", "summary": "No."}
    assert said(story) == [("headline", "The bridge"), ("body", "We came.")]
    use_records({})
    with pytest.raises(InputError, match=r"it has: rotulo, nota\. .*under \[records\]"):
        record({"rotulo": "x", "nota": "y"})


@pytest.mark.parametrize(
    "raw",
    ['[{"title": "x"}]', '{"title": "x"', '{"title": "x",}', '{"title": x}', '{"title": "\\x"}',
     '{"title": "x"} {}', '{"a":' * 150, "{", "3"],
)  # fmt: skip
def test_what_is_no_record_is_refused_in_one_sentence(raw: str) -> None:
    with pytest.raises(InputError):
        read("a.json", raw.encode())


@settings(max_examples=100, deadline=None)
@given(VALUES, st.booleans(), st.sampled_from([None, 1]))
def test_json_is_read_as_other_readers_read_it(value: Any, ascii: bool, indent: int | None) -> None:
    def rebuilt(found: json_tokens.Value) -> Any:
        if found.kind == "object":
            return {member.name: rebuilt(member.value) for member in found.members}
        if found.kind == "array":
            return [rebuilt(item) for item in found.items]
        return json.loads(raw[found.start : found.end])

    raw = json.dumps(value, ensure_ascii=ascii, indent=indent)
    assert rebuilt(json_tokens.parse(raw)) == value


@settings(max_examples=100, deadline=None)
@given(st.text(), st.lists(st.text()), VALUES, st.booleans())
def test_any_record_comes_back_byte_for_byte_and_takes_its_labels(
    title: str, body: list[str], rest: Any, ascii: bool
) -> None:
    content = {"rest": rest, "headline": title, "body": body, "locale": "en"}
    data = json.dumps(content, ensure_ascii=ascii).encode(errors="replace")
    try:
        article = read("a.json", data)
    except InputError as error:
        assert str(error)
        return
    assert write(article, merge(article, {})) == data
    loud = {unit.id: Marked(unit.text.upper(), unit.content.codes) for unit in article.units}
    json.loads(merge(article, loud))
    fmt = format_named(article.format)
    once = fmt.label(article.raw, LABELS)
    assert json.loads(once)["locale"] == "es"
    assert fmt.label(once, LABELS) == once


def test_a_long_string_takes_linear_time() -> None:
    began = time.monotonic()
    for raw in ('{"title": "' + "\\n" * 500_000 + '"}', '"' + "\\" * 500_001, "[" + "1," * 50_000):
        try:
            json_tokens.parse(raw)
        except InputError:
            continue
    assert time.monotonic() - began < 20
