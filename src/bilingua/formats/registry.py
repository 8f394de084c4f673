"""Which format a file is in; from bytes to an article and back."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from bilingua.article import Article
from bilingua.errors import InputError
from bilingua.formats import encoding
from bilingua.formats.base import Format
from bilingua.formats.html import Html
from bilingua.formats.markdown import Markdown
from bilingua.formats.text import Text

FORMATS: tuple[Format, ...] = (Markdown(), Html(), Text())
# No story is longer; what is, is an archive and wants to be read story by story.
MAX_BYTES = 16 << 20
# Nor does one have as many characters of text, which an engine reads for hours.
MAX_TEXT = 2_000_000
# Nor as many pieces: what each format cuts at costs up to 1 KB of memory a time.
MAX_PIECES = 400_000
_LOOKS_HTML = re.compile(r"\s*(?:<!doctype html|<html|<(?:article|body|div|p|h1)[\s>])", re.I)
_LOOKS_MARKDOWN = re.compile(r"\A---\r?\n|^#{1,6} \S", re.M)


def format_for(name: str, raw: str = "") -> Format:
    """The format of a file by its suffix, else by what its first lines look like."""
    suffix = PurePath(name).suffix.lower()
    for fmt in FORMATS:
        if suffix in fmt.suffixes:
            return fmt
    top = raw[:4096]
    if _LOOKS_HTML.match(top):
        return FORMATS[1]
    return FORMATS[0] if _LOOKS_MARKDOWN.search(top) else FORMATS[2]


def format_named(name: str) -> Format:
    """The format that an article says it is in."""
    return next(fmt for fmt in FORMATS if fmt.name == name)


def read(name: str, data: bytes) -> Article:
    """Decode and extract a file. Raises InputError when it is no story that bilingua can read."""
    if len(data) > MAX_BYTES:
        raise InputError(
            "{name} is larger than {limit} MB; split it into one file a story.",
            name=name,
            limit=MAX_BYTES >> 20,
        )
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
    return replace(article, encoding=decoded.encoding, bom=decoded.bom)


def write(article: Article, raw: str) -> bytes:
    """Encode an edition as its source was encoded."""
    references = article.format != "text"
    return encoding.encode(raw, article.encoding, article.bom, references=references)
