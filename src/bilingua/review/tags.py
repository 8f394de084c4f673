"""Inline codes as people see them in a review file: `Read <1>the report</1> now.<2/>`

A code is shown by its number in the unit, whatever its markup is. `<1>` opens and `</1>` closes,
each possibly in a segment of its own; `<2/>` stands alone; what a code covers (code, a protected
name) stands between its tags to the letter, unless it is blank (a set line break), which is `<3/>`.
Text that looks like a tag has its first character written as `&lt;`: `&lt;1>` says “<1>”, and
`&amp;lt;1>` says “&lt;1>”. Nothing else is escaped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bilingua.article import CodeKind, Inline, Marked
from bilingua.covered import covered_text
from bilingua.errors import TagError

# Pair of a code -> its number in the unit, from 1 on.
Numbers = Mapping[int, int]

_TAG = re.compile(r"<(?P<close>/)?(?P<number>\d{1,9})(?P<alone>/)?>")
_LIKE_A_TAG = re.compile(r"(?:<|&(?:amp;)*lt;)(?=/?\d{1,9}/?>)")
_ESCAPED = re.compile(r"&(?P<deeper>amp;)?(?P<rest>(?:amp;)*)lt;(?=/?\d{1,9}/?>)")


def numbers_of(content: Marked) -> dict[int, int]:
    """The number of each code pair of a unit: its place among the unit's pairs."""
    pairs = dict.fromkeys(code.pair for code in content.codes)
    return {pair: number for number, pair in enumerate(pairs, 1)}


def tagged(content: Marked, numbers: Numbers) -> str:
    """A segment's text with its codes as tags."""
    pieces: list[str] = []
    position = 0
    for code in content.codes:
        pieces.append(_escaped(content.text[position : code.at]))
        pieces.append(_written(code, numbers[code.pair], covered_text(content, code)))
        position = code.at + code.covers
    return "".join([*pieces, _escaped(content.text[position:])])


def untagged(text: str, source: Marked, numbers: Numbers) -> Marked:
    """What a tagged translation of `source` says, with the codes of `source` where its tags stand.

    Raises TagError when a tag is missing, was added, stands twice or is badly nested, and when the
    text that a code protects was changed.
    """
    codes = {(numbers[code.pair], code.kind): code for code in source.codes}
    said, placed = "", list[Inline]()
    inside: Inline | None = None
    for tag, between in _pieces(text):
        if inside is not None:
            said += _protected(source, inside, numbers[inside.pair], tag, between)
            inside = None
            continue
        said += _plain(between)
        if tag is None:
            break
        number, kind = int(tag["number"]), _kind(tag)
        alone = codes.get((number, CodeKind.ALONE))
        if alone is not None and kind is CodeKind.OPEN and _shown(source, alone):
            inside = alone
        code = alone if inside else codes.get((number, kind))
        if code is None or (kind is CodeKind.ALONE and _shown(source, code)):
            raise _out_of_place(tag, codes)
        placed.append(replace(code, at=len(said)))
        if kind is CodeKind.ALONE:
            said += covered_text(source, code)
    content = Marked(said, tuple(placed))
    _check_complete(source, content, numbers)
    if crossing := _crossing(content.codes, source.codes):
        raise TagError(
            "{tag} closes what it did not open last; nest the tags as in the source.",
            tag=_mark(crossing, numbers[crossing.pair]),
        )
    return content


def plain(text: str) -> str:
    """A tagged text without its tags, for search and for comparing."""
    return "".join(_plain(between) for _, between in _pieces(text))


def tags_in(text: str) -> tuple[str, ...]:
    """The tags of a text, in order."""
    return tuple(match[0] for match in _TAG.finditer(text))


def _written(code: Inline, number: int, covered: str) -> str:
    if code.kind is CodeKind.ALONE and covered.strip():
        return f"<{number}>{_escaped(covered)}</{number}>"
    return _mark(code, number)


def _mark(code: Inline, number: int) -> str:
    before, after = "/" * (code.kind is CodeKind.CLOSE), "/" * (code.kind is CodeKind.ALONE)
    return f"<{before}{number}{after}>"


