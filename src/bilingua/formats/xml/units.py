"""Units of an XML vocabulary for prose: blocks hold text, all other elements are inline codes.

What an element is in the story comes as a Grammar; this module knows no vocabulary by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace

from bilingua.article import CodeKind, Inline, Marked, Role, Unit
from bilingua.formats.base import MAX_COVERED, soften_breaks, weave
from bilingua.formats.xml.tokens import (
    Token,
    attribute,
    element_end,
    escape_text,
    is_known,
    tokenize,
    unescape,
)

_SPACE = re.compile(r"[ \t\r\n]+")
_BLANK = " \t\r\n"
_TAG = re.compile(r"<[^>]*+>")
_ENTITY = re.compile(r"(&[A-Za-z_][\w.-]*+;)")
# A text in CDATA that holds tags is markup of another format.
_MARKUP = re.compile(r"</?[A-Za-z]")
# No story nests deeper; what does is kept, but its text is the outer element's.
_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Grammar:
    """A vocabulary for prose, by the elements' local names.

    `blocks` part one unit from the next; `roles` say what the text in an element is, by its name
    or by "parent/name", "" being outside of all (where none is said there are no units); `skipped` elements are
    skeleton with all they hold; `breaks` are set line breaks; `foreign` elements hold words of
    another language, which stay.
    """

    blocks: Set[str]
    roles: Mapping[str, Role]
    skipped: Set[str]
    breaks: Set[str] = frozenset()
    foreign: Set[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A token of a run; `said` are the words that a code covers, None where it is text."""

    token: Token
    said: str | None = None


@dataclass(slots=True)
class _Walk:
    raw: str
    grammar: Grammar
    open: list[tuple[str, Role | None]] = field(default_factory=list)
    run: list[_Piece] = field(default_factory=list)

    @property
    def role(self) -> Role | None:
        return self.open[-1][1] if self.open else self.grammar.roles.get("")

    def enter(self, name: str) -> None:
        if len(self.open) < _DEPTH:
            parent = self.open[-1][0] if self.open else ""
            roles = self.grammar.roles
            role = roles.get(f"{parent}/{name}") or roles.get(name) or self.role
            self.open.append((name, role))

    def leave(self, name: str) -> None:
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth][0] == name:
                del self.open[depth:]
                return

    def flush(self) -> Iterator[Unit]:
        pieces, self.run = self.run, []
        if self.role is not None and (unit := _unit(self.raw, pieces, self.role)):
            yield unit


def units(raw: str, grammar: Grammar) -> Iterator[Unit]:
    """The units of a document, without ids and lines."""
    walk, position = _Walk(raw, grammar), 0
    for token in tokenize(raw):
        if token.start < position:
            continue
        block = token.local in grammar.blocks
        if token.kind in ("open", "empty") and (kept := _kept(raw, token, grammar)):
            whole = replace(token, kind="kept", end=element_end(raw, token).end)
            position = whole.end
            if block or kept == "skeleton":
                yield from walk.flush()
            else:
                walk.run.append(_Piece(whole, _said(raw, whole)))
        elif token.kind == "empty" and block:
            yield from walk.flush()
        elif token.kind in ("open", "close") and block:
            yield from walk.flush()
            (walk.enter if token.kind == "open" else walk.leave)(token.local)
        elif token.kind == "text":
            walk.run += _parts(raw, token)
        elif token.kind == "cdata":
            marked = _MARKUP.search(raw, token.start + 9, token.end)
            walk.run.append(_Piece(token, "" if marked else None))
        else:
            broken = token.kind in ("open", "empty") and token.local in grammar.breaks
            walk.run.append(_Piece(token, "\n" if broken else ""))
    yield from walk.flush()


def encode(content: Marked) -> str:
    """A unit's content as XML text, inline codes included."""
    return weave(content, escape_text)


def _kept(raw: str, token: Token, grammar: Grammar) -> str:
    """Why an element stays to the letter: "skeleton", "words", or "" where it does not."""
    if token.local in grammar.skipped:
        return "skeleton"
    if token.local in grammar.foreign:
        return "words"
    if "translate" in raw[token.start : token.end]:
        names = ("translate", "its:translate")
        if any(attribute(raw, token, name) == "no" for name in names):
            return "words"
    return ""


def _said(raw: str, token: Token) -> str:
    """The words of what is kept in a sentence, for the engine to see but not to change."""
    said = unescape(_SPACE.sub(" ", _TAG.sub("", raw[token.start : token.end]))).strip()
    return said if len(said) <= MAX_COVERED else ""


def _parts(raw: str, token: Token) -> Iterator[_Piece]:
    """A text cut at the entities that only its document type knows; those are codes."""
    at = token.start
    for part in _ENTITY.split(raw[token.start : token.end]):
        piece = replace(token, start=at, end=at + len(part))
        at = piece.end
        entity = part[:1] == "&" and _ENTITY.fullmatch(part) and not is_known(part)
        if entity:
            yield _Piece(replace(piece, kind="entity"), "")
        elif part:
            yield _Piece(piece)


def _unit(raw: str, pieces: list[_Piece], role: Role) -> Unit | None:
    low, high = 0, len(pieces)
    while low < high and _is_edge(raw, pieces[low]):
        low += 1
    while high > low and _is_edge(raw, pieces[high - 1]):
        high -= 1
    pieces = pieces[low:high]
    if not pieces:
        return None
    start = pieces[0].token.start + _margin(raw, pieces[0], leading=True)
    end = pieces[-1].token.end - _margin(raw, pieces[-1], leading=False)
    text, codes, opened = "", list[Inline](), dict[str, list[int]]()
    for number, piece in enumerate(pieces):
        token = piece.token
        if piece.said is None:
            plain = _plain(raw, token, start, end)
            text += plain[1:] if text[-1:] == " " and plain[:1] == " " else plain
            continue
        kind, pair = CodeKind.ALONE, number
        if token.kind == "open":
            kind = CodeKind.OPEN
            opened.setdefault(token.name, []).append(number)
        elif token.kind == "close" and opened.get(token.name):
            kind, pair = CodeKind.CLOSE, opened[token.name].pop()
        markup = raw[token.start : token.end]
        codes.append(Inline(len(text), markup, kind, pair, token.start, len(piece.said)))
        text += piece.said
    if not any(map(str.isalpha, text)):
        return None
    lonely = {number for numbers in opened.values() for number in numbers}
    whole = tuple(
        replace(code, kind=CodeKind.ALONE) if code.pair in lonely else code for code in codes
    )
    content = soften_breaks(Marked(text, whole), every=role in (Role.HEADLINE, Role.DECK))
    return Unit("", role, content, start, end, 0)


def _plain(raw: str, token: Token, start: int, end: int) -> str:
    if token.kind == "cdata":
        return _SPACE.sub(
            " ", raw[token.start : token.end].removeprefix("<![CDATA[").removesuffix("]]>")
        )
    return unescape(_SPACE.sub(" ", raw[max(token.start, start) : min(token.end, end)]))


def _is_edge(raw: str, piece: _Piece) -> bool:
    """Space, comments and instructions at the edges of a block are skeleton."""
    if piece.token.kind in ("comment", "pi"):
        return True
    return piece.token.kind == "text" and not raw[piece.token.start : piece.token.end].strip(_BLANK)


def _margin(raw: str, piece: _Piece, *, leading: bool) -> int:
    if piece.token.kind != "text":
        return 0
    text = raw[piece.token.start : piece.token.end]
    return len(text) - len(text.lstrip(_BLANK) if leading else text.rstrip(_BLANK))
