"""XLIFF 2.1, and 2.0, which is a part of it: a translated file read.

It may have passed through any tool; annotations (<mrk>, <sm/>, <em/>) mark text and are no codes,
modules that bilingua does not know are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bilingua.article import CodeKind
from bilingua.exchange.codes import Code, Reading, number_in, text_in, unknown
from bilingua.exchange.document import DEVELOPER, TOOL, Document, Returned
from bilingua.exchange.states import Exported, State
from bilingua.exchange.tree import Element, local_name, namespace
from bilingua.exchange.xliff21 import METADATA, context_of

_MDA = f"{{{METADATA}}}"
_READ = {
    "initial": State.FUZZY,
    "translated": State.TRANSLATED,
    "reviewed": State.ACCEPTED,
    "final": State.FINAL,
}
_NOTE = re.compile(r"(s\d+)-n\d+")


def read(root: Element, *, indented: bool = False) -> Iterator[Document]:
    """The <file>s of an XLIFF 2.x document, which a tool may have indented."""
    prefix = f"{{{namespace(root)}}}"
    for file in root.iterchildren(f"{prefix}file"):
        units = file.iter(f"{prefix}unit")
        yield Document(
            file.get("original", ""),
            root.get("srcLang", ""),
            root.get("trgLang", ""),
            tuple(
                segment for unit in units for segment in _returned(unit, prefix, indented=indented)
            ),
        )


def _returned(unit: Element, prefix: str, *, indented: bool) -> Iterator[Returned]:
    ident = unit.get("id", "")
    segments = list(unit.iterchildren(f"{prefix}segment"))
    names = [one.get("id") or f"s{number}" for number, one in enumerate(segments, 1)]
    notes = _notes(unit, prefix, dict(zip(names, segments, strict=True)))
    for name, segment in zip(names, segments, strict=True):
        source, _ = text_in(segment.find(f"{prefix}source"), _reading, indented=indented)
        said, problem = text_in(segment.find(f"{prefix}target"), _reading, indented=indented)
        said = said.strip("\n")
        yield Returned(
            context_of(ident, name),
            source,
            said,
            _READ.get(segment.get("state", "")) if said else State.UNTRANSLATED,
            Exported.read(_exported(unit, name)),
            tuple(notes[name]),
            f"{ident} {name}",
            problem,
        )


def _reading(element: Element) -> Reading:
    """What an inline element says (“Inline Codes”); annotations mark text and are no codes."""
    name = local_name(element)
    if name == "mrk":
        return Reading(inside=True)
    if name in ("sm", "em"):
        return Reading()
    if name == "cp":
        return Reading(text=_character(element))
    if name == "ec":
        ident = element.get("startRef") or element.get("copyOf") or element.get("id")
        return Reading((Code(number_in(ident, element), CodeKind.CLOSE),))
    number = number_in(element.get("copyOf") or element.get("id"), element)
    if name == "ph":
        return Reading((Code(number, CodeKind.ALONE),))
    opens = Code(number, CodeKind.OPEN)
    if name == "sc":
        return Reading((opens,))
    if name == "pc":
        return Reading((opens,), inside=True, after=(Code(number, CodeKind.CLOSE),))
    raise unknown(element)


def _character(element: Element) -> str:
    """A character that XML cannot carry, written as <cp hex=…/> (“cp”)."""
    try:
        return chr(int(element.get("hex", ""), 16))
    except (ValueError, OverflowError):
        raise unknown(element) from None


def _exported(unit: Element, segment: str) -> str:
    for group in unit.iter(f"{_MDA}metaGroup"):
        if group.get("id") == segment and group.get("category") == TOOL:
            for meta in group.iterchildren(f"{_MDA}meta"):
                if meta.get("type") == "exported":
                    return meta.text or ""
    return ""


def _notes(unit: Element, prefix: str, segments: Mapping[str, Element]) -> Mapping[str, list[str]]:
    """The notes of each segment that are not from bilingua; those of the unit go to the first."""
    notes: dict[str, list[str]] = {name: [] for name in segments}
    for note in unit.iter(f"{prefix}note"):
        match = _NOTE.fullmatch(note.get("id", ""))
        around = note.getparent().getparent()
        # Some tools put notes into segments, where the standard has no place for them.
        inside = next((name for name, one in segments.items() if one is around), None)
        name = inside or (match[1] if match and match[1] in notes else next(iter(notes), None))
        text = "".join(note.itertext()).strip()
        if name and text and note.get("category") not in (TOOL, DEVELOPER):
            notes[name].append(text)
    return notes
