"""The words of a text, and those that belong to one of the two languages only.

What every family of checks reads a segment by. Knows nothing of findings.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bilingua.localize.names import bare

# An address is one word, and no language's.
_WORD = re.compile(r"(?:https?://|www\.)\S+|\w+(?:['’]\w+)*")

# Function words that are no words of the other language: "no", "a", "me", "son", "he", "once" and
# "sin" are words of both and tell nothing.
FUNCTION = {
    "en": frozenset(
        """the and of to that was with for on is are were have from by at this which they their it
        its be been would will who what when where his her she you we our but not an if about into
        than more could should there after before over said says these those because while out up
        also other some such only through how being did does do had down during each every most
        off own same then them under until upon very your us in as i it's i'm that's he's don't
        didn't isn't wasn't can't won't""".split()
    ),
    "es": frozenset(
        """el la los las de que y en del con por para una un se fue ha han su sus como más pero al
        lo le les esta este estas estos eso está están ser muy sobre entre también hasta desde
        cuando donde según dijo ya porque sin esa ese aunque hay había habían fueron será tiene
        tienen todo todos toda todas nos sido otro otra otros otras así mientras durante cada
        quien quienes cual puede pueden hace después antes contra mismo nuestra nuestro e""".split()
    ),
}


class Word(NamedTuple):
    """A word with its lower-case form and the characters it stands at."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


@lru_cache(maxsize=32)
def words(text: str) -> tuple[Word, ...]:
    """All words of a text, in order; curly apostrophes are straight in their lower-case forms."""
    return tuple(
        Word(match[0], match[0].lower().replace("’", "'"), *match.span())
        for match in _WORD.finditer(text)
    )


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """What a word keeps in both languages, roughly: its first letters without accents."""
    return bare(word.lower())[:5].replace("ph", "f").replace("qu", "c").replace("k", "c")


def joined(spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    """One span from the first to the last of several; None for none."""
    return (min(s for s, _ in spans), max(e for _, e in spans)) if spans else None
