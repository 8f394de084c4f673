"""The inside of a Markdown block: markdown-it's tokens, walked along the characters as written.

markdown-it says what each construct is; this finds where it stands. A block in which the two
disagree is reported as None and stays untranslated rather than damaged.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.token import Token

from bilingua.article import CodeKind, Inline, Marked

_SOFT = re.compile(r"[ \t]*\n[ \t]*")
_HARD = re.compile(r"(?:[ \t]*\\| {2,})\n[ \t]*")
_LABEL = re.compile(r"\[[^\[\]]*+\]")


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, escapes and entities kept apart from plain text."""
    return MarkdownIt("commonmark").enable("table").enable("strikethrough").disable("text_join")


def scan(content: str, children: list[Token]) -> Marked | None:
    """Turn a block's inline tokens into text with codes; None where they cannot be located."""
    text, codes = "", list[Inline]()
    opened: list[int] = []
    at = 0
    for number, token in enumerate(children):
        if token.type == "text" and not token.content:
            continue
        length = _length(content, at, token)
        if length is None:
            return None
        written = content[at : at + length]
        at += length
        if token.type in ("text", "text_special"):
            text += token.content
        elif token.type == "softbreak":
            text += " "
        elif token.nesting == 1:
            opened.append(number)
            codes.append(Inline(len(text), written, CodeKind.OPEN, number))
        elif token.nesting == -1:
            if not opened:
                return None
            codes.append(Inline(len(text), written, CodeKind.CLOSE, opened.pop()))
        else:
            codes.append(Inline(len(text), written, CodeKind.ALONE, number))
    if content[at:].strip() or opened:
        return None
    return _autolinks_alone(Marked(text, tuple(codes)))


def _autolinks_alone(marked: Marked) -> Marked | None:
    """An address in <angle brackets> is one code: its text is no text to translate."""
    for code in marked.codes:
        if code.kind is CodeKind.OPEN and code.markup == "<":
            close = next(
                c for c in marked.codes if c.pair == code.pair and c.kind is CodeKind.CLOSE
            )
            address = marked.text[code.at : close.at]
            length = close.at - code.at
            whole = Inline(code.at, f"<{address}>", CodeKind.ALONE, code.pair)
            codes = [
                whole
                if c is code
                else Inline(c.at - length, c.markup, c.kind, c.pair)
                if c.at >= close.at
                else c
                for c in marked.codes
                if c is not close
            ]
            text = marked.text[: code.at] + marked.text[close.at :]
            return _autolinks_alone(Marked(text, tuple(codes)))
    return marked


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
