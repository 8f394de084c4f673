"""Quotation marks: which open and close, how deep they lie, and the edition's marks for them.

A mark that is an apostrophe (the workers’ pay, ’90s) is none of this module's business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bilingua.localize.heights import MARKED
from bilingua.localize.style import HouseStyle

_MARK = re.compile(r"[\"“”„«»]|(?<!\w)['‘](?=[\w¿¡“«\"(])(?!\d\ds?\b)|['’](?!\w)")
_OPENING, _CLOSING = "“„«‘", "”»’"
_SINGLE = "'‘’"
_BEFORE_OPENING = frozenset(" \u00a0([{¿¡—–-/\"'“‘«„")
# "p. m.", "UU.", "J.": a full stop that belongs to the word.
_ABBREVIATION = re.compile(r"\b(?:UU|Jr|Sr|Dr|etc|[A-Za-z])\.\Z")


_DEEPEST = 4


@dataclass(slots=True)
class _Mark:
    at: int
    single: bool
    opens: bool
    depth: int = 0
    paired: bool = False


def set_quotes(text: str, style: HouseStyle, *, straight: bool = False) -> str:
    """Give quotations the edition's marks, outer and inner; `straight` as typed on a keyboard."""
    if not re.search("[\"“”„«»'‘’]", text):
        return text
    outer, inner = style.quotes, style.inner_quotes
    if straight or outer[0] == '"':
        outer, inner = ('"', '"'), ("'", "'")
    pieces, position = [], 0
    for mark in _marks(text):
        if mark.single and not mark.paired:
            continue
        pair = inner if mark.depth % 2 else outer
        end = mark.at + 1
        start = mark.at
        # French spacing inside guillemets is not Spanish.
        if mark.opens and text[end : end + 1] in ("\u00a0", "\u202f"):
            end += 1
        if not mark.opens and text[start - 1 : start] in ("\u00a0", "\u202f"):
            start -= 1
        pieces += [text[position:start], pair[0] if mark.opens else pair[1]]
        position = end
    return "".join(pieces) + text[position:]


def set_stops(text: str, style: HouseStyle) -> str:
    """Put comma and full stop on the edition's side of a closing mark."""
    closing = re.escape(style.quotes[1] + style.inner_quotes[1] + "\"'")
    if style.stops == "inside":
        # “Why?”, he asked: English has no comma after another mark.
        text = re.sub(rf"(?<=[?!…])([{closing}]+)[.,](?=\s|\Z)", r"\1", text)
        return re.sub(rf"(?<=[\w)%])([{closing}]+)([.,])(?!\w)", r"\2\1", text)
    if style.stops == "outside":
        return re.sub(rf"(?<=[^\s.,…?!])([.,])([{closing}]+)(?![\w.,])", _outside, text)
    return text


def _outside(match: re.Match[str]) -> str:
    stop, marks = match.groups()
    before = match.string[max(0, match.start() - 6) : match.end(1)]
    if stop == "." and _ABBREVIATION.search(before):
        return match[0]
    return marks + stop


def _marks(text: str) -> list[_Mark]:
    """All marks of a text with their direction and depth; a closing one pairs with the last open."""
    marks: list[_Mark] = []
    stack: list[_Mark] = []
    heights = {at for match in MARKED.finditer(text) for at in range(*match.span())}
    for match in _MARK.finditer(text):
        sign, at = match[0], match.start()
        if at in heights:
            continue
        mark = _Mark(at, sign in _SINGLE, _opens(text, at, sign, stack))
        if mark.opens:
            mark.depth = len(stack)
            stack.append(mark)
            # Nobody quotes as deep as this: marks that never close are left behind.
            del stack[:-_DEEPEST]
        else:
            place = next(
                (n for n in range(len(stack) - 1, -1, -1) if stack[n].single == mark.single), None
            )
            if place is not None:
                mark.depth, mark.paired = stack[place].depth, True
                stack[place].paired = True
                del stack[place:]
            elif mark.single:
                continue
        marks.append(mark)
    return _without_stray_singles(marks)


def _without_stray_singles(marks: list[_Mark]) -> list[_Mark]:
    """Singles that never closed are apostrophes: what they seemed to hold lies less deep."""
    kept, strays = [], 0
    for mark in marks:
        if mark.single and mark.opens and not mark.paired:
            strays += 1
            continue
        mark.depth = max(0, mark.depth - strays)
        kept.append(mark)
    return kept


def _opens(text: str, at: int, sign: str, stack: list[_Mark]) -> bool:
    if sign in _OPENING:
        return True
    if sign in _CLOSING:
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not before:
        return True
    if not after or after.isspace():
        return False
    if before in _BEFORE_OPENING:
        # Two marks together: the second opens too if the first did.
        return before not in "\"'" or not stack or stack[-1].at == at - 1
    return False
