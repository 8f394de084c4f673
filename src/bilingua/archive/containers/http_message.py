"""A captured HTTP response: its payload without transfer and content encodings, and a new payload in.

Framing by RFC 9112, section 7.1 (chunked); encodings by RFC 9110, section 8.4.
"""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from bilingua.archive.containers.inflating import Decompressor, Deflate, gzip
from bilingua.archive.containers.warc_records import field, with_field
from bilingua.errors import InputError

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? 200\b")
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
# What a new payload makes untrue.
_STALE = (
    "Transfer-Encoding",
    "Content-Encoding",
    "Content-MD5",
    "Digest",
    "Content-Digest",
    "Repr-Digest",
)
# The web reads the name of Latin-1 as Windows-1252 (WHATWG Encoding, section 4.2).
_AS_WINDOWS = frozenset({"iso8859-1", "ascii"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was served: HTTP's status and header lines, and its text in UTF-8 if it was said
    to be in `charset`, else in the bytes that came."""

    head: bytes
    data: bytes
    charset: str | None


def is_page(head: bytes) -> bool:
    """Whether a response brings HTML."""
    kind = (field(head, "Content-Type") or "").partition(";")[0].strip().lower()
    return _STATUS.match(head) is not None and kind in _PAGES


def page(head: bytes, payload: bytes, name: str, limit: int) -> Page:
    """Undo what the transfer did to a page.

    Raises InputError when it is packed in an unknown way, damaged, or larger than `limit`.
    """
    if "chunked" in (field(head, "Transfer-Encoding") or "").lower():
        payload = _joined(payload)
    for coding in reversed((field(head, "Content-Encoding") or "").lower().split(",")):
        payload = _decoded(payload, coding.strip(), name, limit)
    if charset := _charset(head):
        try:
            text = payload.decode(charset)
            if text.encode(charset) == payload:
                return Page(head, text.encode(), charset)
        except (UnicodeError, ValueError):
            pass  # it is not what it is said to be
    return Page(head, payload, None)


def response(old: Page, data: bytes, language: str | None) -> tuple[bytes, bytes]:
    """Head and payload of the response that brings new data."""
    if old.charset:
        data = data.decode("utf-8", "replace").encode(old.charset, "xmlcharrefreplace")
    head = old.head
    for name in _STALE:
        head = with_field(head, name, None)
    head = with_field(head, "Content-Length", str(len(data)))
    if language and field(head, "Content-Language") is not None:
        head = with_field(head, "Content-Language", language)
    return head, data


def _charset(head: bytes) -> str | None:
    """The encoding that the server declared, unless it is what bilingua reads anyway."""
    found = _CHARSET.search(field(head, "Content-Type") or "")
    try:
        known = codecs.lookup(found[1]).name if found else "utf-8"
        "".encode(known)
    except (LookupError, ValueError):
        return None
    known = "cp1252" if known in _AS_WINDOWS else known
    return None if known in ("utf-8", "utf-8-sig") else known


def _joined(payload: bytes) -> bytes:
    """The chunks as one; many crawlers join them and leave the header line that says otherwise."""
    pieces, position = list[bytes](), 0
    while found := _CHUNK.match(payload, position):
        size = int(found[1], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(payload[found.end() : found.end() + size])
        position = found.end() + size
        position += 2 if payload.startswith(b"\r\n", position) else 1
    return b"".join(pieces) if pieces and position >= len(payload) else payload


def _decoded(payload: bytes, coding: str, name: str, limit: int) -> bytes:
    if coding in ("", "identity"):
        return payload
    new: Callable[[], Decompressor] | None = None
    if coding in ("gzip", "x-gzip"):
        if not payload.startswith(b"\x1f\x8b"):
            return payload  # a crawler unpacked it and left the header line
        new = gzip
    elif coding == "deflate":
        is_wrapped = payload[:1] == b"\x78" and int.from_bytes(payload[:2], "big") % 31 == 0
        new = lambda: Deflate(15 if is_wrapped else -15)  # noqa: E731
    elif coding == "br" and find_spec("brotli"):
        return _unbrotlied(payload, name, limit)
    if new is None:
        raise InputError(
            "{name} is packed with {coding}, which this machine cannot unpack.",
            name=name,
            coding=coding,
        )
    out, inflating = bytearray(), new()
    try:
        while not inflating.eof and len(out) <= limit:
            piece = inflating.decompress(payload, 1 << 18)
            payload = b""
            out += piece
            if not piece:
                break
    except zlib.error as error:
        raise _damaged(name) from error
    if len(out) > limit:
        return bytes(out)
    if not inflating.eof:
        raise _damaged(name)
    return bytes(out)


def _unbrotlied(payload: bytes, name: str, limit: int) -> bytes:
    brotli = import_module("brotli")
    try:
        inner = brotli.Decompressor()
        out = bytearray()
        # A piece at a time, so that no more comes out than the limit and a piece's worth.
        for at in range(0, len(payload), 1 << 10):
            out += inner.process(payload[at : at + (1 << 10)])
            if len(out) > limit:
                break
    except brotli.error as error:
        raise _damaged(name) from error
    return bytes(out)


def _damaged(name: str) -> InputError:
    return InputError(
        "{name} is damaged in its archive; copy the archive again from where it came.", name=name
    )
