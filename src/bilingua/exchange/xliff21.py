"""XLIFF 2.1 (OASIS Standard, 13 February 2018): a review file written.

One <unit> a unit and one <segment> a segment (“Structural Elements”); codes are <pc> for a pair,
<sc/> and <ec/> for halves, also those whose other half is in another segment, <ph/> for what stands
alone (“Inline Codes”). The Translation Candidates Module has the machine's text with its score,
which is also said as MT Confidence (“ITS Module”), and what people made of an earlier source; the
Metadata Module has what bilingua knows of a segment and wants to find again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from bilingua.exchange.codes import pieces_of
from bilingua.exchange.document import TOOL, Going, going
from bilingua.exchange.paired import Side, fill, original_data
from bilingua.exchange.protection import Protected
from bilingua.exchange.states import State
from bilingua.exchange.tree import XML, Element, child, root, serialize
from bilingua.review.file import ReviewFile, one_line

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
ITS = "http://www.w3.org/2005/11/its"
LEAVES = frozenset({"source", "target", "note", "data", "meta"})
_MTC, _MDA, _ITS = f"{{{MATCHES}}}", f"{{{METADATA}}}", f"{{{ITS}}}"
_WRITTEN = {
    State.UNTRANSLATED: "initial",
    State.FUZZY: "initial",
    State.TRANSLATED: "translated",
    State.ACCEPTED: "reviewed",
    State.FINAL: "final",
}
_CONTEXT = re.compile(r"(?!x-)([A-Za-z0-9_.\-]+)\.([0-9]+)")


def write(review: ReviewFile, name: str, protected: Protected) -> bytes:
    """The XLIFF of a review file that is called `name`."""
    document = root("xliff", {
        "version": "2.1",
        "srcLang": review.source_language,
        "trgLang": review.target_language,
        f"{_ITS}version": "2.0",
        f"{_ITS}annotatorsRef": f"mt-confidence|{TOOL}",
    }, {None: NAMESPACE, "mtc": MATCHES, "mda": METADATA, "its": ITS})  # fmt: skip
    # What is between two segments is the story's; nobody may join them.
    file = child(document, "file", {"id": "f1", "original": one_line(name), "canResegment": "no"})
    everything = going(review, protected)
    for unit, segments in groupby(everything, key=lambda one: ids_of(one.entry.context)[0]):
        _add_unit(file, unit, list(segments))
    return serialize(document, LEAVES)


def ids_of(context: str) -> tuple[str, str]:
    """The ids of unit and segment (NMTOKENs) for an entry's context."""
    if match := _CONTEXT.fullmatch(context):
        return match[1], f"s{match[2]}"
    return f"x-{context.encode(errors='replace').hex()}", "s0"


def context_of(unit: str, segment: str) -> str:
    """The context that `ids_of` made the ids of."""
    if unit.startswith("x-") and segment == "s0":
        try:
            return bytes.fromhex(unit[2:]).decode()
        except ValueError:
            return unit
    return f"{unit}.{segment.removeprefix('s')}"


def _add_unit(file: Element, ident: str, segments: Sequence[Going]) -> None:
    first = segments[0].entry
    unit = child(file, "unit", {
        "id": ident,
        "name": one_line(f"{first.file}:{first.line}") if first.line is not None else None,
        "type": f"{TOOL}:{first.role}",
        XML + "space": "preserve",
    })  # fmt: skip
    named = [(ids_of(segment.entry.context)[1], segment) for segment in segments]
    _add_matches(unit, named)
    _add_metadata(unit, named)
    _add_notes(unit, named)
    sources = [pieces_of(segment.entry.source) for segment in segments]
    targets = [pieces_of(segment.entry.target) for segment in segments]
    original_data(unit, [*sources, *targets])
    protected = frozenset(number for segment in segments for number in segment.protected)
    source_side, target_side = Side.of(sources, protected), Side.of(targets, protected)
    for (segment_id, segment), source, target in zip(named, sources, targets, strict=True):
        element = child(unit, "segment", {
            "id": segment_id,
            "state": _WRITTEN[segment.state],
            "subState": _sub_state(segment),
        })  # fmt: skip
        fill(child(element, "source"), source, source_side)
        if target:
            fill(child(element, "target"), target, target_side)


def _sub_state(segment: Going) -> str | None:
    if segment.state is State.FUZZY:
        return f"{TOOL}:fuzzy"
    return f"{TOOL}:{segment.entry.origin}" if segment.state is State.TRANSLATED else None


def _add_matches(unit: Element, named: Sequence[tuple[str, Going]]) -> None:
    """The Translation Candidates module."""
    matches = child(unit, f"{_MTC}matches")
    for ident, segment in named:
        entry = segment.entry
        if (confidence := segment.confidence) is not None:
            _add_match(matches, entry.source, entry.target, {
                "ref": f"#{ident}",
                "type": "mt" if entry.origin != "memory" else "tm",
                "origin": one_line(entry.route or entry.origin),
                "matchQuality": f"{100 * confidence:.1f}",
                f"{_ITS}mtConfidence": f"{confidence:.4f}" if entry.origin != "memory" else None,
            })  # fmt: skip
        for text in entry.kept:
            _add_match(matches, entry.previous or entry.source, text, {
                "ref": f"#{ident}", "type": "other", "subType": f"{TOOL}:kept", "origin": "person",
            })  # fmt: skip
    if not len(matches):
        unit.remove(matches)


def _add_match(
    matches: Element, source: str, target: str, attributes: Mapping[str, str | None]
) -> None:
    match = child(matches, f"{_MTC}match", {"id": f"m{len(matches) + 1}", **attributes})
    for tag, pieces in (("source", pieces_of(source)), ("target", pieces_of(target))):
        element = child(match, f"{{{NAMESPACE}}}{tag}", {XML + "space": "preserve"})
        fill(element, pieces, Side())


def _add_metadata(unit: Element, named: Sequence[tuple[str, Going]]) -> None:
    """The Metadata module."""
    metadata = child(unit, f"{_MDA}metadata")
    for ident, segment in named:
        entry = segment.entry
        known = {
            "origin": entry.origin,
            "route": entry.route,
            "score": "" if entry.score is None else f"{entry.score:.3f}",
            "by": entry.by,
            "exported": str(segment.exported),
        }
        group = child(metadata, f"{_MDA}metaGroup", {"id": ident, "category": TOOL})
        for kind, value in known.items():
            if value:
                child(group, f"{_MDA}meta", {"type": kind}, one_line(value))


def _add_notes(unit: Element, named: Sequence[tuple[str, Going]]) -> None:
    """Notes stand at the unit (“note”); an id says which segment each is of."""
    notes = child(unit, "notes")
    for ident, segment in named:
        for number, note in enumerate(segment.notes(), 1):
            attributes = {
                "id": f"{ident}-n{number}",
                "appliesTo": "target" if note.on_target else None,
                "category": note.origin,
                "priority": str(note.priority) if note.priority else None,
            }
            child(notes, "note", attributes, note.text)
    if not len(notes):
        unit.remove(notes)