def _escaped(text: str) -> str:
    return _LIKE_A_TAG.sub(
        lambda match: "&lt;" if match[0] == "<" else f"&amp;{match[0][1:]}", text
    )


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda match: f"&{match['rest']}lt;" if match["deeper"] else "<", text)


def _pieces(text: str) -> Iterator[tuple[re.Match[str] | None, str]]:
    """Each tag with the text before it; at the end None with what follows the last."""
    position = 0
    for match in _TAG.finditer(text):
        yield match, text[position : match.start()]
        position = match.end()
    yield None, text[position:]


def _kind(tag: re.Match[str]) -> CodeKind:
    if tag["close"]:
        return CodeKind.CLOSE
    return CodeKind.ALONE if tag["alone"] else CodeKind.OPEN


def _shown(source: Marked, code: Inline) -> bool:
    """Whether what a code covers is shown between tags."""
    return code.kind is CodeKind.ALONE and bool(covered_text(source, code).strip())


def _protected(
    source: Marked, code: Inline, number: int, tag: re.Match[str] | None, between: str
) -> str:
    covered = covered_text(source, code)
    if tag is None or tag[0] != f"</{number}>" or _plain(between) != covered:
        raise TagError(
            "<{number}> protects “{text}”, which must stay as it is; write <{number}>{text}</{number}>.",
            number=number,
            text=covered,
        )
    return covered


def _out_of_place(tag: re.Match[str], codes: Mapping[tuple[int, CodeKind], Inline]) -> TagError:
    if any(number == int(tag["number"]) for number, _ in codes):
        return TagError("{tag} is not written as in the source; copy it from there.", tag=tag[0])
    return TagError(
        "{tag} is not in the source; take it out, or write &lt; for its < if it is text.",
        tag=tag[0],
    )


def _check_complete(source: Marked, content: Marked, numbers: Numbers) -> None:
    wanted = Counter((code.pair, code.kind) for code in source.codes)
    there = Counter((code.pair, code.kind) for code in content.codes)
    for code in source.codes:
        mark = _mark(code, numbers[code.pair])
        if _shown(source, code):
            mark = _written(code, numbers[code.pair], covered_text(source, code))
        if there[code.pair, code.kind] < wanted[code.pair, code.kind]:
            raise TagError(
                "{tag} of the source is missing; put it where the translation says the same.",
                tag=mark,
            )
        if there[code.pair, code.kind] > wanted[code.pair, code.kind]:
            raise TagError("{tag} stands more than once; leave one.", tag=mark)


def _crossing(codes: Sequence[Inline], source: Sequence[Inline]) -> Inline | None:
    """The first code that breaks the nesting; None where the source is no better nested itself.

    What an earlier segment opened closes here in the source's order and inside of nothing; what a
    later segment closes is opened in the source's order.
    """
    wanted, own = _Nesting.of(source), _Nesting.of(codes)
    if wanted.crossing or own.crossing:
        return None if wanted.crossing else own.crossing
    mine, theirs = (*own.closing, *own.open), (*wanted.closing, *wanted.open)
    pair = next((one for one, other in zip(mine, theirs, strict=True) if one != other), None)
    return next((code for code in codes if code.pair == pair), None)


@dataclass(frozen=True, slots=True)
class _Nesting:
    """How the codes of a segment nest.

    `closing` are the pairs that an earlier segment opened, as they close here; `open` those that
    a later segment closes.
    """

    closing: tuple[int, ...]
    open: tuple[int, ...]
    crossing: Inline | None = None

    @classmethod
    def of(cls, codes: Sequence[Inline]) -> _Nesting:
        opened = {code.pair for code in codes if code.kind is CodeKind.OPEN}
        closing: list[int] = []
        stack: list[int] = []
        for code in codes:
            if code.kind is CodeKind.OPEN:
                stack.append(code.pair)
            elif code.kind is CodeKind.CLOSE and code.pair in opened:
                if not stack or stack.pop() != code.pair:
                    return cls((), (), code)
            elif code.kind is CodeKind.CLOSE:
                if stack:
                    return cls((), (), code)
                closing.append(code.pair)
        return cls(tuple(closing), tuple(stack))
