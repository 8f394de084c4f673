"""The places that the words of a segment name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingua.names import words as capitals
from bilingua.names.gazetteer import LONGEST, Place, county, is_word, places
from bilingua.names.name import Kind, Name
from bilingua.names.runs import Run
from bilingua.names.segment import Segment

_PARTICLE = re.compile(r"(?<= )(?:Of|The|De|Del|Y|La|Las|Los|El)(?= )")


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


def in_dateline(text: str, language: str) -> tuple[Name, ...]:
    """The place, in capitals, from which a story is told; one that nobody knows stays as it is.

    Nothing where these are words and no place: URGENTE — El presidente ...
    """
    titled = _PARTICLE.sub(lambda match: match[0].lower(), text.title())
    place = places(language).get(titled)
    if place:
        place = Place(place.english.upper(), place.spanish.upper(), place.portuguese.upper())
    elif all(is_word(word, language) for word in text.split()):
        return ()
    return (Name(0, len(text), text, Kind.PLACE, place),)
