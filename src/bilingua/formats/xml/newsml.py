"""NewsML-G2 (IPTC): a newsItem, or a newsMessage that holds one, translated in place.

Headlines and descriptions of contentMeta and the text of contentSet are fields; slugline, subjects
and all other metadata are skeleton.
"""

from __future__ import annotations

from collections.abc import Iterator

from bilingua.article import Article, Field, Role
from bilingua.errors import InputError
from bilingua.formats.base import Format, Labels
from bilingua.formats.fields import units_of
from bilingua.formats.xml import fields as xml_fields
from bilingua.formats.xml.label import primary
from bilingua.formats.xml.newsml_label import declared_language, label
from bilingua.formats.xml.nitf import Nitf
from bilingua.formats.xml.tokens import Token, attribute, element_end, root, tokenize

_ROLES = {
    "headline": Role.HEADLINE,
    "description": Role.DECK,
    "dateline": Role.DATELINE,
    "by": Role.BYLINE,
}
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_NITF = Nitf()


class NewsMl:
    """Reads and writes NewsML-G2."""

    name = "newsml-g2"
    suffixes = (".newsml", ".xml")
    cuts = "<&"

    def looks(self, top: str) -> bool:
        """By its root."""
        opening = root(top)
        return opening is not None and opening.local in ("newsItem", "newsMessage")

    def extract(self, name: str, raw: str) -> Article:
        """Find the fields of the one news item. Raises InputError when there are more, or none."""
        item = _only_item(name, raw)
        language = declared_language(raw, item)
        fields = tuple(_fields(raw, item, language))
        return Article(
            name,
            self.name,
            raw,
            units_of(raw, fields),
            language=language,
            metadata=xml_fields.title_of(fields),
            fields=fields,
        )

    def write_field(self, field: Field, text: str) -> str:
        """A field's text as its element holds it."""
        return xml_fields.write(field.syntax, text)

    def label(self, raw: str, labels: Labels) -> str:
        """Write languages, the link to the sister edition and the provenance."""
        item = _only_item("", raw)
        for part in reversed(list(_fields(raw, item, declared_language(raw, item)))):
            text = _labelled(part, labels)
            if text != part.article.raw:
                raw = raw[: part.start] + self.write_field(part, text) + raw[part.end :]
        return label(raw, _only_item("", raw), labels)


def _only_item(name: str, raw: str) -> Token:
    opening = root(raw)
    if opening is not None and opening.local == "newsItem":
        return opening
    if opening is None or opening.local != "newsMessage":
        raise InputError(
            "{name} is XML of a kind that bilingua does not read as a story; it reads NITF and "
            "NewsML-G2, and feeds as archives.",
            name=name,
        )
    items = list(_outermost(raw, "newsItem"))
    if len(items) != 1:
        raise InputError(
            "{name} holds {count} news items where a story is one; localize it as an archive.",
            name=name,
            count=len(items),
        )
    return items[0]


def _outermost(raw: str, local: str) -> Iterator[Token]:
    position = 0
    for token in tokenize(raw):
        if token.start >= position and token.kind == "open" and token.local == local:
            yield token
            position = element_end(raw, token).end


def _fields(raw: str, item: Token, language: str | None) -> Iterator[Field]:
    """The texts of an item, in the order that they stand there."""
    end = element_end(raw, item).start
    position, within = item.end, ""
    for token in tokenize(raw, item.end, end):
        if token.start < position or token.kind not in ("open", "close"):
            continue
        if token.local in ("contentMeta", "contentSet"):
            within = token.local if token.kind == "open" else ""
        if token.kind == "close" or token.local in ("contentMeta", "contentSet"):
            continue
        if within == "contentSet" and token.local not in ("inlineXML", "inlineData"):
            continue
        closing = element_end(raw, token, end)
        position = closing.end
        if within == "contentMeta":
            if _is_ours(raw, token, language) and (role := _ROLES.get(token.local)):
                yield from _line(raw, token, closing, role)
        # itemMeta, partMeta, assert: none of it is the story's.
        elif within and _is_ours(raw, token, language):
            yield from _content(raw, token, closing)


def _is_ours(raw: str, token: Token, language: str | None) -> bool:
    """Whether an element is in the item's language; one in another is a translation already."""
    own = attribute(raw, token, "xml:lang")
    return not own or not language or primary(own) == primary(language)


def _line(raw: str, opening: Token, closing: Token, role: Role) -> Iterator[Field]:
    found = xml_fields.held(raw, opening, closing)
    if found is not None:
        fmt: Format = xml_fields.TEXT
        if found.syntax == "markup":
            fmt = xml_fields.XML_TEXT
        yield xml_fields.field(found, fmt, role, whole=True)


def _content(raw: str, opening: Token, closing: Token) -> Iterator[Field]:
    found = xml_fields.held(raw, opening, closing)
    if found is None:
        return
    kind = xml_fields.attribute_held(raw, opening, "contenttype") or ""
    if opening.local == "inlineXML" and found.syntax == "markup":
        inner = root(found.text)
        if inner is not None and inner.local == "nitf":
            yield xml_fields.field(found, _NITF)
        elif inner is not None and inner.local in (
            "html",
            "body",
            "div",
            "article",
            "section",
            "p",
        ):
            yield xml_fields.field(found, xml_fields.XHTML)
    elif attribute(raw, opening, "encoding") is None:  # else it is Base64 or the like
        if kind in _HTML_TYPES:
            yield xml_fields.field(found, xml_fields.HTML)
        elif kind in ("", "text/plain") and found.syntax != "markup":
            yield xml_fields.field(
                found, xml_fields.format_of(found) if not kind else xml_fields.TEXT
            )


def _labelled(part: Field, labels: Labels) -> str:
    """A document in the item says of itself what the item does; its files are not its own."""
    inner = Labels(labels.language, {}, labels.provenance)
    own: dict[str, Format] = {fmt.name: fmt for fmt in (_NITF, xml_fields.XHTML, xml_fields.HTML)}
    fmt = own.get(part.article.format)
    body = any(unit.role is Role.BODY for unit in part.article.units)
    raw = part.article.raw
    return xml_fields.ends_alike(fmt.label(raw, inner), raw) if fmt and body else raw
