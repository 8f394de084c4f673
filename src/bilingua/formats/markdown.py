"""Markdown (CommonMark, tables, front matter), translated in place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it.token import Token

from bilingua.article import Article, Marked, Role, Unit
from bilingua.formats import frontmatter
from bilingua.formats.base import Labels, weave
from bilingua.formats.credits import credit_role
from bilingua.formats.links import lead_markdown
from bilingua.formats.markdown_inline import parser, said, scan

_LOOKS = re.compile(r"\A---\r?\n|^#{1,6} \S", re.M)
_ENTITY = re.compile(r"&(?=#?\w+;)")
_MARKS = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])")
_BLOCK_START = re.compile(r"(?:[-+=>#~:|]|\d{1,9}(?=[.)]))")
# Emphasis whose marks no longer flank words as Markdown wants is written as HTML, which always holds.
_EMPHASIS = {"*": "em", "_": "em", "**": "strong", "__": "strong", "~~": "s"}


class Markdown:
    """Reads and writes Markdown."""

    name = "markdown"
    suffixes = (".md", ".markdown")
    cuts = "\n\r|*_`[<"

    def looks(self, top: str) -> bool:
        """By front matter or a heading."""
        return bool(_LOOKS.search(top))

    def extract(self, name: str, raw: str) -> Article:
        """Headings, paragraphs, list items and table cells are units; code and HTML are skeleton."""
        top = frontmatter.block_end(raw)
        found = [*frontmatter.units(raw), *_blocks(raw, top)]
        line, position, units = 1, 0, []
        for number, unit in enumerate(sorted(found, key=lambda unit: (unit.start, -unit.end))):
            line += raw.count("\n", position, unit.start)
            position = unit.start
            units.append(replace(unit, id=f"u{number + 1}", line=line))
        meta = frontmatter.metadata(raw)
        language = meta.get("lang") or meta.get("language")
        return Article(name, self.name, raw, tuple(units), language=language, metadata=meta)

    def encode(self, unit: Unit, content: Marked) -> str:
        """Escape what Markdown would read as markup; the unit is written on one line."""
        if unit.syntax == "yaml block":
            return " ".join(content.text.split())
        if unit.syntax == "yaml":
            return frontmatter.encode(content.text)
        if unit.syntax == "alt":
            return _escaped(content.text)
        if unit.syntax == "title":
            return _ENTITY.sub("&amp;", content.text.replace("\\", "\\\\").replace('"', '\\"'))
        written = _write(content, unit.syntax)
        if content.codes and not _same_structure(written, content):
            return _write(_as_html(content), unit.syntax)
        return written

    def label(self, raw: str, labels: Labels) -> str:
        """Write language, sister editions and provenance into the front matter, and lead links."""
        return lead_markdown(frontmatter.label(raw, labels), labels.links)


def _blocks(raw: str, top: int) -> Iterator[Unit]:
    body = raw[top:]
    # markdown-it counts lines by \n alone once \r\n and \r are folded; the offsets are kept here.
    lines = re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z", body)
    starts = [top]
    for line in lines:
        starts.append(starts[-1] + len(line))
    stack: list[str] = []
    seen_headline = False
    cursor = (-1, 0)
    previous: Role | None = None
    for token in parser().parse(body):
        if token.nesting == 1:
            stack.append(token.type)
        elif token.nesting == -1:
            stack.pop()
        elif token.type == "inline" and token.map and token.content.strip():
            if cursor[0] != token.map[0]:
                cursor = (token.map[0], starts[token.map[0]])
            span = _span(raw, starts, token, cursor[1])
            if span is None:
                continue
            cursor = (token.map[0], span[1])
            role = _role(stack, token, previous, seen_headline)
            seen_headline = seen_headline or role is Role.HEADLINE
            for unit in _units(raw, token, span, role, "cell" if "tr_open" in stack else "text"):
                previous = unit.role if unit.role is Role.CAPTION else role
                yield unit


def _span(raw: str, starts: list[int], token: Token, cursor: int) -> tuple[int, int] | None:
    """Where a block's inline content stands: from its first line's text to its last line's."""
    assert token.map is not None
    written = token.content.split("\n")
    start = raw.find(written[0], cursor, starts[token.map[0] + 1])
    if start < 0:
        return None
    if len(written) == 1:
        return start, start + len(written[0])
    last = token.map[0] + len(written) - 1
    if last + 1 >= len(starts):
        return None
    position = raw.rfind(written[-1].rstrip(), starts[last], starts[last + 1])
    return (start, position + len(written[-1].rstrip())) if position >= start else None


def _role(stack: list[str], token: Token, previous: Role | None, seen_headline: bool) -> Role:
    if "heading_open" in stack:
        return Role.HEADLINE
    if "tr_open" in stack:
        return Role.TABLE
    if "list_item_open" in stack:
        return Role.LIST
    children = token.children or []
    emphasised = (
        len(children) > 2 and children[0].type == "em_open" and children[-1].type == "em_close"
    )
    if len(stack) == 1 and (credit := credit_role(token.content)):
        return credit
    if emphasised and previous is Role.HEADLINE and seen_headline:
        return Role.DECK
    return Role.BODY


def _units(
    raw: str, token: Token, span: tuple[int, int], role: Role, syntax: str
) -> Iterator[Unit]:
    """A block, and the words inside of its codes."""
    children = token.children or []
    as_written = raw[span[0] : span[1]] == token.content
    content = scan(token.content, children, span[0] if as_written else None)
    if content is None:
        return
    if any(map(str.isalpha, content.text)):
        yield Unit("", role, content, *span, 0, syntax)
    for words in said(token.content, children, content):
        if any(map(str.isalpha, words.text)):
            place = words.start, words.end
            yield Unit("", Role.CAPTION, Marked(words.text), *place, 0, words.syntax)


def _write(content: Marked, syntax: str) -> str:
    def escape(text: str) -> str:
        text = _escaped(text)
        return text.replace("|", "\\|") if syntax == "cell" else text

    written = weave(content, escape)
    first = _BLOCK_START.match(written) if not content.codes or content.codes[0].at else None
    if first and first[0].isdigit():
        written = f"{first[0]}\\{written[first.end() :]}"
    elif first:
        written = "\\" + written
    return written


def _escaped(text: str) -> str:
    return _ENTITY.sub("&amp;", _MARKS.sub(lambda match: "\\" + match[0], text))


class _AnyLabel(dict[str, dict[str, str]]):
    """Definitions that have every label: what was a link by its label reads as one."""

    def get(self, key: str, default: object = None) -> dict[str, str]:
        return {"href": key, "title": ""}


def _same_structure(written: str, content: Marked) -> bool:
    """Whether Markdown reads the same text and codes back."""
    tokens = parser().parseInline(written, {"references": _AnyLabel()})
    again = scan(tokens[0].content, tokens[0].children or []) if tokens else None
    if again is None:
        return False
    marks = [code.markup for code in content.codes]
    return [code.markup for code in again.codes] == marks and again.text == content.text


def _as_html(content: Marked) -> Marked:
    codes = tuple(
        replace(code, markup=f"<{'/' if code.kind == 'close' else ''}{_EMPHASIS[code.markup]}>")
        if code.markup in _EMPHASIS
        else code
        for code in content.codes
    )
    return Marked(content.text, codes)
