"""NITF, the News Industry Text Format (IPTC, versions 3.0 to 3.6), translated in place."""

from __future__ import annotations

from collections.abc import Iterator

from bilingua.article import Article, Marked, Role, Unit
from bilingua.errors import InputError
from bilingua.formats.base import Labels, numbered
from bilingua.formats.xml.label import edited, element_pattern, set_attribute, with_line
from bilingua.formats.xml.tokens import (
    Token,
    attribute,
    attributes,
    escape,
    escape_text,
    root,
    tokenize,
    unescape,
)
from bilingua.formats.xml.units import Grammar, encode, units

GRAMMAR = Grammar(
    blocks=frozenset(
        "nitf head title meta tobject iim docdata pubdata revision-history body body.head "
        "body.content body.end hedline hl1 hl2 note rights byline byttl distributor dateline "
        "abstract series block p table caption col colgroup thead tbody tfoot tr th td "
        "media media-reference media-metadata media-object media-producer media-caption ol ul li "
        "dl dt dd bq credit fn pre hr nitf-table nitf-table-metadata nitf-table-summary nitf-col "
        "nitf-colgroup custom-table table-reference datasource tagline bibliography".split()
    ),
    roles={
        "head/title": Role.HEADLINE,
        "body": Role.BODY,
        "hl1": Role.HEADLINE,
        "hl2": Role.HEADLINE,
        "hedline/hl2": Role.DECK,
        "abstract": Role.DECK,
        "byline": Role.BYLINE,
        "dateline": Role.DATELINE,
        "media-caption": Role.CAPTION,
        "caption": Role.CAPTION,
        "li": Role.LIST,
        "dt": Role.LIST,
        "dd": Role.LIST,
        "th": Role.TABLE,
        "td": Role.TABLE,
        "nitf-table-summary": Role.TABLE,
    },
    # Who sent or owns it, what machines read, agate that spaces lay out.
    skipped=frozenset(
        "rights distributor docdata iim tobject pubdata revision-history media-metadata "
        "media-object media-producer media-reference nitf-table-metadata custom-table pre".split()
    ),
    breaks=frozenset({"br"}),
    foreign=frozenset({"lang", "alt-code"}),
)  # fmt: skip
_META = frozenset("title headline description abstract summary deck".split())
_LANGUAGE = ("baselang", "xml:lang", "lang")
_EDITION = element_pattern(r'<(?:[\w.-]+:)?meta name="edition\.[^"]*+" content="[^"]*+"/>')
_HISTORY = element_pattern(r'<(?:[\w.-]+:)?revision-history name="bilingua" comment="[^"]*+"/>')
_PROVENANCE = element_pattern(
    r'<(?:[\w.-]+:)?p class="bilingua-provenance">[^<]*+</(?:[\w.-]+:)?p>'
)


class Nitf:
    """Reads and writes NITF."""

    name = "nitf"
    suffixes = (".nitf", ".xml")
    cuts = "<&"

    def looks(self, top: str) -> bool:
        """By its root."""
        opening = root(top)
        return opening is not None and opening.local == "nitf"

    def extract(self, name: str, raw: str) -> Article:
        """Headlines, paragraphs, captions, cells and described media; all else is skeleton."""
        if not self.looks(raw):
            raise InputError(
                "{name} is XML of a kind that bilingua does not read as a story; it reads NITF and "
                "NewsML-G2, and feeds as archives.",
                name=name,
            )
        found = [*units(raw, GRAMMAR), *_attribute_units(raw)]
        return Article(
            name,
            self.name,
            raw,
            numbered(found, raw),
            language=declared_language(raw),
            metadata=_metadata(raw),
        )

    def encode(self, unit: Unit, content: Marked) -> str:
        """Escape what the place needs: text or an attribute's value."""
        return escape(content.text) if unit.syntax == "attribute" else encode(content)

    def label(self, raw: str, labels: Labels) -> str:
        """Write baselang, the editions (as meta), and the provenance where NITF has places for it.

        That is the revision history in the head, and for the reader a paragraph that ends the story.
        """
        for pattern in (_EDITION, _HISTORY, _PROVENANCE):
            raw = pattern.sub("", raw)
        opening = root(raw)
        if opening is None:
            return raw
        declared = {a.name for a in attributes(raw, opening)}.intersection(_LANGUAGE)
        raw = edited(
            raw,
            [
                set_attribute(raw, opening, name, labels.language)
                for name in declared or {"baselang"}
            ],
        )
        prefix = opening.name[: -len("nitf")]
        for tag, name in labels.editions.items():
            meta = f'<{prefix}meta name="edition.{escape(tag)}" content="{escape(name)}"/>'
            raw = _with_meta(raw, meta)
        if labels.provenance:
            said = escape(labels.provenance)
            raw = _before_end(
                raw, "head", f'<{prefix}revision-history name="bilingua" comment="{said}"/>'
            )
            said = escape_text(labels.provenance)
            raw = _before_end(
                raw,
                "body.content",
                f'<{prefix}p class="bilingua-provenance">{said}</{prefix}p>',
            )
        return raw


def declared_language(raw: str) -> str | None:
    """The language of the document, as its root declares it."""
    opening = root(raw)
    if opening is None:
        return None
    return next((v for n in _LANGUAGE if (v := attribute(raw, opening, n))), None)


def _attribute_units(raw: str) -> Iterator[Unit]:
    for token in tokenize(raw):
        if token.kind not in ("open", "empty"):
            continue
        if token.local == "meta" and attribute(raw, token, "name") in _META:
            yield from _attribute_unit(raw, token, "content", Role.META)
        elif token.local == "media-reference":
            yield from _attribute_unit(raw, token, "alternate-text", Role.CAPTION)


def _attribute_unit(raw: str, token: Token, name: str, role: Role) -> Iterator[Unit]:
    for found in attributes(raw, token):
        if found.name == name and any(map(str.isalpha, found.value)):
            yield Unit("", role, Marked(found.value), found.start, found.end, 0, "attribute")


def _metadata(raw: str) -> dict[str, str]:
    """Title and date of issue where the head gives them."""
    known: dict[str, str] = {}
    for token in tokenize(raw):
        if token.kind == "close" and token.local == "head":
            break
        if token.kind == "open" and token.local == "title":
            text = raw[token.end : raw.find("<", token.end)]
            known.setdefault("title", " ".join(unescape(text).split()))
        if token.local == "date.issue" and (norm := attribute(raw, token, "norm")):
            known.setdefault("date", norm)
    return known


def _with_meta(raw: str, element: str) -> str:
    """A meta in the head: after the title and the metas that are there, as the order wants."""
    inside = False
    for token in tokenize(raw):
        if token.local == "head":
            inside = token.kind == "open"
            if token.kind == "close":
                return with_line(raw, token.start, element)
        elif inside and token.kind in ("open", "empty") and token.local not in ("title", "meta"):
            return with_line(raw, token.start, element)
    return raw


def _before_end(raw: str, name: str, element: str) -> str:
    ends = [t.start for t in tokenize(raw) if t.kind == "close" and t.local == name]
    return with_line(raw, ends[-1], element) if ends else raw
