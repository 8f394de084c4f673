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
from bilingua.names.compare import Likeness, nearest
from bilingua.names.find import find_names
from bilingua.names.gazetteer import is_word
from bilingua.names.loss import Loss, compared, losses, unexplained
from bilingua.names.runs import Word, words_of
from bilingua.names.strays import Stray, stray_words
from bilingua.names.words import COMPASS, INSTITUTIONS, is_generic

# How far from its place in the source a word may stand for a name, as a share of the sentence.
_NEAR = 0.5
_LINKS = frozenset("de del la el los las y of the and for".split())


def check(pairs: Sequence[SegmentPair]) -> Iterable[tuple[int, Finding]]:
    """Names of a story that its translation has lost or misspelled, with the pairs' positions."""
    if not pairs:
        return
    direction = Direction(pairs[0].source_style.language, pairs[0].target_style.language)
    sources = [pair.source for pair in pairs]
    found = find_names(sources, direction.source)
    strays = stray_words(sources, direction.source)
    targets = [words_of(pair.target) for pair in pairs]
    free = [unexplained(*both) for both in zip(sources, targets, strict=True)]
    kept = {
        word.text
        for source, target in zip(sources, targets, strict=True)
        for word in words_of(source)
        if word.capital and any(word.text == other.text for other in target)
    }
    for position, (pair, names, words) in enumerate(zip(pairs, found, strays, strict=True)):
        if not pair.target.strip() or is_untranslated(pair.source, pair.target, *direction):
            continue  # more than its names is missing
        lost = [
            *losses(pair.source, pair.target, names, direction),
            *_lost_strays(words, targets[position], free[position]),
        ]
        for loss in lost:
            known = not loss.free and loss.text in kept
            if loss.sure or known or _translated(loss, pair, targets[position]):
                yield position, _finding(loss, Severity.ERROR)
            elif loss.instead is None and not loss.free:
                yield position, _finding(loss, Severity.WARNING)


def _lost_strays(
    strays: Sequence[Stray], target: Sequence[Word], free: Sequence[Word]
) -> Iterator[Loss]:
    """Capitalised words, names most of them, that the target lacks."""
    for word, titled in strays:
        for loss in compared(word, target, free, sure=False):
            # What an institution is called is translated, most of it.
            yield replace(loss, free=loss.free or titled) if loss.instead is None else loss


def _translated(loss: Loss, pair: SegmentPair, target: Sequence[Word]) -> bool:
    """Whether the target has, about there, an ordinary word with a capital that nothing in the
    source explains: a name that was taken for a word (Stone, Piedra).
    """
    if loss.instead is not None:
        return False
    said = [word for word in words_of(pair.source) if word.capital]
    place = loss.start / max(1, len(pair.source))
    language = pair.target_style.language
    return any(
        word.text.istitle()
        and at > 0
        and abs(word.start / len(pair.target) - place) < _NEAR
        and is_word(word.text, language)
        and not is_generic(word.text, language)
        and word.small not in COMPASS
        and not (loss.free and _in_institution(target, at, language))
        and nearest(word.text, said)[0] is Likeness.OTHER
        for at, word in enumerate(target)
    )


def _in_institution(words: Sequence[Word], at: int, language: str) -> bool:
    """Whether a word stands in what an institution is called: Corte Suprema, Muro del Llanto."""
    before = at - 1
    while before > 0 and words[before].text in _LINKS:
        before -= 1
    return any(
        word.capital and word.small in INSTITUTIONS[language]
        for word in (*words[max(0, before) : at], *words[at + 1 : at + 2])
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
