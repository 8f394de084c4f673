"""A paragraph of rich text as JSON editors write it: a list of spans, each with its own formatting.

A sentence goes through several of them, so they are one text; what stands between two is an inline
code. Sanity, Contentful, Slate, Lexical and ProseMirror all write their paragraphs so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bilingua.article import Article, CodeKind, Inline, Marked, Role, Unit
from bilingua.formats.base import Labels, weave
from bilingua.formats.json import tokens as json_tokens
from bilingua.formats.json.tokens import Value

_LISTS = ("children", "content")
_TYPES = ("type", "_type", "nodeType")
# What stands in a line of text; anything else in the list is a block of its own.
_INLINE = frozenset(
    "text span link a hyperlink autolink inline hardbreak linebreak mention emoji".split()
)
_DEEP = 3


class Spans:
    """Writes the spans of a paragraph; they are found in the record that holds them."""

    name = "spans"
    suffixes = ()
    cuts = ""

    def looks(self, top: str) -> bool:
        """No file is in this format."""
        return False

    def extract(self, name: str, raw: str) -> Article:
        """Never asked for: only a record knows which of its strings are spans."""
        raise NotImplementedError

    def encode(self, unit: Unit, content: Marked) -> str:
        """The text of each span as the file writes its strings, without the outer quotation marks."""
        return weave(content, lambda text: json_tokens.write(text, unit.syntax)[1:-1])

    def label(self, raw: str, labels: Labels) -> str:
        """Spans say nothing of themselves."""
        return raw


def spans_of(raw: str, block: Value) -> list[Value]:
    """The texts of a block's spans in order; none where it has no two of them."""
    for name in _LISTS:
        held = block.get(name)
        if held and held.kind == "array" and any(_text(raw, item) for item in held.items):
            found = list(_leaves(raw, held, _DEEP))
            if len(found) > 1 and None not in found:
                return [one for one in found if one]
    return []


def article_of(name: str, raw: str, spans: Sequence[Value], role: Role, syntax: str) -> Article:
    """The text that spans make together.

    Each second span is a pair of codes, so that its words keep its formatting wherever they go;
    the others are what is left.
    """
    start, end = spans[0].start, spans[-1].end
    text, codes = json_tokens.text_of(raw, spans[0]), list[Inline]()
    for number, (one, other) in enumerate(pairwise(spans)):
        kind = CodeKind.CLOSE if number % 2 else CodeKind.OPEN
        if kind is CodeKind.OPEN and number == len(spans) - 2:
            kind = CodeKind.ALONE
        between = raw[one.end - 1 : other.start + 1]
        codes.append(Inline(len(text), between, kind, number - number % 2))
        text += json_tokens.text_of(raw, other)
    content = Marked(text, tuple(codes))
    units = (Unit("u1", role, content, 1, end - start - 1, 1, syntax),)
    return Article(name, "spans", raw[start:end], units if any(map(str.isalpha, text)) else ())


def _leaves(raw: str, held: Value, levels: int) -> Iterator[Value | None]:
    """The texts in a list; None where it holds more than a line of text."""
    for item in held.items:
        text = _text(raw, item)
        if text:
            yield text
        elif _type(raw, item) not in _INLINE or not levels:
            yield None
        else:
            for name in _LISTS:
                if (inner := item.get(name)) and inner.kind == "array":
                    yield from _leaves(raw, inner, levels - 1)


def _text(raw: str, item: Value) -> Value | None:
    kind = _type(raw, item)
    if kind not in _INLINE and kind:
        return None
    text = item.get("text") or (item.get("value") if kind == "text" else None)
    return text if text and text.kind == "string" else None


def _type(raw: str, item: Value) -> str:
    said = next((found for name in _TYPES if (found := item.get(name))), None)
    return json_tokens.text_of(raw, said).lower().replace("-", "") if said else ""
