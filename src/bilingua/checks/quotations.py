"""Quotations: what the source quotes is quoted in the translation, between marks that close.

A quotation is somebody's word. That its marks stand around the same words can be told roughly;
whether it says the same, only a reader can, so every quotation is pointed out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair
from bilingua.checks.words import words
from bilingua.language import other_language
from bilingua.lexicon import is_word

# Double marks; single ones quote only where no letter stands on both sides.
_MARK = re.compile(r"[\"“”„«»]|''|(?<!\w)['‘‚](?=[\w¿¡])|(?<=[\w.,?!…])['’](?!\w)")
_BRACKET = re.compile(r"[()\[\]]")
# The kind of each, named by a mark of it; single marks are all of one kind.
_KINDS = {
    '"': '"', "''": '"', "“": "“", "”": "“", "„": "“", "«": "«", "»": "«",
    "'": "'", "‘": "'", "’": "'", "‚": "'",
}  # fmt: skip
# A list item "a)" or "1)" closes nothing.
_ITEM = re.compile(r"(?:^|[\s;,])\w{1,2}\)\s")
# A title or a term is quoted or not as the house likes; a clause of this many words is speech.
SPEECH = 4
# How much longer or shorter than its source a quotation may be: human translations keep within it.
STRETCH, SLACK = 2.2, 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two marks, at `start:end` without them; `words` is how much it is."""

    start: int
    end: int
    words: int

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Quoted:
    """The quotations of a text in order, and the double marks that have no partner in it."""

    quotations: tuple[Quotation, ...]
    strays: tuple[int, ...]


@lru_cache(maxsize=16)
def quotations(text: str) -> Quoted:
    """Read the quotation marks of a text from left to right.

    A mark opens or closes by its form; a straight one by what stands on either side of it. Only
    double marks can be strays: a single one may always be an apostrophe.
    """
    found: list[Quotation] = []
    strays: list[int] = []
    # Where a quotation is open, by the kind of its marks: they may stand within one another.
    opened: dict[str, int] = {}
    starts = [word.start for word in words(text)]
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        kind = _KINDS[mark]
        start = opened.pop(kind, None)
        if _opens(text, mark, at, match.end(), start is not None):
            if start is not None and kind != "'":
                strays.append(start)
            opened[kind] = at
        elif start is None:
            if kind != "'":
                strays.append(at)
        else:
            inside = start + len("''" if text.startswith("''", start) else mark)
            held = bisect_left(starts, at) - bisect_left(starts, inside)
            found.append(Quotation(inside, at, held))
    strays += (at for kind, at in opened.items() if kind != "'")
    ordered = sorted(found, key=lambda quotation: quotation.start)
    return Quoted(tuple(ordered), tuple(sorted(strays)))


def _opens(text: str, mark: str, start: int, end: int, is_open: bool) -> bool:
    if mark in "“„«‘‚":
        return True
    if mark in "”»’":
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before or before in " \u00a0\t\n([¿¡—–-“‘":
        return not is_open or bool(after.strip())
    return not is_open and after.isalnum()


