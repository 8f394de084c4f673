"""Where something lies: north stays north, and the southwest does not become the southeast.

Only an exchange is told of: a direction of the source that the translation lacks, where it has
another that the source lacks. "Midwest" and "Medio Oriente" have their directions like all others;
"este" is the east only after an article or a preposition that no "this" follows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair

_ENGLISH = re.compile(
    r"\b(?:mid)?(?:(?P<pole>north|south)(?:[- ]?(?P<side>east|west))?|(?P<alone>east|west))"
    r"(?:ern(?:ers?|most)?|wards?|erly)?\b",
    re.IGNORECASE,
)
_SPANISH = re.compile(
    r"\b(?:(?P<ne>nord?este\w*|nororient\w+)|(?P<nw>nor(?:oeste\w*|occident\w+))"
    r"|(?P<se>su[rd](?:este\w*|orient\w+))|(?P<sw>su[rd](?:oeste\w*|occident\w+))"
    r"|(?P<n>norte|norteñ\w+|septentrional\w*|nórdic\w+)|(?P<s>sur|sureñ\w+|meridional\w*|austral)"
    r"|(?P<e>oriente|oriental\w*|(?<=\bel )este|(?<=\bal )este|(?<=\bdel )este)"
    r"|(?P<w>oeste|occident\w+))\b",
    re.IGNORECASE,
)


class Bearing(NamedTuple):
    """A direction ("n", "sw" …) that a text names at `start:end`."""

    towards: str
    start: int
    end: int


def bearings(text: str, language: str) -> list[Bearing]:
    """The directions that a text names, in order."""
    if language == "en":
        return [
            Bearing(
                "".join(part[0].lower() for part in (m["pole"], m["side"], m["alone"]) if part),
                *m.span(),
            )
            for m in _ENGLISH.finditer(text)
        ]
    return [Bearing(str(m.lastgroup), *m.span()) for m in _SPANISH.finditer(text)]


def check(pair: SegmentPair) -> Iterator[Finding]:
    """Directions that stand for others of the source."""
    said = bearings(pair.source, pair.source_style.language)
    heard = bearings(pair.target, pair.target_style.language)
    lost = Counter(one.towards for one in said) - Counter(one.towards for one in heard)
    new = Counter(one.towards for one in heard) - Counter(one.towards for one in said)
    if not (lost and new):
        return
    where = next(one for one in said if one.towards in lost)
    for one in heard:
        if one.towards in new:
            yield Finding(
                "direction", Severity.ERROR,
                "The source says “{source}” where the translation says “{target}”.",
                {"source": pair.source[where.start : where.end],
                 "target": pair.target[one.start : one.end]},
                (where.start, where.end), (one.start, one.end),
            )  # fmt: skip
            return
