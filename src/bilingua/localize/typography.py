"""Quotation marks, opening ¿ and ¡, and the space rules of an edition."""

from __future__ import annotations

import re

from bilingua.localize.heights import MARKED
from bilingua.localize.quotation import set_quotes, set_stops
from bilingua.localize.spelling import respelled
from bilingua.localize.style import HouseStyle
from bilingua.segmentation import boundaries

_UNITED_STATES = re.compile(r"\b(?:EEUU|EE\.\s?UU\.?|E\.U\.A\.|E\.E\.U\.U\.|los EUA|EUA)(?!\w)")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_HEADLINE_WORD = re.compile(r"[^\W\d_][\w'’]*")
_SMALL = frozenset(
    "a an and as at but by for if in nor of off on or per so the to up via vs".split()
)
# Not the dash that opens a dialogue or ends what is broken off, nor the one between figures.
PUNCTUATING_DASH = re.compile(
    r"(?<=[^\s—–])(?:[ \u00a0]?(?:—|--)[ \u00a0]?|[ \u00a0]–[ \u00a0])(?=[^\s—–])"
)
_SPACED_HYPHEN = re.compile(r"(?<=[^\s—–]) - (?=[^\s—–])")
_DASH = re.compile(r"[-–—] ?")
_NBSP = "\u00a0"


def typeset(source: str, target: str, style: HouseStyle) -> str:
    """Give a translation its edition's typography; marks that the source lacks are not invented."""
    straight = not _typographic(source, style)
    text = set_stops(set_quotes(target, style, straight=straight), style)
    text = _dashes(source, text, style)
    if "’" in source:
        text = _APOSTROPHE.sub("’", text)
    if style.language == "en":
        text = respelled(source, text, style.spelling)
    if style.language == "es":
        text = _UNITED_STATES.sub(style.united_states.replace(" ", _NBSP), text)
        text = _opening_marks(source, text)
        text = re.sub(r"\b([ap])\. m\.", rf"\1.{_NBSP}m.", text)
    return text


def title_case(text: str) -> str:
    """An English headline with its main words capitalised; small words only at either end.

    AP: articles, conjunctions and prepositions of up to three letters stay small.
    """
    words = list(_HEADLINE_WORD.finditer(text))

    def written(match: re.Match[str]) -> str:
        word = match[0]
        inside = words[0].start() < match.start() < words[-1].start()
        return word if inside and word in _SMALL else word[0].upper() + word[1:]

    return _HEADLINE_WORD.sub(written, text)


def _typographic(source: str, style: HouseStyle) -> bool:
    """Whether to set curly marks: not where the story itself is typed with straight ones.

    Guillemets are never a matter of typing.
    """
    return style.quotes[0] == "«" or '"' not in MARKED.sub("", source)


def _dashes(source: str, text: str, style: HouseStyle) -> str:
    """Dashes as the edition sets them; a hyphen between spaces is how somebody types, and stays.

    Where it is the engine that types so, the source's dashes come back. Spanish clings to what two
    of them enclose; a single one is spaced.
    """
    if PUNCTUATING_DASH.search(source) and not _SPACED_HYPHEN.search(source):
        text = _SPACED_HYPHEN.sub(" — ", text)
    found = list(PUNCTUATING_DASH.finditer(text))
    if not found:
        return text
    spaced = " – " if style.dashes == "en" else " — "
    paired = style.dashes == "incise" and len(found) == 2
    pieces, position = [], 0
    for place, dash in enumerate(found):
        mark = spaced
        if paired:
            mark = "— " if place else " —"
        if text[dash.end() : dash.end() + 1] in tuple(",.;:)"):
            mark = mark.rstrip()
        pieces += [text[position : dash.start()], mark]
        position = dash.end()
    return "".join(pieces) + text[position:]


def _opening_marks(source: str, text: str) -> str:
    for closing, opening in (("?", "¿"), ("!", "¡")):
        if closing in source and closing in text and opening not in text:
            start = _start_of_sentence(text, text.index(closing))
            # The dash of a dialogue comes before the question.
            if dash := _DASH.match(text, start):
                start = dash.end()
            text = text[:start] + opening + text[start:]
    return text


def _start_of_sentence(text: str, end: int) -> int:
    """Where the sentence that ends at `end` opens: after a mark still open there, or a full stop."""
    starts = {0, *(start for _end, start in boundaries(text[: end + 1], "es"))}
    closed = 0
    for position in range(end, -1, -1):
        before = text[position - 1 : position]
        if position in starts and not closed:
            return position
        if before and before in '”»"' and not _opens(text, position - 1):
            closed += 1
        elif before and before in '“«"':
            if not closed:
                return position
            closed -= 1
    return 0


def _opens(text: str, position: int) -> bool:
    """Whether a straight mark opens a quotation: after a space, a bracket or nothing."""
    return text[position] == '"' and (position == 0 or text[position - 1] in " (\u00a0")
