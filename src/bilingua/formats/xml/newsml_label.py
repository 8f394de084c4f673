"""What a news item says of itself: its language, the edition it was translated from, how it was made.

The relation of a translation to its source is IPTC's item relation `translatedFrom`; a source names
its translation by `seeAlso`. `digitalSourceType` is left alone: it tells how media were made, and
has no word for a translation.
"""

from __future__ import annotations

from bilingua.formats.base import Labels
from bilingua.formats.xml.label import (
    edited,
    element_pattern,
    primary,
    set_attribute,
    with_line,
)
from bilingua.formats.xml.tokens import (
    Token,
    attribute,
    element_end,
    escape,
    escape_text,
    tokenize,
)

_ID = "bilingua-"
_LINK = element_pattern(rf'<(?:[\w.-]+:)?link id="{_ID}[^"]*+"[^<>]*+>')
_NOTE = element_pattern(
    rf'<(?:[\w.-]+:)?edNote id="{_ID}provenance"[^<>]*+>[^<]*+</(?:[\w.-]+:)?edNote>'
)
# contentMeta wants its language among these.
_DESCRIPTIVE = frozenset(
    "language genre keyword subject slugline headline by dateline creditline description".split()
)
_IN_LANGUAGE = frozenset("headline description dateline by inlineXML inlineData".split())


def declared_language(raw: str, item: Token) -> str | None:
    """The language of an item's content, else of its metadata."""
    for token in _inside(raw, item):
        if token.kind in ("open", "empty") and token.local == "language":
            return attribute(raw, token, "tag")
        if token.kind == "open" and token.local == "contentSet":
            break
    return attribute(raw, item, "xml:lang")


def label(raw: str, item: Token, labels: Labels) -> str:
    """Write the labels into an item; twice is the same as once."""
    prefix = item.name[: -len("newsItem")]
    old = declared_language(raw, item)
    raw = edited(raw, _languages(raw, item, old, labels.language))
    if not any(token.local == "language" for token in _meta(raw, item)):
        element = f'<{prefix}language tag="{escape(labels.language)}"/>'
        raw = _with_language(raw, item, element)
    low, high = _span(raw, item, "itemMeta")
    if low < 0:
        return raw
    meta = _LINK.sub("", _NOTE.sub("", raw[low:high]))
    raw = raw[:low] + meta + raw[high:]
    if labels.provenance:
        said = escape_text(labels.provenance)
        tag = escape(labels.language)
        note = f'<{prefix}edNote id="{_ID}provenance" xml:lang="{tag}">{said}</{prefix}edNote>'
        raw = _in_meta(raw, item, note, before=("link", "itemMetaExtProperty"))
    source = next(iter(labels.editions), None)
    for tag, name in labels.editions.items():
        if tag == labels.language:
            continue
        relation = "translatedFrom" if tag == source else "seeAlso"
        link = (
            f'<{prefix}link id="{_ID}{escape(tag)}" rel="irel:{relation}" href="{escape(name)}"'
            ' contenttype="application/vnd.iptc.g2.newsitem+xml"/>'
        )
        raw = _in_meta(raw, item, link, before=("itemMetaExtProperty",))
    return raw


def _inside(raw: str, item: Token) -> list[Token]:
    return list(tokenize(raw, item.end, element_end(raw, item).start))


def _span(raw: str, item: Token, local: str) -> tuple[int, int]:
    """Between the tags of the first such element of an item; -1 where there is none."""
    for token in _inside(raw, item):
        if token.kind == "open" and token.local == local:
            return token.end, element_end(raw, token).start
    return -1, -1


def _meta(raw: str, item: Token) -> list[Token]:
    low, high = _span(raw, item, "contentMeta")
    return list(tokenize(raw, low, high)) if low >= 0 else []


def _languages(raw: str, item: Token, old: str | None, new: str) -> list[tuple[int, int, str]]:
    """The edits that say the new language wherever the old one was said of what is translated."""
    edits = []
    if attribute(raw, item, "xml:lang") is not None:
        edits.append(set_attribute(raw, item, "xml:lang", new))
    for token in _inside(raw, item):
        if token.kind not in ("open", "empty"):
            continue
        if token.local == "language":
            name = "tag"
        elif token.local in _IN_LANGUAGE:
            name = "xml:lang"
        else:
            continue
        said = attribute(raw, token, name)
        if said and (old is None or primary(said) == primary(old)):
            edits.append(set_attribute(raw, token, name, new))
    return edits


def _with_language(raw: str, item: Token, element: str) -> str:
    low, high = _span(raw, item, "contentMeta")
    if low < 0:
        return raw
    first = next((t.start for t in _meta(raw, item) if t.local in _DESCRIPTIVE), high)
    return with_line(raw, first, element)


def _in_meta(raw: str, item: Token, element: str, *, before: tuple[str, ...]) -> str:
    low, high = _span(raw, item, "itemMeta")
    at = next((t.start for t in tokenize(raw, low, high) if t.local in before), high)
    return with_line(raw, at, element)
