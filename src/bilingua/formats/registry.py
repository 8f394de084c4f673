"""Which format a file is in; from bytes to an article and back."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from pathlib import PurePath

from bilingua.article import Article, Marked
from bilingua.errors import InputError
from bilingua.formats import encoding
from bilingua.formats.base import Direct, Format, Packaged, merge_units
from bilingua.formats.encoding import Decoded
from bilingua.formats.fields import Fielded, merge_fields
from bilingua.formats.html import Html
from bilingua.formats.json.ninjs import Ninjs
from bilingua.formats.json.record import Record
from bilingua.formats.json.spans import Spans
from bilingua.formats.markdown import Markdown
from bilingua.formats.page import Page
from bilingua.formats.text import Text
from bilingua.formats.word.docx import Docx
from bilingua.formats.xml.feed_item import FeedItem
from bilingua.formats.xml.newsml import NewsMl
from bilingua.formats.xml.nitf import Nitf
from bilingua.formats.xml.text import Xhtml, XmlText
from bilingua.formats.xml.wordpress import WordPress

# In the order that a file without a known suffix is tried; anything looks like text.
FORMATS: tuple[Format, ...] = (
    Docx(),
    Html(),
    Page(),
    Nitf(),
    NewsMl(),
    Record(),
    Ninjs(),
    Spans(),
    Markdown(),
    Text(),
    FeedItem(),
    WordPress(),
    XmlText(),
    Xhtml(),
)
# Sorted once: to ask a format what it can do (a protocol) takes far longer than to look it up.
_PACKAGED = {fmt.name: fmt for fmt in FORMATS if isinstance(fmt, Packaged)}
_FIELDED = {fmt.name: fmt for fmt in FORMATS if isinstance(fmt, Fielded)}
_DIRECT = {fmt.name: fmt for fmt in FORMATS if isinstance(fmt, Direct)}
_SUFFIXES = {end for fmt in FORMATS for end in fmt.suffixes}
# How a file writes what its encoding lacks; None where it cannot.
_ESCAPES = {"text": None, "ninjs": "json", "record": "json"}
# No story is longer; what is, is an archive and wants to be read story by story.
MAX_BYTES = 16 << 20
# But for the pictures that a package may hold.
MAX_PACKAGE = 64 << 20
_PACKAGE = b"PK\x03\x04"
# Nor does one have as many characters of text, which an engine reads for hours.
MAX_TEXT = 2_000_000
# Nor as many pieces: what each format cuts at costs up to 1 KB of memory a time.
MAX_PIECES = 400_000
# How much of a file tells what it is in.
TOP = 4096


def format_for(name: str, raw: str = "") -> Format:
    """The format of a file by its suffix, else by what its first lines look like.

    Where several formats share a suffix (.xml), what it looks like decides between them.
    """
    suffix = PurePath(name).suffix.lower()
    named = [fmt for fmt in FORMATS if suffix in fmt.suffixes]
    looking = [fmt for fmt in named or FORMATS if fmt.looks(raw[:TOP])]
    return (looking or named)[0]


def format_named(name: str) -> Format:
    """The format that an article says it is in."""
    return next(fmt for fmt in FORMATS if fmt.name == name)


def read(name: str, data: bytes) -> Article:
    """Decode and extract a file. Raises InputError when it is no story that bilingua can read."""
    packaged = _packaged(name, data)
    limit = MAX_PACKAGE if packaged else MAX_BYTES
    if len(data) > limit:
        raise InputError(
            "{name} is larger than {limit} MB; split it into one file a story.",
            name=name,
            limit=limit >> 20,
        )
    fmt: Format
    if packaged:
        fmt, decoded = packaged, Decoded(packaged.unpack(name, data), "utf-8", b"")
    else:
        decoded = encoding.decode(data, name)
        fmt = format_for(name, decoded.raw)
    too_much = InputError(
        "{name} holds more text or markup than a story; split it into one file a story.", name=name
    )
    if sum(map(decoded.raw.count, fmt.cuts)) > MAX_PIECES:
        raise too_much
    article = fmt.extract(name, decoded.raw)
    if sum(len(unit.text) for unit in article.units) > MAX_TEXT:
        raise too_much
    return replace(
        article, encoding=decoded.encoding, bom=decoded.bom, package=data if packaged else b""
    )


def _packaged(name: str, data: bytes) -> Packaged | None:
    """The format of a file that is a package: by its suffix, else by how packages begin."""
    suffix = PurePath(name).suffix.lower()
    unnamed = suffix not in _SUFFIXES and data.startswith(_PACKAGE)
    for fmt in _PACKAGED.values():
        if unnamed or suffix in fmt.suffixes:
            return fmt
    return None


def merge(
    article: Article, contents: Mapping[str, Marked], leave_out: Set[str] = frozenset()
) -> str:
    """Put units' new contents in their places; everything else stays, character for character.

    `contents` maps unit ids to what they shall say; units that are not in it stay as they are.
    Units in `leave_out` go, with the blank space that followed them.
    """
    if fielded := _FIELDED.get(article.format):
        return merge_fields(fielded, article, contents, leave_out, merge)
    return merge_units(_DIRECT[article.format], article, contents, leave_out)


def write(article: Article, raw: str) -> bytes:
    """Encode an edition as its source was encoded, or pack it as its source was packed."""
    if article.package:
        return _PACKAGED[article.format].pack(raw, article.package)
    escape = _ESCAPES.get(article.format, "xml")
    return encoding.encode(raw, article.encoding, article.bom, escape=escape)


def use_records(own: Mapping[str, str]) -> None:
    """Read records by a newsroom's own names, too, from now on and in this process."""
    global FORMATS
    FORMATS = tuple(Record(own) if fmt.name == Record.name else fmt for fmt in FORMATS)
