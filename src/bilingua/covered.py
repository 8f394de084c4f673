"""What inline codes cover, through a translation: code, protected names and set line breaks.

It stands in the text, so that the engine sees a whole sentence, and stays to the letter: found in
the translation it is taken out, the codes are put in their places, and it is put back with its code.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from bilingua.article import CodeKind, Inline, Link, Marked

Span = tuple[int, int]

# A word this much like the protected one is the engine's version of it ("PUERTO-2031").
_ALIKE = 0.6
# How far from its expected place it is looked for, in characters; an altered one or a short one
# ("a" stands in many places) less far.
_FAR = 600
_NEAR = 40
_WORD = re.compile(r"[^\s,;:.!?()«»“”\"]+(?:[.,:][^\s,;:.!?()«»“”\"]+)*")
_NO_SPACE_BEFORE = ",.;:!?…)]»”’%"


@dataclass(frozen=True, slots=True)
class Kept:
    """A translation without what the codes cover; `places` are the codes' points in it."""

    target: str
    places: Mapping[int, Span]
    cuts: tuple[Span, ...] = ()

    def moved(self, source: Marked, links: Sequence[Link]) -> list[Link]:
        """The links with their targets where they are now; covered words link to their points."""
        covered = [code for code in source.codes if code.pair in self.places and code.covers]
        starts = [code.at for code in covered]
        moved = []
        for link in self.shifted(links):
            number = bisect_left(starts, link.source[1]) - 1
            if number < 0 or link.source[0] >= starts[number] + covered[number].covers:
                moved.append(link)
        for code in covered:
            moved.append(Link((code.at, code.at + code.covers), self.places[code.pair]))
        return moved

    def shifted(self, links: Sequence[Link]) -> list[Link]:
        """The links with their targets where they are now."""
        cut = _Shift(self.cuts)
        return [Link(link.source, (cut(link.target[0]), cut(link.target[1]))) for link in links]


class _Shift:
    """Where an offset is once stretches of the text before it are gone."""

    def __init__(self, cuts: Sequence[Span]) -> None:
        self.cuts = cuts
        self._starts = [start for start, _ in cuts]
        self._gone = [0, *accumulate(end - start for start, end in cuts)]

    def __call__(self, at: int) -> int:
        number = bisect_left(self._starts, at)
        if number and at < self.cuts[number - 1][1]:
            return self.cuts[number - 1][0] - self._gone[number - 1]
        return at - self._gone[number]


def take_out(source: Marked, target: str, points: Mapping[int, int]) -> Kept:
    """Find what the codes of `source` cover in `target`, near where `points` expect it."""
    taken = bytearray(len(target))
    found: dict[int, Span] = {}
    for code in source.codes:
        if code.covers:
            for start, end in _candidates(covered_text(source, code), target, points[code.pair]):
                if not any(taken[start:end]):
                    taken[start:end] = b"\1" * (end - start)
                    found[code.pair] = (start, end)
                    break
    cuts = tuple(sorted(found.values()))
    shift = _Shift(cuts)
    pieces, position = [], 0
    for start, end in cuts:
        pieces.append(target[position:start])
        position = end
    places = {pair: (shift(start), shift(start)) for pair, (start, _) in found.items()}
    return Kept("".join([*pieces, target[position:]]), places, cuts)


def put_back(source: Marked, marked: Marked, kept: Kept) -> Marked:
    """Write what the codes cover back into the text, with the space that it had around it."""
    if not any(code.kind is CodeKind.ALONE for code in source.codes):
        return marked
    before = {code.pair: code for code in source.codes}
    text, position, codes = "", 0, list[Inline]()
    for code in marked.codes:
        text += marked.text[position : code.at]
        position = code.at
        one = before[code.pair]
        loose = code.kind is CodeKind.ALONE and code.pair not in kept.places
        spaced = loose and _spaces(source.text, one, alone=not one.covers)
        if spaced and spaced[0] and text and not text[-1].isspace():
            text += " "
        codes.append(_at(code, len(text)))
        text += covered_text(source, one)
        following = marked.text[position : position + 1]
        if spaced and spaced[1] and following.strip() and following not in _NO_SPACE_BEFORE:
            text += " "
    return Marked(text + marked.text[position:], tuple(codes))


def covered_text(source: Marked, code: Inline) -> str:
    """The text that a code of `source` covers."""
    return source.text[code.at : code.at + code.covers]


def _at(code: Inline, at: int) -> Inline:
    return Inline(at, code.markup, code.kind, code.pair, code.start, code.covers)


def _spaces(text: str, code: Inline, *, alone: bool) -> tuple[bool, bool]:
    """Whether blank space stands before and after a code; of one that covers nothing, both."""
    end = code.at + code.covers
    sides = code.at > 0 and text[code.at - 1].isspace(), text[end : end + 1].isspace()
    return sides if not alone or all(sides) else (False, False)


def _candidates(covered: str, target: str, point: int) -> Iterator[Span]:
    """Where the target may say what is covered, the likeliest first."""
    if not covered.strip():
        for start in (point, point - len(covered)):
            if start >= 0 and target.startswith(covered, start):
                yield start, start + len(covered)
        return
    edges = (r"(?<!\w)" if covered[0].isalnum() else "", r"(?!\w)" if covered[-1].isalnum() else "")
    for flags in (0, re.IGNORECASE):
        pattern = re.compile(edges[0] + re.escape(covered) + edges[1], flags)
        reach = _NEAR if len(covered) < 4 else _FAR
        window = max(0, point - reach), point + len(covered) + reach
        spans = [match.span() for match in pattern.finditer(target, *window)]
        yield from sorted(spans, key=lambda span: abs(span[0] - point))
    if len(covered.split()) == 1:
        low = max(0, point - _NEAR)
        likely = [
            (SequenceMatcher(None, covered.lower(), match[0].lower()).ratio(), match.span())
            for match in _WORD.finditer(target, low, point + len(covered) + _NEAR)
        ]
        yield from (span for alike, span in sorted(likely, reverse=True) if alike >= _ALIKE)
