"""The places that the words of a segment name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingua.names import words as capitals
from bilingua.names.gazetteer import LONGEST, Place, county, places
from bilingua.names.name import Kind, Name
from bilingua.names.runs import Run
from bilingua.names.segment import Segment


def place_of(segment: Segment, run: Run, language: str) -> Place | None:
    """The place that these words name, all together."""
    if run.last - run.first > LONGEST:
        return None
    text = segment.written(run)
    table = places(language)
    found = table.get(text)
    if found is None and text.startswith("St"):
        found = table.get(re.sub(r"\ASt\.? ", "Saint ", text))
    return found or county(text, language)


def places_of(segment: Segment, run: Run, language: str) -> Iterator[tuple[Run, Place]]:
    """The places that parts of a run name, the longest first, and where."""
    at = run.first
    while at < run.last:
        for last in range(min(run.last, at + LONGEST), at, -1):
            if place := place_of(segment, Run(at, last), language):
                yield Run(at, last), place
                at = last - 1
                break
        at += 1


def follows_territory(segment: Segment, at: int, language: str) -> bool:
    """Whether a town or a district is called by what begins here: el municipio de La Unión."""
    if at < 2 or segment.opens(at):
        return False
    noun, of = segment.words[at - 2 : at]
    joint = {"en": "of", "es": "de"}[language]
    return of.text == joint and noun.text in capitals.TERRITORIES[language]


def places_in(segment: Segment, run: Run, language: str) -> Iterator[Name]:
    """The places named in a run that as a whole names something else."""
    for part, place in places_of(segment, run, language):
        yield segment.name(part, Kind.PLACE, place)
