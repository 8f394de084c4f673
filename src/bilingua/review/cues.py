"""What two sentences in two languages share on their face: figures, names, cognates, marks.

No dictionary: the words' own spelling, folded so that English and Spanish meet. Simard, Foster and
Isabelle, "Using Cognates to Align Sentences in Bilingual Corpora" (TMI 1992), took the first four
letters of a word, and so do we.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import pairwise, product
from math import log

from bilingua.localize.numeral_words import SMALL, TENS

# How many letters of a word's beginning cognates share.
_STEM = 4
_TOKEN = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*|[^\W\d_]+|[?!%()$€:;]|[\"“”«»‘]")
# Spellings that English and Spanish give to one sound, in the order that they are replaced.
_SPELLINGS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(.)\1", r"\1"),
        (r"^e(?=s[bcdfgklmnpqt])", ""),
        (r"ph", "f"),
        (r"th", "t"),
        (r"t(?=i[oa])|z|s(?=i[oa])", "c"),
        (r"qu|k|ch", "c"),
        (r"y", "i"),
        (r"w", "v"),
        (r"(?<=[bcdfglmnprstv])h|^h", ""),
    )
)
# Numbers as words, whose digits count as figures. English "once" is no eleven, "one" is hardly a number.
_NUMBERS = {
    word: str(number)
    for language in ("en", "es")
    for words in (SMALL[language], TENS[language])
    for word, number in words.items()
    if number > 1 and word != "once"
}
# A sign that more sentences than this share of a text have tells nothing of where one belongs.
_COMMON = 0.25
# What a shared sign is worth is this times -log of how usual it is (nats): signs come together, so
# they are worth less than if each were drawn by itself.
_WORTH = 0.5
# What a figure that the other side lacks costs (nats); measured by benchmarks/alignment.py.
_LACKING = 1.0
# Sentences that may have a sign for it to anchor one of them.
_RARE = 3
# Rows and columns around two anchors that are looked at, at the least.
_MARGIN = 16
# However far apart anchors are, no more than this, and less in a text of many thousand sentences.
_WIDEST, _CELLS = 100, 400_000
# Up to this many rows times columns all are looked at.
_SMALL = 40_000


def signs(sentences: Iterable[str]) -> list[frozenset[str]]:
    """What each sentence shows: figures by their digits, words and their stems, marks."""
    return [frozenset(_signs(sentence)) for sentence in sentences]


def _signs(sentence: str) -> Iterator[str]:
    for token in _TOKEN.findall(sentence):
        if token[0].isdecimal():
            yield re.sub(r"\D", "", token)
        elif not token[0].isalpha():
            yield '"' if token in "“”«»‘" else token
        elif number := _NUMBERS.get(token.lower()):
            yield number
        elif len(token) >= _STEM or token[0].isupper():
            word = _folded(token)
            yield f"{word[:_STEM]}-"
            if len(word) > _STEM:
                yield word


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.lower())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    for pattern, sound in _SPELLINGS:
        plain = pattern.sub(sound, plain)
    return plain


class Evidence:
    """What speaks for it that some sentences of one text say what some of the other say.

    Words may be translated by any others; figures stay, and one that is missing speaks against it.
    """

    def __init__(self, left: Sequence[Set[str]], right: Sequence[Set[str]]) -> None:
        self._weights = _weights(left, right)
        telling = self._weights.keys()
        self._left = _Stretches([frozenset(sentence & telling) for sentence in left])
        self._right = _Stretches([frozenset(sentence & telling) for sentence in right])
        self._figures = _Stretches(map(_figures, left)), _Stretches(map(_figures, right))

    def between(self, start: int, end: int, low: int, high: int) -> float:
        """The worth (nats) of what sentences `start:end` and sentences `low:high` share."""
        weights = self._weights
        shared = self._left.signs(start, end) & self._right.signs(low, high)
        ours, theirs = self._figures[0].signs(start, end), self._figures[1].signs(low, high)
        worth = sum([weights[sign] for sign in shared])
        return worth if ours == theirs else worth - _LACKING * len(ours ^ theirs)


class _Stretches:
    """The signs of neighbouring sentences together."""

    def __init__(self, sentences: Iterable[frozenset[str]]) -> None:
        self._sentences = list(sentences)
        self._joined: dict[tuple[int, int], frozenset[str]] = {}

    def signs(self, start: int, end: int) -> frozenset[str]:
        if end - start == 1:
            return self._sentences[start]
        if (start, end) not in self._joined:
            self._joined[start, end] = frozenset().union(*self._sentences[start:end])
        return self._joined[start, end]


def _figures(sentence: Set[str]) -> frozenset[str]:
    return frozenset(sign for sign in sentence if sign[0].isdecimal())


def _weights(left: Sequence[Set[str]], right: Sequence[Set[str]]) -> dict[str, float]:
    """What a shared sign is worth (nats): the rarer, the more."""
    ones, others = (
        Counter(sign for sentence in side for sign in sentence) for side in (left, right)
    )
    weights: dict[str, float] = {}
    for sign in ones.keys() & others.keys():
        share = max(ones[sign] / len(left), others[sign] / len(right))
        if share <= _COMMON or max(ones[sign], others[sign]) <= 2:
            weights[sign] = _WORTH * log(1 + 1 / share)
    return weights


def corridor(left: Sequence[Set[str]], right: Sequence[Set[str]]) -> list[tuple[int, int]]:
    """For each number of rows done, which numbers of columns done (low, high) are worth a look."""
    rows, columns = len(left), len(right)
    if rows * columns <= _SMALL:
        return [(0, columns + 1)] * (rows + 1)
    widest = min(_WIDEST, max(_MARGIN, _CELLS // rows))
    windows: list[tuple[int, int]] = []
    for (i, j), (k, m) in pairwise([(0, 0), *_anchors(left, right), (rows, columns)]):
        # The further apart two anchors are, the less the line between them is to be trusted.
        margin = min(_MARGIN + max(k - i, m - j) // 4, widest)
        for row in range(i, k):
            middle = j + (m - j) * (row - i) // (k - i)
            windows.append((max(0, middle - margin), min(columns, middle + margin) + 1))
    windows.append((max(0, columns - _MARGIN), columns + 1))
    return _passable(windows)


def _passable(windows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Windows widened until there is a way through them: no edge goes back, none is out of reach."""
    lows = [low for low, _ in windows]
    highs = [high for _, high in windows]
    lows[0] = 0
    for row in range(len(lows) - 2, -1, -1):
        lows[row] = min(lows[row], lows[row + 1])
    for row in range(1, len(highs)):
        highs[row] = max(highs[row], highs[row - 1])
        lows[row] = min(lows[row], highs[row - 1] - 1)
    return list(zip(lows, highs, strict=True))


def _anchors(left: Sequence[Set[str]], right: Sequence[Set[str]]) -> list[tuple[int, int]]:
    """Pairs, in the order of both texts, that share at least two signs that few others have."""
    ones, others = _rare(left), _rare(right)
    votes = Counter(
        pair for sign in ones.keys() & others.keys() for pair in product(ones[sign], others[sign])
    )
    pairs = sorted(
        (pair for pair, count in votes.items() if count > 1), key=lambda p: (p[0], -p[1])
    )
    # The longest increasing run of columns, by patience sorting.
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, column) in enumerate(pairs):
        at = bisect_left(tops, column)
        before.append(ends[at - 1] if at else -1)
        tops[at:], ends[at:] = [column, *tops[at + 1 :]], [number, *ends[at + 1 :]]
    run: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]


def _rare(sentences: Sequence[Set[str]]) -> dict[str, list[int]]:
    """Where each sign stands that only few sentences have."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        for sign in sentence:
            places[sign].append(number)
    return {sign: where for sign, where in places.items() if len(where) <= _RARE}
