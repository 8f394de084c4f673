"""Words, phrases and sentences that are said twice in a row, and were said once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair
from bilingua.checks.omission import sentences
from bilingua.checks.whole import loop_in
from bilingua.checks.words import words

# "That that", "had had", "no no" are said; names double too (Bora Bora).
_DOUBLED = frozenset("that had no sí ya muy bye very so ha ja you it her".split())
_PHRASE = 5
# More and more and more; de mano en mano en mano.
_LINKS = frozenset("and or by in on to for after y e o en a por de tras con".split())
_STOP = re.compile(r"[.;:!?]")
_PAUSE = re.compile(r"[^\w\s'’]")


def check(pair: SegmentPair) -> Iterator[Finding]:
    """A loop is reported as a whole, by the check of whole segments."""
    if loop_in(pair.target):
        return
    twice = list(repeats(pair.target))
    if twice and not any(repeats(pair.source)):
        start, end = twice[0]
        yield Finding("repeated", Severity.WARNING, "“{text}” stands there twice.",
                      {"text": pair.target[start:end]}, target=(start, end))  # fmt: skip
    yield from _sentences(pair)


def repeats(text: str) -> Iterator[tuple[int, int]]:
    """Where a word, or a phrase of a few words, follows upon itself."""
    found = words(text)
    said = [word.lower for word in found]
    for period in range(1, _PHRASE + 1):
        run = 0
        for at in range(period, len(said)):
            if said[at - period] != said[at]:
                run = 0
                continue
            run += 1
            one, other = found[at - period], found[at]
            if period == 1:
                # A comma or a dash between them is rhetoric; without one it is a slip.
                if text[one.end : other.start].isspace() and _is_slip(other.text):
                    yield one.start, other.end
            elif period == 2:
                start, end = found[at - 3].start, other.end
                if run == 2 and one.lower not in _LINKS and not _PAUSE.search(text, start, end):
                    yield start, end
            # Nor is it a slip where a sentence takes up how the one before it ended.
            elif run == period and not _STOP.search(text, found[at - run].end, other.start):
                yield found[at - 2 * period + 1].start, other.end


def _is_slip(word: str) -> bool:
    return word.islower() and word.isalpha() and word not in _DOUBLED


def _sentences(pair: SegmentPair) -> Iterator[Finding]:
    if any(_doubled(pair.source, pair.source_style.language)):
        return
    for start, end in _doubled(pair.target, pair.target_style.language):
        yield Finding("repeated", Severity.WARNING, "“{text}” stands there twice.",
                      {"text": pair.target[start:end]}, target=(start, end))  # fmt: skip


def _doubled(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Sentences of some length that were said before in the same text."""
    seen: set[tuple[str, ...]] = set()
    for sentence in sentences(text, language):
        key = tuple(word.lower for word in sentence.words)
        if len(key) > 3 and key in seen:
            yield sentence.start, sentence.end
        seen.add(key)
