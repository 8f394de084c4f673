"""A decade in the edition's form, with the article that its language gives it."""

from __future__ import annotations

import re

from bilingua.localize.edits import Sides
from bilingua.localize.render import render
from bilingua.localize.values import Decade, Pair, Year

_ARTICLE = re.compile(r"(?:\b(los|las|la|el)[ ])?\Z", re.I)
# del, al: the article is part of the preposition.
CONTRACTED = re.compile(r"(?:\b(de|a)l[ ])\Z", re.I)
# What stands before an English decade: the (early) 1990s; the second of two needs no article.
_SPAN = re.compile(
    r"(?P<the>\bthe[ ]|\ds,?[ ](?:(?:and|or|to)[ ])?)?(?P<part>\b(?:early|mid|late)[ -])?\Z", re.I
)


def in_edition(pair: Pair, sides: Sides, *, repair: bool) -> tuple[int, str]:
    """1990s; los años 90, la década de 1890, with the article that Spanish gives it.

    With `repair` the translation has a year, or a bare number, where the source has a decade.
    """
    value, own, start = pair.value, sides.own(pair), pair.target.start
    assert isinstance(value, Decade)
    if not isinstance(pair.target.value, Decade | Year) and not repair:
        return start, own  # los 90
    text = render(value, sides.style)
    led = sides.target[max(0, start - 12) : start]
    if sides.style.language == "en":
        if not (value.short or "’" in own or "'" in own):
            text = f"{value.start}s"
        span = _SPAN.search(led)
        if repair and span and not span["the"]:
            part = span["part"] or ""
            return start - len(part), f"the {part}{text}"
        return start, text
    if own.lower().startswith("década"):
        return start, own if own.endswith("0") and value.short else f"década de {value.start}"
    if own.lower().startswith("años") and text.startswith("años"):
        return start, text
    article = _ARTICLE.search(led)
    if own.isdigit() and text.startswith("años") and not repair and not (article and article[1]):
        return start, text.removeprefix("años ")  # los años 80 y 90
    text = ("los " if text.startswith("años") else "la ") + text
    if contracted := CONTRACTED.search(led):
        return start - 4 + (contracted[1].lower() == "a"), f"{contracted[1]} {text}"
    return start - len(article[0]) if article else start, text
