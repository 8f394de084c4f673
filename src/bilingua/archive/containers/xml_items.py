"""Files of XML that hold one story an element: a feed's items, a message's news items.

What is an item, a story among them and its key comes with the kind of file; this module reads and
writes them in constant memory, whatever the file's encoding. Stories are handed out as UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from bilingua.archive.containers.base import Edition, Held
from bilingua.archive.containers.xml_stream import MAX_ITEM, Coding, Piece, coding_of, pieces
from bilingua.errors import InputError
from bilingua.formats.base import Labels
from bilingua.formats.xml.tokens import root, tokenize

# Where a file says what it is, and where it says so of itself.
_TOP = 1 << 16
_HEAD = 1 << 18
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: the local names of its root and its items; functions over an item's text.

    `key` names an item, if the item does; `is_story` tells the stories from what stays as it is;
    `label` writes what the file's head says of the file. `suffix` is what a story's name ends in.
    Of `other` elements, which are looked at as items are, those that `is_stale` says would be wrong
    in an edition's file are left out of it.
    """

    roots: frozenset[str]
    item: str
    suffix: str
    key: Callable[[str], str | None]
    is_story: Callable[[str], bool]
    label: Callable[[str, Labels], str]
    other: str = ""
    is_stale: Callable[[str], bool] = lambda element: False


class XmlItems:
    """Reads and writes files whose root is one of some kinds'."""

    def __init__(self, name: str, suffixes: tuple[str, ...], kinds: tuple[Kind, ...]) -> None:
        self.name = name
        self.suffixes = suffixes
        self._kinds = kinds

    def looks(self, top: bytes) -> bool:
        """By the root."""
        return self._kind(top) is not None

    def stories(self, path: Path) -> Iterator[Held]:
        """Every item that is a story; the last one tells if the file ends in the middle of one."""
        kind, coding = self._open(path)
        keys = _Keys()
        previous = ""
        try:
            for piece in _pieces(path, kind, coding):
                if piece.kind == "item" and kind.is_story(piece.text):
                    yield _held(piece, kind, coding, keys)
                elif piece.kind in ("long", "cut") and piece.kind != previous:
                    yield _unreadable(piece, path, keys)
                previous = piece.kind
        except InputError as error:
            yield Held(keys.unique(None), "", b"", error)

    def rewrite(self, path: Path, out: BinaryIO, edition: Edition, labels: Labels | None) -> None:
        """Copy the file with each story's edition in its place and its head labelled."""
        kind, coding = self._open(path)
        keys = _Keys()
        head: str | None = "" if labels else None
        out.write(coding.bom)
        for piece in _pieces(path, kind, coding):
            if head is not None and labels is not None:
                if piece.kind == "between" and len(head) < _HEAD:  # items end a head
                    head += piece.text
                    continue
                out.write(_labelled(head, kind, coding, labels))
                head = None
            if piece.kind == "item" and kind.is_story(piece.text):
                held = _held(piece, kind, coding, keys)
                written = edition(held)
                if written is not None and written != held.data:
                    out.write(_as_file(written, piece.text, coding))
                    continue
            if labels is None or piece.kind != "item" or not kind.is_stale(piece.text):
                out.write(coding.to_bytes(piece.text))
        if head and labels is not None:
            out.write(_labelled(head, kind, coding, labels))

    def _kind(self, top: bytes) -> Kind | None:
        coding = coding_of(top)
        text = top[len(coding.bom) :].decode(coding.carrier, "ignore")
        opening = root(text)
        if opening is None:
            return None
        return next((kind for kind in self._kinds if opening.local in kind.roots), None)

    def _open(self, path: Path) -> tuple[Kind, Coding]:
        with path.open("rb") as file:
            top = file.read(_TOP)
        kind = self._kind(top)
        if kind is None:
            raise InputError(
                "{name} is no feed and no news message; look at what it holds.", name=path.name
            )
        return kind, coding_of(top)


class _Keys:
    """Names of a file's items, no two alike; 8 bytes of each are remembered."""

    def __init__(self) -> None:
        self._seen: set[bytes] = set()
        self._next: dict[bytes, int] = {}
        self._count = 0

    def unique(self, key: str | None) -> str:
        """A key as it is, or with a number behind it where another item has it."""
        self._count += 1
        named = key or f"item-{self._count}"
        mark = _mark(named)
        if mark in self._seen:
            number = self._next.get(mark, 2)
            while _mark(f"{named}#{number}") in self._seen:
                number += 1
            self._next[mark] = number + 1
            named = f"{named}#{number}"
        self._seen.add(_mark(named))
        return named


def _mark(key: str) -> bytes:
    return blake2b(key.encode("utf-8", "replace"), digest_size=8).digest()


def _pieces(path: Path, kind: Kind, coding: Coding) -> Iterator[Piece]:
    return pieces(
        path, coding, lambda name: name == kind.other or name.rpartition(":")[2] == kind.item
    )


def _held(piece: Piece, kind: Kind, coding: Coding, keys: _Keys) -> Held:
    text = coding.decoded(piece.text)
    key = keys.unique(kind.key(piece.text if text is None else text))
    # What is no text in the file's encoding is handed out as it is, for its reader to tell.
    data = coding.to_bytes(piece.text) if text is None else text.encode()
    return Held(key, _name(key) + kind.suffix, data)


def _name(key: str) -> str:
    return _UNSAFE.sub("-", key).strip("-.")[-80:] or "item"


def _unreadable(piece: Piece, path: Path, keys: _Keys) -> Held:
    if piece.kind == "cut":
        error = InputError(
            "{name} ends in the middle of a story; get a whole copy of it.", name=path.name
        )
    else:
        error = InputError(
            "A story of {name} is longer than {limit} million characters; see whether it is closed.",
            name=path.name,
            limit=MAX_ITEM >> 20,
        )
    return Held(keys.unique(None), "", b"", error)


def _labelled(head: str, kind: Kind, coding: Coding, labels: Labels) -> bytes:
    text = coding.decoded(head)
    if text is None:
        return coding.to_bytes(head)
    return _encoded(kind.label(text, labels), coding)


def _as_file(written: bytes, item: str, coding: Coding) -> bytes:
    """An edition as the file writes characters; it is handed back as its story was handed out."""
    if coding.decoded(item) is None:
        return written
    return _encoded(written.decode(), coding)


def _encoded(text: str, coding: Coding) -> bytes:
    """What the encoding lacks becomes a reference, for which a CDATA section is left."""
    try:
        return text.encode(coding.encoding)
    except UnicodeEncodeError:
        return b"".join(
            _referring(text[token.start : token.end], token.kind, coding.encoding)
            for token in tokenize(text)
        )


def _referring(text: str, kind: str, encoding: str) -> bytes:
    written = []
    for char in text:
        data = char.encode(encoding, "xmlcharrefreplace")
        lacking = kind == "cdata" and data[:2] == b"&#"
        written.append(b"]]>" + data + b"<![CDATA[" if lacking else data)
    return b"".join(written)
