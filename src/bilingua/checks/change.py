"""Whether a value is what something came to or how far it moved: “fell to 4%”, “fell by 4%”.

Both have the same figure; one word between them makes another fact of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair
from bilingua.checks.values import amounts
from bilingua.i18n import N_
from bilingua.localize.values import Found


class Change(Enum):
    """What a figure says of a change."""

    TO = "to"
    BY = "by"


_MESSAGES = {
    Change.TO: N_("The source says what a value came to, the translation how far it moved."),
    Change.BY: N_("The source says how far a value moved, the translation what it came to."),
}
_VERBS = {
    "en": r"(?:ris|rose|rais|fall|fell|drop|climb|jump|slip|gr[eo]w|increas|decreas|declin|cut|lower|reduc|surg|soar|plung|"
    r"tumbl|edg|eas|slow|shr[aiu]nk|expand|advanc|slid|sank|sink|shot|swell|doubl|went|go(?:es|ne)?)",
    "es": r"(?:baj|sub|ca[eyií]|descen|descien|aument|redu|elev|crec|retroced|recort|dismin|acelera|"
    r"desacelera|salt|dispar|avanz|ampli|desplom|increment|encarec|abarat)",
}
# Up to five words between the verb and its figure, none of which would lead to another one.
_GAP = {
    "en": r"(?: (?!to\b|by\b|from\b|and\b|that\b|as\b|at\b|in\b|for\b|with\b)[^\s.;:,\d]+){0,5}",
    "es": r"(?: (?!al?\b|un\b|en\b|de\b|desde\b|hasta\b|y\b|que\b|para\b|con\b|por\b)[^\s.;:,\d]+){0,5}",
}
_FROM = {
    "en": r"(?:,? from [^\s;:]*\d(?:[^\s;:]*)(?: percent| million| billion)?)?",
    "es": r"(?:,? (?:desde|del?)(?: el| los| las| la)? [^\s;:]*\d(?:[^\s;:]*)(?: por ciento| millones| mil)?)?",
}
_ABOUT = {
    "en": r"(?: (?:about|around|nearly|almost|some|roughly|just|only|more than|less than|over|under|a record|an estimated|at least))?",
    "es": r"(?: (?:cerca de|casi|unos|unas|apenas|solo|más de|menos de|alrededor de|aproximadamente))?",
}
_LEADS = {
    "en": (("to", Change.TO), ("by", Change.BY), ("", Change.BY)),
    "es": (
        (r"(?:a|hasta)(?: (?:el|los|las|la|un))?|al", Change.TO),
        (r"(?:en )?(?:un|el|los|las)|en", Change.BY),
        ("", Change.BY),
    ),
}
_PATTERNS = {
    language: [
        (
            re.compile(
                rf"\b{_VERBS[language]}[a-záéíóúñ]*{_GAP[language]}{_FROM[language]}"
                rf"{f' (?:{lead})' if lead else ''}{_ABOUT[language]} (?:U\.?S\.?)?\Z",
                re.IGNORECASE,
            ),
            change,
        )
        for lead, change in leads
    ]
    for language, leads in _LEADS.items()
}  # fmt: skip
_SCORE = re.compile(r"[-–]\d")
# How far before a figure its verb may stand, in characters.
_FAR = 120


def check(pair: SegmentPair) -> Iterator[Finding]:
    """Figures that came to say how far where they said what to, or the other way round."""
    styles = pair.source_style, pair.target_style
    for same in amounts(pair):
        said = _change(pair.source, same.source, styles[0].language)
        heard = said and _change(pair.target, same.target, styles[1].language)
        if said and heard and said is not heard:
            yield Finding(
                "change-turned",
                Severity.ERROR,
                _MESSAGES[said],
                {},
                (same.source.start, same.source.end),
                (same.target.start, same.target.end),
            )


def _change(text: str, found: Found, language: str) -> Change | None:
    # In Spanish what falls by half is said to fall to it: only figures can be told apart.
    if not any(map(str.isdigit, text[found.start : found.end])) or _SCORE.match(text, found.end):
        return None
    before = text[max(0, found.start - _FAR) : found.start]
    return next((change for pattern, change in _PATTERNS[language] if pattern.search(before)), None)
