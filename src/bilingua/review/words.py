"""What changed within a sentence, word by word, and which changes change its sense.

Knows texts of one language; nothing of files, segments or how marks are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from bilingua.localize.numerals import spelled

_TOKEN = re.compile(r"\w+(?:[.,'’:/-]\w+)*|\s+|[^\w\s]")
# Words times words that are compared; what differs more is shown as replaced.
_CELLS = 4_000_000
# Words that turn a sentence into its opposite.
_NEGATIONS = {
    "en": frozenset(
        "not no never none nobody nothing nor neither nowhere without cannot can't hardly".split()
    ),
    "es": frozenset(
        "no nunca jamás nadie nada ni ningún ninguno ninguna ningunos ningunas tampoco sin".split()
    ),
}
# "a" and "un" are numbers to a table of numbers; they come and go without changing one.
_ARTICLES = frozenset("a an un una".split())


class Mark(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    STRUCK = "struck"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text; `telling` ones are figures or negations that changed."""

    text: str
    mark: Mark = Mark.KEPT
    telling: bool = False


Pieces = tuple[Piece, ...]


def plain(text: str) -> Pieces:
    """A text in which nothing changed."""
    return (Piece(text),) if text else ()


def changes(old: str, new: str, language: str) -> Pieces:
    """Both texts as one: the words that stay, those struck and those added, in reading order."""
    if old == new:
        return plain(new)
    ones, others = _TOKEN.findall(old), _TOKEN.findall(new)
    runs = _joined(list(_runs(ones, others)))
    gone = {word.lower() for kept, left, _ in runs if not kept for word in left}
    come = {word.lower() for kept, _, right in runs if not kept for word in right}
    # A figure that only stands elsewhere now has not changed.
    struck, added = gone - come, come - gone
    pieces: list[Piece] = []
    for kept, left, right in runs:
        if kept:
            pieces.append(Piece("".join(right)))
        else:
            pieces += _marked(left, Mark.STRUCK, struck, language)
            pieces += _marked(right, Mark.ADDED, added, language)
    return tuple(pieces)


def before(pieces: Pieces) -> Pieces:
    """What the old text said, its struck words marked."""
    return tuple(piece for piece in pieces if piece.mark is not Mark.ADDED)


def after(pieces: Pieces) -> Pieces:
    """What the new text says, its added words marked."""
    return tuple(piece for piece in pieces if piece.mark is not Mark.STRUCK)


def text_of(pieces: Pieces) -> str:
    """The text of some pieces, without their marks."""
    return "".join(piece.text for piece in pieces)


def likeness(old: str, new: str) -> float:
    """How much of two texts is the same, from 0 to 1, by the letters of their words."""
    kept = both = 0
    for same, left, right in _runs(_TOKEN.findall(old), _TOKEN.findall(new)):
        size = _letters(left) + _letters(right)
        both += size
        kept += size if same else 0
    return kept / both if both else 1.0


def _letters(tokens: Sequence[str]) -> int:
    return sum(len(token) for token in tokens if token[0].isalnum())


def is_figure(word: str, language: str) -> bool:
    """Whether a word is a number, in digits or in letters."""
    if any(map(str.isdigit, word)):
        return True
    return word.lower() not in _ARTICLES and spelled(word, 0, language) is not None


def is_negation(word: str, language: str) -> bool:
    """Whether a word denies what its sentence says."""
    word = word.lower().replace("’", "'")
    return word in _NEGATIONS.get(language, ()) or (language == "en" and word.endswith("n't"))


def figures(pieces: Pieces, mark: Mark, language: str) -> list[str]:
    """The figures among the words with a mark that matter."""
    return [word for word in _telling_words(pieces, mark) if is_figure(word, language)]


def negations(pieces: Pieces, mark: Mark, language: str) -> list[str]:
    """The negations among the words with a mark that matter."""
    return [word for word in _telling_words(pieces, mark) if is_negation(word, language)]


def _telling_words(pieces: Pieces, mark: Mark) -> Iterator[str]:
    return (piece.text for piece in pieces if piece.mark is mark and piece.telling)


_Run = tuple[bool, list[str], list[str]]


def _runs(ones: Sequence[str], others: Sequence[str]) -> Iterator[_Run]:
    """Stretches of tokens, in order: (kept?, what the old text has, what the new one has)."""
    start = 0
    shortest = min(len(ones), len(others))
    while start < shortest and ones[start] == others[start]:
        start += 1
    end = 0
    while end < shortest - start and ones[-1 - end] == others[-1 - end]:
        end += 1
    left, right = list(ones[start : len(ones) - end]), list(others[start : len(others) - end])
    if start:
        yield True, list(ones[:start]), list(others[:start])
    if len(left) * len(right) > _CELLS:
        yield False, left, right
    else:
        for code, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
            yield code == "equal", left[a:b], right[c:d]
    if end:
        yield True, list(ones[len(ones) - end :]), list(others[len(others) - end :])


def _joined(runs: Sequence[_Run]) -> list[_Run]:
    """Runs in which no blank or mark between two changed words counts as kept."""
    joined: list[_Run] = []
    for number, (kept, left, right) in enumerate(runs):
        lone = not any(char.isalnum() for token in right for char in token)
        inside = 0 < number < len(runs) - 1
        kept = kept and not (lone and inside)
        if joined and joined[-1][0] == kept:
            joined[-1] = kept, joined[-1][1] + left, joined[-1][2] + right
        else:
            joined.append((kept, left, right))
    return joined


def _marked(tokens: Sequence[str], mark: Mark, changed: set[str], language: str) -> Iterator[Piece]:
    """Changed tokens, those that matter apart from the others."""
    waiting = ""
    for token in tokens:
        matters = token.lower() in changed and (
            is_figure(token, language) or is_negation(token, language)
        )
        if not matters:
            waiting += token
            continue
        if waiting:
            yield Piece(waiting, mark)
        yield Piece(token, mark, telling=True)
        waiting = ""
    if waiting:
        yield Piece(waiting, mark)
