"""Quotation marks, opening ¿ and ¡, and the space rules of an edition."""

from __future__ import annotations

import re

from bilingua.localize.style import HouseStyle
from bilingua.segmentation import boundaries

_PAIRS = re.compile(r'"([^"]*)"|“([^”]*)”|«\s?([^»]*?)\s?»')
_UNITED_STATES = re.compile(r"\b(?:EEUU|EE\.\s?UU\.?|E\.U\.A\.|E\.E\.U\.U\.|los EUA|EUA)(?!\w)")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_HEADLINE_WORD = re.compile(r"[^\W\d_][\w'’]*")
_SMALL = frozenset(
    "a an and as at but by for if in nor of off on or per so the to up via vs".split()
)
_STRAIGHT = str.maketrans("“”«»", '""""')
_DASH = re.compile(r"[-–—] ?")
_NBSP = "\u00a0"


def typeset(source: str, target: str, style: HouseStyle) -> str:
    """Give a translation its edition's typography; marks that the source lacks are not invented."""
    text = _quotes(target, style) if _typographic(source, style) else target.translate(_STRAIGHT)
    if "’" in source:
        text = _APOSTROPHE.sub("’", text)
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
    return style.quotes[0] == "«" or '"' not in source


def _quotes(text: str, style: HouseStyle) -> str:
    opening, closing = style.quotes

    def written(match: re.Match[str]) -> str:
        inside = next(group for group in match.groups() if group is not None)
        return f"{opening}{inside}{closing}"

    text = _PAIRS.sub(written, text)
    # A quotation that runs on into the next segment has its one mark here.
    text = re.sub(r'(?<=\w[.,!?])"(?=\s|\Z)|(?<=\w)"(?=[\s.,;:]|\Z)', closing, text)
    return re.sub(r'(?<![\w.,!?])"(?=[\w¿¡])', opening, text)


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
