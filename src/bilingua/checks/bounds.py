"""Words that make a figure a bound: “more than 500”, “at least three”, “menos de 20”.

Without them a bound becomes a count, and with the other word it becomes the opposite.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair
from bilingua.checks.values import amounts
from bilingua.localize.values import Found


class Bound(Enum):
    """What a figure is a bound of. Words that may be either, or only mean "about", tell nothing."""

    LEAST = "at least"
    MOST = "at most"
    EITHER = "about"


# The longest first: "no more than" is no "more than".
_WORDS = {
    "en": (
        (r"no (?:more|later|higher|longer|older) than|at (?:most|the most)|(?:up|down) to|as (?:many|much|little|few|low|high|long|far|old|late) as|not (?:more|even) than?|"
         r"(?:a )?maximum(?: of)?|capped at", Bound.MOST),
        (r"no(?:thing)? (?:less|fewer|earlier|sooner|lower|shorter|smaller|younger) than|not (?:less|fewer) than|at (?:least|the least)|(?:a )?minimum(?: of)?|upwards? of|in excess of|"
         r"not under", Bound.LEAST),
        (r"(?:just|slightly|little|a little|well|only|far|much|a bit|a good) (?:over|under|above|below|more than|less than|fewer than|short of)|nearly|almost|about|around|some|roughly|approximately|close to|an? estimated|near|"
         r"approaching|within|(?:a|new|record) (?:high|low|record)(?: of)?", Bound.EITHER),
        (r"(?:less|fewer|lower|smaller|shorter|younger|earlier) than|under|below|short of", Bound.MOST),
        (r"(?:\w+er|more) than|over|above|exceed\w*|surpass\w*|top(?:s|p\w+)", Bound.LEAST),
    ),
    "es": (
        (r"no (?:más|superior\w*|mayor\w*) (?:de|que|a)|(?:como|a lo|al|un|el) máximo(?: de)?|máxim[oa]s?(?: de)?|a lo sumo|hasta(?: en)?|tope de", Bound.MOST),
        (r"no (?:menos|inferior\w*|menor\w*) (?:de|que|a)|nada menos que|(?:como|a lo|al|un|el) mínimo(?: de)?|mínim[oa]s?(?: de)?|al menos|por lo menos|cuando menos|a partir de(?:l| los| las)?", Bound.LEAST),
        (r"(?:algo|poco|un poco|muy|bastante|ligeramente|mucho) (?:más|menos) (?:de|que)|casi|cerca de|unos|unas|alrededor de|en torno a|aproximadamente|cercan\w+ a|"
         r"próxim\w+ a|apenas|(?:mayor|menor)\w* de", Bound.EITHER),
        (r"más del?|superan?|superi\w+ a(?:l| los| las)?|supera\w+|exced\w+|por encima de(?:l| los| las)?|mayor\w* (?:que|a)|rebas\w+|sobrepas\w+", Bound.LEAST),
        (r"menos (?:del?|que)|inferior\w* a(?:l| los| las)?|por debajo de(?:l| los| las)?|menor\w* (?:que|a)|bajo", Bound.MOST),
    ),
}  # fmt: skip
_PATTERNS = {
    language: [
        (
            re.compile(
                rf"(?<![\w-])(?<!\bthe )(?:{words}),?(?: (?:the|an?|to|el|los|las?|una?|al?|en un|del?))? ?(?:[A-Z]{{2,3}} ?)?\Z",
                re.IGNORECASE,
            ),
            bound,
        )
        for words, bound in bounds
    ]
    for language, bounds in _WORDS.items()
}
# "500 or more", "500 o más": said after the figure.
_AFTER = re.compile(
    r"\W{0,3}(?:\w+ ){0,3}?(?:or|o|u|y|and) (?:more|less|fewer|over|older|above|under|younger|más|menos|mayores|superior\w*|menores|arriba|abajo)\b|\W{0,2}(?:como (?:máximo|mínimo)|a lo sumo|al menos|por lo menos|at (?:most|least))\b|\+|-plus",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(?:years?|months?|weeks?|days?|hours?|decades?|minutes?)\b")
# "Bajó un punto, hasta el 4 %": what a value came to.
_CAME_TO = re.compile(r", hasta (?:el|los|las) \Z", re.IGNORECASE)
_DENIED = re.compile(r"(?:\b(?:no|nunca|ni|sin|not|never|nor)|n['’]t)\b[^.;:]*\Z", re.I)
# How far before a figure a verb may be denied, in characters.
_CLAUSE = 60
# How far before a figure its word may stand, in characters.
_FAR = 32


def check(pair: SegmentPair) -> Iterator[Finding]:
    """Bounds that became counts, or the opposite bounds."""
    styles = pair.source_style, pair.target_style
    for same in amounts(pair):
        said = _bound(pair.source, same.source, styles[0].language)
        if said in (None, Bound.EITHER):
            continue
        heard = _bound(pair.target, same.target, styles[1].language)
        spans = (same.source.start, same.source.end), (same.target.start, same.target.end)
        if heard is None:
            yield Finding("bound-lost", Severity.WARNING, "The source gives a bound (more than, at least, less than), the translation a count.", {}, *spans)  # fmt: skip
        elif heard not in (said, Bound.EITHER):
            yield Finding("bound-turned", Severity.ERROR, "More than became less than, or the other way round.", {}, *spans)  # fmt: skip


def _bound(text: str, found: Found, language: str) -> Bound | None:
    if _AFTER.match(text, found.end):
        return Bound.EITHER
    before = text[max(0, found.start - _FAR) : found.start]
    if _CAME_TO.search(before):
        return Bound.EITHER
    if before.endswith("over ") and _TIME.search(text[found.start : found.end + 8]):
        return Bound.EITHER  # throughout those years, or more than so many
    bound = next((bound for pattern, bound in _PATTERNS[language] if pattern.search(before)), None)
    # "should not get more than 10" is at most 10, and so is "no debería obtener más de 10".
    denied = bound and _DENIED.search(text[max(0, found.start - _CLAUSE) : found.start])
    return Bound.EITHER if denied else bound
