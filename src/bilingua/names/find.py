"""The names of a story: found by how they are written, by what stands around them, by recurrence.

A run of capitalised words is a name unless its words head institutions or are everyday words that
English capitalises; what is once met as a person's family name is one wherever it stands alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bilingua.names import words as capitals
from bilingua.names.alone import alone
from bilingua.names.apposition import is_town, is_work
from bilingua.names.firms import is_direction, is_firm, is_phrase, is_towards
from bilingua.names.gazetteer import county, given_names
from bilingua.names.name import Kind, Name
from bilingua.names.people import ROYAL, follows_title, is_known, is_person
from bilingua.names.runs import Run, words_of
from bilingua.names.segment import SMALL, Segment
from bilingua.names.spots import follows_territory, place_of, places_in
from bilingua.names.story import Story

# A title of a work in quotation marks, as English writes it: all words but the small ones are big.
_QUOTED = re.compile(r"[“\"]([A-Z][^“”\"]{2,90}?)[,.]?[”\"]")
_CONDADO = re.compile(r"\bcondado de (?:[A-ZÁÉÍÓÚÑ][\w-]+(?: (?=[A-ZÁÉÍÓÚÑ]))?)+")
# With a capital within a sentence, the beginning of a name: Los Pinos, The Tap Tap.
_ARTICLES = frozenset("The El La Los Las".split())
# Join the parts of a name in Spanish, and everything else.
_PREPOSITIONS = frozenset("de del al".split())


def find_names(segments: Sequence[str], language: str) -> list[tuple[Name, ...]]:
    """The names in every segment of a story, in order; none overlap."""
    read, story = read_story(segments, language)
    return [tuple(names_in(segment, story)) for segment in read]


def read_story(segments: Sequence[str], language: str) -> tuple[list[Segment], Story]:
    """The segments of a story as they are searched, and what they say of its words."""
    read = [Segment.of(segment, language) for segment in segments]
    told = [segment for segment in read if not segment.titled]
    common = frozenset(w.text for s in told for w in s.words if not w.capital)
    first = Story(language, common)
    names = [name for segment in told for name in names_in(segment, first)]
    families = frozenset(
        word
        for name in names
        if name.kind is Kind.PERSON
        for number, word in enumerate(name.text.split())
        if word[0].isupper() and len(word) > 2 and not first.generic(word)
        if number or word not in given_names() or word == name.text
    )
    phrases = frozenset(name.text.removeprefix("The ") for name in names if name.kind is Kind.OTHER)
    return read, Story(language, common, families, phrases, _recurring(told))


def _recurring(told: Sequence[Segment]) -> frozenset[str]:
    """Words that stand with a capital within sentences, more than once and more often than without."""
    big = Counter(
        word.text
        for segment in told
        for at, word in enumerate(segment.words)
        if word.capital and not segment.opens(at)
    )
    again = {
        word: count
        for word, count in big.items()
        if count > 1 and word.istitle() and word.isalpha()
    }
    lowered = {word.lower() for word in again}
    small = Counter(
        word.text
        for segment in told
        for at, word in enumerate(segment.words)
        if word.text in lowered and not segment.opens(at)
    )
    return frozenset(word for word, count in again.items() if count > small[word.lower()])


def names_in(segment: Segment, story: Story) -> Iterator[Name]:
    """The names of a segment: addresses and titles of works, then its runs where they stand free."""
    fixed = list(segment.addresses)
    found = [Name(a, b, segment.text[a:b], Kind.OTHER) for a, b in fixed]
    if story.language == "es":
        for match in _CONDADO.finditer(segment.text):
            fixed.append(match.span())
            place = county(match[0], "es")
            found.append(Name(*match.span(), match[0], Kind.PLACE, place))
    if story.language == "en" and not segment.titled:
        works = [m.span(1) for m in _QUOTED.finditer(segment.text) if _is_work(m[1])]
        fixed += works
        found += [Name(a, b, segment.text[a:b], Kind.OTHER) for a, b in works]
    taken = {at for span in fixed for at in range(*span)}
    for run in segment.runs:
        found += [
            name
            for name in _in_run(segment, run, story)
            if taken.isdisjoint(range(name.start, name.end))
        ]
    yield from sorted(found, key=lambda name: name.start)


def _is_work(quoted: str) -> bool:
    words = words_of(quoted)
    big = [word for word in words if word.small not in SMALL]
    big = big if len(big) > 1 else words
    return len(big) > 1 and all(word.capital or word.text == "I" for word in big)


def _in_run(segment: Segment, run: Run, story: Story) -> Iterator[Name]:
    words = segment.words
    first, last = run
    if segment.opens(first) and not is_work(segment, run, story.language):
        word = words[first]
        alone = last - first == 1
        if word.text not in story.families or word.small in story.common:
            common = capitals.opens(word.text) or word.small in story.common
            if common or (alone and not place_of(segment, Run(first, last), story.language)):
                first += 1
    if first >= last:
        return
    if place := place_of(segment, Run(first, last), story.language):
        yield segment.name(Run(first, last), Kind.PLACE, place)
        return
    # A title ends what stands before it and begins a person's name.
    begin, titled = first, follows_title(segment, first - 1, story)
    for at in range(first, last + 1):
        title = at < last - 1 and capitals.is_title(words[at].text, story.language)
        if at == last or title:
            if begin < at:
                yield from _in_part(segment, Run(begin, at), story, titled)
            begin, titled = at + 1, at < last and words[at].small not in ROYAL


def _in_part(segment: Segment, run: Run, story: Story, titled: bool) -> Iterator[Name]:
    """The names in a part of a run that holds no title; `titled` if one stands before it."""
    while run.first < run.last:
        run = _trimmed(segment, run)
        if run.first == run.last:
            return
        if place := place_of(segment, run, story.language):
            yield segment.name(run, Kind.PLACE, place)
            return
        cut = _link(segment, run, story)
        if cut is None:
            yield from _in_piece(segment, run, story, titled)
            return
        yield from _in_piece(segment, _trimmed(segment, Run(run.first, cut)), story, titled)
        run, titled = Run(cut, run.last), False


def _trimmed(segment: Segment, run: Run) -> Run:
    """A run without the particles around it."""
    words = segment.words
    first, last = run
    while first < last and not words[first].capital:
        first += 1
    while first < last and not words[last - 1].capital:
        last -= 1
    return Run(first, last)


def _in_piece(segment: Segment, run: Run, story: Story, titled: bool) -> Iterator[Name]:
    """The names in words that nothing cuts apart."""
    words, institutions = segment.words, capitals.INSTITUTIONS[story.language]
    first, last = run
    if first == last:
        return
    if is_work(segment, run, story.language):
        yield segment.name(run, Kind.OTHER)
        return
    if place := place_of(segment, run, story.language):
        yield segment.name(run, Kind.PLACE, place)
        return
    if is_town(segment, run, story):
        yield segment.name(run, Kind.OTHER)
        return
    if last - first > 1 and words[last - 1].small in capitals.FIRMS and not segment.titled:
        yield segment.name(Run(first, last), Kind.OTHER)
        return
    # "Chinese" says whose, not who.
    while first < last - 1 and story.generic(words[first].text):
        towards = is_direction(words[first], story) and is_towards(words[first:last], story)
        if words[first].small in institutions or towards:
            break
        first += 1
    run, part = Run(first, last), [word for word in words[first:last] if word.capital]
    if place := place_of(segment, run, story.language):
        yield segment.name(run, Kind.PLACE, place)
    elif follows_territory(segment, first, story.language) and not segment.titled:
        yield segment.name(run, Kind.OTHER)
    elif titled and len(part) > 1 and not segment.titled:
        yield segment.name(run, Kind.PERSON)
    elif (len(part) > 1 and segment.written(run) in story.phrases) or is_firm(
        segment, run, part, story
    ):
        yield segment.name(run, Kind.OTHER)
    elif any(word.small in institutions for word in part):
        yield from places_in(segment, run, story.language)
    elif len(part) == 1:
        if kind := alone(segment, last - 1, story, titled):
            yield segment.name(Run(last - 1, last), kind)
    elif segment.titled and not is_known(part, story):
        yield from places_in(segment, run, story.language)
        for at in range(*run):
            if words[at].text in story.families and words[at].small not in story.common:
                yield segment.name(Run(at, at + 1), Kind.PERSON)
    elif titled or is_person(segment, run, part, story):
        yield segment.name(run, Kind.PERSON)
    elif is_towards(part, story) and is_phrase(segment, run, story):
        yield segment.name(run, Kind.OTHER)
    elif any(story.generic(word.text) for word in part):
        yield from places_in(segment, run, story.language)
    elif (
        not all(story.everyday(word.text) for word in part)
        or (part[0].text in _ARTICLES and not segment.opens(first))
        or (story.language == "en" and is_phrase(segment, run, story))
    ):
        yield segment.name(run, Kind.OTHER)


def _link(segment: Segment, run: Run, story: Story) -> int | None:
    """Where a Spanish run is cut: at a preposition that does not stand in a person's name."""
    words = segment.words
    if story.language != "es":
        return None
    at = next((at for at in range(*run) if words[at].text in _PREPOSITIONS), None)
    if at is None:
        return None
    rest = Run(next(n for n in range(at, run.last) if words[n].capital), run.last)
    person = words[run.first].text in given_names() and at - run.first < 4
    plain = rest.last - rest.first == 1 and not words[rest.first].text.isupper()
    if (
        person
        and plain
        and not story.generic(words[rest.first].text)
        and not place_of(segment, rest, story.language)
    ):
        return None
    return at
