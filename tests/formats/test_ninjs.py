"""A ninjs item: its texts are found by version, and its editions are valid by its schema."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bilingua.article import Article, Marked, Role
from bilingua.errors import InputError
from bilingua.formats.base import Labels
from bilingua.formats.registry import format_named, merge, read, write

LABELS = Labels("es-US", {"en-US": "item.en.json", "es-US": "item.es.json"}, "Traducido así.")
FIRST: dict[str, Any] = {
    "uri": "urn:x:1",
    "versioncreated": "2026-01-02T03:04:05Z",
    "byline": "By Ana Ruiz",
    "headline": "The bridge is open",
    "description_text": "A bridge.",
    "body_xhtml": "<p>The <b>mayor</b> came.</p><p>So did we.</p>",
    "body_text": "The mayor came.\n\nSo did we.",
    "slugline": "bridge-open",
    "associations": {
        "main": {"uri": "urn:x:2", "type": "picture", "headline": "The bridge", "language": "en"},
        "older": {"uri": "urn:x:3", "type": "text", "headline": "El puente", "language": "es"},
    },
    "language": "en",
}
THIRD: dict[str, Any] = {
    "standard": {"name": "ninjs", "version": "3.1"},
    "uri": "urn:x:1",
    "by": "Ana Ruiz",
    "headlines": [{"role": "main", "value": "The bridge is open"}],
    "descriptions": [{"value": "A bridge."}],
    "bodies": [
        {"contentType": "text/html", "value": "<p>The mayor came.</p>"},
        {"contentType": "application/octet-stream", "value": "Come &amp; see."},
    ],
    "associations": [{"name": "pic", "type": "picture", "descriptions": [{"value": "At night."}]}],
    "edNote": "Corrects the date.",
}


def item(content: dict[str, Any], **how: Any) -> Article:
    return read("item.json", json.dumps(content, **how).encode())


def labelled(article: Article) -> dict[str, Any]:
    fmt = format_named(article.format)
    once = fmt.label(article.raw, LABELS)
    assert fmt.label(once, LABELS) == once
    edition: dict[str, Any] = json.loads(once)
    return edition


def test_each_version_gives_its_texts_with_their_roles() -> None:
    said = [(unit.role, unit.text) for unit in item(FIRST).units]
    assert said == [
        (Role.BYLINE, "By Ana Ruiz"),
        (Role.HEADLINE, "The bridge is open"),
        (Role.DECK, "A bridge."),
        (Role.BODY, "The mayor came."),
        (Role.BODY, "So did we."),
        (Role.BODY, "The mayor came."),
        (Role.BODY, "So did we."),
        (Role.CAPTION, "The bridge"),
    ]
    said = [(unit.role, unit.text) for unit in item(THIRD).units]
    assert said == [
        (Role.HEADLINE, "The bridge is open"),
        (Role.DECK, "A bridge."),
        (Role.BODY, "The mayor came."),
        (Role.BODY, "Come & see."),
        (Role.CAPTION, "At night."),
    ]


def test_an_edition_says_its_language_and_names_its_sister_where_the_version_can() -> None:
    first = labelled(item(FIRST))
    assert first["language"] == "es-US"
    assert first["associations"]["main"]["language"] == "es-US"
    assert first["associations"]["older"]["language"] == "es"
    assert "altids" not in first
    since = labelled(item({**FIRST, "$standard": {"name": "ninjs", "version": "1.3"}}))
    assert since["altids"] == {
        "edition-en-US": "item.en.json",
        "edition-es-US": "item.es.json",
    }
    second = labelled(item({"uri": "x", "versioncreated": "y", "headlines": [{"value": "A man"}]}))
    third = labelled(item({**THIRD, "altIds": [{"role": "cms", "value": "7"}]}))
    assert [one["role"] for one in second["altids"]] == ["edition-en-US", "edition-es-US"]
    assert [one["role"] for one in third["altIds"]] == ["cms", "edition-en-US", "edition-es-US"]
    assert third["bodies"][0]["value"].endswith('<p class="bilingua-provenance">Traducido así.</p>')


def test_what_is_not_translated_keeps_its_characters() -> None:
    raw = (
        '{ "uri":"x","versioncreated" :"y", "n": 1e400, "n": -0.10,\r\n'
        '"headline":"Caf\\u00e9 \\ud83d\\ude00 \\/ open", "body_text":"Half \\ud83d here." }'
    )
    article = read("item.ninjs", raw.encode())
    assert [unit.text for unit in article.units] == ["Café 😀 / open", "Half \ufffd here."]
    edition = merge(article, {"u1": Marked("Abre el café 😀 /")})
    assert edition == raw.replace(
        "Caf\\u00e9 \\ud83d\\ude00 \\/ open", "Abre el caf\\u00e9 \\ud83d\\ude00 \\/"
    )


def test_a_letter_that_the_encoding_lacks_is_escaped() -> None:
    raw = '{"uri": "x", "versioncreated": "y", "headline": "Año"}'
    article = read("item.ninjs", raw.encode("cp1252"))
    edition = merge(article, {"u1": Marked("Año ✓ 😀")})
    assert b"A\xf1o \\u2713 \\ud83d\\ude00" in write(article, edition)


@pytest.mark.parametrize("name", ["item.json", "item.ninjs"])
def test_an_item_without_a_text_is_refused_in_one_sentence(name: str) -> None:
    picture = {"uri": "x", "versioncreated": "y", "renditions": {}}
    with pytest.raises(InputError, match="no headline, description or body"):
        read(name, json.dumps(picture).encode())
