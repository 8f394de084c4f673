"""The names of a story: found by how they are written, by what stands around them, by recurrence.

A run of capitalised words is a name unless its words head institutions or are everyday words that
English capitalises; what is once met as a person's family name is one wherever it stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bilingua.names import words as lexicon
from bilingua.names.gazetteer import LONGEST, Place, county, given_names, is_word, places
from bilingua.names.name import Kind, Name
from bilingua.names.runs import Run, Word, abbreviated, runs_of, words_of

# Addresses of the net, handles and hashtags: never translated.
_ADDRESS = re.compile(
    r"https?://[^\s<>\"“”]+[\w/]|(?<![\w.+-])[\w.+-]++@[\w-]+\.[\w.-]+\w|(?<![\w&])[@#]\w{2,}"
    r"|(?<![\w.@-])(?:[a-z0-9-]++\.)+(?:com|org|net|gov|edu|info|mx|es)(?:/[\w/.-]*\w)?\b"
)
# A title of a work in quotation marks, as English writes it: all words but the small ones are big.
_QUOTED = re.compile(r"[“\"]([A-Z][^“”\"]{2,90}?)[,.]?[”\"]")
_CONDADO = re.compile(r"\bcondado de (?:[A-ZÁÉÍÓÚÑ][\w-]+(?: (?=[A-ZÁÉÍÓÚÑ]))?)+")
_SMALL = frozenset(
    "a an and as at but by for from in into is it nor of off on or the to up via vs with".split()
)
_AGE = re.compile(r",\s(?:de\s)?\d{1,3}(?:,| años|-year)")
_ACRONYMS = frozenset((*lexicon.ACRONYMS, *lexicon.ACRONYMS.values()))
# Before a word that need not begin a sentence.
_INSIDE = tuple("(“\"'-—«")
_INSIDE_END = tuple(")”\"'»,")
# With a capital within a sentence, the beginning of a name: Los Pinos, The Tap Tap.
_ARTICLES = frozenset("The El La Los Las".split())
# Join the parts of a name in Spanish, and everything else.
_PREPOSITIONS = frozenset("de del al".split())
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_ROYAL = frozenset(
    "king queen prince princess duke duchess pope saint rey reina príncipe princesa duque duquesa papa santo santa san st".split()
)


def find_names(segments: Sequence[str], language: str) -> list[tuple[Name, ...]]:
    """The names in every segment of a story, in order; none overlap."""
    read = [_Segment.of(segment, language) for segment in segments]
    story = _Story.of(read, language)
    return [tuple(_names(segment, story)) for segment in read]


def find_words(segments: Sequence[str], language: str) -> list[tuple[Name, ...]]:
    """The names in every segment and the strays, which most likely are names, too."""
    strays = stray_words(segments, language)
    return [
        (*names, *(Name(word.start, word.end, word.text, Kind.WORD) for word, _ in words))
        for names, words in zip(find_names(segments, language), strays, strict=True)
    ]


class Stray(NamedTuple):
    """A capitalised word within a sentence that is no ordinary word nor part of a found name.

    Most are names of one word; nothing but what becomes of one shows whether it has a name in the
    other language. `titled` says that it stands in what an institution is called.
    """

    word: Word
    titled: bool


def stray_words(segments: Sequence[str], language: str) -> list[tuple[Stray, ...]]:
    """The strays of every segment of a story."""
    read = [_Segment.of(segment, language) for segment in segments]
    story = _Story.of(read, language)
    return [tuple(_strays(segment, story)) for segment in read]


@dataclass(frozen=True, slots=True)
class _Segment:
    """A segment as it is searched; `titled` says that its capitals tell nothing."""

    text: str
    words: Sequence[Word]
    runs: Sequence[Run]
    titled: bool

    @classmethod
    def of(cls, text: str, language: str) -> _Segment:
        words = words_of(text)
        big = [word for word in words if word.small not in _SMALL and word.text.isalpha()]
        titled = len(big) > 1 and all(word.capital for word in big)
        return cls(text, words, runs_of(text, words, lexicon.PARTICLES[language]), titled)

    def opens(self, at: int) -> bool:
        """Whether the word at this place begins a sentence or a quotation."""
        before = self.text[: self.words[at].start]
        last = before.rstrip(" \u00a0")[-1:]
        if last == "." and at and abbreviated(self.words[at - 1].text):
            return False
        # A straight quotation mark opens before a word and closes before a space.
        return not last or last in (".!?:—–-…•|“«¿¡(" if before[-1] in " \u00a0" else "“«¿¡(\"'-—")


@dataclass(frozen=True, slots=True)
class _Story:
    """What the segments of a story say of its words.

    `common` are seen without a capital, `families` as the later words of a person's name,
    `phrases` are names of several words.
    """

    language: str
    common: frozenset[str]
    families: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()

    @classmethod
    def of(cls, segments: Iterable[_Segment], language: str) -> _Story:
        read = [segment for segment in segments if not segment.titled]
        common = frozenset(w.text for s in read for w in s.words if not w.capital)
        first = cls(language, common)
        names = [name for segment in read for name in _names(segment, first)]
        families = frozenset(
            word
            for name in names
            if name.kind is Kind.PERSON
            for number, word in enumerate(name.text.split())
            if word[0].isupper() and len(word) > 2 and not first.generic(word)
            if number or word not in given_names() or word == name.text
        )
        phrases = frozenset(
            name.text.removeprefix("The ") for name in names if name.kind is Kind.OTHER
        )
        return cls(language, common, families, phrases)

    def generic(self, word: str) -> bool:
        """Whether a capitalised word is one that the language capitalises without its being a name."""
        return lexicon.is_generic(word, self.language) and (
            word not in given_names() or word.lower() in lexicon.calendar(self.language)
        )

    def everyday(self, word: str) -> bool:
        """Whether a word is an ordinary one, for all its capital."""
        return word.lower() in self.common or is_word(word, self.language)


def _names(segment: _Segment, story: _Story) -> Iterator[Name]:
    """The names of a segment: addresses and titles of works, then its runs where they stand free."""
    fixed = [match.span() for match in _ADDRESS.finditer(segment.text)]
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
    for run in segment.runs:
        found += [
            name
            for name in _in_run(segment, run, story)
            if not any(name.start < b and a < name.end for a, b in fixed)
        ]
    yield from sorted(found, key=lambda name: name.start)


def _strays(segment: _Segment, story: _Story) -> Iterator[Stray]:
    if segment.titled:
        return
    names = list(_names(segment, story))
    for at, word in enumerate(segment.words):
        plain = word.capital and not word.text.isupper() and len(word.text) > 3
        plain = plain and word.text.replace("-", "").isalpha()
        if not plain or any(n.start < word.end and word.start < n.end for n in names):
            continue
        first = segment.opens(at) and not _inside(segment, at, story)
        if not (
            first
            or story.generic(word.text)
            or story.everyday(word.text)
            or any(half[:1].islower() or story.generic(half) for half in word.text.split("-"))
            or lexicon.is_country_word(word.text, story.language)
        ):
            yield Stray(word, _in_title(segment, at, story))


def _inside(segment: _Segment, at: int, story: _Story) -> bool:
    """Whether a word opens a parenthesis or a quotation that need be no sentence."""
    word = segment.words[at]
    if segment.text[word.start - 1 : word.start] not in _INSIDE:
        return False
    # What opens a quotation in Spanish is a verb more often than a name.
    return story.language == "en" or segment.text[word.end : word.end + 1] in _INSIDE_END


def _in_title(segment: _Segment, at: int, story: _Story) -> bool:
    """Whether a word stands in what an institution is called: Ministerio de Comercio."""
    return any(
        word.capital and word.small in lexicon.INSTITUTIONS[story.language]
        for word in segment.words[max(0, at - 4) : at + 3]
    )


def _is_work(quoted: str) -> bool:
    big = [word for word in words_of(quoted) if word.small not in _SMALL]
    return len(big) > 1 and all(word.capital for word in big)


def _in_run(segment: _Segment, run: Run, story: _Story) -> Iterator[Name]:
    words = segment.words
    first, last = run
    if segment.opens(first) and first + 1 <= last:
        word = words[first]
        alone = last - first == 1
        if word.text not in story.families or word.small in story.common:
            common = lexicon.opens(word.text) or word.small in story.common
            if common or (alone and not _place(segment, Run(first, last), story)):
                first += 1
    if first >= last:
        return
    if place := _place(segment, Run(first, last), story):
        yield _name(segment, Run(first, last), Kind.PLACE, place)
        return
    # A title ends what stands before it and begins a person's name.
    begin, titled = first, _is_title(segment, first - 1, story)
    for at in range(first, last + 1):
        title = at < last - 1 and words[at].small in lexicon.TITLES[story.language]
        if at == last or title:
            if begin < at:
                yield from _in_part(segment, Run(begin, at), story, titled)
            begin, titled = at + 1, at < last and words[at].small not in _ROYAL


def _is_title(segment: _Segment, at: int, story: _Story) -> bool:
    if at < 0 or segment.opens(at + 1):
        return False
    small = segment.words[at].small
    return small in lexicon.TITLES[story.language] and small not in _ROYAL


def _in_part(segment: _Segment, run: Run, story: _Story, titled: bool) -> Iterator[Name]:
    """The names in a part of a run that holds no title; `titled` if one stands before it."""
    words, institutions = segment.words, lexicon.INSTITUTIONS[story.language]
    first, last = run
    while first < last and not words[first].capital:
        first += 1
    while first < last and not words[last - 1].capital:
        last -= 1
    if first == last:
        return
    if place := _place(segment, Run(first, last), story):
        yield _name(segment, Run(first, last), Kind.PLACE, place)
        return
    cut = _link(segment, Run(first, last), story)
    if cut is not None:
        yield from _in_part(segment, Run(first, cut), story, titled)
        yield from _in_part(segment, Run(cut, last), story, titled=False)
        return
    if last - first > 1 and words[last - 1].small in lexicon.FIRMS and not segment.titled:
        yield _name(segment, Run(first, last), Kind.OTHER)
        return
    # "Chinese" says whose, not who.
    while first < last - 1 and story.generic(words[first].text):
        if words[first].small in institutions:
            break
        first += 1
    run, part = Run(first, last), [word for word in words[first:last] if word.capital]
    if place := _place(segment, run, story):
        yield _name(segment, run, Kind.PLACE, place)
    elif titled and len(part) > 1 and not segment.titled:
        yield _name(segment, run, Kind.PERSON)
    elif len(part) > 1 and _written(segment, run) in story.phrases:
        yield _name(segment, run, Kind.OTHER)
    elif any(word.small in institutions for word in part):
        yield from _places_in(segment, run, story)
    elif len(part) == 1:
        if kind := _alone(segment, last - 1, story, titled):
            yield _name(segment, Run(last - 1, last), kind)
    elif segment.titled and not _known(part, story):
        yield from _places_in(segment, run, story)
        for at in range(*run):
            if words[at].text in story.families and words[at].small not in story.common:
                yield _name(segment, Run(at, at + 1), Kind.PERSON)
    elif titled or _is_person(segment, run, part, story):
        yield _name(segment, run, Kind.PERSON)
    elif any(story.generic(word.text) for word in part):
        yield from _places_in(segment, run, story)
    elif not all(story.everyday(word.text) for word in part) or (
        part[0].text in _ARTICLES and len(part) > 1 and not segment.opens(first)
    ):
        yield _name(segment, run, Kind.OTHER)


def _link(segment: _Segment, run: Run, story: _Story) -> int | None:
    """Where a Spanish run is cut: at a preposition that does not stand in a person's name."""
    words = segment.words
    if story.language != "es":
        return None
    links = [at for at in range(*run) if words[at].text in _PREPOSITIONS]
    if not links:
        return None
    at = links[0]
    rest = Run(next(n for n in range(at, run.last) if words[n].capital), run.last)
    person = words[run.first].text in given_names() and at - run.first < 4
    plain = rest.last - rest.first == 1 and not words[rest.first].text.isupper()
    if (
        person
        and plain
        and not story.generic(words[rest.first].text)
        and not _place(segment, rest, story)
    ):
        return None
    return at


