"""Inline codes between the tags of a review file and XML, whatever the version of XLIFF.

A tagged text (see `bilingua.review.tags`) is read into pieces, text and codes in a row; for XML the
pieces are nested. XLIFF has elements of its own for codes, so text that looks like a tag needs no
escape there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bilingua.article import CodeKind, Inline, Marked
from bilingua.errors import TagError
from bilingua.exchange.tree import Element, local_name, safe
from bilingua.review.file import visible
from bilingua.review.tags import plain, tagged, tags_in, untagged

# XML readers stop at some depth; what is nested deeper is written flat.
DEEPEST = 64
_DIGITS = re.compile(r"/?(\d+)")
_BREAK = re.compile(r"\n[ \t]*\Z")
_IDENT = re.compile(r"(\d{1,9})(?:-\S*)?")


@dataclass(frozen=True, slots=True)
class Code:
    """A code where it stands: it opens, closes or stands alone."""

    number: int
    kind: CodeKind


@dataclass(frozen=True, slots=True)
class Span:
    """A pair of codes with what is between them."""

    number: int
    nodes: tuple[Node, ...]


Piece = str | Code
Node = str | Code | Span


def pieces_of(text: str) -> list[Piece]:
    """The text and the codes of a tagged text, in order."""
    pieces: list[Piece] = []
    text, position = safe(visible(text)), 0
    for tag in tags_in(text):
        at = text.index(tag, position)
        number = _DIGITS.match(tag, 1)
        assert number is not None
        pieces += [plain(text[position:at]), Code(int(number[1]), _kind(tag))]
        position = at + len(tag)
    return [piece for piece in [*pieces, plain(text[position:])] if piece]


def tagged_text(pieces: Iterable[Piece]) -> str:
    """A tagged text of pieces, as a review file has it."""
    text: list[str] = []
    codes: list[Inline] = []
    at = 0
    for piece in pieces:
        if isinstance(piece, str):
            text.append(piece)
            at += len(piece)
        else:
            codes.append(Inline(at, "", piece.kind, piece.number))
    numbers = {code.pair: code.pair for code in codes}
    return visible(tagged(Marked("".join(text), tuple(codes)), numbers))


def canonical(text: str) -> str:
    """A tagged text as it comes back from XML, which not every character can go through."""
    return tagged_text(pieces_of(text))


def nested(pieces: Sequence[Piece]) -> tuple[Node, ...]:
    """Pieces with their well-nested pairs made into spans; other codes stay as they stand."""
    partner = dict(_pairs(pieces))
    levels: list[list[Node]] = [[]]
    closing: list[int] = []
    for at, piece in enumerate(pieces):
        if isinstance(piece, Code) and at in partner:
            levels.append([])
            closing.append(partner[at])
        elif isinstance(piece, Code) and closing and at == closing[-1]:
            closing.pop()
            inside = tuple(levels.pop())
            levels[-1].append(Span(piece.number, inside))
        else:
            levels[-1].append(piece)
    return tuple(levels[0])


def linked(segments: Iterable[Sequence[Piece]]) -> frozenset[int]:
    """The numbers of half codes that have their other half after them, each once."""
    halves = [half for pieces in segments for half in _halves(nested(pieces))]
    there = Counter(halves)
    return frozenset(
        half.number
        for at, half in enumerate(halves)
        if half.kind is CodeKind.OPEN
        and there[half] == there[Code(half.number, CodeKind.CLOSE)] == 1
        and Code(half.number, CodeKind.CLOSE) in halves[at:]
    )


def check_codes(target: str, source: str) -> None:
    """Raises TagError when the codes of a tagged translation are not those of its tagged source."""
    codes: list[Inline] = []
    at = 0
    text = ""
    for piece in pieces_of(source):
        if isinstance(piece, str):
            text += piece
            at += len(piece)
        else:
            codes.append(Inline(at, "", piece.kind, piece.number))
    untagged(target, Marked(text, tuple(codes)), {code.pair: code.pair for code in codes})


@dataclass(frozen=True, slots=True)
class Reading:
    """What an inline element of XLIFF says: codes before and after what is in it, if that is text."""

    before: tuple[Code, ...] = ()
    text: str = ""
    inside: bool = False
    after: tuple[Code, ...] = ()


def pieces_in(
    element: Element, reading: Callable[[Element], Reading], *, indented: bool = False
) -> Iterator[Piece]:
    """The pieces of a <source> or a <target>.

    `indented` takes out the lines that a tool broke around elements to show them prettily.
    """

    broken = _BREAK.search(element.text or "")
    line = broken[0] if broken else None

    def text(piece: str | None) -> Iterator[Piece]:
        said = _unbroken(piece, line) if piece and indented and len(element) else piece
        if said:
            yield said

    yield from text(element.text)
    for child in element:
        said = reading(child)
        yield from said.before
        if said.text:
            yield said.text
        if said.inside:
            yield from pieces_in(child, reading, indented=indented)
        yield from said.after
        yield from text(child.tail)


def text_in(
    element: Element, reading: Callable[[Element], Reading], *, indented: bool
) -> tuple[str, str]:
    """The tagged text of a <source> or a <target>, and what is wrong with its codes.

    Then the text is without any.
    """
    if element is None:
        return "", ""
    try:
        return tagged_text(pieces_in(element, reading, indented=indented)), ""
    except TagError as error:
        return tagged_text(["".join(element.itertext())]), str(error)


def number_in(ident: Any, element: Element) -> int:
    """The number of a code from the id of its element. Raises TagError for one of another tool."""
    match = _IDENT.fullmatch(ident or "")
    if match is None:
        raise unknown(element)
    return int(match[1])


def unknown(element: Element) -> TagError:
    """Says that an inline element is none of bilingua's."""
    return TagError(
        "<{element}> is not a code of the source; take it out, or copy the one that is meant from the source.",
        element=" ".join(filter(None, (local_name(element), element.get("id")))),
    )


def _unbroken(text: str, line: str | None) -> str:
    """A text without the line breaks around it; `line` is what begins each line on its level."""
    if line is None:
        return "" if text.isspace() and "\n" in text else text
    text = text.removeprefix(line)
    return text.removesuffix(line) if text.endswith(line) else _BREAK.sub("", text)


def _kind(tag: str) -> CodeKind:
    if tag.startswith("</"):
        return CodeKind.CLOSE
    return CodeKind.ALONE if tag.endswith("/>") else CodeKind.OPEN


def _pairs(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Where each span begins and ends."""
    opened: list[int] = []
    for at, piece in enumerate(pieces):
        if not isinstance(piece, Code) or piece.kind is CodeKind.ALONE:
            continue
        if piece.kind is CodeKind.OPEN:
            opened.append(at)
            continue
        same = [begin for begin in opened if _number(pieces[begin]) == piece.number]
        if same:
            # What was opened since crosses this pair, or is closed in another segment.
            del opened[opened.index(same[-1]) :]
            if len(opened) < DEEPEST:
                yield same[-1], at


def _halves(nodes: Iterable[Node]) -> Iterator[Code]:
    for node in nodes:
        if isinstance(node, Span):
            yield from _halves(node.nodes)
        elif isinstance(node, Code) and node.kind is not CodeKind.ALONE:
            yield node


def _number(piece: Piece) -> int:
    assert isinstance(piece, Code)
    return piece.number
