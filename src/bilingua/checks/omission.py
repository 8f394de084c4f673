"""Omissions and additions: a sentence, a clause, a whole unit that one of the two texts lacks.

A translation has the length that translations have: their logarithms of lengths differ by a
constant and a noise that shrinks with the square root of the length (Gale and Church, A Program
for Aligning Sentences in Bilingual Corpora, 1993). A lost sentence leaves its traces missing, too:
the names, figures and cognates that the two languages share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log, sqrt

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair
from bilingua.checks.codes import without_covered
from bilingua.checks.whole import is_lengthened, is_shortened
from bilingua.checks.words import FUNCTION, Word, stem, words
from bilingua.segmentation import boundaries

# Spanish is longer than English by this logarithm (WMT13 and FLORES, human translations), and the
# noise of one segment is this much over the root of its words.
LONGER, NOISE = 0.125, 0.68
# Beyond this many deviations a human translation is rare: one in two hundred of those sets.
FAR = 3.0
# With a sentence less than the source, hardly any is as short as the first of these (one in two
# thousand); one that is longer than the second has the sentence within another.
CUT, MERGED = -2.0, -0.5
# A sentence that leaves this share of its traces is there, joined to another one.
TRACED = 0.55
# What joins two sentences of the other text: "cold; it snowed", "cold - it snowed".
_JOINT = re.compile(r"[;:](?=\s)|\s[-–—]+(?=\s)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text, at `start:end`, with its words."""

    start: int
    end: int
    words: tuple[Word, ...]


def sentences(text: str, language: str) -> list[Sentence]:
    """The sentences of a text."""
    found = words(text)
    cuts = [*boundaries(text, language), (len(text), len(text))]
    cut: list[Sentence] = []
    start = at = 0
    for end, following in cuts:
        first = at
        while at < len(found) and found[at].start < end:
            at += 1
        if at > first:
            cut.append(Sentence(start, end, found[first:at]))
        start = following
    return cut


def deviation(source: str, target: str, target_language: str) -> float:
    """How far a target's length lies from what its source lets expect, in standard deviations."""
    size = len(words(source))
    if not size or not target.strip():
        return 0.0
    expected = LONGER if target_language == "es" else -LONGER
    return (log(len(target) / len(source)) - expected) * sqrt(size) / NOISE


def check(pair: SegmentPair) -> Iterator[Finding]:
    """What is missing from the target, and what the target adds."""
    if not pair.target.strip() and pair.source.strip():
        yield Finding("omission", Severity.ERROR, "There is no translation.", {},
                      (0, len(pair.source)))  # fmt: skip
        return
    if not pair.source.strip() and pair.target.strip():
        yield Finding("addition", Severity.ERROR, "The source has nothing that this translates.", {},
                      target=(0, len(pair.target)))  # fmt: skip
        return
    source, target = pair.source, pair.target
    read = without_covered(pair)
    if is_shortened(*read) or is_lengthened(*read):
        return  # as whole.py says
    languages = pair.source_style.language, pair.target_style.language
    said, heard = sentences(source, languages[0]), sentences(target, languages[1])
    z = deviation(source, target, languages[1])
    if len(said) > len(heard) and (lost := _lost(said, heard, z)):
        sure = z < CUT and _joints(target) - _joints(source) < len(said) - len(heard)
        yield Finding("omission", Severity.ERROR if sure else Severity.WARNING,
                      "The sentence “{text}” seems to be missing.",
                      {"text": _short(source, lost)}, (lost.start, lost.end))  # fmt: skip
    elif len(heard) > len(said) and (extra := _lost(heard, said, -z)):
        sure = -z < CUT and _joints(source) - _joints(target) < len(heard) - len(said)
        yield Finding("addition", Severity.ERROR if sure else Severity.WARNING,
                      "The sentence “{text}” does not seem to be in the source.",
                      {"text": _short(target, extra)}, target=(extra.start, extra.end))  # fmt: skip
    elif z < -FAR:
        yield Finding("omission", Severity.WARNING, "Part of the text seems to be missing.", {},
                      (0, len(source)), (0, len(target)))  # fmt: skip
    elif z > FAR:
        yield Finding("addition", Severity.WARNING, "The translation says more than the text.", {},
                      (0, len(source)), (0, len(target)))  # fmt: skip


def _joints(text: str) -> int:
    """How many sentences a text may have joined to others."""
    return sum(1 for _ in _JOINT.finditer(text))


def _short(text: str, sentence: Sentence) -> str:
    shown = text[sentence.start : sentence.end]
    return shown if len(shown) <= 60 else shown[:59] + "…"


def traces(found: Sequence[Word]) -> set[str]:
    """The stems of words that may look alike in the other language: names, figures, cognates."""
    return {
        stem(word.text)
        for word in found
        if (len(word.text) > 3 or word.text[0].isdigit())
        and word.lower not in FUNCTION["en"]
        and word.lower not in FUNCTION["es"]
    }


def _lost(many: Sequence[Sentence], few: Sequence[Sentence], z: float) -> Sentence | None:
    """The sentence of `many` that leaves the fewest traces in `few`, if lengths say that one is lost."""
    left = traces([word for sentence in few for word in sentence.words])
    shares = {sentence: _share(traces(sentence.words), left) for sentence in many}
    least = min(shares, key=lambda sentence: shares[sentence])
    return least if z < CUT or (z < MERGED and shares[least] < TRACED) else None


def _share(own: set[str], left: set[str]) -> float:
    """How much of a sentence is in the other text; half of it where it has no traces to leave."""
    return (len(own & left) + 0.5) / (len(own) + 1)
