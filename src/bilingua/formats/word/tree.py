"""A part of a Word file as a tree of elements that know where they stand; nothing is rebuilt.

Word writes plain XML: elements, attributes, references. The tree is made in one pass, without
recursion, and never deeper than Word itself goes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bilingua.errors import InputError

MAX_DEPTH = 200
_MARKUP = re.compile(
    r"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"""
    r"""|<(/?)([A-Za-z_][\w:.-]*+)((?>[^<>"']|"[^"<]*+"|'[^'<]*+')*+)>""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([\w:.-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_WORD = re.compile(
    r"""xmlns:w\s*=\s*["']http://(?:schemas\.openxmlformats\.org/wordprocessingml/2006/main"""
    r"""|purl\.oclc\.org/ooxml/wordprocessingml/main)["']"""
)
SEPARATOR = "\x1e"


@dataclass(slots=True)
class Node:
    """An element: where its opening tag begins and ends, and its closing tag."""

    name: str
    start: int
    inner: int
    close: int = 0
    end: int = 0
    children: list[Node] = field(default_factory=list)

    def child(self, name: str) -> Node | None:
        """The first child of that name."""
        return next((node for node in self.children if node.name == name), None)

    def walk(self, without: frozenset[str] = frozenset()) -> Iterator[Node]:
        """This element and all in it, in reading order, but for what lies in some elements."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            if node.name not in without:
                waiting.extend(reversed(node.children))


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute's value without escapes, and where the raw value stands."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the package in the decoded file."""

    name: str
    start: int
    end: int

    @property
    def is_furniture(self) -> bool:
        """Whether it stands on every page."""
        return bool(re.search(r"(?:header|footer)\d*\.xml\Z", self.name))


def joined(texts: dict[str, str]) -> str:
    """All parts as one text, each after its name."""
    return "".join(f"{SEPARATOR}{name}{SEPARATOR}{text}" for name, text in texts.items())


def parts(raw: str) -> list[Part]:
    """The parts that make up a decoded file, in order."""
    marks = [match.start() for match in re.finditer(SEPARATOR, raw)]
    ends = [*marks[2::2], len(raw)]
    return [
        Part(raw[first + 1 : second], second + 1, end)
        for first, second, end in zip(marks[::2], marks[1::2], ends, strict=False)
    ]


def tree(raw: str, part: Part) -> Node:
    """The tree of a part. Raises InputError where its tags do not close one another."""
    root = Node("", part.start, part.start, part.end, part.end)
    stack = [root]
    for match in _MARKUP.finditer(raw, part.start, part.end):
        name = match[2]
        if name is None:
            continue
        if match[1]:
            node = stack.pop()
            if node.name != name or not stack:
                raise _damaged(part)
            node.close, node.end = match.span()
            continue
        node = Node(name, *match.span())
        stack[-1].children.append(node)
        if match[3].endswith("/"):
            node.close = node.end = node.inner
        elif len(stack) < MAX_DEPTH:
            stack.append(node)
        else:
            raise _damaged(part)
    if len(stack) > 1:
        raise _damaged(part)
    return root


def _damaged(part: Part) -> InputError:
    return InputError(
        "The part {part} of the Word file is damaged; open it in Word and save it again.",
        part=part.name,
    )


def is_word(raw: str, part: Part) -> bool:
    """Whether a part calls Word's elements as Word does, w:p and so on."""
    return bool(_WORD.search(raw, part.start, min(part.end, part.start + 8192)))


def attribute(raw: str, node: Node, name: str) -> Attribute | None:
    """An attribute of an element."""
    for match in _ATTRIBUTE.finditer(raw, node.start, node.inner):
        if match[1] == name:
            group = 2 if match[2] is not None else 3
            return Attribute(html.unescape(match[group]), *match.span(group))
    return None


def value(raw: str, node: Node | None, name: str = "w:val") -> str:
    """The value of an attribute, "" where there is none."""
    found = attribute(raw, node, name) if node else None
    return found.value if found else ""
