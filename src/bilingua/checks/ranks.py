"""Words that say what kind of office somebody holds: acting, former, deputy, interim, elect.

Without them a deputy becomes the secretary. Each kind is told by its words in both languages;
which word a translator chose is his own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair

# Stems of offices that such a word may belong to.
_OFFICES = {
    "en": "(?:secretar|minister|director|chief|president|chair|mayor|governor|attorney|commission|superintend"
    "|ambassador|administrator|inspector|sheriff|judge|prosecutor|principal|prime|coach|editor|executive|senator"
    "|assistant|deputy)",
    "es": "(?:secretari|ministr|director|jef[ea]|president|alcald|gobernador|fiscal|comisionad|superintend"
    "|embajador|administrador|inspector|sheriff|jue[zc]|procurador|primer|entrenador|editor|ejecutiv|senador"
    "|subsecretari|viceministr|vicesecretari)",
}
# What says one thing in each language: acting and interim are one, deputy and assistant another.
_KINDS = (
    ("acting|interim", "interin[oa]s?|provisional(?:es)?|en funciones|en ejercicio|encargad[oa]s?|accidental"),
    ("former|ex|onetime", rf"ex(?:[- ]?{_OFFICES['es']}\w*)?|antigu[oa]s?|anterior(?:es)?|entonces"),
    ("deputy|assistant|vice|undersecretar\\w*", rf"adjunt[oa]s?|auxiliar(?:es)?|asistentes?|(?:vice|sub)[- ]?{_OFFICES['es']}?\w*|segund[oa]s?"),
    ("(?:[a-z]+-)?elect", "elect[oa]s?"),
)  # fmt: skip
_SOURCE = {
    "en": tuple(
        re.compile(
            rf"\b(?:{english})(?:[ -]\w+){{0,2}}?[ -]{_OFFICES['en']}\w*|\b\w+-elect\b", re.I
        )
        for english, _ in _KINDS
    ),
    "es": tuple(
        re.compile(
            rf"\b{_OFFICES['es']}\w*(?: \w+){{0,2}}? (?:{after})\b|\b(?:{before})\b", re.IGNORECASE
        )
        for after, before in (
            ("interin[oa]|en funciones", f"interin[oa] {_OFFICES['es']}\\w*"),
            (
                "saliente",
                rf"(?:antigu[oa]|entonces) {_OFFICES['es']}\w*|ex[- ]?{_OFFICES['es']}\w*",
            ),
            ("adjunt[oa]|auxiliar", rf"(?:vice|sub)[- ]?{_OFFICES['es']}\w*"),
            ("elect[oa]", f"elect[oa] {_OFFICES['es']}\\w*"),
        )
    ),
}
_WORDS = {
    "en": tuple(re.compile(rf"\b(?:{english})\b", re.IGNORECASE) for english, _ in _KINDS),
    "es": tuple(re.compile(rf"\b(?:{spanish})\b", re.IGNORECASE) for _, spanish in _KINDS),
}


def check(pair: SegmentPair) -> Iterator[Finding]:
    """An office of the source that the translation makes greater, lesser or present."""
    return changed(pair.source, pair.target, pair.source_style.language, pair.target_style.language)


def changed(
    source: str, target: str, source_language: str, target_language: str
) -> Iterator[Finding]:
    """Words for the kind of an office that a rendering lacks."""
    for number, start, word in _kinds(source, source_language):
        if not _WORDS[target_language][number].search(target):
            yield Finding("rank", Severity.WARNING, "“{text}” is missing from the office that the translation names.",
                          {"text": word}, (start, start + len(word)))  # fmt: skip


# A source is read beside each of its renderings.
@lru_cache(maxsize=64)
def _kinds(text: str, language: str) -> tuple[tuple[int, int, str], ...]:
    """Of which kinds a text names an office: the kind's number, where, and the word for it."""
    return tuple(
        (number, match.start() + told.start(), told[0])
        for number, pattern in enumerate(_SOURCE[language])
        if (match := pattern.search(text)) and (told := _WORDS[language][number].search(match[0]))
    )
