"""Who said it: the name beside the verb of saying is the same person's on both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair
from bilingua.checks.words import stem

_SAY = {
    "en": r"(?:said|says|told|added|adds|explained|explains|asked|argued|wrote|noted|stated|insisted|"
    r"warned|replied|recalled|recalls|concluded|declared|announced|"
    r"contended|claimed|maintained|commented)",
    "es": r"(?:dijo|dice|añadió|agregó|explicó|explica|preguntó|escribió|señaló|señala|afirmó|afirma|"
    r"aseguró|asegura|declaró|manifestó|indicó|indica|sostuvo|insistió|advirtió|respondió|recordó|"
    r"recuerda|concluyó|anunció|apuntó|comentó)",
}
# Never begun inside a word, nor given back by the letter: a word of any length costs no more.
_NAME = r"(?<![\w'’-])[A-ZÀ-ÖØ-Þ][\w'’-]++(?:\s[A-ZÀ-ÖØ-Þ][\w'’.-]++){0,3}"
_BY = {"en": "according to", "es": "según"}
_BESIDE = {
    language: re.compile(
        rf"\b(?:{verb}|(?i:{_BY[language]}))\s(?:(?:el|la|the|a)\s)?(?:[a-zà-ÿ]+\s){{0,3}}(?P<after>{_NAME})"
        # A place or an office's: "of Corpus Christi, who left, said".
        rf"|\b(?:at|of|en|de|del)\s{_NAME}"
        rf"|(?P<before>{_NAME})(?:,[^,.\"”»]{{3,60}},)?\s(?:le\s|les\s)?{verb}\b"
    )
    for language, verb in _SAY.items()
}


def speakers(text: str, language: str) -> list[tuple[str, int, int]]:
    """Names beside a verb of saying, and where they stand."""
    return [
        (match[side], *match.span(side))
        for match in _BESIDE[language].finditer(text)
        for side in ("after", "before")
        if match[side]
    ]


def check(pair: SegmentPair) -> Iterator[Finding]:
    """A speaker who is another person in the translation.

    Only where each side has one speaker: then there is no doubt who is meant.
    """
    said = speakers(pair.source, pair.source_style.language)
    heard = speakers(pair.target, pair.target_style.language)
    if len(said) == len(heard) == 1 and not _stems(said[0][0]) & _stems(heard[0][0]):
        name, start, end = said[0]
        other, low, high = heard[0]
        # Each side has the other's speaker, too, under a title of its own language: only then is it
        # not one person written in two ways.
        if other.split()[-1] in pair.source and name.split()[-1] in pair.target:
            yield Finding("attribution", Severity.WARNING,
                          "In the source {name} says it, in the translation {other}.",
                          {"name": name, "other": other}, (start, end), (low, high))  # fmt: skip


def _stems(name: str) -> set[str]:
    return {stem(part) for part in name.split() if len(part) > 1}
