"""The nouns of the road: article, unit, segment, inline code, finding. Plain data, no I/O.

Everything here knows nothing of file syntax, engines or locales.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a unit is in the story."""

    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    LIST = "list"
    TABLE = "table"
    META = "meta"
    BOILERPLATE = "boilerplate"


class Severity(StrEnum):
    """How much a finding matters: an error changes meaning, a warning may, info is for the reader."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class CodeKind(StrEnum):
    """Whether an inline code opens, closes or stands alone."""

    OPEN = "open"
    CLOSE = "close"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Inline:
    """An inline code: markup that stands in a text at a character offset.

    `markup` is written back as it is. An opening and a closing code of one pair share `pair`;
    a code that stands alone has a `pair` of its own. Codes at one offset keep their order.
    `start` is where the markup stands in the decoded file, if units may lie inside of it.
    `covers` is how many characters of the text from `at` on the markup stands for: what a person
    protected, code, a line break. They are in the text so that engine and reviewer see a whole
    sentence, and are never written but as the markup.
    """

    at: int
    markup: str
    kind: CodeKind
    pair: int
    start: int | None = None
    covers: int = 0


@dataclass(frozen=True, slots=True)
class Marked:
    """Plain text (entities and escapes resolved) with the inline codes that stand in it."""

    text: str
    codes: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """One translatable block.

    `start` and `end` are character offsets of the unit in the decoded file; everything outside all
    units is skeleton. `syntax` names how the format writes the unit's content (a format may hold
    several: HTML text, an attribute, a JSON string).
    """

    id: str
    role: Role
    content: Marked
    start: int
    end: int
    line: int
    syntax: str = "text"

    @property
    def text(self) -> str:
        """The unit's plain text."""
        return self.content.text


@dataclass(frozen=True, slots=True)
class Article:
    """One story as read from a file: its units over the decoded file, which is the skeleton.

    `encoding` with `bom` turns `raw` back into the very bytes that were read. `language` is what
    the file itself declares ("es-MX", "en"), or None. `metadata` holds what the file says of
    itself (title, date, author ...) as plain strings. Where the file holds texts in formats of
    their own, `fields` are those, in reading order, and `units` are their units one after another.
    Where the file is no text but a package of parts, `package` is its bytes and `raw` is the parts
    that hold text.
    """

    name: str
    format: str
    raw: str
    units: tuple[Unit, ...]
    encoding: str = "utf-8"
    bom: bytes = b""
    language: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[Field, ...] = ()
    package: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Field:
    """A stretch of a file that holds a text in a format of its own: a JSON string of HTML, say.

    `start` and `end` are character offsets in the decoded file; `article` is the text without the
    file's escapes, as its own format reads it; `syntax` names how the file writes it.
    """

    start: int
    end: int
    article: Article
    syntax: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence of a unit: `text` is `unit.text[start:end]`."""

    unit: str
    index: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Characters `source[0]:source[1]` of a segment say what `target[0]:target[1]` say."""

    source: tuple[int, int]
    target: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check or a step noticed about a segment pair; spans are character offsets.

    `message` is a gettext msgid, to be filled from `values` in the reader's language.
    """

    rule: str
    severity: Severity
    message: str
    values: Mapping[str, str] = field(default_factory=dict)
    source: tuple[int, int] | None = None
    target: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """What the road made of one segment, with all it learned on the way.

    `origin` is "engine", "memory", "person" or "copied"; `route` names the engines and directions
    used; `score` is the engine's mean log-probability a token (0 is best), None where it has none.
    """

    segment: Segment
    text: str
    origin: str
    route: str
    score: float | None = None
    links: tuple[Link, ...] = ()
    findings: tuple[Finding, ...] = ()
