"""The inline codes of XLIFF 2.1: <pc>, <sc/>, <ec/>, <ph/> and their original data (“Inline Codes”).

Ids are unique within the sources of a unit and within its targets; a half code refers to its other
half, which may be in another segment of the unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bilingua.article import CodeKind
from bilingua.exchange.codes import Code, Node, Piece, Span, linked, nested
from bilingua.exchange.tree import Element, add_text, child

_DATA = {
    CodeKind.OPEN: ("open{0}", "<{0}>"),
    CodeKind.CLOSE: ("close{0}", "</{0}>"),
    CodeKind.ALONE: ("alone{0}", "<{0}/>"),
}
# Each code of a story must come out exactly once.
_KEPT = {"canCopy": "no", "canDelete": "no"}


@dataclass(frozen=True, slots=True)
class Side:
    """The sources of a unit, or its targets: ids that are taken, halves that have their other half.

    `protected` are codes whose text must stay; `data` says whether codes refer to the unit's
    original data.
    """

    linked: frozenset[int] = frozenset()
    protected: frozenset[int] = frozenset()
    used: set[str] = field(default_factory=set)
    data: bool = False

    @classmethod
    def of(cls, segments: Iterable[Sequence[Piece]], protected: frozenset[int]) -> Side:
        """The segments of one language of a unit, in order."""
        return cls(linked(segments), protected, data=True)

    def take(self, number: int) -> dict[str, str]:
        """An id for a code; a second one of the same number, which is a mistake, is a copy."""
        ident = str(number)
        for count in range(2, len(self.used) + 3):
            if ident not in self.used:
                break
            ident = f"{number}-{count}"
        self.used.add(ident)
        return {"id": ident} if ident == str(number) else {"id": ident, "copyOf": str(number)}


def original_data(unit: Element, segments: Iterable[Sequence[Piece]]) -> None:
    """The <originalData> of a unit (“originalData”): the codes as a review file shows them."""
    codes = {piece: None for pieces in segments for piece in pieces if isinstance(piece, Code)}
    if codes:
        data = child(unit, "originalData")
        for code in sorted(codes, key=lambda one: (one.number, tuple(CodeKind).index(one.kind))):
            ident, shown = _DATA[code.kind]
            child(data, "data", {"id": ident.format(code.number)}, shown.format(code.number))


def fill(element: Element, pieces: Sequence[Piece], side: Side) -> None:
    """Write text and codes into a <source> or a <target>."""
    _fill(element, nested(pieces), side)


def _fill(element: Element, nodes: Iterable[Node], side: Side) -> None:
    for node in nodes:
        if isinstance(node, str):
            add_text(element, node)
        elif isinstance(node, Span):
            pair = child(element, "pc", {
                **side.take(node.number), **_KEPT,
                "dataRefStart": _data(side, node.number, CodeKind.OPEN),
                "dataRefEnd": _data(side, node.number, CodeKind.CLOSE),
            })  # fmt: skip
            if node.number in side.protected:
                mark = {"id": f"protected{pair.get('id')}", "type": "generic", "translate": "no"}
                pair = child(pair, "mrk", mark)
            _fill(pair, node.nodes, side)
        else:
            data = {"dataRef": _data(side, node.number, node.kind)}
            _add_code(element, node, side, {**_KEPT, **data})


def _add_code(element: Element, code: Code, side: Side, rest: dict[str, str | None]) -> None:
    if code.kind is CodeKind.ALONE:
        child(element, "ph", {**side.take(code.number), **rest})
    elif code.kind is CodeKind.CLOSE and code.number in side.linked:
        child(element, "ec", {"startRef": str(code.number), **rest})
    else:
        isolated = None if code.number in side.linked else "yes"
        tag = "sc" if code.kind is CodeKind.OPEN else "ec"
        child(element, tag, {**side.take(code.number), "isolated": isolated, **rest})


def _data(side: Side, number: int, kind: CodeKind) -> str | None:
    return _DATA[kind][0].format(number) if side.data else None
