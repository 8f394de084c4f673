"""Small edits to an XML document that leave every other character as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bilingua.formats.xml.tokens import Token, attributes, escape


def primary(tag: str) -> str:
    """The language of a BCP 47 tag: "es" of "es-US"."""
    return tag.replace("_", "-").partition("-")[0].lower()


def edited(raw: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """The document with stretches of it replaced; none overlaps another."""
    for start, end, new in sorted(edits, reverse=True):
        raw = raw[:start] + new + raw[end:]
    return raw


def set_attribute(raw: str, token: Token, name: str, value: str) -> tuple[int, int, str]:
    """The edit that sets an attribute of a tag: in its place, or as its first."""
    for found in attributes(raw, token):
        if found.name == name:
            return found.start, found.end, escape(value)
    at = token.start + 1 + len(token.name)
    return at, at, f' {name}="{escape(value)}"'


def with_line(raw: str, at: int, element: str) -> str:
    """The document with an element before the tag that stands at `at`.

    Where that tag begins its line, the element gets a line of its own, indented alike; before the
    end of an element, as what it follows.
    """
    begin = max(raw.rfind("\n", 0, at), raw.rfind(">", 0, at)) + 1
    indent = raw[begin:at]
    if indent.strip(" \t") or raw[begin - 1 : begin] != "\n":
        return raw[:at] + element + raw[at:]
    if raw.startswith("</", at):
        before = raw[raw.rfind("\n", 0, max(begin - 1, 0)) + 1 : begin].rstrip("\r\n")
        own = before[: len(before) - len(before.lstrip(" \t"))]
        indent = own if before.strip() and len(own) > len(indent) else indent
    newline = "\r\n" if raw[begin - 2 : begin] == "\r\n" else "\n"
    return raw[:begin] + indent + element + newline + raw[begin:]


def element_pattern(element: str) -> re.Pattern[str]:
    """What finds an element that `with_line` wrote, with its line where it has one of its own."""
    return re.compile(rf"(?:(?<=\n)[ \t]*+(?:{element})\r?\n)|(?:{element})")
