"""Bytes to characters and back without loss, whatever wrote the file.

Knows nothing of any file's syntax but the two places where one declares its encoding.
"""

from __future__ import annotations

import codecs
import json
import re
import unicodedata
from dataclasses import dataclass

from bilingua.errors import InputError

# UTF-32 before UTF-16, for a mark of the one begins like the other's.
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
# Typography that Latin-1 lacks.
_NEAREST = {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "€": "EUR"}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's characters, and what turns them back into its bytes."""

    raw: str
    encoding: str
    bom: bytes


def decode(data: bytes, name: str) -> Decoded:
    """Decode a file by its byte order mark, as UTF-8, as it declares, or as Windows-1252.

    A file of ASCII alone is in whatever encoding it declares: its edition may need more.

    Raises InputError when the bytes are not text in any of them.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _checked(data[len(bom) :], encoding, bom, name)
    candidates = ["utf-8"]
    if (found := _DECLARED.search(data, 0, 2048)) and (declared := _known(found[1])):
        candidates.insert(int(not _is_both(data, declared)), declared)
    for encoding in (*candidates, "cp1252", "latin-1"):
        try:
            return _checked(data, encoding, b"", name)
        except UnicodeDecodeError:
            continue
    raise InputError(
        "{name} is not text in an encoding that bilingua knows; save it as UTF-8.", name=name
    )


def encode(raw: str, encoding: str, bom: bytes = b"", *, escape: str | None = "xml") -> bytes:
    """Turn characters into a file's bytes.

    What the encoding lacks is written as the file's syntax escapes it, "xml" or "json"; where it
    has no escapes, as the nearest that the encoding has.
    """
    if escape == "json" and not _has(encoding, raw):
        raw = "".join(char if _has(encoding, char) else json.dumps(char)[1:-1] for char in raw)
    elif escape is None and not _has(encoding, raw):
        raw = "".join(char if _has(encoding, char) else _nearest(char) for char in raw)
        return bom + raw.encode(encoding, errors="replace")
    return bom + raw.encode(encoding, errors="xmlcharrefreplace")


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _nearest(char: str) -> str:
    return _NEAREST.get(char) or unicodedata.normalize("NFKD", char)


def _is_both(data: bytes, encoding: str) -> bool:
    """Whether the bytes are ASCII and the same in another encoding."""
    try:
        return data.isascii() and data.decode("ascii").encode(encoding) == data
    except UnicodeEncodeError:
        return False


def _known(label: bytes) -> str | None:
    try:
        return codecs.lookup(label.decode("ascii")).name
    except LookupError:
        return None


def _checked(data: bytes, encoding: str, bom: bytes, name: str) -> Decoded:
    try:
        raw = data.decode(encoding)
    except UnicodeDecodeError as error:
        if bom:
            raise InputError(
                "{name} begins like {encoding} but is damaged at byte {start}; save it again as UTF-8.",
                name=name,
                encoding=encoding.upper(),
                start=error.start,
            ) from error
        raise
    controls = len(_CONTROL.findall(raw, 0, 65536))
    if "\0" in raw or controls > max(2, len(raw[:65536]) // 200):
        raise InputError(
            "{name} is not a text file; hand bilingua Markdown, HTML or plain text.", name=name
        )
    if raw.encode(encoding) != data:
        raise InputError("{name} mixes encodings; save it again as UTF-8.", name=name)
    return Decoded(raw, encoding, bom)
