"""Days and months that an engine took over from the source: en April, on jueves."""

from __future__ import annotations

import re
from functools import cache

from bilingua.localize.dates import day_names, month_names

# What makes a day a part of a name: Black Friday, Friday Night Lights.
_NAME_BEFORE, _NAME_AFTER = re.compile(r"[A-ZÁÉÍÓÚÑ]\w{3,} \Z"), re.compile(r" [A-ZÁÉÍÓÚÑ]")
# Some months are names or other words, too (Theresa May, a March): not after these, in both texts.
_WHEN = {
    "en": "in|for|of|since|until|till|from|to|during|by|through|between|and|late|early|last|next|this|every",
    "es": "en|para|de|desde|hasta|a|durante|por|entre|y|hacia|este|cada",
}


def translated(source: str, target: str, language: str) -> str:
    """`target`, which is in `language`, with the days and months that an engine took over."""
    other = "en" if language == "es" else "es"
    days, months = dict(zip(day_names(other), day_names(language), strict=True)), _months(other)

    def day(match: re.Match[str]) -> str:
        before = target[max(0, match.start() - 24) : match.start()]
        named = _NAME_BEFORE.search(before) or _NAME_AFTER.match(target, match.end())
        return match[0] if named or match[0] not in source else days[match[0]]

    def month(match: re.Match[str]) -> str:
        said = _told(match["month"], other).search(source)
        return f"{match['when']} {months[match['month']]}" if said else match[0]

    return _taken(language).sub(month, _any_of(tuple(days)).sub(day, target))


@cache
def _months(other: str) -> dict[str, str]:
    own = "en" if other == "es" else "es"
    return dict(zip(month_names(other), month_names(own), strict=True))


@cache
def _taken(language: str) -> re.Pattern[str]:
    """A month of the other language where this one would have its own."""
    other = "en" if language == "es" else "es"
    return re.compile(
        rf"\b(?P<when>(?i:{_WHEN[language]})) (?P<month>{'|'.join(_months(other))})\b(?! [A-Z])"
    )


@cache
def _told(month: str, language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{_WHEN[language]}) {month}\b")


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b")
