"""What a file is, told by its name and its first bytes: a story, a container of stories, or neither.

Knows the formats and the containers there are, and nothing of where files come from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from bilingua.archive.containers.base import Container
from bilingua.errors import InputError
from bilingua.formats import encoding
from bilingua.formats.registry import FORMATS, TOP

# Module and class of every container, loaded when the first file is looked at. Where two share a
# suffix, the first that the file looks like has it.
CONTAINERS = (
    ("bilingua.archive.containers.zipped", "Zip"),
    ("bilingua.archive.containers.tarred", "Tar"),
    ("bilingua.archive.containers.warc", "Warc"),
    ("bilingua.archive.containers.gzipped", "Gzip"),
    ("bilingua.archive.containers.feed", "Feed"),
    ("bilingua.archive.containers.news_message", "NewsMessage"),
    ("bilingua.archive.containers.lines", "Lines"),
    ("bilingua.archive.containers.json_list", "JsonList"),
)
# Suffixes of stories, of feeds, and of much that is neither.
_ANYTHING = frozenset({".xml", ".json"})
# What lies beside stories on a web site or in an export: nobody opens it to see.
_LEFT_ALONE = frozenset(
    "." + suffix
    for suffix in (
        "avif bmp eps gif heic ico jpeg jpg png psd svg tif tiff webp "
        "aac flac m4a m4v mov mp3 mp4 mpeg mpg ogg ogv wav webm "
        "css js map mjs scss ts wasm eot otf ttf woff woff2 "
        "doc epub idml indd jar ods odp pdf ppt pptx ps rtf xls xlsx "
        "bak db exe iso log pyc sqlite tmp torrent "
        "7z dmg lz4 rar svgz zst cfg conf csv ini lock po mo sql toml tsv yaml yml"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A story in `format`, a container, or, with neither, something to be left alone."""

    format: str | None = None
    container: Container | None = None


OTHER = Kind()


@cache
def containers() -> tuple[Container, ...]:
    """One of every kind of container that is installed."""
    found = []
    for module, noun in CONTAINERS:
        try:
            found.append(getattr(import_module(module), noun)())
        except ModuleNotFoundError as error:
            if error.name != module:
                raise
    return tuple(found)


def kind_of(name: str, top: Callable[[], bytes]) -> Kind:
    """What the file of this name is; `top` gives its first bytes, if the name does not tell.

    A suffix that one kind alone has is believed. Where several have it (.xml, .json) or none, the
    first bytes decide; without a suffix that says so, only markup and containers are told.
    """
    for suffix in _endings(name):
        kinds = _by_suffix().get(suffix)
        if kinds is not None:
            is_clear = len(kinds) == 1 and suffix not in _ANYTHING
            return kinds[0] if is_clear else _looked_at(kinds, top()[:TOP])
        if suffix in _LEFT_ALONE:
            return OTHER
    first = top()[:TOP]
    if (one := next((one for one in containers() if one.looks(first)), None)) is not None:
        return Kind(container=one)
    if not first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<")):
        return OTHER
    return _looked_at(tuple(Kind(format=fmt.name) for fmt in FORMATS if fmt.name != "text"), first)


def _endings(name: str) -> tuple[str, ...]:
    """The longer suffix before the shorter: .tar.gz, .gz."""
    parts = name.lower().rsplit(".", 2)
    if len(parts) == 3 and parts[0]:
        return f".{parts[1]}.{parts[2]}", f".{parts[2]}"
    return (f".{parts[-1]}",) if len(parts) > 1 else ()


@cache
def _by_suffix() -> dict[str, tuple[Kind, ...]]:
    """Containers before formats: what holds several stories may look like one as well."""
    kinds = [(suffix, Kind(container=one)) for one in containers() for suffix in one.suffixes]
    kinds += [(suffix, Kind(format=fmt.name)) for fmt in FORMATS for suffix in fmt.suffixes]
    table: dict[str, tuple[Kind, ...]] = {}
    for suffix, kind in kinds:
        table[suffix] = (*table.get(suffix, ()), kind)
    return table


def _looked_at(kinds: tuple[Kind, ...], top: bytes) -> Kind:
    for kind in kinds:
        if kind.container is not None and kind.container.looks(top):
            return kind
    try:
        raw = encoding.decode(top, "").raw
    except InputError:
        return OTHER
    looking = {fmt.name for fmt in FORMATS if fmt.looks(raw)}
    return next((kind for kind in kinds if kind.format in looking), OTHER)
