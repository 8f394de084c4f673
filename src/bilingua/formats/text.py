"""Plain text: paragraphs between blank lines, hard-wrapped lines joined.

A page pasted as text brings its furniture along; furniture.py tells it from the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingua.article import Article, Marked, Role, Unit
from bilingua.formats.base import Labels
from bilingua.formats.credits import credit_role
from bilingua.formats.furniture import is_furniture, story_end

# Begins where the blank space begins, so that a long run of it is read once.
_BREAK = re.compile(r"(?<![^\S\r\n])[^\S\r\n]*+(?:\r\n|\r|\n)[^\S\r\n]*+")
_ITEM = re.compile(r"[•‣▪*–-]\s+\S")
# A headline or a deck is a line a reader takes in at a glance.
_GLANCE = 120
# Lines at least this long in a paragraph look wrapped by a machine, not broken by a person.
_WRAPPED = 45

Span = tuple[int, int]


class Text:
    """Reads and writes plain text."""

    name = "text"
    suffixes = (".txt", ".text")
    cuts = "\n\r"

    def looks(self, top: str) -> bool:
        """Anything does."""
        return True

    def extract(self, name: str, raw: str) -> Article:
        """Each paragraph is a unit; furniture around the story is marked as boilerplate."""
        spans = list(_units(raw))
        texts = [" ".join(_BREAK.split(raw[a:b])) for a, b in spans]
        roles = _roles(texts)
        units, line, position = [], 1, 0
        for number, ((start, end), text, role) in enumerate(zip(spans, texts, roles, strict=True)):
            line += _lines(raw, position, start)
            position = start
            units.append(Unit(f"u{number + 1}", role, Marked(text), start, end, line))
        return Article(name, self.name, raw, tuple(units))

    def encode(self, unit: Unit, content: Marked) -> str:
        """Plain text needs no escapes, but a unit stays one paragraph."""
        return " ".join(_BREAK.split(content.text))

    def label(self, raw: str, labels: Labels) -> str:
        """Plain text has room for the provenance line only: at the end, after a blank line."""
        if not labels.provenance or raw.rstrip().endswith(labels.provenance):
            return raw
        newline = "\r\n" if "\r\n" in raw else "\n"
        return f"{raw.rstrip()}{newline}{newline}{labels.provenance}{newline}"


def _lines(raw: str, start: int, end: int) -> int:
    return raw.count("\n", start, end) or raw.count("\r", start, end)


def _units(raw: str) -> Iterator[Span]:
    """Spans of paragraphs, or of single lines where lines were not wrapped by a machine."""
    block: list[Span] = []
    position = 0
    for line in raw.splitlines(keepends=True):
        text = line.strip()
        if text:
            start = position + line.index(text)
            block.append((start, start + len(text)))
        elif block:
            yield from _block(raw, block)
            block = []
        position += len(line)
    yield from _block(raw, block)


def _block(raw: str, lines: list[Span]) -> Iterator[Span]:
    if not lines:
        return
    wrapped = all(end - start >= _WRAPPED for start, end in lines[:-1])
    begun: list[Span] = []
    for start, end in lines:
        if begun and (not wrapped or _ITEM.match(raw, start, end)):
            yield begun[0][0], begun[-1][1]
            begun = []
        begun.append((start, end))
    yield begun[0][0], begun[-1][1]


def _roles(texts: list[str]) -> list[Role]:
    roles = [Role.BOILERPLATE if is_furniture(text) else Role.BODY for text in texts]
    end = story_end(texts)
    roles[end:] = [Role.BOILERPLATE] * (len(texts) - end)
    story = [i for i, role in enumerate(roles) if role is not Role.BOILERPLATE]
    for rank, i in enumerate(story):
        text = texts[i]
        short = len(text) <= _GLANCE and "\n" not in text
        if _ITEM.match(text):
            roles[i] = Role.LIST
        elif rank == 0 and short and text[-1:] not in ".:;," and len(story) > 1:
            roles[i] = Role.HEADLINE
        elif rank < 4 and (credit := credit_role(text)):
            roles[i] = credit
        elif rank == 1 and short and roles[story[0]] is Role.HEADLINE and len(story) > 2:
            roles[i] = Role.DECK
    return roles
