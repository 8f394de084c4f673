"""What a page tells machines of itself in JSON-LD: schema.org's NewsArticle and the nodes around it.

Blocks hold one node, a list of them or an @graph; https://schema.org/NewsArticle says what they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import quote

from bilingua.article import Marked, Role, Unit
from bilingua.errors import InputError
from bilingua.formats.base import Labels
from bilingua.formats.html_tokens import Token
from bilingua.formats.json import tokens as json_tokens
from bilingua.formats.json.edits import Edit, appended, edited
from bilingua.formats.json.tokens import Value

_TEXTS = {
    "headline": Role.META,
    "alternativeHeadline": Role.META,
    "description": Role.META,
    "abstract": Role.META,
    "articleBody": Role.META,
    "caption": Role.META,
}
# Properties whose nodes speak of others than the story: people, other works, other editions.
_OTHERS = frozenset(
    "author creator contributor editor translator publisher provider sourceOrganization "
    "copyrightHolder comment review isPartOf isBasedOn citation mentions about hasPart itemListElement "
    "translationOfWork workTranslation".split()
)
# What names a translation, and what names its source.
_LINKS = ("workTranslation", "translationOfWork")
_NEWS = re.compile(r"(?:https?://schema\.org/|schema:)?\w*NewsArticle\Z")
_CONTENT = re.compile(
    r"<script[^>]*+>\s*+(.*?)\s*+(?:</script[^>]*+>)?\Z", re.DOTALL | re.IGNORECASE
)


def is_block(raw: str, token: Token) -> bool:
    """Whether a token of a page is a block of JSON-LD."""
    return token.name == "script" and "ld+json" in raw[token.start : token.start + 200]


def units(raw: str, token: Token) -> list[Unit]:
    """The texts of a block; one that is no JSON has none."""
    block = _block(raw, token)
    if block is None:
        return []
    at, text, root = block
    found = []
    for node in _nodes(root):
        for member in node.members:
            role = _TEXTS.get(member.name)
            if role and member.value.kind == "string":
                said = json_tokens.text_of(text, member.value)
                if any(map(str.isalpha, said)):
                    place = at + member.value.start, at + member.value.end
                    found.append(Unit("", role, Marked(said), *place, 0, "json"))
    return found


def encode(text: str) -> str:
    """A JSON string; nothing in it may close the script that it stands in."""
    return json.dumps(text, ensure_ascii=False).replace("</", "<\\/")


def labelled(raw: str, token: Token, labels: Labels) -> str:
    """A block that says its language and, where it declares a news article, its other edition."""
    block = _block(raw, token)
    if block is None:
        return raw[token.start : token.end]
    at, old, root = block
    text = _unlinked(old, root, labels)
    root = json_tokens.parse(text)
    edits: list[Edit] = []
    for node in _nodes(root):
        more: list[tuple[str | None, str]] = []
        language = node.get("inLanguage")
        if language and language.kind != "array":
            edits.append((language.start, language.end, encode(labels.language)))
        if _is_news(text, node):
            if language is None:
                more.append(("inLanguage", encode(labels.language)))
            edits += _linked(text, node, labels, more)
        if more:
            edits.append(appended(text, node, more))
    return raw[token.start : at] + edited(text, edits) + raw[at + len(old) : token.end]


def _block(raw: str, token: Token) -> tuple[int, str, Value] | None:
    """Where a block's JSON begins, what it is, and the value that it holds."""
    content = _CONTENT.match(raw[token.start : token.end])
    if content is None:
        return None
    try:
        return token.start + content.start(1), content[1], json_tokens.parse(content[1])
    except InputError:
        return None


def _nodes(root: Value) -> Iterator[Value]:
    """The nodes that speak of the page and its story, each before those within it."""
    waiting = [root]
    while waiting:
        value = waiting.pop()
        if value.kind == "object":
            yield value
        inner = value.items or [m.value for m in value.members if m.name not in _OTHERS]
        waiting += reversed(inner)


def _is_news(text: str, node: Value) -> bool:
    kind = node.get("@type")
    if kind is None:
        return False
    return any(_NEWS.match(json_tokens.text_of(text, said)) for said in json_tokens.strings(kind))


def _unlinked(text: str, root: Value, labels: Labels) -> str:
    """A block without what links the editions: the source edition is a story, too."""
    edits: list[Edit] = []
    for node in _nodes(root):
        if not _is_news(text, node):
            continue
        for before, member in pairwise([None, *node.members]):
            if member is None or member.name not in _LINKS:
                continue
            kept = [one for one in _own(member.value) if not _is_ours(text, one, labels)]
            held = member.value
            if not kept and before:
                edits.append((before.value.end, held.end, ""))
            elif len(kept) < len(held.items):
                last = kept[-1].end
                # A single link was put into a list with ours; it comes out again.
                tight = text.startswith("[{", held.start) and text.startswith(", ", last)
                alone = tight and len(held.items) == 2
                edits.append((last, held.end if alone else held.items[-1].end, ""))
                edits += [(held.start, held.start + 1, "")] if alone else []
    return edited(text, edits)


def _linked(
    text: str, node: Value, labels: Labels, more: list[tuple[str | None, str]]
) -> list[Edit]:
    """What names the other edition: the work that this one translates, or its translation."""
    source = next(iter(labels.editions), labels.language)
    link = _LINKS[labels.language != source]
    edits: list[Edit] = []
    for tag, name in labels.editions.items():
        if tag == labels.language or (link == _LINKS[1] and tag != source):
            continue
        kind = next(json_tokens.strings(node.get("@type") or node))
        said = ", ".join(
            f'"{key}": {value}'
            for key, value in (
                ("@type", text[kind.start : kind.end]),
                ("url", encode(quote(name))),
                ("inLanguage", encode(tag)),
            )
        )
        there = node.get(link)
        if there is None:
            more.append((link, f"{{{said}}}"))
        elif there.kind == "array":
            edits.append(appended(text, there, [(None, f"{{{said}}}")]))
        else:
            edits += [(there.start, there.start, "["), (there.end, there.end, f", {{{said}}}]")]
    return edits


def _own(there: Value | None) -> list[Value]:
    return [] if there is None else there.items or [there]


def _is_ours(text: str, node: Value, labels: Labels) -> bool:
    language = node.get("inLanguage")
    return language is not None and json_tokens.text_of(text, language) in labels.editions
