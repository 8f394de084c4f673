"""A segment's text as HTML: its tags as chips, what findings point at marked, nothing else markup.

Everything a story says is escaped here; characters that nobody sees are shown by their numbers.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from markupsafe import Markup, escape

from bilingua.article import Severity
from bilingua.review.tags import plain

_TAG = re.compile(r"</?\d{1,9}/?>")
# Characters that turn the direction of text around or take no room: a reader must know of them.
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
# Longer texts than some thousand words each are not compared word by word: that takes their product.
_COMPARED = 10_000_000
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a segment's plain text that a finding points at."""

    start: int
    end: int
    severity: Severity


def marked(text: str, spans: Sequence[Span] = ()) -> Markup:
    """A text with tags as HTML; `spans` count characters of the text without them."""
    pieces: list[str] = []
    position = 0
    for piece, is_tag in _pieces(text):
        if is_tag:
            pieces.append(Markup('<span class="tag">{}</span>').format(piece))
        else:
            said = plain(piece)
            pieces.extend(_spanned(said, position, spans))
            position += len(said)
    return Markup("").join(pieces)


def compared(old: str, new: str) -> Markup:
    """Two versions of a text in one: what went struck out, what came marked."""
    pieces: list[Markup] = []
    for gone, came, same in _differences(plain(old), plain(new)):
        pieces += [Markup("<del>{}</del>").format(_seen(gone))] if gone else []
        pieces += [Markup("<ins>{}</ins>").format(_seen(came))] if came else []
        pieces.append(_seen(same))
    return Markup("").join(pieces)


def added(old: str, new: str) -> Markup:
    """A text, tags and all, with what an older one had not marked."""
    return Markup("").join(
        (Markup("<ins>{}</ins>").format(_seen(came)) if came else "") + _seen(same)
        for _gone, came, same in _differences(old, new)
    )


def _differences(old: str, new: str) -> Iterator[tuple[str, str, str]]:
    """What went, what came and what both texts have, word by word."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) * len(after) > _COMPARED:
        yield old, new, ""
        return
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for what, low, high, first, last in matcher.get_opcodes():
        went, came = "".join(before[low:high]), "".join(after[first:last])
        yield ("", "", came) if what == "equal" else (went, came, "")


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    position = 0
    for match in _TAG.finditer(text):
        if match.start() > position:
            yield text[position : match.start()], False
        yield match[0], True
        position = match.end()
    if position < len(text):
        yield text[position:], False


def _spanned(text: str, position: int, spans: Sequence[Span]) -> Iterator[Markup]:
    """A piece that begins at `position`, cut where a span begins or ends."""
    end = position + len(text)
    here = [span for span in spans if span.start < end and span.end > position]
    if not here:
        yield _seen(text)
        return
    edges = {position, end}
    for span in here:
        edges |= {max(span.start, position), min(span.end, end)}

    def worst_of(stretch: tuple[int, int]) -> Severity | None:
        low, high = stretch
        return _worst(span.severity for span in here if span.start <= low and high <= span.end)

    for worst, stretches in groupby(pairwise(sorted(edges)), worst_of):
        whole = list(stretches)
        part = _seen(text[whole[0][0] - position : whole[-1][1] - position])
        yield Markup('<mark class="{}">{}</mark>').format(worst, part) if worst else part


def _worst(severities: Iterable[Severity]) -> Severity | None:
    return max(severities, key=_RANK.__getitem__, default=None)


def _seen(text: str) -> Markup:
    """Escaped text, with the characters that nobody sees as chips."""
    pieces: list[str] = []
    position = 0
    for match in _UNSEEN.finditer(text):
        chip = Markup('<span class="unseen">U+{}</span>').format(f"{ord(match[0]):04X}")
        pieces += [escape(text[position : match.start()]), chip]
        position = match.end()
    return Markup("").join([*pieces, escape(text[position:])])
