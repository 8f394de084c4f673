"""HTML as a flat run of tokens with their offsets: linear time, no tree, no recursion.

A page is translated in the text it was written in; a parser that rebuilds it would not be lossless.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bilingua.errors import InputError

# No honest tag is longer; a longer one is an unclosed quotation mark that swallows the page.
MAX_TAG = 1 << 16
_NAME = re.compile(r"/?([A-Za-z][^\s/>]*+)")
_REST = re.compile(r"""(?>[^>"'=]|=\s*+"[^"]*+"|=\s*+'[^']*+'|["'=])*+>""")
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?+"""
)
# What these hold is not text for readers, or must stay to the letter.
OPAQUE = frozenset(
    "script style textarea template pre svg math object iframe noscript select canvas code kbd "
    "samp var".split()
)
# Elements that stand inside of a sentence.
INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite data del dfn em font i img ins label mark q s small span "
    "strike strong sub sup time tt u wbr nobr picture source".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the page: kind is "text", "open", "close", "opaque" or "other"."""

    kind: str
    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute: its value with references resolved, and where the raw value stands."""

    name: str
    value: str
    start: int
    end: int


def tokenize(raw: str) -> Iterator[Token]:
    """Cut a page into tokens that follow on one another without gaps.

    Raises InputError when a tag does not end within 64 K characters.
    """
    position = 0
    while position < len(raw):
        start = raw.find("<", position)
        if start < 0:
            yield Token("text", position, len(raw))
            return
        token = _markup(raw, start)
        if token is None:  # a "<" that opens nothing is text
            following = raw.find("<", start + 1)
            end = len(raw) if following < 0 else following
            yield Token("text", position, end)
            position = end
            continue
        if start > position:
            yield Token("text", position, start)
        yield token
        position = token.end


def attributes(raw: str, token: Token) -> list[Attribute]:
    """The attributes of an opening tag, names in lower case."""
    found = []
    start = token.start + 1 + len(token.name)
    for match in _ATTRIBUTE.finditer(raw, start, token.end - 1):
        group = next((g for g in (2, 3, 4) if match[g] is not None), None)
        if group is None:
            found.append(Attribute(match[1].lower(), "", match.end(), match.end()))
        else:
            value = html.unescape(match[group])
            found.append(Attribute(match[1].lower(), value, match.start(group), match.end(group)))
    return found


def _markup(raw: str, start: int) -> Token | None:
    if raw.startswith("<!--", start):
        return Token("other", start, _after(raw, "-->", start + 4))
    if raw.startswith("<![CDATA[", start):
        return Token("other", start, _after(raw, "]]>", start + 9))
    if raw.startswith(("<!", "<?"), start):
        return Token("other", start, _after(raw, ">", start + 2))
    name = _NAME.match(raw, start + 1, start + 100)
    if name is None:
        return None
    rest = _REST.match(raw, name.end(), start + MAX_TAG)
    if rest is None:
        if len(raw) - start < MAX_TAG and raw.find(">", start) < 0:
            return Token("other", start, len(raw))
        line = raw.count("\n", 0, start) + 1
        raise InputError(
            "The tag on line {line} does not end; close its quotation marks.", line=line
        )
    lowered = name[1].lower()
    if name[0].startswith("/"):
        return Token("close", start, rest.end(), lowered)
    token = Token("open", start, rest.end(), lowered)
    if lowered in OPAQUE and raw[rest.end() - 2] != "/":
        return Token("opaque", start, closing_tag(raw, lowered, rest.end()), lowered)
    return token


def _after(raw: str, mark: str, position: int) -> int:
    end = raw.find(mark, position)
    return len(raw) if end < 0 else end + len(mark)


def closing_tag(raw: str, name: str, position: int) -> int:
    """Where the element that opened before `position` ends, or the end of the page."""
    depth = 1
    tag = re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])[^>]*+>?+", re.IGNORECASE)
    for match in tag.finditer(raw, position):
        nests = name not in ("script", "style", "textarea")
        depth += -1 if match[1] else int(nests and not match[0].endswith("/>"))
        if depth == 0:
            return match.end()
    return len(raw)
