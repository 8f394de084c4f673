"""Segment pairs as tests write them, and what a check says of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bilingua.article import CodeKind, Finding, Inline, Role
from bilingua.checks.base import SegmentPair
from bilingua.localize.style import load_style

ENGLISH, SPANISH, SPAIN = load_style("en-US"), load_style("es-US"), load_style("es-ES")


def en_es(source: str, target: str, role: Role = Role.BODY) -> SegmentPair:
    return SegmentPair(source, target, ENGLISH, SPANISH, role)


def es_en(source: str, target: str, role: Role = Role.BODY) -> SegmentPair:
    return SegmentPair(source, target, SPANISH, ENGLISH, role)


def rules(
    check: Callable[[SegmentPair], Iterable[Finding]], pair: SegmentPair, *, info: bool = False
) -> list[str]:
    """What was found, as "rule severity"; remarks only where a test asks for them."""
    return [
        f"{finding.rule} {finding.severity}"
        for finding in check(pair)
        if info or finding.severity != "info"
    ]


def around(text: str, word: str, opening: str, closing: str, pair: int = 1) -> tuple[Inline, ...]:
    """Inline codes around a word of a text."""
    start = text.index(word)
    return (
        Inline(start, opening, CodeKind.OPEN, pair),
        Inline(start + len(word), closing, CodeKind.CLOSE, pair),
    )
