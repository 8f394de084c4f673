"""Words of the translation that its language does not have.

Small models invent words ("insurgenencia"), and routes leave words of the languages on the way
("mídia") or of the source ("rafts"). A word that the source writes itself and that is none of the
source's language, either, was kept on purpose: "rakfisk".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from bilingua.article import Finding, Severity
from bilingua.checks.addresses import addresses
from bilingua.checks.base import SegmentPair
from bilingua.checks.codes import without_covered
from bilingua.checks.language import foreign_run
from bilingua.checks.quotations import within_quotation
from bilingua.checks.words import words
from bilingua.lexicon import is_word, non_words

# A name on the way through Portuguese: Morão for Morón. Neither edition has these letters.
_PORTUGUESE = re.compile(r"\b(?=\w*[ãõ])[^\W\d_a-z]\w+")
# A reader who has seen so many looks at the whole segment; so many are looked at to find them.
TOLD, LOOKED_AT = 3, 60


def check(pair: SegmentPair) -> Iterator[Finding]:
    """Each word that is none of the target's language, where it stands first."""
    yield from islice(_found(pair), TOLD)


def _found(pair: SegmentPair) -> Iterator[Finding]:
    own, other = pair.source_style.language, pair.target_style.language
    before, after = without_covered(pair)
    run = foreign_run(before, after, own, other)
    source = {word.lower: word.span for word in reversed(words(pair.source))}
    # What an address holds is no language's, and a longer stretch is found by whole.py.
    left = [(start, start + len(text)) for _, text, start in addresses(pair.target)]
    left += [run.span] if run else []
    told: set[str] = set()
    portuguese = [match.span() for match in _PORTUGUESE.finditer(after)]
    for start, end in (*non_words(after, other), *portuguese)[:LOOKED_AT]:
        word = pair.target[start:end].replace("’", "'")
        if word in told or any(start < last and first < end for first, last in left):
            continue
        told.add(word)
        kept = all(part.lower() in source for part in word.split("-"))
        if is_word(word, own):
            if not (kept and within_quotation(pair.target, start, end)):
                yield Finding("no-word", Severity.WARNING, "“{text}” was left untranslated.",
                              {"text": word}, source.get(word), (start, end))  # fmt: skip
        elif not kept:
            yield Finding("no-word", Severity.WARNING,
                          "“{word}” is no word of the target language.",
                          {"word": word}, None, (start, end))  # fmt: skip
