"""The texts of a JSON file: strings in which plain text, HTML or Markdown lives, each as a field.

Knows how JSON writes a string and what a text looks like; what a name means is others' to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bilingua.article import Article, Field, Role
from bilingua.errors import InputError
from bilingua.formats import html_label
from bilingua.formats.base import Format, Labels
from bilingua.formats.fields import units_of
from bilingua.formats.html import Html
from bilingua.formats.json import spans as json_spans
from bilingua.formats.json import tokens as json_tokens
from bilingua.formats.json.edits import Edit
from bilingua.formats.json.tokens import Style, Value
from bilingua.formats.markdown import Markdown
from bilingua.formats.text import Text

# A tag of an element that stories have, or a reference to a character.
_HTML = re.compile(
    r"</?(?:a|abbr|article|aside|b|blockquote|br|cite|code|del|div|em|figcaption|figure|h[1-6]|hr"
    r"|i|img|ins|li|mark|ol|p|pre|q|section|small|span|strong|su[bp]|table|t[dhr]|tbody|thead|time"
    r"|u|ul)(?:\s[^<>]*+)?/?>"
    r"|&(?:#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,6}|[a-zA-Z]{2,12}[0-9]{0,2});",
    re.IGNORECASE,
)
# One word with what only addresses, identifiers and paths have in it.
_NO_PROSE = re.compile(
    r"\s*+(?:[a-z][a-z0-9+.-]*+:)?(?:[\w.%#?=&:+~-]*+/)++\S*+\s*+\Z|\s*+[\[{]", re.I
)
_SPANS = "spans"
_KINDS: dict[str, Format] = {"text": Text(), "html": Html(), "markdown": Markdown()}


@dataclass(frozen=True, slots=True)
class Found:
    """A string that holds a text of the story.

    `kind` is its format, None to tell by looking; one that stands `apart` is no paragraph of the
    running text: a quotation, a heading, an item of a list. Where several `spans` make one text,
    `value` is the first of them.
    """

    value: Value
    role: Role
    kind: str | None = None
    apart: bool = False
    spans: tuple[Value, ...] = ()


def root_of(raw: str) -> Value:
    """The object that a file holds. Raises InputError where it holds something else."""
    root = json_tokens.parse(raw)
    if root.kind != "object":
        raise InputError(
            "This JSON is no story but a list or a single value; hand in an object with a story's fields."
        )
    return root


def is_prose(text: str) -> bool:
    """Whether a string says something to readers: no address, no identifier, no data."""
    return any(map(str.isalpha, text)) and not _NO_PROSE.match(text)


def kind_of(text: str) -> str:
    """What a text without a declared kind is in, by looking."""
    return "html" if _HTML.search(text) else "text"


def article_of(
    name: str, fmt: str, raw: str, found: Iterable[Found], language: str | None
) -> Article:
    """The article of a file with these texts; those that say nothing are skeleton."""
    syntax = json_tokens.style_of(raw).syntax
    fields = tuple(
        field
        for one in sorted(found, key=lambda one: one.value.start)
        for field in [_field(name, raw, one, syntax)]
        if field is not None and field.article.units
    )
    return Article(name, fmt, raw, units_of(raw, fields), language=language, fields=fields)


def write_field(field: Field, text: str) -> str:
    """A field's new text: spans write their own strings, all others are one."""
    return text if field.syntax == _SPANS else json_tokens.write(text, field.syntax)


def _field(name: str, raw: str, found: Found, syntax: str) -> Field | None:
    if found.spans:
        whole = json_spans.article_of(name, raw, found.spans, found.role, syntax)
        return Field(found.spans[0].start, found.spans[-1].end, whole, _SPANS)
    text = json_tokens.text_of(raw, found.value)
    fmt = _format(found.kind or kind_of(text), text)
    if fmt is None or not is_prose(text):
        return None
    inner = fmt.extract(name, text)
    if found.role is not Role.BODY:
        units = tuple(replace(unit, role=found.role) for unit in inner.units)
        inner = replace(inner, units=units)
    return Field(found.value.start, found.value.end, inner, syntax)


def _format(kind: str, text: str) -> Format | None:
    """The format of a text of a kind; an XML vocabulary is the format's that knows it."""
    if kind == "xml":
        from bilingua.formats.registry import FORMATS

        known = (fmt for fmt in FORMATS if ".xml" in fmt.suffixes and fmt.looks(text[:4096]))
        return next(known, None)
    return _KINDS[kind]


def with_provenance(raw: str, bodies: Sequence[Value], labels: Labels, style: Style) -> list[Edit]:
    """What to change for the provenance line to end the last of these texts, HTML or plain."""
    if not labels.provenance or not bodies:
        return []
    text = json_tokens.text_of(raw, bodies[-1])
    if not is_prose(text):
        return []
    if kind_of(text) == "html":
        new = html_label.with_provenance(text, labels.provenance)
    else:
        new = _KINDS["text"].label(text, labels)
        new = new if text.endswith("\n") else new.rstrip("\r\n")
    if new == text:
        return []
    return [(bodies[-1].start, bodies[-1].end, json_tokens.write(new, style.syntax))]
