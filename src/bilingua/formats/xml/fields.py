"""How XML elements hold texts of other formats: escaped, in CDATA, or as markup of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bilingua.article import Article, Field, Role
from bilingua.formats.base import Format
from bilingua.formats.html import Html
from bilingua.formats.text import Text
from bilingua.formats.xml.text import Xhtml, XmlText
from bilingua.formats.xml.tokens import (
    Token,
    allowed,
    attribute,
    element_end,
    escape,
    escape_text,
    tokenize,
    unescape,
)

_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_SPLIT = "]]]]><![CDATA[>"
_BLANK = " \t\r\n"
# A text that says it is HTML: a tag, a comment or a reference.
_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--|&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z]\w*);")
HTML, TEXT, XHTML, XML_TEXT = Html(), Text(), Xhtml(), XmlText()


@dataclass(frozen=True, slots=True)
class Held:
    """What an element holds: `text` without the escapes, between two offsets of the document."""

    start: int
    end: int
    text: str
    syntax: str


def held(raw: str, opening: Token, closing: Token) -> Held | None:
    """The text between an element's tags; None where there is none but blank space."""
    start, end = opening.end, closing.start
    while start < end and raw[start] in _BLANK:
        start += 1
    while end > start and raw[end - 1] in _BLANK:
        end -= 1
    if start == end:
        return None
    tokens = list(tokenize(raw, start, end))
    kinds = {token.kind for token in tokens}
    if not kinds & {"cdata", "open", "close", "empty"}:
        kept = [token for token in tokens if token.kind == "text"]
        if len(kept) == len(tokens):
            return Held(start, end, unescape(raw[start:end]), "escaped")
    elif len(tokens) == 1 and raw.startswith(_CDATA_END, end - 3):
        start, end = start + len(_CDATA), end - len(_CDATA_END)
        return Held(start, end, raw[start:end], "cdata")
    elif kinds <= {"cdata", "text"}:
        return Held(start, end, "".join(_said(raw, token) for token in tokens), "sections")
    return Held(start, end, raw[start:end], "markup")


def _said(raw: str, token: Token) -> str:
    text = raw[token.start : token.end]
    if token.kind == "cdata":
        return text.removeprefix(_CDATA).removesuffix(_CDATA_END)
    return unescape(text)


def xhtml_held(raw: str, opening: Token, closing: Token) -> Held | None:
    """XHTML in a document; what holds it all (a div, as Atom wants it) is not a part of it."""
    found = held(raw, opening, closing)
    if found is None or found.syntax != "markup":
        return found
    first = next(tokenize(raw, found.start, found.end))
    if first.kind == "open" and first.local == "div":
        last = element_end(raw, first, found.end)
        if last.end == found.end and last.start > first.end:
            start, end = first.end, last.start
            return Held(start, end, raw[start:end], "markup")
    return found


def field(found: Held, fmt: Format, role: Role | None = None, *, whole: bool = False) -> Field:
    """A field of the text, read by its format; `role` is what its body is in the story.

    A text that is all of one role (`whole`: a title, a caption) has no other.
    """
    article = fmt.extract("", found.text)
    if role is not None:
        article = _with_role(article, role, whole=whole)
    return Field(found.start, found.end, article, found.syntax)


def _with_role(article: Article, role: Role, *, whole: bool) -> Article:
    return replace(
        article,
        units=tuple(
            replace(unit, role=role)
            if (whole or unit.role is Role.BODY) and unit.syntax == "text"
            else unit
            for unit in article.units
        ),
    )


def title_of(fields: Iterable[Field]) -> dict[str, str]:
    """The metadata that fields give: the first headline."""
    units = (unit for part in fields for unit in part.article.units)
    title = next((unit.text for unit in units if unit.role is Role.HEADLINE), None)
    return {"title": title} if title else {}


def format_of(found: Held) -> Format:
    """The format of a text that may be plain or HTML, escaped or not: as readers tell them apart."""
    if found.syntax == "markup":
        return XHTML
    return HTML if _HTML.search(found.text) else TEXT


def ends_alike(text: str, before: str) -> str:
    """A labelled text without the line end at its end that the text did not have before.

    Elements are read without blank space at their edges: it would grow with each label.
    """
    return text if before.endswith(("\n", "\r")) else text.rstrip("\r\n")


def write(syntax: str, text: str) -> str:
    """A text as the document holds it."""
    if syntax == "escaped":
        return escape_text(text)
    if syntax == "attribute":
        return escape(text)
    if syntax in ("cdata", "sections"):
        inner = allowed(text).replace(_CDATA_END, _SPLIT)
        return inner if syntax == "cdata" else f"{_CDATA}{inner}{_CDATA_END}"
    return text


def attribute_held(raw: str, token: Token, name: str) -> str | None:
    """The value of an attribute in lower case, without what may follow a media type."""
    value = attribute(raw, token, name)
    return None if value is None else value.partition(";")[0].strip().lower()
