"""An item of a feed: RSS 2.0, RSS 1.0, Atom, or a post of a WordPress export (WXR).

Its raw is the item's element alone; namespaces are those that the feed's root binds, so prefixes
are taken as everybody writes them. What a reader of the feed sees is a field; identifiers, links,
categories and authors are skeleton.
"""

from __future__ import annotations

from collections.abc import Iterator

from bilingua.article import Article, Field, Role
from bilingua.errors import InputError
from bilingua.formats.base import Format, Labels
from bilingua.formats.fields import units_of
from bilingua.formats.xml import feed_label, wordpress_item
from bilingua.formats.xml import fields as xml_fields
from bilingua.formats.xml.fields import Held
from bilingua.formats.xml.tokens import Token, element_end, root, tokenize
from bilingua.formats.xml.wordpress import WordPress

# Titles and the like are of one role as a whole; the rest may hold headings, captions, lists.
_TITLES = {
    "title": Role.HEADLINE,
    "media:title": Role.HEADLINE,
    "itunes:title": Role.HEADLINE,
    "dc:title": Role.HEADLINE,
    "itunes:subtitle": Role.DECK,
    "media:description": Role.CAPTION,
}
_TEXTS = {
    "description": Role.DECK,
    "dc:description": Role.DECK,
    "itunes:summary": Role.DECK,
    "excerpt:encoded": Role.DECK,
    "content:encoded": Role.BODY,
    "summary": Role.DECK,
    "content": Role.BODY,
}
# Where the story ends, the fullest first.
_BODIES = ("content:encoded", "content", "description", "summary", "itunes:summary")
_ATOM = frozenset({"title", "summary", "content"})
_RSS = frozenset({"title", "description"})
# Another feed's title, readers' comments: not the story's.
_SKIPPED = frozenset({"source", "wp:comment", "author", "contributor", "image", "textInput"})
# What a reader, or who searches, sees of a post besides its content.
_METAS = {
    "_wp_attachment_image_alt": Role.CAPTION,
    "_yoast_wpseo_metadesc": Role.META,
    "rank_math_description": Role.META,
    "_aioseo_description": Role.META,
}
_WORDPRESS = WordPress()


class FeedItem:
    """Reads and writes one item of a feed."""

    name = "feed item"
    suffixes = (".rssitem", ".atomentry")
    cuts = "<&["

    def looks(self, top: str) -> bool:
        """By its element."""
        opening = root(top)
        return opening is not None and opening.local in ("item", "entry")

    def extract(self, name: str, raw: str) -> Article:
        """Find the fields of the item."""
        opening = root(raw)
        if opening is None or opening.local not in ("item", "entry"):
            raise InputError("{name} is no item of a feed.", name=name)
        fields = tuple(part for _, part in _fields(raw, opening))
        return Article(
            name,
            self.name,
            raw,
            units_of(raw, fields),
            language=feed_label.declared_language(raw, opening),
            metadata=xml_fields.title_of(fields),
            fields=fields,
        )

    def write_field(self, field: Field, text: str) -> str:
        """A field's text as its element holds it."""
        return xml_fields.write(field.syntax, text)

    def label(self, raw: str, labels: Labels) -> str:
        """Write the language where the item says one, and the provenance at the end of its body."""
        opening = root(raw)
        if opening is None:
            return raw
        body = _body(raw, opening)
        if body is not None:
            text = feed_label.with_provenance(body.article, labels)
            text = xml_fields.ends_alike(text, body.article.raw)
            if text != body.article.raw:
                raw = raw[: body.start] + self.write_field(body, text) + raw[body.end :]
        return feed_label.label(raw, opening, labels)


def _fields(raw: str, opening: Token) -> Iterator[tuple[str, Field]]:
    """The fields of an item with their elements' names, in the order that they stand there."""
    prefix = opening.name[: -len(opening.local)]
    atom, kind = opening.local == "entry", wordpress_item.post_type(raw)
    position = opening.end
    for token in tokenize(raw, opening.end, element_end(raw, opening).start):
        if token.start < position or token.kind != "open":
            continue
        name = token.name.removeprefix(prefix) if prefix else token.name
        if name in _SKIPPED:
            position = element_end(raw, token).end
        elif name == "wp:postmeta":
            closing = element_end(raw, token)
            position = closing.end
            parts = _meta(raw, token, closing)
            yield from ((name, part) for part in parts)
        elif name in _TITLES or name in _TEXTS:
            closing = element_end(raw, token)
            position = closing.end
            own = _ATOM if atom else _RSS
            # An attachment's title is the name of its file.
            if (":" in name or name in own) and not (kind == "attachment" and name == "title"):
                parts = _field(raw, token, closing, name, atom=atom, exported=kind is not None)
                yield from ((name, part) for part in parts)


def _field(
    raw: str, opening: Token, closing: Token, name: str, *, atom: bool, exported: bool
) -> Iterator[Field]:
    kind = xml_fields.attribute_held(raw, opening, "type") if atom or ":" in name else None
    xhtml = kind in ("xhtml", "application/xhtml+xml")
    read = xml_fields.xhtml_held if xhtml else xml_fields.held
    found = read(raw, opening, closing)
    if found is None:
        return
    fmt = _format(found, kind, atom=atom and ":" not in name, exported=exported and ":" in name)
    if fmt is not None:
        role, whole = (_TITLES | _TEXTS)[name], name in _TITLES or fmt is xml_fields.TEXT
        part = xml_fields.field(found, fmt, role, whole=whole)
        if part.article.units:
            yield part


def _format(found: Held, kind: str | None, *, atom: bool, exported: bool) -> Format | None:
    """The format of a text by its declared type, else by what it looks like."""
    if found.syntax == "markup":
        return xml_fields.XHTML
    if exported:
        return _WORDPRESS
    if kind in ("html", "text/html", "xhtml"):
        return xml_fields.HTML
    if kind in ("text", "text/plain", "plain") or (atom and kind is None):
        return xml_fields.TEXT
    return xml_fields.format_of(found) if kind is None else None


def _meta(raw: str, opening: Token, closing: Token) -> Iterator[Field]:
    key, value = "", None
    for token in tokenize(raw, opening.end, closing.start):
        if token.kind == "open" and token.local in ("meta_key", "meta_value"):
            found = xml_fields.held(raw, token, element_end(raw, token, closing.start))
            if token.local == "meta_key":
                key = found.text if found else ""
            else:
                value = found
    if value is not None and key in _METAS and value.syntax != "markup":
        part = xml_fields.field(value, xml_fields.TEXT, _METAS[key], whole=True)
        if part.article.units:
            yield part


def _body(raw: str, opening: Token) -> Field | None:
    """The field that ends the story: its content, else its description."""
    found = dict(_fields(raw, opening))
    return next((found[name] for name in _BODIES if name in found), None)
