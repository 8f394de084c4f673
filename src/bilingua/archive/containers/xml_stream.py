"""A large XML file cut at its items, chunk by chunk: neither the file nor an item need fit memory.

Markup is found in the file's characters where those take two bytes or four (UTF-16, UTF-32), else
in its bytes: every other encoding that feeds come in writes markup as ASCII does, so that a file
with broken characters is cut and copied all the same.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bilingua.errors import InputError
from bilingua.formats.encoding import BOMS
from bilingua.formats.xml.tokens import Token, token_at

CHUNK = 1 << 18
# No item is longer; what is, is copied and not held.
MAX_ITEM = 16 << 20
_DECLARED = re.compile(r"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})["']""")
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}


@dataclass(frozen=True, slots=True)
class Coding:
    """How a file writes characters: `carrier` is what its markup is found in."""

    bom: bytes
    carrier: str
    encoding: str

    @property
    def is_wide(self) -> bool:
        """Whether a character of markup takes more than a byte."""
        return self.carrier != "latin-1"

    @property
    def errors(self) -> str:
        """What brings any bytes back through the carrier."""
        return "surrogatepass" if self.is_wide else "strict"

    def decoded(self, carried: str) -> str | None:
        """The characters of a stretch; None where its bytes are no text in the file's encoding."""
        try:
            return self.to_bytes(carried).decode(self.encoding)
        except UnicodeDecodeError:
            return None

    def to_bytes(self, carried: str) -> bytes:
        """The bytes of a stretch as the file has them."""
        return carried.encode(self.carrier, self.errors)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the file: an item as a whole, a part of one that is too long, or what lies between."""

    kind: str
    text: str


def coding_of(top: bytes) -> Coding:
    """The coding of a file by its byte order mark, the width of its first tag, its declaration."""
    for bom, encoding in BOMS:
        if top.startswith(bom):
            wide = encoding != "utf-8"
            return Coding(bom, encoding if wide else "latin-1", encoding)
    if top[:4] in (b"<\0?\0", b"<\0r\0", b"<\0f\0"):
        return Coding(b"", "utf-16-le", "utf-16-le")
    if top[:4] in (b"\0<\0?", b"\0<\0r", b"\0<\0f"):
        return Coding(b"", "utf-16-be", "utf-16-be")
    declared = _DECLARED.match(top[:400].decode("latin-1"))
    return Coding(b"", "latin-1", _known(declared[1] if declared else "utf-8"))


def _known(label: str) -> str:
    """A declared encoding that writes markup as ASCII does, else UTF-8."""
    try:
        name = codecs.lookup(label).name
        ascii_like = "<item>".encode(name) == b"<item>"
    except (LookupError, UnicodeError, TypeError):
        return "utf-8"
    return name if ascii_like else "utf-8"


def pieces(path: Path, coding: Coding, is_item: Callable[[str], bool]) -> Iterator[Piece]:
    """The file after its byte order mark, in pieces that follow on one another without gaps.

    `is_item` says of a tag's name whether it opens an item. A piece is "item", "long" (a part of an
    item of more than MAX_ITEM characters), "cut" (the item that the file ends in) or "between".
    """
    item: list[str] = []
    size, depth, name, long = 0, 0, "", False
    for token, text in _stream(path, coding):
        if depth == 0 and not (token.kind == "open" and is_item(token.name)):
            yield Piece("between", text)
            continue
        if depth == 0:
            name = token.name
        item.append(text)
        size += len(text)
        if token.name == name:
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if size > MAX_ITEM:
            long = True
        if long or depth == 0:
            yield Piece("long" if long else "item", "".join(item))
            item = []
        if depth == 0:
            size, long = 0, False
            if token.kind == "close":
                continue
    if item:
        yield Piece("long" if long else "cut", "".join(item))


def _stream(path: Path, coding: Coding) -> Iterator[tuple[Token, str]]:
    """Tokens with their text; one longer than a chunk comes in parts of its kind."""
    decoder = codecs.getincrementaldecoder(coding.carrier)(coding.errors)
    buffer, at, until = "", 0, ""
    with path.open("rb") as file:
        file.seek(len(coding.bom))
        more = True
        while more:
            data = file.read(CHUNK)
            more = bool(data)
            buffer = buffer[at:] + _decoded(decoder, data, path)
            at = 0
            while at < len(buffer):
                if until:
                    end = buffer.find(until, at)
                    found = end >= 0
                    # The mark may begin where the chunk ends.
                    stop = end + len(until) if found else len(buffer) - (2 if more else 0)
                    if stop <= at:
                        break
                    until = "" if found else until
                    yield Token("text", at, stop), buffer[at:stop]
                    at = stop
                    continue
                token = token_at(buffer, at, len(buffer), more=more)
                if token is None:
                    mark = next((m for m in _ENDS if buffer.startswith(m, at)), "")
                    if not mark or len(buffer) - at < CHUNK:
                        break
                    until = _ENDS[mark]
                    yield Token("text", at, at + len(mark)), mark
                    at += len(mark)
                    continue
                yield token, buffer[token.start : token.end]
                at = token.end


def _decoded(decoder: codecs.IncrementalDecoder, data: bytes, path: Path) -> str:
    try:
        return decoder.decode(data, final=not data)
    except UnicodeDecodeError as error:
        raise InputError(
            "{name} begins like {encoding} but is damaged; get a whole copy of it.",
            name=path.name,
            encoding=error.encoding.upper(),
        ) from error
