"""What the words beside ordinary ones with a capital say that they name: the magazine Time; Chicken, Alaska."""

from __future__ import annotations

from bilingua.names import words as capitals
from bilingua.names.runs import Run
from bilingua.names.segment import Segment
from bilingua.names.spots import place_of
from bilingua.names.story import Story

# Works, publications and bands are called by their own names after these, in any language.
_WORKS = {
    "en": frozenset(
        "weekly magazine journal newspaper daily film movie sitcom documentary novel album band".split()
    ),
    "es": frozenset(
        """revista semanario diario periódico rotativo cotidiano película serie documental novela
        álbum banda""".split()
    ),
}
# Before a town.
_WHERE = {
    "en": frozenset("in of from near at to outside around through".split()),
    "es": frozenset("en de desde a hacia por".split()),
}


def is_work(segment: Segment, run: Run, language: str) -> bool:
    """Whether a run is what a magazine, a film or a band is called, for it follows that noun."""
    if segment.titled or run.first == 0:
        return False
    before, word = segment.words[run.first - 1], segment.words[run.first]
    beside = segment.text[before.end : word.start].rstrip('“"«') == " "
    return beside and before.text in _WORKS[language]


def is_town(segment: Segment, run: Run, story: Story) -> bool:
    """Whether an ordinary word is a town's name, for the name of its region follows a comma."""
    words, language, (at, after) = segment.words, story.language, run
    if segment.titled or after - at != 1 or at == 0 or after >= len(words):
        return False
    word = words[at]
    told = words[at - 1].text in _WHERE[language] and words[after].capital
    if not told or segment.text[word.end : words[after].start] != ", ":
        return False
    if story.generic(word.text) or capitals.is_country_word(word.text, language):
        return False
    if word.small in capitals.UNIQUE or word.small.endswith("s") or not word.text.istitle():
        return False
    longest = min(len(words), after + 3)
    return any(place_of(segment, Run(after, end), language) for end in range(longest, after, -1))
