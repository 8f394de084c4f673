"""Terms of the newsroom's glossary that a translation words in another way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair
from bilingua.checks.whole import is_untranslated
from bilingua.glossary.terms import stands
from bilingua.names.strays import read_names
from bilingua.names.terms import terms_in


def check(pairs: Sequence[SegmentPair]) -> Iterator[tuple[int, Finding]]:
    """Terms of a story without the wording that the glossary has for them, with the pairs' positions."""
    if not pairs or not pairs[0].target_style.glossary:
        return
    glossary = pairs[0].target_style.glossary
    languages = pairs[0].source_style.language, pairs[0].target_style.language
    readings = read_names([pair.source for pair in pairs], languages[0])
    for position, (pair, reading) in enumerate(zip(pairs, readings, strict=True)):
        if not pair.target.strip() or is_untranslated(pair.source, pair.target, *languages):
            continue
        for met in terms_in(pair.source, reading.names, glossary, languages[0]):
            wording = met.term.wording(languages[1])
            if not stands(pair.target, wording):
                finding = Finding(
                    "term",
                    Severity.WARNING,
                    "The glossary has “{wanted}” for “{term}”.",
                    {"term": pair.source[met.start : met.end], "wanted": wording.text},
                    (met.start, met.end),
                )
                yield position, finding
