"""What stands right before and after a value, and whether years stand so.

It never reads a value itself.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from bilingua.localize import dates
from bilingua.localize.values import Found, Number, Year

# Where years stand, and what is counted does not: el año 2010, in November 2010, in 2010.
_YEAR_LEAD = re.compile(r"\b(?:in|since|until|till|by|of|en|desde|hasta|del?)[ ]\Z", re.I)
_CLAUSE_END = re.compile(r"[ ]?(?:[.;:,)]|\Z)(?!\d)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\W{0,2}\Z")
_WORD_AFTER = re.compile(r"\W{0,2}([^\W\d_]+)")


def in_context(text: str, found: Found, language: str) -> Found:
    """The value with the words beside it."""
    before = _WORD_BEFORE.search(text[max(0, found.start - 24) : found.start])
    after = _WORD_AFTER.match(text, found.end)
    dated = isinstance(found.value, Number | Year) and _dated(text, found, language)
    return replace(
        found,
        before=before[1].lower() if before else "",
        after=after[1].lower() if after else "",
        dated=dated,
    )


def _dated(text: str, found: Found, language: str) -> bool:
    lead = text[max(0, found.start - 18) : found.start]
    return bool(
        _year_word(language).search(lead)
        or (_YEAR_LEAD.search(lead) and _CLAUSE_END.match(text, found.end))
    )


@cache
def _year_word(language: str) -> re.Pattern[str]:
    months = "|".join(dates.whole_names(language))
    return re.compile(rf"\b(?:año|years?|{months})(?:[ ]del?)?[ ]\Z", re.I)
