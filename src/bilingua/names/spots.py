"""The places that the words of a segment name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingua.names.gazetteer import LONGEST, Place, county, places
from bilingua.names.name import Kind, Name
from bilingua.names.runs import Run
from bilingua.names.segment import Segment
from bilingua.names.story import Story


def place_of(segment: Segment, run: Run, story: Story) -> Place | None:
    """The place that these words name, all together."""
    if run.last - run.first > LONGEST:
        return None
    text = segment.written(run)
    table = places(story.language)
    found = table.get(text)
    if found is None and text.startswith("St"):
        found = table.get(re.sub(r"\ASt\.? ", "Saint ", text))
    return found or county(text, story.language)


def places_in(segment: Segment, run: Run, story: Story) -> Iterator[Name]:
    """The places named in a run that as a whole names something else, the longest first."""
    at = run.first
    while at < run.last:
        for last in range(run.last, at, -1):
            if place := place_of(segment, Run(at, last), story):
                yield segment.name(Run(at, last), Kind.PLACE, place)
                at = last - 1
                break
        at += 1