def _alone(segment: _Segment, at: int, story: _Story, titled: bool) -> Kind | None:
    """What a single capitalised word within a sentence names, if that is sure."""
    word = segment.words[at]
    if word.text in story.families:
        return Kind.PERSON
    if any(map(str.isdigit, word.text)):
        return Kind.OTHER  # Meteor-1A, RM-2: a model's or a bill's number
    if segment.titled or story.generic(word.text):
        return None
    if word.text.isupper():
        # An acronym is known by its capitals, unless it spells a word: ESA, ACTA.
        spells = len(word.text) > 1 and word.small in story.common
        return Kind.OTHER if spells and word.text not in _ACRONYMS else None
    given = word.text in given_names() and not story.everyday(word.text)
    if titled or given or _said_beside(segment, Run(at, at + 1), story):
        return Kind.PERSON
    house = at + 1 < len(segment.words) and segment.words[at + 1].text in lexicon.HOUSES
    return Kind.PERSON if house and story.language == "en" else None


def _is_person(segment: _Segment, run: Run, part: Sequence[Word], story: _Story) -> bool:
    words = [word for word in part if story.everyday(word.text)]
    # Spanish has many given names that are words (Marina, Salud) and gives words no capital.
    given = part[0].text in given_names() and (story.language == "en" or len(words) < len(part))
    return (
        given
        or all(_is_family(word, story) for word in part)
        or any(len(word.text) == 1 or word.small in _SUFFIXES for word in part[1:])
        or any(not word.capital for word in segment.words[run.first : run.last])
        or _said_beside(segment, run, story)
        or bool(_AGE.match(segment.text, part[-1].end))
    )


