"""XLIFF 1.2, and 1.1 and 1.0, which say the same in the same words: a translated file read.

It may have passed through any tool: sentences cut anew (“Segmentation”: <mrk mtype="seg">), codes
written as <bpt>, <ept> or <ph>, annotations, proposals and extensions are all read as they are meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from bilingua.article import CodeKind
from bilingua.exchange.codes import Code, Reading, number_in, text_in, unknown
from bilingua.exchange.document import DEVELOPER, TOOL, Document, Returned
from bilingua.exchange.states import Exported, State
from bilingua.exchange.tree import Element, local_name, namespace
from bilingua.exchange.xliff12 import EXPORTED


def read(root: Element, *, indented: bool = False) -> Iterator[Document]:
    """The <file>s of an XLIFF 1.x document, which a tool may have indented."""
    prefix = f"{{{namespace(root)}}}" if namespace(root) else ""
    for file in root.iterchildren(f"{prefix}file"):
        yield Document(
            file.get("original", ""),
            file.get("source-language", ""),
            file.get("target-language", ""),
            tuple(
                _returned(unit, prefix, indented=indented)
                for unit in file.iter(f"{prefix}trans-unit")
            ),
        )


def _returned(unit: Element, prefix: str, *, indented: bool) -> Returned:
    ident = unit.get("id", "")
    target = unit.find(f"{prefix}target")
    source, _ = text_in(unit.find(f"{prefix}source"), _reading, indented=indented)
    said, problem = text_in(target, _reading, indented=indented)
    said = said.strip("\n")
    return Returned(
        ident,
        source,
        said,
        _state(unit, target) if said else State.UNTRANSLATED,
        Exported.read(_context(unit, prefix)),
        tuple(_notes(unit, prefix)),
        ident,
        problem,
    )


def _reading(element: Element) -> Reading:
    """What an inline element says (“Inline Elements”); <mrk> marks text and is no code."""
    name = local_name(element)
    if name == "mrk":
        return Reading(inside=True)
    if any(local_name(inner) == "sub" for inner in element.iterdescendants()) and name != "g":
        raise unknown(element)
    number = number_in(element.get("rid") or element.get("id"), element)
    opens, closes = Code(number, CodeKind.OPEN), Code(number, CodeKind.CLOSE)
    if name == "g":
        return Reading((opens,), inside=True, after=(closes,))
    if name in ("x", "ph"):
        return Reading((Code(number, CodeKind.ALONE),))
    if name in ("bx", "bpt") or (name == "it" and element.get("pos") == "open"):
        return Reading((opens,))
    if name in ("ex", "ept") or (name == "it" and element.get("pos") == "close"):
        return Reading((closes,))
    raise unknown(element)


def _state(unit: Element, target: Element) -> State | None:
    """How far a segment is said to be; None where nothing is said."""
    if target is None:
        return State.UNTRANSLATED
    said, approved = target.get("state", ""), unit.get("approved")
    if said == "new" or said.startswith("needs-"):
        return State.FUZZY
    if approved == "yes" or (approved is None and said in ("signed-off", "final")):
        return State.FINAL if said == "final" else State.ACCEPTED
    return State.TRANSLATED if said else None


def _notes(unit: Element, prefix: str) -> Iterator[str]:
    """The notes that are not from bilingua."""
    for note in unit.iterchildren(f"{prefix}note"):
        text = "".join(note.itertext()).strip()
        if text and note.get("from") not in (TOOL, DEVELOPER):
            yield text


def _context(unit: Element, prefix: str) -> str:
    for context in unit.iter(f"{prefix}context"):
        if context.get("context-type") == EXPORTED:
            return context.text or ""
    return ""
