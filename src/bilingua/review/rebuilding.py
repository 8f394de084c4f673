"""From a review file back to what the units of its story say.

Each entry must be of a segment of the story, and its tags those of the segment; otherwise nothing
is rebuilt. Knows nothing of files and folders.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bilingua.article import Article, Marked, Role, Unit
from bilingua.assembly import Cut, Placed, cut
from bilingua.errors import ReviewError, StaleError, TagError
from bilingua.review.file import PERSON, Entry, ReviewFile, unpictured, visible
from bilingua.review.po import context
from bilingua.review.tags import Numbers, numbers_of, tagged, untagged
from bilingua.segmentation import segment_unit

_NUMBER = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment of a story: `context` names it, `source` is what its entry says, tags and all."""

    context: str
    source: str
    content: Marked
    numbers: Numbers

    def read(self, target: str) -> Marked:
        """What a translation of it says. Raises TagError when its tags are not the segment's."""
        return untagged(unpictured(target, self.content.text), self.content, self.numbers)


@dataclass(frozen=True, slots=True)
class Outline:
    """A story in the pieces that its review file has; `left_out` are units of furniture."""

    cuts: Mapping[str, Cut]
    pieces: tuple[Piece, ...]
    left_out: frozenset[str]


class BrokenEntries(ReviewError):
    """Entries that no edition can be made of; `problems` names each of them."""

    def __init__(self, problems: Sequence[ReviewError]) -> None:
        super().__init__(problems[0].message, **problems[0].values)
        self.problems = tuple(problems)


def outline(article: Article, review: ReviewFile, name: str) -> Outline:
    """Cut a story into the segments of its review file, which is called `name`.

    Furniture of a plain-text story that has no entries is left out. Raises StaleError when the
    story says something else than the review file.
    """
    language = review.source_language.split("-")[0]
    entries = in_reading_order(review.entries)
    cuts: dict[str, Cut] = {}
    pieces: list[Piece] = []
    left_out: set[str] = set()
    for unit in article.units:
        whole = cut(unit, segment_unit(unit, language))
        own = _pieces(unit, whole)
        wanted = [entry.source for entry in entries[len(pieces) : len(pieces) + len(own)]]
        if [piece.source for piece in own] == wanted:
            cuts[unit.id] = whole
            pieces += own
        elif article.format == "text" and unit.role is Role.BOILERPLATE:
            left_out.add(unit.id)
        else:
            raise _stale(article.name, name, own, entries[len(pieces) :])
    if len(pieces) < len(entries):
        raise _stale(article.name, name, [], entries[len(pieces) :])
    return Outline(cuts, tuple(pieces), frozenset(left_out))


def rebuild(review: ReviewFile, outline: Outline, name: str) -> dict[str, Marked]:
    """What each unit of the translated edition says, by its id.

    Raises BrokenEntries when a translation is missing or has not the tags of its source.
    """
    said: list[Marked] = []
    problems: list[ReviewError] = []
    for piece, entry in zip(outline.pieces, in_reading_order(review.entries), strict=True):
        try:
            said.append(_read(piece, entry))
        except TagError as error:
            problems.append(located(name, entry, error))
    if problems:
        raise BrokenEntries(problems)
    contents: dict[str, Marked] = {}
    position = 0
    for unit, whole in outline.cuts.items():
        count = len(whole.segments)
        contents[unit] = whole.joined(said[position : position + count])
        position += count
    return contents


def pieces_of(article: Article, placed: Iterable[Placed]) -> list[Piece]:
    """The segments of a story that was translated."""
    numbers = {unit.id: numbers_of(unit.content) for unit in article.units}
    return [
        Piece(
            context(one.translation.segment),
            visible(tagged(one.source, numbers[one.translation.segment.unit])),
            one.source,
            numbers[one.translation.segment.unit],
        )
        for one in placed
    ]


def located(name: str, entry: Entry, problem: object) -> ReviewError:
    """A problem with an entry, with the place of the entry."""
    return ReviewError(
        "{name}, line {line}, entry {context}: {problem}",
        name=name,
        line=entry.at,
        context=entry.context,
        problem=problem,
    )


def in_reading_order(entries: Iterable[Entry]) -> list[Entry]:
    """Entries as their segments stand in the story; a PO tool may have sorted them otherwise."""
    return sorted(entries, key=lambda entry: tuple(map(int, _NUMBER.findall(entry.context))))


def _pieces(unit: Unit, whole: Cut) -> list[Piece]:
    numbers = numbers_of(unit.content)
    return [
        Piece(f"{unit.id}.{number}", visible(tagged(content, numbers)), content, numbers)
        for number, content in enumerate(whole.segments, 1)
    ]


def _read(piece: Piece, entry: Entry) -> Marked:
    # An engine may have had nothing to say; a person has always.
    if not entry.target.strip() and entry.origin == PERSON:
        raise TagError("it has no translation; write one, or translate the story again.")
    return piece.read(entry.target)


def _stale(story: str, name: str, own: Sequence[Piece], entries: Sequence[Entry]) -> StaleError:
    pairs = zip(own, entries, strict=False)
    differing = next((e for p, e in pairs if p.source != e.source), None)
    entry = differing or (entries[0] if entries else None)
    if entry is None:
        return StaleError(
            "{story} says more than {name}; run “bilingua update {story}” first.",
            story=story,
            name=name,
        )
    return StaleError(
        "{story} has changed: it does not say what {name} has in line {line}, entry {context}; run “bilingua update {story}” first.",
        story=story,
        name=name,
        line=entry.at,
        context=entry.context,
    )