@lru_cache(maxsize=16)
def borrowed_quotations(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Where a text quotes words of the other language: a sign in Spanish, a slogan in English.

    Most of the quotation are words of that language, some only of that, and none only of this one.
    """
    spans = []
    for quotation in quotations(text).quotations:
        said = text[slice(*quotation.span)].rstrip(" ,.;")
        found = [word.lower for word in words(said)]
        here, there = (
            {word for word in found if is_word(word, one)}
            for one in (language, other_language(language))
        )
        if len(found) > 1 and 2 * len(there) > len({*found}) and there - here and here <= there:
            spans.append((quotation.start, quotation.start + len(said)))
    return tuple(spans)


def within_quotation(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text stands inside quotation marks, or inside brackets."""
    inside = any(q.start <= start and end <= q.end for q in quotations(text).quotations)
    return inside or text.rfind("(", 0, start) > text.rfind(")", 0, start)


def check(pair: SegmentPair) -> Iterator[Finding]:
    """Quotations lost, moved or left open, and a pointer to each."""
    said, heard = quotations(pair.source), quotations(pair.target)
    for quotation in said.quotations:
        if quotation.words >= SPEECH:
            yield Finding("quotation", Severity.INFO, "A quotation: read it against the source.",
                          {}, quotation.span)  # fmt: skip
    yield from _lost(pair, said, heard)
    yield from _retold(pair)
    yield from _moved(said, heard)
    yield from _open(said, heard)
    yield from _brackets(pair)


def _lost(pair: SegmentPair, said: Quoted, heard: Quoted) -> Iterator[Finding]:
    marked = len(heard.quotations) or len(heard.strays)
    speech = [quotation for quotation in said.quotations if quotation.words >= SPEECH]
    if speech and not marked:
        yield Finding("quotation-lost", Severity.WARNING,
                      "“{text}” is a quotation in the source; the translation has no marks around it.",
                      {"text": pair.source[slice(*speech[0].span)]}, speech[0].span)  # fmt: skip
    elif not said.quotations and not said.strays and any(
        quotation.words >= SPEECH for quotation in heard.quotations
    ):  # fmt: skip
        yield Finding("quotation-added", Severity.WARNING,
                      "The translation quotes what the source does not.", {},
                      target=heard.quotations[0].span)  # fmt: skip
    elif len(said.quotations) > len(heard.quotations) and not heard.strays and not said.strays:
        yield Finding("quotation-marks", Severity.WARNING,
                      "The source has {source} quotations, the translation {target}.",
                      {"source": str(len(said.quotations)), "target": str(len(heard.quotations))})  # fmt: skip


def _retold(pair: SegmentPair) -> Iterator[Finding]:
    """What was said in the edition's own language is there in its own words."""
    there = [word.lower for word in words(pair.target)]
    for start, end in borrowed_quotations(pair.source, pair.source_style.language):
        said = [word.lower for word in words(pair.source[start:end])]
        if not any(there[at : at + len(said)] == said for at in range(len(there))):
            yield Finding("quotation-retold", Severity.ERROR,
                          "“{text}” was said in the language of this edition; the translation has other words.",
                          {"text": pair.source[start:end]}, (start, end))  # fmt: skip


def _moved(said: Quoted, heard: Quoted) -> Iterator[Finding]:
    if len(said.quotations) != len(heard.quotations):
        return
    for one, other in zip(said.quotations, heard.quotations, strict=True):
        low, high = sorted((one.words, other.words))
        if high > STRETCH * low + SLACK:
            yield Finding("quotation-moved", Severity.WARNING,
                          "The quotation marks stand around more or less than in the source.", {},
                          one.span, other.span)  # fmt: skip


def _open(said: Quoted, heard: Quoted) -> Iterator[Finding]:
    # A quotation that runs on through several sentences has one mark here in both languages.
    if len(heard.strays) > len(said.strays):
        at = heard.strays[0]
        yield Finding("quotation-open", Severity.WARNING, "A quotation mark has no partner.", {},
                      target=(at, at + 1))  # fmt: skip


def _brackets(pair: SegmentPair) -> Iterator[Finding]:
    source, target = unbalanced(pair.source), unbalanced(pair.target)
    if target is not None and source is None:
        yield Finding("brackets", Severity.WARNING, "A bracket has no partner.", {},
                      target=(target, target + 1))  # fmt: skip
    elif pair.source.count("(") > pair.target.count("(") == 0:
        yield Finding("brackets", Severity.INFO,
                      "What stands in brackets in the source does not in the translation.", {},
                      (at := pair.source.index("("), pair.source.find(")", at) + 1 or at + 1))  # fmt: skip


def unbalanced(text: str) -> int | None:
    """Where the first bracket without a partner stands, if there is one."""
    opened: list[int] = []
    items = {match.end() - 2 for match in _ITEM.finditer(text)}
    for match in _BRACKET.finditer(text):
        at = match.start()
        if match[0] in "([":
            opened.append(at)
        elif opened:
            opened.pop()
        elif at not in items and text[max(0, at - 1)] not in ":;":
            return at
    return opened[-1] if opened else None
