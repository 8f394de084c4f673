"""What an item of a feed says of itself: its language, and for the reader how it was made."""

from __future__ import annotations

from bilingua.article import Article
from bilingua.formats import html_label, html_tokens
from bilingua.formats.base import Labels
from bilingua.formats.text import Text
from bilingua.formats.xml import wordpress_item
from bilingua.formats.xml.fields import held
from bilingua.formats.xml.label import edited, primary, set_attribute
from bilingua.formats.xml.tokens import Token, attribute, element_end, escape, tokenize

_TEXT = Text()


def declared_language(raw: str, opening: Token) -> str | None:
    """The language that an item says it is in, if it does."""
    if own := attribute(raw, opening, "xml:lang"):
        return own
    for token in tokenize(raw, opening.end):
        if token.kind == "open" and token.name == "dc:language":
            found = held(raw, token, element_end(raw, token))
            return found.text if found else None
    return wordpress_item.language(raw)


def label(raw: str, opening: Token, labels: Labels) -> str:
    """Write an item's language: Atom's entries always say it, other items where they did before."""
    old = declared_language(raw, opening)
    edits = []
    if opening.local == "entry" or attribute(raw, opening, "xml:lang") is not None:
        edits.append(set_attribute(raw, opening, "xml:lang", labels.language))
    for token in tokenize(raw, opening.end):
        if token.kind != "open":
            continue
        if token.name == "dc:language":
            if found := held(raw, token, element_end(raw, token)):
                edits.append((found.start, found.end, escape(labels.language)))
        elif (said := attribute(raw, token, "xml:lang")) and _is(said, old):
            edits.append(set_attribute(raw, token, "xml:lang", labels.language))
    return wordpress_item.label(edited(raw, edits), labels)


def with_provenance(article: Article, labels: Labels) -> str:
    """The text that ends the story with the provenance line; in HTML, with its language too."""
    if article.format == "text":
        return _TEXT.label(article.raw, labels)
    raw = _with_language(article.raw, labels)
    if not labels.provenance:
        return raw
    newline = "\r\n" if "\r\n" in raw else "\n"
    return html_label.with_provenance(raw, labels.provenance, newline)


def _with_language(raw: str, labels: Labels) -> str:
    """HTML with the new language on every element that said it is in the text's own."""
    old = html_label.declared_language(raw)
    edits = [
        (found.start, found.end, labels.language)
        for token in html_tokens.tokenize(raw)
        if token.kind == "open" and "lang" in raw[token.start : token.end]
        for found in html_tokens.attributes(raw, token)
        if found.name in ("lang", "xml:lang") and found.value and _is(found.value, old)
    ]
    return edited(raw, edits)


def _is(said: str, old: str | None) -> bool:
    return old is None or primary(said) == primary(old)
