"""The contract of a format: a file becomes an article and comes back, byte for byte.

A format knows the syntax of its files and nothing of languages, engines or locales.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Protocol, runtime_checkable

from bilingua.article import Article, Marked, Unit

# Longer code is not a word of its sentence: the engine is not shown it.
MAX_COVERED = 60
_LINE_FEED = re.compile(r"(?<!\r)\n")


@dataclass(frozen=True, slots=True)
class Labels:
    """What an edition says of itself: its language, its sister editions, how it was made.

    `language` is a BCP 47 tag ("es-US"); `editions` maps each edition's tag to its file name, this
    one's included and the source edition's first; `provenance` is a line for the reader, or None.
    `links` says where links to other stories lead in this edition.
    """

    language: str
    editions: Mapping[str, str]
    provenance: str | None = None
    links: Mapping[str, str] = field(default_factory=dict)


class Format(Protocol):
    """Reads and writes one kind of file."""

    @property
    def name(self) -> str:
        """What articles in this format say they are in."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The file name endings, in lower case with their dot."""

    @property
    def cuts(self) -> str:
        """The characters that part one piece of a file from the next, to tell how many it has."""

    def looks(self, top: str) -> bool:
        """Whether a file that begins like this is in this format."""

    def extract(self, name: str, raw: str) -> Article:
        """Find the units of a decoded file; whatever lies outside of them is skeleton."""

    def label(self, raw: str, labels: Labels) -> str:
        """Return the file with its language, its sister editions and its provenance written in."""


@runtime_checkable
class Direct(Format, Protocol):
    """A format that writes its units itself; one whose files hold other formats does not."""

    def encode(self, unit: Unit, content: Marked) -> str:
        """Write new content as the unit's syntax wants it, inline codes included."""


@runtime_checkable
class Packaged(Format, Protocol):
    """A format whose files are packages of parts, some of which hold text."""

    def unpack(self, name: str, data: bytes) -> str:
        """The parts that hold text, as one text. Raises InputError when there are none."""

    def pack(self, raw: str, package: bytes) -> bytes:
        """The package with other text in its parts; all else in it stays, byte for byte."""


def merge_units(
    fmt: Direct, article: Article, contents: Mapping[str, Marked], leave_out: Set[str]
) -> str:
    """Put units' new contents in their places; a unit that did not change keeps its characters.

    Units in `leave_out` go, with the blank space that followed them. A unit may lie inside an
    inline code of another (the title of a link): it changes the code's markup.
    """
    pieces: list[str] = []
    position = 0
    windows = "\r\n" in article.raw
    for unit, inner in _nested(article.units):
        pieces.append(article.raw[position : unit.start])
        position = unit.end
        if unit.id in leave_out:
            while position < len(article.raw) and article.raw[position].isspace():
                position += 1
            continue
        patches = [
            (child.start, child.end, fmt.encode(child, contents[child.id]))
            for child in inner
            if contents.get(child.id, child.content) != child.content
        ]
        content = contents.get(unit.id, unit.content)
        if content == unit.content:
            pieces.append(_patched(article.raw[unit.start : unit.end], unit.start, patches))
            continue
        codes = tuple(
            replace(code, markup=_patched(code.markup, code.start, patches))
            for code in content.codes
        )
        written = fmt.encode(unit, Marked(content.text, codes))
        # Parsers fold line ends: a set line break goes back as the file's own.
        pieces.append(_LINE_FEED.sub("\r\n", written) if windows else written)
    pieces.append(article.raw[position:])
    return "".join(pieces)


def numbered(units: Iterable[Unit], raw: str) -> tuple[Unit, ...]:
    """Units in reading order, with their ids and lines."""
    ordered = sorted(units, key=lambda unit: (unit.start, -unit.end))
    found, line, position = [], 1, 0
    for number, unit in enumerate(ordered, 1):
        line += raw.count("\n", position, unit.start)
        position = unit.start
        found.append(replace(unit, id=f"u{number}", line=line))
    return tuple(found)


def _nested(units: Sequence[Unit]) -> list[tuple[Unit, list[Unit]]]:
    """Outer units in reading order, each with the units inside of its codes."""
    nested: list[tuple[Unit, list[Unit]]] = []
    for unit in sorted(units, key=lambda unit: (unit.start, -unit.end)):
        if nested and unit.start < nested[-1][0].end:
            nested[-1][1].append(unit)
        else:
            nested.append((unit, []))
    return nested


def _patched(text: str, start: int | None, patches: Sequence[tuple[int, int, str]]) -> str:
    """`text`, which stands at `start` in the file, with the patches that lie inside of it."""
    if start is None:
        return text
    for low, high, new in reversed(patches):
        if start <= low and high <= start + len(text):
            text = text[: low - start] + new + text[high - start :]
    return text


def soften_breaks(content: Marked, *, every: bool = False) -> Marked:
    """Let a set line break in the middle of a sentence stand for a space.

    A break parts sentences (an address, a verse) unless the next line goes on in lower case;
    in a headline (`every`) it never does.
    """
    text = content.text
    breaks = [c.at for c in content.codes if c.covers == 1 and text[c.at] == "\n"]
    if not breaks:
        return content
    softened = list(text)
    following, end = "", len(text)
    for at in reversed(breaks):
        following = text[at + 1 : end].lstrip()[:1] or following
        end = at
        if every or following.islower():
            softened[at] = " "
    return Marked("".join(softened), content.codes)


def weave(content: Marked, escape: Callable[[str], str] = str) -> str:
    """Write text and codes as one string, each stretch of text passed through `escape`."""
    pieces: list[str] = []
    position = 0
    for code in content.codes:
        pieces.append(escape(content.text[position : code.at]))
        pieces.append(code.markup)
        position = code.at + code.covers
    pieces.append(escape(content.text[position:]))
    return "".join(pieces)
