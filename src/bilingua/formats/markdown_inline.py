"""The inside of a Markdown block: markdown-it's tokens, walked along the characters as written.

markdown-it says what each construct is; this finds where it stands. A block in which the two
disagree is reported as None and stays untranslated rather than damaged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.token import Token

from bilingua.article import CodeKind, Inline, Marked
from bilingua.formats.base import MAX_COVERED, soften_breaks

_SOFT = re.compile(r"[ \t]*\n[ \t]*")
_HARD = re.compile(r"(?:[ \t]*\\| {2,})\n[ \t]*")
_TITLE = re.compile(r"""[ ]"([^"\\&\n]+)"[ ]?\)\Z""")
_LABEL = re.compile(r"\[[^\[\]]*+\]")


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, escapes and entities kept apart from plain text."""
    return MarkdownIt("commonmark").enable("table").enable("strikethrough").disable("text_join")


def scan(content: str, children: list[Token], start: int | None = None) -> Marked | None:
    """Turn a block's inline tokens into text with codes; None where they cannot be located.

    `start` is where `content` stands in the file, None if it is not there character for character.
    """
    text, codes = "", list[Inline]()
    opened: list[tuple[int, int]] = []
    autolink = False
    at = 0
    for number, token in enumerate(children):
        if token.type == "text" and not token.content:
            continue
        length = _length(content, at, token)
        if length is None:
            return None
        written = content[at : at + length]
        place = None if start is None else start + at
        at += length
        if token.type in ("text", "text_special"):
            if autolink:  # an address in <angle brackets> is one code
                codes[-1] = replace(codes[-1], markup=f"<{written}>", covers=_words(token.content))
                text += token.content[: codes[-1].covers]
            else:
                text += token.content
        elif token.type == "softbreak":
            text += " "
        elif token.markup == "autolink":
            autolink = token.nesting == 1
            if autolink:
                codes.append(Inline(len(text), written, CodeKind.ALONE, number, place))
        elif token.nesting == 1:
            opened.append((number, at))
            codes.append(Inline(len(text), written, CodeKind.OPEN, number, place))
        elif token.nesting == -1:
            if not opened:
                return None
            pair, begun = opened.pop()
            if token.type == "link_close" and written in ("]", "][]"):
                # A link that its words name keeps its name when the words change.
                written = f"][{content[begun : at - len(written)]}]"
            codes.append(Inline(len(text), written, CodeKind.CLOSE, pair, place))
        else:
            covered = _covered(token)
            codes.append(Inline(len(text), written, CodeKind.ALONE, number, place, len(covered)))
            text += covered
    if content[at:].strip() or opened:
        return None
    return soften_breaks(Marked(text, tuple(codes)))


@dataclass(frozen=True, slots=True)
class Said:
    """Words inside of a code that readers see or hear: an image's alt, a title; offsets in it."""

    text: str
    start: int
    end: int
    syntax: str


def said(content: str, children: list[Token], marked: Marked) -> Iterator[Said]:
    """The words inside of the codes of a block that stands in the file character for character."""
    images = iter(token for token in children if token.type == "image")
    for code in marked.codes:
        if code.start is None:
            return
        if code.markup.startswith("![") and (image := next(images, None)):
            named = code.markup.endswith("]") and "][" not in code.markup[-2 - len(image.content) :]
            plain = all(child.type == "text" for child in image.children or [])
            if plain and not named and "\n" not in image.content:
                start = code.start + 2
                yield Said(image.content, start, start + len(image.content), "alt")
        if code.markup.startswith(("![", "](")) and (title := _TITLE.search(code.markup)):
            yield Said(title[1], code.start + title.start(1), code.start + title.end(1), "title")


def _covered(token: Token) -> str:
    """What a code stands for in its sentence: a line break, or the words of short code."""
    if token.type == "hardbreak":
        return "\n"
    if token.type == "code_inline":
        return token.content[: _words(token.content)]
    return ""


def _words(text: str) -> int:
    return len(text) if len(text) <= MAX_COVERED and text == text.strip() else 0


def _length(content: str, at: int, token: Token) -> int | None:
    """How many characters a token takes where it is written."""
    if token.type == "text":
        return len(token.content) if content.startswith(token.content, at) else None
    if token.type == "softbreak":
        return _matched(_SOFT, content, at)
    if token.type == "hardbreak":
        return _matched(_HARD, content, at)
    if token.type == "code_inline":
        run = re.escape(token.markup)
        return _matched(re.compile(rf"{run}(?!`).*?(?<!`){run}(?!`)", re.DOTALL), content, at)
    if token.type == "link_open":
        mark = "<" if token.markup == "autolink" else "["
        return 1 if content.startswith(mark, at) else None
    if token.type == "link_close":
        if token.markup == "autolink":
            return 1 if content.startswith(">", at) else None
        return _link_end(content, at)
    if token.type == "image":
        start = at + 2 + len(token.content)
        end = _link_end(content, start) if content.startswith("![", at) else None
        return None if end is None else start + end - at
    mark = token.content if token.type == "html_inline" else token.markup
    return len(mark) if mark and content.startswith(mark, at) else None


def _matched(pattern: re.Pattern[str], content: str, at: int) -> int | None:
    match = pattern.match(content, at)
    return match.end() - at if match else None


def _link_end(content: str, at: int) -> int | None:
    """Length of "](address "title")", "][label]" or "]" at `at`."""
    if not content.startswith("]", at):
        return None
    position = at + 1
    if content.startswith("(", position):
        end = _inline_target(content, position + 1)
        if end is not None:
            return end - at
    label = _LABEL.match(content, position)
    return (label.end() if label else position) - at


def _inline_target(content: str, position: int) -> int | None:
    position = _skip(content, position)
    target = parseLinkDestination(content, position, len(content))
    if target.ok:
        position = _skip(content, target.pos)
        title = parseLinkTitle(content, position, len(content))
        if title.ok:
            position = _skip(content, title.pos)
    return position + 1 if content.startswith(")", position) else None


def _skip(content: str, position: int) -> int:
    while position < len(content) and content[position] in " \t\n":
        position += 1
    return position
