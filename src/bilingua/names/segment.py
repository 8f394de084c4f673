"""A segment as names are looked for in it: its words, its runs of capitalised words, its sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bilingua.names import words as capitals
from bilingua.names.gazetteer import Place
from bilingua.names.name import Kind, Name
from bilingua.names.runs import Run, Word, abbreviated, runs_of, words_of
from bilingua.remembering import remembered

# Words that English titles write small.
SMALL = frozenset(
    "a an and as at but by for from in into is it nor of off on or the to up via vs with".split()
)

# Addresses of the net, handles and hashtags: never translated.
_ADDRESS = re.compile(
    r"https?://[^\s<>\"“”]+[\w/]|(?<![\w.+-])[\w.+-]++@[\w-]+\.[\w.-]+\w|(?<![\w&])[@#]\w{2,}"
    r"|(?<![\w.@-])(?:[a-z0-9-]++\.)+(?:com|org|net|gov|edu|info|mx|es)(?:/[\w/.-]*\w)?\b"
)
# What is longer is no sentence but a table or a dump: its names are found, but no translation's words
# are compared with them, each with each.
LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment as it is searched; `titled` says that its capitals tell nothing.

    `addresses` are where those of the net, handles and hashtags stand.
    """

    text: str
    words: tuple[Word, ...]
    runs: Sequence[Run]
    addresses: tuple[tuple[int, int], ...]
    titled: bool

    @classmethod
    def of(cls, text: str, language: str) -> Segment:
        """Read a text. A story's segments are read several times over: sentences are remembered."""
        return _read(text, language)

    @property
    def comparable(self) -> bool:
        """Whether a person could have written it as a sentence, and another translated it as one."""
        return len(self.text) <= LONGEST

    def opens(self, at: int) -> bool:
        """Whether the word at this place begins a sentence or a quotation."""
        gap = self.text[self.words[at - 1].end if at else 0 : self.words[at].start]
        last = gap.rstrip(" \u00a0")[-1:]
        if not last:
            return at == 0
        if last == "." and at and abbreviated(self.words[at - 1].text):
            return False
        # A straight quotation mark opens before a word and closes before a space.
        return last in (".!?:—–-…•|“«¿¡(" if gap[-1] in " \u00a0" else "“«¿¡(\"'-—")

    def written(self, run: Run) -> str:
        """What stands there, from the first word of a run to its last."""
        return self.text[self.words[run.first].start : self.words[run.last - 1].end]

    def name(self, run: Run, kind: Kind, place: Place | None = None) -> Name:
        """The words of a run as a name."""
        start, end = self.words[run.first].start, self.words[run.last - 1].end
        return Name(start, end, self.text[start:end], kind, place)


@remembered
def _read(text: str, language: str) -> Segment:
    words = tuple(words_of(text))
    big = [word for word in words if word.small not in SMALL and word.text.isalpha()]
    titled = len(big) > 1 and all(word.capital for word in big)
    runs = runs_of(text, words, capitals.PARTICLES[language])
    addresses = tuple(match.span() for match in _ADDRESS.finditer(text))
    return Segment(text, words, runs, addresses, titled)
