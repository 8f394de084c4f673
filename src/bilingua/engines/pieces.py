"""SentencePiece pieces and the characters they stand for; attention over pieces as links."""

from __future__ import annotations

from collections.abc import Sequence

from bilingua.article import Link

Span = tuple[int, int]


def words_of(pieces: Sequence[str], text: str) -> list[tuple[Span, list[int]]]:
    """Group pieces into the words of `text`: each word's character span and its pieces' numbers."""
    groups: list[list[int]] = []
    for number, piece in enumerate(pieces):
        if piece.startswith("▁") or not groups:
            groups.append([])
        groups[-1].append(number)
    words: list[tuple[Span, list[int]]] = []
    position = 0
    for group in groups:
        word = "".join(pieces[number] for number in group).replace("▁", "")
        start = text.find(word, position) if word else -1
        if start < 0:  # the model's normalisation changed the word: take the next one there is
            start = position + len(text[position:]) - len(text[position:].lstrip())
            end = next((i for i in range(start, len(text)) if text[i].isspace()), len(text))
        else:
            end = start + len(word)
        if end > start:
            words.append(((start, end), group))
        position = end
    return words


def links_of(
    attention: Sequence[Sequence[float]],
    source: tuple[Sequence[str], str],
    target: tuple[Sequence[str], str],
) -> tuple[Link, ...]:
    """Link each target word to the source word that its pieces attended to most.

    `attention[i][j]` is how much target piece i looked at source piece j; `source` and `target`
    are (pieces, text).
    """
    sources = words_of(*source)
    links: list[Link] = []
    for span, group in words_of(*target):
        best, weight = None, 0.0
        for source_span, source_group in sources:
            mass = sum(
                attention[i][j]
                for i in group
                if i < len(attention)
                for j in source_group
                if j < len(attention[i])
            )
            if mass > weight:
                best, weight = source_span, mass
        if best is not None:
            links.append(Link(best, span))
    return tuple(links)
