"""The fields of a paragraph in Word, and the text that a reader sees in an element.

A field runs from one mark to another through any number of runs: first its instruction, then what
it shows. ECMA-376 part 1, section 17.16.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bilingua.formats.word.tree import Node, value

# What is deleted, stands in a box of its own or is there for old versions of Word.
_HIDDEN = frozenset(("w:del", "w:moveFrom", "w:txbxContent", "mc:Fallback"))
# Links do not stand in links; where they seem to, so far.
_LEVELS = 20
_LINKS = re.compile(r"\s*HYPERLINK\b", re.IGNORECASE)


@dataclass(slots=True)
class Item:
    """One child of a paragraph, or the children of a field from its begin to its end."""

    nodes: list[Node]
    split: int = 0  # the result of a link's field begins with this node, and is all up to the last


def items_of(raw: str, nodes: Sequence[Node], level: int) -> list[Item]:
    """Children one by one, those of a field together; links in links have a bound."""
    ends = _fields(raw, nodes)
    items: list[Item] = []
    position = 0
    while position < len(nodes):
        end = ends.get(position, position) + 1
        held = list(nodes[position:end])
        items.append(Item(held, _result(raw, held) if level < _LEVELS and len(held) > 1 else 0))
        position = end
    return items


def _fields(raw: str, nodes: Sequence[Node]) -> dict[int, int]:
    """The children that fields begin with, and those that they end with."""
    ends: dict[int, int] = {}
    begun: list[int] = []
    for position, node in enumerate(nodes):
        for kind in _marks(raw, node):
            if kind == "begin":
                begun.append(position)
            elif kind == "end" and begun:
                ends[begun.pop()] = position
    return ends


def _marks(raw: str, node: Node) -> list[str]:
    return [value(raw, n, "w:fldCharType") for n in node.children if n.name == "w:fldChar"]


def _result(raw: str, field: Sequence[Node]) -> int:
    """Which child the result of a link begins with; 0 where a field is no link."""
    instruction, depth = "", 0
    for position, node in enumerate(field):
        marks = _marks(raw, node)
        if marks and has_text(raw, node):
            return 0  # what is shown and what is not are in one run
        depth += marks.count("begin") - marks.count("end")
        if depth == 1 and "separate" in marks:
            return position + 1 if _LINKS.match(html.unescape(instruction)) else 0
        instruction += "".join(
            raw[n.inner : n.close] for n in node.children if n.name == "w:instrText"
        )
    return 0


def said(raw: str, node: Node) -> Iterator[str]:
    """The texts in an element that a reader sees."""
    return (characters(raw, one) for one in node.walk(_HIDDEN) if one.name == "w:t")


def has_text(raw: str, node: Node) -> bool:
    """Whether a reader sees any text in an element."""
    return any(text.strip() for text in said(raw, node))


def characters(raw: str, node: Node) -> str:
    """What a w:t says; its blank space at the ends counts only where it says so."""
    text = html.unescape(raw[node.inner : node.close])
    if value(raw, node, "xml:space") != "preserve":
        text = text.strip(" \t\r\n")
    return re.sub(r"[\t\r\n]", " ", text)
