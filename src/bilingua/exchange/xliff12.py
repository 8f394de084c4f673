"""XLIFF 1.2 (OASIS Standard, 1 February 2008): a review file written.

One <trans-unit> a segment, its id the entry's context (“Structural Elements”). Codes are <g> for a
pair, <bx/> and <ex/> for one that crosses another, <it/> for half a pair, <x/> for what stands alone
(“Inline Elements”). What bilingua knows of a segment is in
a <context-group>; findings are <note>s; a machine's text with its score is an <alt-trans> of type
“proposal”, one that people made of an earlier source is of type “previous-version”.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePath

from bilingua.article import CodeKind
from bilingua.exchange.codes import Node, Span, linked, nested, pieces_of
from bilingua.exchange.document import TOOL, Going, going
from bilingua.exchange.protection import Protected
from bilingua.exchange.states import State
from bilingua.exchange.tree import XML, Element, add_text, child, root, serialize
from bilingua.review.file import ReviewFile, one_line

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
LEAVES = frozenset({"source", "target", "note", "context"})
EXPORTED = "x-bilingua-exported"
_WRITTEN = {
    State.FUZZY: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.ACCEPTED: "signed-off",
    State.FINAL: "final",
}
_DATATYPES = {".html": "html", ".htm": "html", ".xhtml": "html", ".xml": "xml", ".txt": "plaintext"}
_QUALIFIER = {"engine": "mt-suggestion", "memory": "tm-suggestion"}


def write(review: ReviewFile, name: str, protected: Protected) -> bytes:
    """The XLIFF of a review file that is called `name`."""
    document = root("xliff", {"version": "1.2"}, {None: NAMESPACE})
    file = child(document, "file", {
        "original": one_line(name),
        "source-language": review.source_language,
        "target-language": review.target_language,
        "datatype": _datatype(review.source_file),
        "tool-id": TOOL,
    })  # fmt: skip
    child(child(file, "header"), "tool", {"tool-id": TOOL, "tool-name": TOOL})
    body = child(file, "body")
    for segment in going(review, protected):
        _add_unit(body, segment)
    return serialize(document, LEAVES)


def _datatype(story: str) -> str:
    """What texts are taken from; “po” has tools look for a dialect of PO in XLIFF."""
    suffix = PurePath(story).suffix.lower()
    return _DATATYPES.get(suffix, f"x-{suffix[1:]}" if suffix[1:].isalnum() else "plaintext")


def _add_unit(body: Element, segment: Going) -> None:
    entry, state = segment.entry, segment.state
    unit = child(body, "trans-unit", {
        "id": entry.context,
        "restype": f"x-{entry.role}",
        "approved": "yes" if state.is_accepted else "no",
        XML + "space": "preserve",
    })  # fmt: skip
    _add_text(unit, "source", entry.source, segment.protected)
    if entry.target:
        target = _add_text(unit, "target", entry.target, segment.protected)
        target.set("state", _WRITTEN[state])
        if qualifier := _QUALIFIER.get(entry.origin):
            target.set("state-qualifier", qualifier)
    _add_contexts(unit, segment)
    for note in segment.notes():
        attributes = {
            "from": note.origin,
            "annotates": "target" if note.on_target else "general",
            "priority": str(note.priority) if note.priority else None,
        }
        child(unit, "note", attributes, note.text)
    _add_alternatives(unit, segment)


def _add_contexts(unit: Element, segment: Going) -> None:
    """Where the segment is from, and what bilingua wants to find again."""
    entry = segment.entry
    known = {
        "x-role": entry.role,
        "x-origin": entry.origin,
        "x-route": entry.route,
        "x-score": "" if entry.score is None else f"{entry.score:.3f}",
        "x-by": entry.by,
        EXPORTED: str(segment.exported),
    }
    group = child(unit, "context-group", {"purpose": "information"})
    for kind, value in known.items():
        if value:
            child(group, "context", {"context-type": kind}, one_line(value))
    if entry.line is not None:
        place = child(unit, "context-group", {"purpose": "location"})
        child(place, "context", {"context-type": "sourcefile"}, one_line(entry.file))
        child(place, "context", {"context-type": "linenumber"}, str(entry.line))


def _add_alternatives(unit: Element, segment: Going) -> None:
    entry = segment.entry
    if (confidence := segment.confidence) is not None:
        attributes = {"origin": entry.route or entry.origin, "alttranstype": "proposal"}
        proposal = child(unit, "alt-trans", {
            "match-quality": f"{100 * confidence:.1f}%", **attributes, XML + "space": "preserve",
        })  # fmt: skip
        _add_text(proposal, "target", entry.target)
    for text in entry.kept:
        attributes = {"origin": "person", "alttranstype": "previous-version"}
        before = child(unit, "alt-trans", {**attributes, XML + "space": "preserve"})
        if entry.previous is not None:
            _add_text(before, "source", entry.previous)
        _add_text(before, "target", text)


def _add_text(
    parent: Element, tag: str, text: str, protected: frozenset[int] = frozenset()
) -> Element:
    element = child(parent, tag)
    pieces = pieces_of(text)
    _fill(element, nested(pieces), _Codes(linked([pieces]), protected))
    return element


@dataclass(frozen=True, slots=True)
class _Codes:
    """The codes of one text: those that cross another, those that protect, ids that are taken."""

    crossing: frozenset[int]
    protected: frozenset[int]
    used: set[str] = field(default_factory=set)

    def take(self, number: int) -> str:
        """An id that nothing in the text has yet: “1”, or “1-2” for what has its number, too."""
        ident, count = str(number), 1
        while ident in self.used:
            count += 1
            ident = f"{number}-{count}"
        self.used.add(ident)
        return ident


def _fill(element: Element, nodes: Iterable[Node], codes: _Codes) -> None:
    """Write text and codes into an element (“Inline Elements”)."""
    for node in nodes:
        if isinstance(node, str):
            add_text(element, node)
        elif isinstance(node, Span):
            pair = child(element, "g", {"id": codes.take(node.number)})
            if node.number in codes.protected:
                pair = child(pair, "mrk", {"mtype": "protected"})
            _fill(pair, node.nodes, codes)
        elif node.kind is CodeKind.ALONE:
            child(element, "x", {"id": codes.take(node.number)})
        elif node.number in codes.crossing:
            tag = "bx" if node.kind is CodeKind.OPEN else "ex"
            child(element, tag, {"id": codes.take(node.number), "rid": str(node.number)})
        else:
            child(element, "it", {"id": codes.take(node.number), "pos": node.kind.value})
