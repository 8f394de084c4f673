"""Names that a translation lost or changed, by any hand: an engine's or a person's.

A name may come out as the gazetteer has it, without its accents, in another transliteration or
adapted as words are (names/compare.py). What came out as none of these is lost. A capitalised word
that this story's translation elsewhere keeps as it is, is a name, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair
from bilingua.engines.base import Direction
from bilingua.names.compare import Likeness, nearest
from bilingua.names.find import find_names, stray_words
from bilingua.names.gazetteer import is_word
from bilingua.names.loss import Loss, losses
from bilingua.names.name import Name
from bilingua.names.runs import Word, words_of


def check(pairs: Sequence[SegmentPair]) -> Iterable[tuple[int, Finding]]:
    """Names of a story that its translation has lost or misspelled, with the pairs' positions."""
    if not pairs:
        return
    direction = Direction(pairs[0].source_style.language, pairs[0].target_style.language)
    sources = [pair.source for pair in pairs]
    found = find_names(sources, direction.source)
    strays = stray_words(sources, direction.source)
    targets = [words_of(pair.target) for pair in pairs]
    kept = {
        word.text
        for words, target in zip(strays, targets, strict=True)
        for word in words
        if any(word.text == other.text for other in target)
    }
    for position, (pair, names, words) in enumerate(zip(pairs, found, strays, strict=True)):
        for loss in losses(pair.target, names, direction):
            yield position, _finding(loss, Severity.ERROR)
        yield from (
            (position, finding)
            for finding in _strays(pair, words, targets[position], names, kept)
        )


def _strays(
    pair: SegmentPair, words: Sequence[Word], target: Sequence[Word], names: Sequence[Name], kept: set[str]
) -> Iterator[Finding]:
    """Capitalised words that are names if anything shows it, and that the target lacks."""
    for word in words:
        likeness, other = nearest(word.text, target)
        if likeness is Likeness.MISSPELLED:
            yield _finding(Loss(word.start, word.end, word.text, other), Severity.ERROR)
        elif likeness is Likeness.OTHER:
            sure = word.text in kept or _translated(pair, target, names)
            severity = Severity.ERROR if sure else Severity.WARNING
            yield _finding(Loss(word.start, word.end, word.text), severity)


def _translated(pair: SegmentPair, target: Sequence[Word], names: Sequence[Name]) -> bool:
    """Whether the target has an everyday word with a capital that nothing in the source explains:
    a name that was taken for a word (Stone, Piedra).
    """
    said = [word for word in words_of(pair.source)]
    return any(
        word.capital
        and word.text.istitle()
        and at > 0
        and is_word(word.text, pair.target_style.language)
        and nearest(word.text, said)[0] is Likeness.OTHER
        for at, word in enumerate(target)
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
        "name-lost", severity, "“{name}” is missing from the translation.", {"name": loss.text}, span
    )
