"""XML as a flat run of tokens with their offsets: linear time, no tree, nothing expanded.

The rules are those of XML 1.0 (fifth edition), and lenient where files in the wild are: a "<" that
opens nothing is text, names of entities that only HTML knows are read as HTML reads them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bilingua.formats.html_tokens import Attribute

# No honest tag is longer, nor a document type, which stands near the top.
MAX_TAG = 1 << 16
_MAX_DOCTYPE = 1 << 14
_TAG = re.compile(
    r"""<(/?)([A-Za-z_:\x80-\U0010ffff][^\s/>="'<]*+)((?>[^<>"']|"[^"<]*+"|'[^'<]*+')*+)>"""
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)\s*+=\s*+(?:"([^"<]*+)"|'([^'<]*+)')""")
_DOCTYPE = re.compile(
    r"""<!DOCTYPE(?>[^\[\]"'<>]|"[^"]*+"|'[^']*+')*+"""
    r"""(?:\[(?>[^\]"'<]|"[^"]*+"|'[^']*+'|<!--(?>[^-]|-(?!->))*+-->|<)*+\]\s*+)?>""",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# What XML 1.0 does not allow, not even as a reference.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,31};")
_SPANS = (("<!--", "-->", "comment"), ("<![CDATA[", "]]>", "cdata"), ("<?", "?>", "pi"))
_LONGEST_MARK = len("<![CDATA[")


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a document.

    Kind is "text", "open", "close", "empty", "cdata", "comment", "pi" or "doctype"; `name` is a
    tag's name as it is written, with its prefix.
    """

    kind: str
    start: int
    end: int
    name: str = ""

    @property
    def local(self) -> str:
        """The tag's name without its prefix."""
        return self.name.rpartition(":")[2]


def tokenize(raw: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Cut a document, or a stretch of it, into tokens that follow on one another without gaps."""
    stop = len(raw) if end is None else end
    while start < stop:
        token = token_at(raw, start, stop)
        assert token is not None
        yield token
        start = token.end


def token_at(raw: str, at: int, stop: int, *, more: bool = False) -> Token | None:
    """The token that begins at an offset; None where it does not end yet and there is `more`."""
    if raw[at] != "<":
        following = raw.find("<", at, stop)
        return Token("text", at, stop if following < 0 else following)
    if more and stop - at < _LONGEST_MARK:
        return None
    for opening, closing, kind in _SPANS:
        if raw.startswith(opening, at):
            end = raw.find(closing, at + len(opening), stop)
            if end >= 0:
                return Token(kind, at, end + len(closing))
            return None if more else Token(kind, at, stop)
    limit = min(stop, at + MAX_TAG)
    if at < _MAX_DOCTYPE and raw[at : at + 9].upper() == "<!DOCTYPE":
        limit = min(stop, at + _MAX_DOCTYPE)
        if found := _DOCTYPE.match(raw, at, limit):
            return Token("doctype", at, found.end())
    elif tag := _TAG.match(raw, at, limit):
        kind = "close" if tag[1] else "empty" if tag[3].endswith("/") else "open"
        return Token(kind, at, tag.end(), tag[2])
    if more and limit == stop:
        return None
    following = raw.find("<", at + 1, stop)
    return Token("text", at, stop if following < 0 else following)


def attributes(raw: str, token: Token) -> list[Attribute]:
    """The attributes of an opening or an empty tag."""
    found = []
    for match in _ATTRIBUTE.finditer(raw, token.start + 1 + len(token.name), token.end - 1):
        group = 2 if match[2] is not None else 3
        value = unescape(match[group])
        found.append(Attribute(match[1], value, match.start(group), match.end(group)))
    return found


def attribute(raw: str, token: Token, name: str) -> str | None:
    """The value of one attribute of a tag."""
    return next((a.value for a in attributes(raw, token) if a.name == name), None)


def element_end(raw: str, opening: Token, stop: int | None = None) -> Token:
    """The tag that closes an element; an empty token at the end where there is none."""
    if opening.kind == "empty":
        return Token("close", opening.end, opening.end, opening.name)
    depth = 1
    for token in tokenize(raw, opening.end, stop):
        if token.name == opening.name:
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            if depth == 0:
                return token
    end = len(raw) if stop is None else stop
    return Token("close", end, end, opening.name)


def root(raw: str) -> Token | None:
    """The tag that opens the document, if all before it is a prolog."""
    for token in tokenize(raw):
        if token.kind in ("open", "empty"):
            return token
        if token.kind in ("close", "cdata") or (
            token.kind == "text" and raw[token.start : token.end].strip(" \t\r\n")
        ):
            return None
    return None


def unescape(text: str) -> str:
    """Resolve references: of characters, XML's own and HTML's; any other name stays as it is."""
    return _REFERENCE.sub(lambda match: html.unescape(match[0]), text)


def is_known(reference: str) -> bool:
    """Whether an entity reference is one that a reader without the document type resolves."""
    return html.unescape(reference) != reference


def escape(text: str) -> str:
    """Text or a quoted attribute's value; characters that XML does not allow become spaces."""
    return html.escape(allowed(text)).replace("&#x27;", "&apos;")


def escape_text(text: str) -> str:
    """Text alone, in which quotation marks are only that."""
    return html.escape(allowed(text), quote=False)


def allowed(text: str) -> str:
    """The text without the characters that no XML document may hold."""
    return _FORBIDDEN.sub(" ", text)


def numeric(markup: str) -> str:
    """Markup of HTML as XML takes it: names that XML does not know become numbers."""
    return _NAMED.sub(_number, allowed(markup))


def _number(match: re.Match[str]) -> str:
    meant = html.unescape(match[0])
    return match[0] if meant == match[0] else "".join(f"&#{ord(char)};" for char in meant)
