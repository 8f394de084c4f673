"""Text boxes that Word keeps twice: as it draws them, and as its older versions did.

Both hold the same text (mc:AlternateContent, ECMA-376 part 3). Only the first is translated; the
second is made to say the same, where it did before.
"""

from __future__ import annotations

import re

from bilingua.formats.word.tree import Node, Part, tree

_BOX = "w:txbxContent"
_TEXT = re.compile(r"<w:t\b[^>]*>([^<]*)</w:t>")


def twins(raw: str, root: Node) -> list[tuple[Node, Node]]:
    """The boxes of a part that stand in it twice: the one that is read, and its twin."""
    found = []
    for node in root.walk():
        if node.name == "mc:AlternateContent":
            choice, fallback = node.child("mc:Choice"), node.child("mc:Fallback")
            if choice and fallback:
                boxes = _boxes(choice), _boxes(fallback)
                if len(boxes[0]) == len(boxes[1]):
                    found += [
                        (one, other)
                        for one, other in zip(*boxes, strict=True)
                        if _said(raw, one) == _said(raw, other)
                    ]
    return found


def in_step(old: str, new: str) -> str:
    """A part that says something else, with the twins of its boxes saying the same as they do."""
    if _BOX not in old or old == new:
        return new
    before = tree(old, Part("", 0, len(old)))
    after = tree(new, Part("", 0, len(new)))
    same = {(one.start, other.start) for one, other in twins(old, before)}
    # The boxes of the two are one another's by their order: no box is ever made or left out.
    olds, news = _pairs(before), _pairs(after)
    edits = [
        (twin.inner, twin.close, new[box.inner : box.close])
        for (old_box, old_twin), (box, twin) in zip(olds, news, strict=True)
        if (old_box.start, old_twin.start) in same
        and old[old_box.inner : old_box.close] != new[box.inner : box.close]
    ]
    for start, end, text in sorted(edits, key=lambda edit: edit[0], reverse=True):
        new = new[:start] + text + new[end:]
    return new


def _pairs(root: Node) -> list[tuple[Node, Node]]:
    found = []
    for node in root.walk():
        choice, fallback = node.child("mc:Choice"), node.child("mc:Fallback")
        if choice and fallback:
            found += list(zip(_boxes(choice), _boxes(fallback), strict=False))
    return found


def _boxes(node: Node) -> list[Node]:
    return [one for one in node.walk(frozenset((_BOX,))) if one.name == _BOX]


def _said(raw: str, node: Node) -> list[str]:
    return _TEXT.findall(raw, node.inner, node.close)