def _known(part: Sequence[Word], story: _Story) -> bool:
    """Whether words that any headline might capitalise are a person's name all the same."""
    given, *others = part
    return all(_is_family(word, story) for word in part) or (
        given.text in given_names() and 0 < len(others) < 3 and not story.everyday(given.text)
    )


def _is_family(word: Word, story: _Story) -> bool:
    return word.text in story.families or word.text in given_names()


def _said_beside(segment: _Segment, run: Run, story: _Story) -> bool:
    said = lexicon.SAID[story.language]
    beside = (run.first - 1, run.last)
    return any(
        segment.words[at].text in said
        and len(segment.text[min(a.end, b.end) : max(a.start, b.start)]) == 1
        for at in beside
        if 0 <= at < len(segment.words)
        for a, b in [
            (segment.words[at], segment.words[run.first if at < run.first else run.last - 1])
        ]
    )


def _place(segment: _Segment, run: Run, story: _Story) -> Place | None:
    """The place that these words name, all together."""
    if run.last - run.first > LONGEST:
        return None
    text = _written(segment, run)
    table = places(story.language)
    found = table.get(text)
    if found is None and text.startswith("St"):
        found = table.get(re.sub(r"\ASt\.? ", "Saint ", text))
    return found or county(text, story.language)


def _places_in(segment: _Segment, run: Run, story: _Story) -> Iterator[Name]:
    """The places named in a run that as a whole names something else, the longest first."""
    at = run.first
    while at < run.last:
        for last in range(run.last, at, -1):
            if place := _place(segment, Run(at, last), story):
                yield _name(segment, Run(at, last), Kind.PLACE, place)
                at = last - 1
                break
        at += 1


def _written(segment: _Segment, run: Run) -> str:
    return segment.text[segment.words[run.first].start : segment.words[run.last - 1].end]


def _name(segment: _Segment, run: Run, kind: Kind, place: Place | None = None) -> Name:
    start, end = segment.words[run.first].start, segment.words[run.last - 1].end
    return Name(start, end, segment.text[start:end], kind, place)
