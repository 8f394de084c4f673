"""Which sentence of a changed story was which before, and how much it changed.

Compares texts of one language; knows nothing of translations.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from bilingua.review.tags import plain

# Two sentences at least this much alike (0 to 1, difflib's ratio) are one that was changed.
ALIKE = 0.75
# Words at least this much alike are one word mistyped.
_MISTYPED = 0.75
# Sentences (or pairs of them) beyond which only equal ones are looked for.
_PAIRS = 4_000_000
_WORD = re.compile(r"[\w’']+(?:[.,:/-]\w+)*|%|[$€£]")
_NEGATIONS = {
    "en": "no not never none nobody nothing neither nor without cannot hardly deny denied denies unable",
    "es": "no nunca jamás ninguno ninguna ningún nadie nada ni tampoco sin apenas niega negó negar",
}
_NUMBER_WORDS = {
    "en": """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
        ninety hundred thousand million billion trillion dozen half third quarter double twice
        first second""",
    "es": """cero uno una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce
        quince dieciséis diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta
        setenta ochenta noventa cien ciento mil millón millones billón billones docena mitad tercio
        cuarto doble primero primera segundo segunda""",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of a sentence: `values` and `negations` are the words lost and gained.

    `small` is a change of punctuation, case or spelling that leaves its meaning alone.
    """

    small: bool
    values: tuple[tuple[str, ...], tuple[str, ...]]
    negations: tuple[tuple[str, ...], tuple[str, ...]]


def match(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Positions of `new` with the positions of `old` that they were.

    Equal texts first, in order and by their neighbours, then equal ones that moved, then those
    that are alike, the likest first; each text is matched once.
    """
    found = _unmoved(old, new)
    found |= _moved(old, new, found)
    found = _in_order(new, found)
    return found | _alike(old, new, found)


def difference(before: str, after: str, language: str) -> Difference:
    """What changed between two versions of a sentence, its tags left aside."""
    said, says = _WORD.findall(plain(before)), _WORD.findall(plain(after))
    values = _changed(said, says, lambda word: _is_value(word, language))
    negations = _changed(said, says, lambda word: _is_negation(word, language))
    small = not any((*values, *negations)) and _same_words(said, says)
    return Difference(small, values, negations)


def _unmoved(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    if len(old) * len(new) > _PAIRS:
        return {}
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.b + step: block.a + step for block in blocks for step in range(block.size)}


def _moved(old: Sequence[str], new: Sequence[str], found: dict[int, int]) -> dict[int, int]:
    taken = set(found.values())
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for position, text in enumerate(old):
        if position not in taken:
            waiting[text].append(position)
    return {
        position: waiting[text].popleft()
        for position, text in enumerate(new)
        if position not in found and waiting.get(text)
    }


def _in_order(new: Sequence[str], found: dict[int, int]) -> dict[int, int]:
    """The same, with a sentence that stands twice matched first to first."""
    same: dict[str, list[int]] = defaultdict(list)
    for position in sorted(found):
        same[new[position]].append(position)
    return {
        position: before
        for positions in same.values()
        for position, before in zip(positions, sorted(found[p] for p in positions), strict=True)
    }


def _alike(old: Sequence[str], new: Sequence[str], found: dict[int, int]) -> dict[int, int]:
    before = sorted(set(range(len(old))) - set(found.values()))
    after = [position for position in range(len(new)) if position not in found]
    if len(before) * len(after) > _PAIRS // 16:
        return {}
    stretch = _stretches(found, len(new))
    words = {text: Counter(_WORD.findall(text.lower())) for text in (*old, *new)}
    likely = []
    for position in after:
        for candidate in before:
            one, other = old[candidate], new[position]
            if not _share_words(words[one], words[other]):
                continue
            ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
            if ratio >= ALIKE:
                # Between the same neighbours a change is likelier than a move.
                low, high = stretch[position]
                likely.append((-ratio - 0.1 * (low < candidate < high), position, candidate))
    matched: dict[int, int] = {}
    for _, position, candidate in sorted(likely):
        if position not in matched and candidate not in matched.values():
            matched[position] = candidate
    return matched


def _share_words(one: Counter[str], other: Counter[str]) -> bool:
    """Whether two texts can be alike at all, which is quickly seen."""
    shared, both = (one & other).total(), one.total() + other.total()
    return both < 12 or 2 * shared >= 0.4 * both


def _stretches(found: dict[int, int], length: int) -> list[tuple[int, int]]:
    """For each new position, between which old positions its neighbours were."""
    fixed = [(-1, -1), *sorted(found.items()), (length, max(found.values(), default=0) + length)]
    spans: list[tuple[int, int]] = []
    for (_, low), (following, high) in pairwise(fixed):
        spans += [(low, high)] * (following - len(spans))
        spans.append((low, high))
    return spans


def _changed(
    said: Sequence[str], says: Sequence[str], wanted: Callable[[str], bool]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before = Counter(word.lower() for word in said if wanted(word))
    after = Counter(word.lower() for word in says if wanted(word))
    return tuple((before - after).elements()), tuple((after - before).elements())


def _same_words(said: Sequence[str], says: Sequence[str]) -> bool:
    """Whether two sentences have the same words, but for case, marks and mistyped letters."""
    if len(said) != len(says):
        return False
    return all(
        _same_word(one.lower(), other.lower()) for one, other in zip(said, says, strict=True)
    )


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    # "able" → "unable" has few other letters and the opposite meaning.
    if len(one) < 4 or len(other) < 4 or one.endswith(other) or other.endswith(one):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _MISTYPED


def _is_negation(word: str, language: str) -> bool:
    folded = word.lower().replace("’", "'")
    return folded in _words(_NEGATIONS[language]) or folded.endswith("n't")


def _is_value(word: str, language: str) -> bool:
    folded = word.lower()
    return (
        any(map(str.isdigit, word))
        or word in "%$€£"
        or folded in _words(_NUMBER_WORDS[language])
        or folded in _calendar(language)
    )


@cache
def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


@cache
def _calendar(language: str) -> frozenset[str]:
    """Days and months as CLDR names them, short and in full."""
    from babel import Locale

    locale = Locale.parse(language)
    widths = (
        names for calendar in (locale.days, locale.months)
        for width, names in calendar["format"].items() if width != "narrow"
    )  # fmt: skip
    return frozenset(name.lower().rstrip(".") for names in widths for name in names.values())
