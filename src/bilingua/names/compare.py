"""Whether a word of a translation is a name of the source: the same, adapted, misspelled, another.

Names cross languages without their accents (Peña, Pena), in other transliterations (Netanyahu,
Netanjahu; Khrushchev, Jrushchov), with the endings of words (Siberia, siberiano; Herod, Herodes).
A letter that is different within the word, and that no transliteration explains, is a misspelling.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from bilingua.localize.names import bare
from bilingua.names.runs import Word

# What different transliterations and spellings write for about the same sound, in this order.
_SOUNDS = (
    ("shch", "s"), ("tsch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("zh", "s"), ("kh", "s"),
    ("gh", "g"), ("dj", "i"), ("ph", "f"), ("ae", "e"), ("oe", "e"), ("ou", "u"), ("qu", "k"),
    ("ck", "k"), ("q", "k"), ("c", "k"), ("x", "s"), ("z", "s"), ("w", "v"), ("b", "v"), ("y", "i"),
    ("j", "i"), ("o", "u"), ("h", ""), ("ł", "l"), ("ø", "u"), ("ß", "s"), ("'", ""), ("’", ""),
    ("-", ""), (".", ""),
)  # fmt: skip
# Khamenei, Jamenei; Khrushchev, Jrushchov.
_GUTTURAL = re.compile(r"\A(?:kh|h|j)")
_DOUBLED = re.compile(r"(.)\1")
_GLIDE = re.compile(r"(?<=[aeiu])i(?=[aeu])")
# Shares of common letters above which one word is the other with another ending: a capitalised
# word, one without a capital.
_ADAPTED, _ADAPTED_SMALL = 0.6, 0.7


class Likeness(StrEnum):
    """What a word of a translation is to a name: the same but for accents, the same as it sounds,
    with another ending, misspelled, another word.
    """

    SAME = "same"
    SOUNDED = "sounded"
    ADAPTED = "adapted"
    MISSPELLED = "misspelled"
    OTHER = "other"


@lru_cache(maxsize=1 << 14)
def plain(word: str) -> str:
    """A word without capitals and accents."""
    return bare(word.lower())


@lru_cache(maxsize=1 << 14)
def _alike(one: str, other: str) -> float:
    """The share of common letters of two words."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """A word as it sounds in any spelling, roughly: what other transliterations share."""
    text = _GUTTURAL.sub("", plain(word))
    for letters, sounds in _SOUNDS:
        text = text.replace(letters, sounds)
    return _GLIDE.sub("", _DOUBLED.sub(r"\1", text))


def share(one: str, other: str) -> float:
    """The share of letters, or else of sounds, that two words have in common."""
    return max(_alike(plain(one), plain(other)), _alike(sound(one), sound(other)))


def nearest(
    name: str, words: Sequence[Word], adapted: float = _ADAPTED
) -> tuple[Likeness, Word | None]:
    """The word that is most like a name, and how it is like it; of a double name, its worse half.

    `adapted` is the share of common letters that a capitalised word must have.
    """
    parts = (half for word in words if "-" in word.text for half in halves(word))
    # The first of those that are the same.
    whole = list({word.text: word for word in reversed([*words, *parts])}.values())[::-1]
    best = _nearest(name, whole, adapted)
    if best[0] is not Likeness.SAME and "-" in name:
        found = [_nearest(half, whole, adapted) for half in name.split("-") if len(half) > 3]
        return max(found, key=lambda one: list(Likeness).index(one[0]), default=best)
    return best


def halves(word: Word) -> list[Word]:
    """The words that a hyphen joins."""
    parts, start = [], word.start
    for text in word.text.split("-"):
        if text:
            parts.append(Word(start, start + len(text), text))
        start += len(text) + 1
    return parts


def _nearest(name: str, words: Sequence[Word], adapted: float) -> tuple[Likeness, Word | None]:
    small, sounding = plain(name), sound(name)
    best: tuple[Likeness, Word | None] = (Likeness.OTHER, None)
    most = 0.0
    for word in words:
        other = plain(word.text)
        if other == small or other.removesuffix("s") == small.removesuffix("s"):
            return Likeness.SAME, word
        if not _comparable(small, other):
            continue
        exchanged = len(small) == len(other) and sorted(small) == sorted(other)
        if sound(word.text) == sounding and not exchanged and (word.capital or len(small) > 5):
            best, most = (Likeness.SOUNDED, word), 2.0
            continue
        alike = _alike(small, other)
        if alike >= _ADAPTED and _misspelled(small, other, word):
            alike, likeness = alike + 1, Likeness.MISSPELLED
        else:
            likeness = Likeness.ADAPTED
        if alike > most and alike >= (adapted if word.capital else _ADAPTED_SMALL):
            best, most = (likeness, word), alike
    return best


def slurred(word: str) -> str:
    """A word as one who mistypes it may leave it: letters doubled or not, o and u exchanged. Such a
    difference is a transliteration's only where the story has not settled on one.
    """
    return _DOUBLED.sub(r"\1", bare(word.lower())).replace("o", "u").replace("ck", "k")


def _comparable(one: str, other: str) -> bool:
    return abs(len(one) - len(other)) <= 4 and (
        one[:1] == other[:1] or sound(one)[:1] == sound(other)[:1]
    )


def _misspelled(one: str, other: str, word: Word) -> bool:
    """Whether one letter within the word was changed, left out, put in or exchanged."""
    if not word.capital or len(one) < 4 or abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None or start >= len(one) - 2:
        return False
    rests = (
        (one[start + 1 :], other[start + 1 :]),
        (one[start + 1 :], other[start:]),
        (one[start:], other[start + 1 :]),
        (one[start + 2 :], other[start + 2 :])
        if one[start : start + 2] == other[start : start + 2][::-1]
        else ("", "x"),
    )
    return any(a == b for a, b in rests)
