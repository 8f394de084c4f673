"""A Word file as a package: which of its parts hold text, read within bounds and written back.

What is not translated keeps its packed bytes. ECMA-376 part 2 says what a package is; nothing here
knows what stands in the parts.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from bilingua.errors import InputError
from bilingua.formats.word.zip import replaced

# No story has as much text and markup; what unpacks to more is made to.
MAX_PARTS = 32 << 20
_MAX_MEMBERS = 5000
_CHUNK = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0"
_RELATIONSHIP = re.compile(r"<Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r"""(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_MACROS = re.compile(rb"macroEnabled|vbaProject")
# The kinds of parts that hold text or say how it reads, as relationships name them.
_READ = ("core-properties", "styles", "footnotes", "endnotes", "header", "footer")
_UTF16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def texts(name: str, data: bytes) -> dict[str, str]:
    """The parts that hold text by their names, the document first.

    Raises InputError when the file is none that Word reads, is locked, hostile or damaged.
    """
    if data.startswith(_OLE):
        raise InputError(
            "{name} is locked with a password or in Word's old format; save it as .docx without one.",
            name=name,
        )
    try:
        if replaced(data, {}) != data:
            raise ValueError("a zip file that cannot be written back")
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _texts(name, package)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
            struct.error, UnicodeDecodeError) as error:  # fmt: skip
        raise InputError(
            "{name} is damaged or no Word file; open it in Word and save it again.", name=name
        ) from error


def packed(data: bytes, parts: Mapping[str, str]) -> bytes:
    """The package with other text in some of its parts; the very same bytes if none differs."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        before = {name: old.read(name) for name in parts}
    written = {name: _encoded(text, before[name]) for name, text in parts.items()}
    new = {name: content for name, content in written.items() if content != before[name]}
    return replaced(data, new) if new else data


def _texts(name: str, package: zipfile.ZipFile) -> dict[str, str]:
    infos = package.infolist()
    names = [info.filename for info in infos]
    if len(infos) > _MAX_MEMBERS or len(set(names)) < len(names) or any(map(_leads_out, names)):
        raise InputError(
            "{name} is packed as Word never packs; open it in Word and save it again.", name=name
        )
    if any(info.flag_bits & 1 for info in infos):
        raise InputError("{name} is locked with a password; save it without one.", name=name)
    budget = [MAX_PARTS]
    types = _read(name, package, "[Content_Types].xml", budget)
    if _MACROS.search(types) or any(one.lower().endswith("vbaproject.bin") for one in names):
        raise InputError("{name} holds macros; save it as .docx, without them.", name=name)
    tops = dict(_related(name, package, "", budget))
    document = next((part for part, kind in tops.items() if kind == "officeDocument"), None)
    if document is None or document not in names or b"wordprocessingml" not in types:
        raise InputError(
            "{name} has no document in it; open it in Word and save it again.", name=name
        )
    inner = dict(_related(name, package, document, budget))
    wanted = [
        document,
        *(p for kind in _READ for p, k in (*tops.items(), *inner.items()) if k == kind),
    ]
    return {
        part: _decoded(name, _read(name, package, part, budget))
        for part in dict.fromkeys(wanted)
        if part in names
    }


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name


def _related(
    name: str, package: zipfile.ZipFile, part: str, budget: list[int]
) -> Iterator[tuple[str, str]]:
    """The parts that a part, or the package itself, refers to, and what each is to it."""
    folder, own = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{own}.rels")
    if rels not in package.namelist():
        return
    for tag in _RELATIONSHIP.findall(_decoded(name, _read(name, package, rels, budget))):
        said = {key: one or other for key, one, other in _ATTRIBUTE.findall(tag)}
        target = said.get("Target", "")
        if said.get("TargetMode") != "External" and target:
            joined = posixpath.normpath(posixpath.join("/", folder, target))
            yield joined.lstrip("/"), said.get("Type", "").rpartition("/")[2]


def _read(name: str, package: zipfile.ZipFile, part: str, budget: list[int]) -> bytes:
    """A part's bytes, counted as they come: what its header promises is not believed."""
    pieces = []
    try:
        with package.open(part) as file:
            while piece := file.read(_CHUNK):
                budget[0] -= len(piece)
                if budget[0] < 0:
                    raise InputError(
                        "{name} unpacks to more text than a story has; split it.", name=name
                    )
                pieces.append(piece)
    except KeyError as error:
        raise InputError(
            "{name} lacks {part}; open it in Word and save it again.", name=name, part=part
        ) from error
    return b"".join(pieces)


def _decoded(name: str, data: bytes) -> str:
    encoding = next((known for bom, known in _UTF16 if data.startswith(bom)), "utf-8")
    text = data.decode(encoding)
    if "\x1e" in text or "\x1f" in text or "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise InputError(
            "{name} holds what Word never writes; open it in Word and save it again.", name=name
        )
    return text


def _encoded(text: str, old: bytes) -> bytes:
    encoding = next((known for bom, known in _UTF16 if old.startswith(bom)), "utf-8")
    return text.encode(encoding)
