"""The article of weekdays: English has none (meet Thursday).

Nueva gramática de la lengua española, 14: days that tell when take "el" or "los", without "en".
"""

from __future__ import annotations

import re

from bilingua.localize.edits import Sides
from bilingua.localize.values import Pair

# Bare days that tell when, as AP sets them: not "every Thursday", "Monday through Friday".
_NOT_BARE = re.compile(
    r"(?:\b(?:every|each|any|some|this|that|next|last|past|a|an|one|the|of|to|through|and|or|from|"
    r"between|is|was|be|called|named|(?!(?:On|Until|Since|By|Before|After|For|Late|Early)\b)[A-Z][a-z]+)[ ]|[^\s\w.,;:)”\"]|[^\w\s.)”\"][ ]|-)\Z"
)
_GOES_ON = re.compile(r"-|[ ](?:through|thru|to|and|or)[ ]\w+day|[ ][A-Z]|[ ]?[–/]")
_POSSESSIVE = re.compile(r"['’]s?\b")
_WORD = re.compile(r"([^\W\d_]+)(,?)[ ]\Z")
_CLOCK = re.compile(r"(?:\d|\b[ap]\.?[ \u00a0]?m\.?)[ ]\Z")
_IN = re.compile(r"\ben[ ](?:(?:el|los)[ ])?\Z", re.I)
_OF = re.compile(r"\bde[ ]\Z")
# Words after which a day has no article, or has another word for it.
_LED = frozenset(
    "el los un unos este estos ese esos aquel cada todo todos de del a al hoy ayer mañana anteayer "
    "y o e u ni entre próximo próximos pasado pasados último siguiente mismo primer segundo tercer "
    "cuarto es era fue será sea día días llamado santo negro".split()
)
_THE = re.compile(r"\bthe[ ]\Z", re.I)
# What may follow a day that no noun takes for its own (the Thursday meeting, the Thursday before).
_FREE = re.compile(r"\Z|[.,;:!?)”\"]|[ ](?:in|at|by|to|for|from|with|and|but|or|when|as|on)\b")
_ONE = re.compile(r"\b(?:el|este|del|al|hoy|ayer|mañana),?[ ]\Z", re.I)
_EL = re.compile(r"\b(?:el|los|del|al)[ ]\Z", re.I)
_TOLD_APART = re.compile(
    r"[ ](?:de|del|que|en[ ]que|anterior|siguiente|antes|después|pasado|próximo)\b"
)


def in_number(day: str, pair: Pair, sides: Sides) -> str:
    """A weekday that the translation has, one where the source has one ("el martes": Tuesdays)."""
    before = sides.source[max(0, pair.source.start - 8) : pair.source.start]
    one = sides.style.language == "en" and day.lower().endswith("days") and _ONE.search(before)
    return day[:-1] if one else day


def with_article(pair: Pair, sides: Sides) -> tuple[int, str]:
    """Where a weekday of the translation begins with its article, and that article with its space."""
    if sides.style.language == "es":
        return _spanish(pair, sides)
    start = pair.target.start
    the = _THE.search(sides.target, max(0, start - 5), start)
    said = sides.source[max(0, pair.source.start - 5) : pair.source.start]
    if not the or not _EL.search(said) or _TOLD_APART.match(sides.source, pair.source.end):
        return start, ""
    return (the.start(), "") if _FREE.match(sides.target, pair.target.end) else (start, "")


def _spanish(pair: Pair, sides: Sides) -> tuple[int, str]:
    start, plural = pair.target.start, sides.said(pair).lower().endswith("days")
    before = sides.target[max(0, start - 16) : start]
    if _POSSESSIVE.match(sides.source, pair.source.end):
        of = _OF.search(before)  # Friday's hearing: la audiencia de viernes
        return (start - 3, "del ") if of else (start, "")
    said = sides.source[max(0, pair.source.start - 12) : pair.source.start]
    if _NOT_BARE.search(said) or _GOES_ON.match(sides.source, pair.source.end):
        return start, ""
    article = "los " if plural else "el "
    if preposition := _IN.search(before):
        return start - len(preposition[0]), _cased(article, preposition[0])
    if _CLOCK.search(before):
        return start, "del "
    word = _WORD.search(before)
    if not word or word[1].lower() in _LED or not said or (word[2] and "," in said[-2:]):
        return start, ""
    return start, article


def _cased(article: str, model: str) -> str:
    return article.capitalize() if model[0].isupper() else article
