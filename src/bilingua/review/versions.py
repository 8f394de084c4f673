"""Which sentences of an old version of a text became which of a new one, and which were moved.

Both versions are in one language, so most sentences are found by their very words; what lies
between them is aligned as two languages would be.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from bilingua.review.align import Bead, align_documents
from bilingua.review.cues import signs
from bilingua.review.words import likeness

# Less alike than this (0 to 1, by letters), and one sentence was struck and another one written.
_REWRITTEN = 0.4
# A sentence that was moved and edited at once is this much alike at the least.
_MOVED = 0.6
# Shorter sentences (characters) come again by chance: "Yes." was not moved.
_SHORT = 15
# Pairs of equal sentences beyond which those that come again and again are no landmarks.
_PAIRS = 2_000_000


def align_versions(
    old: Sequence[str], new: Sequence[str], *, least: float = _REWRITTEN
) -> list[Bead]:
    """Align two versions of a text: beads in order, as those of `align_documents`.

    Sentences less alike than `least` (0 to 1) are told apart as struck and added; 0 goes by place.
    """
    ones, others = Counter(old), Counter(new)
    pairs = sum(count * others[text] for text, count in ones.items())
    matcher = SequenceMatcher(None, old, new, autojunk=pairs > _PAIRS)
    beads: list[Bead] = []
    for code, a, b, c, d in matcher.get_opcodes():
        if code == "equal":
            beads += [Bead((a + step,), (c + step,)) for step in range(b - a)]
            continue
        for bead in align_documents(old[a:b], new[c:d]):
            shifted = Bead(tuple(i + a for i in bead.source), tuple(j + c for j in bead.target))
            beads += _only_alike(shifted, old, new, least)
    return beads


def _only_alike(bead: Bead, old: Sequence[str], new: Sequence[str], least: float) -> list[Bead]:
    """A bead of which only what is alike stays together."""
    if not bead.source or not bead.target:
        return [bead]
    pairs = [Bead((i,), (j,)) for i in bead.source for j in bead.target]
    best = max([bead, *pairs], key=lambda one: _likeness(one, old, new))
    if _likeness(best, old, new) < least:
        return _alone(bead.source, bead.target)
    i, j = best.source[0], best.target[0]
    k, m = best.source[-1], best.target[-1]
    return [
        *_alone([n for n in bead.source if n < i], [n for n in bead.target if n < j]),
        best,
        *_alone([n for n in bead.source if n > k], [n for n in bead.target if n > m]),
    ]


def _alone(struck: Sequence[int], added: Sequence[int]) -> list[Bead]:
    return [*(Bead((i,), ()) for i in struck), *(Bead((), (j,)) for j in added)]


def _likeness(bead: Bead, old: Sequence[str], new: Sequence[str]) -> float:
    return likeness(joined(old, bead.source), joined(new, bead.target))


def joined(texts: Sequence[str], numbers: Sequence[int]) -> str:
    """The sentences with these numbers as one text."""
    return " ".join(texts[number] for number in numbers)


def moves(beads: Sequence[Bead], old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Which sentences, struck in one place, stand in another one: old number to new number."""
    struck = [i for bead in beads if not bead.target for i in bead.source if len(old[i]) >= _SHORT]
    added = [j for bead in beads if not bead.source for j in bead.target if len(new[j]) >= _SHORT]
    moved: dict[int, int] = {}
    places: dict[str, list[int]] = defaultdict(list)
    for j in reversed(added):
        places[new[j]].append(j)
    for i in struck:
        if places[old[i]]:
            moved[i] = places[old[i]].pop()
    left = [i for i in struck if i not in moved]
    taken = set(moved.values())
    free = [j for j in added if j not in taken]
    for i, j in _candidates([old[i] for i in left], [new[j] for j in free]):
        i, j = left[i], free[j]
        if i in moved or j in taken:
            continue
        if likeness(old[i], new[j]) >= _MOVED:
            moved[i] = j
            taken.add(j)
    return moved


def _candidates(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """For each old sentence the new one that shares most words with it."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(signs(new)):
        for word in words:
            places[word].append(number)
    # Words that many sentences have would make each a candidate for each.
    common = max(8, len(new) // 20)
    for number, words in enumerate(signs(old)):
        votes = Counter(
            place for word in words if len(places[word]) <= common for place in places[word]
        )
        for place, _ in votes.most_common(1):
            yield number, place
