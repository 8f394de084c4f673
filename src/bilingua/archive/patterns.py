"""File name patterns: * and ? within a folder, ** across folders, [abc] and [!abc] for one letter."""

from __future__ import annotations

import re

_WILD = re.compile(r"\*\*/|\*\*|\*|\?|\[!?[^\]]+\]")


def is_pattern(name: str) -> bool:
    """Whether a name has something in it that stands for other names."""
    return bool(_WILD.search(name))


class Pattern:
    """A pattern for paths with slashes; one without any matches a file or folder anywhere."""

    def __init__(self, text: str, *, anchored: bool = False) -> None:
        text = text.removeprefix("./").rstrip("/")
        self._by_name = "/" not in text and not anchored
        self._match = re.compile(_expression(text) + r"\Z", re.DOTALL).match
        # How many folders down it reaches, or None for any number.
        self.depth = None if "**" in text else text.count("/")

    def matches(self, relative: str) -> bool:
        """Whether a path, or the last name of it, is meant."""
        subject = relative.rpartition("/")[2] if self._by_name else relative
        return self._match(subject) is not None


def _expression(text: str) -> str:
    pieces, position = [], 0
    for found in _WILD.finditer(text):
        pieces.append(re.escape(text[position : found.start()]))
        position = found.end()
        mark = found[0]
        if mark == "**/":
            pieces.append("(?:.*/)?")
        elif mark == "**":
            pieces.append(".*")
        elif mark in "*?":
            pieces.append("[^/]*" if mark == "*" else "[^/]")
        else:
            negated = mark[1] == "!"
            pieces.append(f"[{'^/' if negated else ''}{re.escape(mark[1 + negated : -1])}]")
    pieces.append(re.escape(text[position:]))
    return "".join(pieces).replace(r"\-", "-")
