"""A word list as a graph in which words share their beginnings and their endings.

A directed acyclic word graph (Daciuk et al. 2000): 650 000 Spanish forms take half a megabyte, are
read in a millisecond and looked up a letter at a time.

The file: the letters in a line of UTF-8, then edges of 32 bits each, little-endian. An edge has the
number of its letter (8 bits from the lowest), whether a word ends with it, whether it is the last
edge of its node, and where the edges of the node that it leads to begin (0 for none). The edges of
the root begin at 1.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable

_END, _LAST, _NEXT = 1 << 8, 1 << 9, 10


class WordGraph:
    """The words that `pack` was given."""

    def __init__(self, packed: bytes) -> None:
        letters, _, edges = packed.partition(b"\n")
        self._letters = {letter: number for number, letter in enumerate(letters.decode("utf-8"))}
        self._edges = array("I")
        self._edges.frombytes(edges)
        if sys.byteorder == "big":
            self._edges.byteswap()

    def __contains__(self, word: str) -> bool:
        edges, letters = self._edges, self._letters
        at, edge = 1, 0
        for letter in word:
            number = letters.get(letter)
            if number is None or not at:
                return False
            edge = edges[at]
            while edge & 0xFF != number:
                if edge & _LAST:
                    return False
                at += 1
                edge = edges[at]
            at = edge >> _NEXT
        return bool(edge & _END)


# The edges of a node: each letter's number, whether a word ends with it, where it leads.
_Node = tuple[tuple[int, bool, int], ...]


def pack(words: Iterable[str]) -> bytes:
    """The graph of words, as a WordGraph reads it."""
    ordered = sorted(set(words) - {""})
    letters = sorted({letter for word in ordered for letter in word})
    numbers = {letter: number for number, letter in enumerate(letters)}
    packer = _Packer()
    for word in sorted([numbers[letter] for letter in word] for word in ordered):
        packer.add(word)
    edges = packer.finish()
    if sys.byteorder == "big":
        edges.byteswap()
    return "".join(letters).encode() + b"\n" + edges.tobytes()


class _Packer:
    """Builds a graph from words in order; nodes with the same edges become one at once."""

    def __init__(self) -> None:
        self._places: dict[_Node, int] = {}
        # The first place is no node's: 0 says that no edges follow.
        self._edges = array("I", [0])
        # The nodes along the last word, from the root: edges so far, the last of them open.
        self._open: list[list[tuple[int, bool, int]]] = [[]]
        self._last: list[int] = []

    def add(self, word: list[int]) -> None:
        shared = 0
        while shared < min(len(word), len(self._last)) and word[shared] == self._last[shared]:
            shared += 1
        self._close(shared)
        for at in range(shared, len(word)):
            self._open[at].append((word[at], at == len(word) - 1, 0))
            self._open.append([])
        self._last = word

    def finish(self) -> array[int]:
        self._close(0)
        # The root is laid last; to be found it stands first.
        root = self._open[0]
        moved = len(root) or 1
        edges = array("I", [0])
        edges.extend(self._lay(root, moved) if root else [_LAST])
        edges.extend(self._shifted(edge, moved) for edge in self._edges[1:])
        return edges

    def _close(self, depth: int) -> None:
        """Lay down the nodes deeper than `depth`, and let the edges to them know where."""
        while len(self._open) > depth + 1:
            node = tuple(self._open.pop())
            letter, ends, _ = self._open[-1][-1]
            self._open[-1][-1] = (letter, ends, self._place(node))

    def _place(self, node: _Node) -> int:
        if not node:
            return 0
        if node not in self._places:
            self._places[node] = len(self._edges)
            self._edges.extend(self._lay(node, 0))
        return self._places[node]

    def _lay(self, node: Iterable[tuple[int, bool, int]], moved: int) -> list[int]:
        laid = [
            letter | _END * ends | (place + moved if place else 0) << _NEXT
            for letter, ends, place in node
        ]
        laid[-1] |= _LAST
        return laid

    def _shifted(self, edge: int, moved: int) -> int:
        return edge + (moved << _NEXT) if edge >> _NEXT else edge
