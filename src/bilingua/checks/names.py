"""Names that a translation lost or changed, by any hand: an engine's or a person's.

A name may come out as the gazetteer has it, without its accents, in another transliteration or
adapted as words are (names/compare.py). What came out as none of these is lost. A capitalised word
that this story's translation elsewhere keeps as it is, is a name, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair
from bilingua.checks.whole import is_untranslated
from bilingua.engines.base import Direction
from bilingua.localize.states import abbreviated
from bilingua.names.halves import left
from bilingua.names.loss import Loss, compared, losses, unexplained
from bilingua.names.runs import Word
from bilingua.names.segment import Segment
from bilingua.names.strays import Stray, read_names
from bilingua.names.swaps import Swap, swaps


def check(pairs: Sequence[SegmentPair]) -> Iterable[tuple[int, Finding]]:
    """Names of a story that its translation has lost or misspelled, with the pairs' positions."""
    if not pairs:
        return
    direction = Direction(pairs[0].source_style.language, pairs[0].target_style.language)
    sources = [pair.source for pair in pairs]
    readings = read_names(sources, direction.source)
    targets = [Segment.of(pair.target, direction.target) for pair in pairs]
    kept = {
        word
        for reading, target in zip(readings, targets, strict=True)
        for word in _capitalised(reading.segment) & _capitalised(target)
    }
    for position, (pair, reading, target) in enumerate(zip(pairs, readings, targets, strict=True)):
        if not pair.target.strip() or is_untranslated(pair.source, pair.target, *direction):
            continue  # more than its names is missing
        source, names, strays = reading
        if not (source.comparable and target.comparable):
            if names or strays:
                yield position, _too_long()
            continue
        read = source, target
        # A state that is shortened after its town is written in full in the other language.
        states = abbreviated(pair.source)
        swapped = [swap for swap in swaps(*read, names, direction) if swap.name.start not in states]
        for word, other in left(*read, names, direction):
            yield position, _left(word, other)
        lost = [
            *losses(*read, names, direction),
            *_lost_strays(strays, target, unexplained(*read)),
        ]
        for swap in swapped:
            name = swap.name
            sure = swap.sure or any(
                loss.sure and loss.start <= name.start < loss.end for loss in lost
            )
            yield position, _swapped(swap, Severity.ERROR if sure else Severity.WARNING)
        for loss in lost:
            if any(loss.start <= swap.name.start < loss.end for swap in swapped):
                continue
            if loss.sure or (not loss.free and loss.text in kept):
                yield position, _finding(loss, Severity.ERROR)
            elif loss.instead is None and not loss.free:
                yield position, _finding(loss, Severity.WARNING)


def _capitalised(segment: Segment) -> set[str]:
    return {word.text for word in segment.words if word.capital}


def _lost_strays(strays: Sequence[Stray], target: Segment, free: Sequence[Word]) -> Iterator[Loss]:
    """Capitalised words, names most of them, that the target lacks."""
    for word, titled in strays:
        for loss in compared(word, target.words, free, sure=False):
            # What an institution is called is translated, most of it.
            yield replace(loss, free=loss.free or titled) if loss.instead is None else loss


def _too_long() -> Finding:
    return Finding(
        "name-unread",
        Severity.WARNING,
        "The segment is too long for its names to be compared; read them.",
    )


def _left(word: Word, other: Word) -> Finding:
    return Finding(
        "no-word",
        Severity.WARNING,
        "“{text}” was left untranslated.",
        {"text": word.text},
        (word.start, word.end),
        (other.start, other.end),
    )


def _swapped(swap: Swap, severity: Severity) -> Finding:
    name, other = swap.name, swap.instead
    return Finding(
        "name-lost",
        severity,
        "“{name}” became “{other}”.",
        {"name": name.text, "other": other.text},
        (name.start, name.end),
        (other.start, other.end),
    )


def _finding(loss: Loss, severity: Severity) -> Finding:
    span = (loss.start, loss.end)
    if loss.instead is not None:
        return Finding(
            "name-changed",
            severity,
            "“{name}” became “{other}”.",
            {"name": loss.text, "other": loss.instead.text},
            span,
            (loss.instead.start, loss.instead.end),
        )
    return Finding(
        "name-lost",
        severity,
        "“{name}” is missing from the translation.",
        {"name": loss.text},
        span,
    )
