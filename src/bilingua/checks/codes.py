"""Inline codes: every link and every emphasis of the source once in the target, well nested.

Codes are compared by what they do, so that a Markdown story can be checked against an HTML one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bilingua.article import CodeKind, Finding, Inline, Severity
from bilingua.checks.base import SegmentPair

_TAG = re.compile(r"</?([a-zA-Z][\w-]*)")
_ADDRESS = re.compile(r"""(?:href|src)\s*=\s*["']?([^"'\s>]+)|\]\(\s*<?([^)\s>]+)""")
_EDITION = re.compile(r"\.e[ns](?=\.\w+(?:[#?].*)?\Z)")
# What Markdown writes with marks, by the HTML that says the same.
_MARKS = {
    "**": "strong", "__": "strong", "*": "em", "_": "em", "`": "code", "~~": "del", "[": "a",
    "![": "img",
}  # fmt: skip
_SAME = {"b": "strong", "i": "em", "s": "del", "strike": "del"}
# A reader misses a link or a picture; of an emphasis the house may think as it likes.
_NEEDED = frozenset({"a", "img", "video", "audio", "iframe"})


# Stands for one character that nobody translates: neither a word's nor a space.
_KEPT = "\ufffc"


def without_covered(pair: SegmentPair) -> tuple[str, str]:
    """Source and target with code and whatever else is protected blanked out; offsets stay.

    What is protected is the same on both sides, so either side's codes tell where it stands.
    """
    covered = {
        text[code.at : code.at + code.covers]
        for text, codes in ((pair.source, pair.source_codes), (pair.target, pair.target_codes))
        for code in codes
        if code.covers > 1
    }
    if not covered:
        return pair.source, pair.target
    longest = sorted(map(re.escape, covered), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)")
    source, target = (
        pattern.sub(lambda match: _KEPT * len(match[0]), text)
        for text in (pair.source, pair.target)
    )
    return source, target


def name(code: Inline) -> str:
    """What a code does, as an HTML tag name; its markup where that says nothing."""
    if tag := _TAG.match(code.markup):
        lowered = tag[1].lower()
        return _SAME.get(lowered, lowered)
    if code.markup.startswith("`"):
        return "code"
    return _MARKS.get(code.markup, code.markup)


def check(pair: SegmentPair) -> Iterator[Finding]:
    """Codes lost, added, crossed, left around nothing; links that lead elsewhere."""
    if not pair.source_codes and not pair.target_codes:
        return
    said, heard = _counted(pair.source_codes), _counted(pair.target_codes)
    for what, count in (said - heard).items():
        code = next(code for code in pair.source_codes if name(code) == what)
        severity = Severity.ERROR if what in _NEEDED else Severity.WARNING
        yield Finding("code-lost", severity, "{count} × {markup} is missing from the translation.",
                      {"count": str(count), "markup": code.markup}, _span(code, pair.source_codes))  # fmt: skip
    for what, count in (heard - said).items():
        code = next(code for code in pair.target_codes if name(code) == what)
        yield Finding("code-added", Severity.WARNING, "{count} × {markup} is not in the source.",
                      {"count": str(count), "markup": code.markup},
                      target=_span(code, pair.target_codes))  # fmt: skip
    yield from _nesting(pair)
    yield from _addresses(pair)


def _counted(codes: Sequence[Inline]) -> Counter[str]:
    """How many there are of each; a closing code belongs to its opening one."""
    return Counter(name(code) for code in codes if code.kind is not CodeKind.CLOSE)


def _span(code: Inline, codes: Sequence[Inline]) -> tuple[int, int]:
    """What a code stands around."""
    ends = [c.at for c in codes if c.pair == code.pair and c.kind is CodeKind.CLOSE]
    return code.at, max([code.at + code.covers, *ends])


def _nesting(pair: SegmentPair) -> Iterator[Finding]:
    opened: list[Inline] = []
    filled = {code.pair for code in pair.source_codes if _width(code, pair.source_codes)}
    for code in pair.target_codes:
        if code.kind is CodeKind.OPEN:
            opened.append(code)
            if code.pair in filled and not _width(code, pair.target_codes):
                yield Finding("code-empty", Severity.WARNING, "{markup} stands around no words.",
                              {"markup": code.markup}, target=(code.at, code.at))  # fmt: skip
        elif code.kind is CodeKind.CLOSE and (not opened or opened.pop().pair != code.pair):
            yield Finding("code-nesting", Severity.ERROR, "{markup} closes what it did not open.",
                          {"markup": code.markup}, target=(code.at, code.at))  # fmt: skip
            return


def _width(code: Inline, codes: Sequence[Inline]) -> int:
    start, end = _span(code, codes)
    return end - start


def _addresses(pair: SegmentPair) -> Iterator[Finding]:
    said, heard = _led_to(pair.source_codes), _led_to(pair.target_codes)
    if len(said) != len(heard):
        return
    left = Counter(map(_paired, heard))
    for one in sorted(said):
        if left[_paired(one)] <= 0:
            yield Finding("link-changed", Severity.INFO,
                          "The source links to {address}; the translation leads elsewhere.",
                          {"address": one})  # fmt: skip
        left[_paired(one)] -= 1


def _paired(address: str) -> str:
    """An address by which an edition and its sister are one: story.en.html, story.es.html."""
    return _EDITION.sub("", address)


def _led_to(codes: Sequence[Inline]) -> list[str]:
    found = (_ADDRESS.search(code.markup) for code in codes)
    return [match[1] or match[2] for match in found if match]
