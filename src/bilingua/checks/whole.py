"""What is wrong with a translation as a whole: it repeats, was not translated, was cut or invented.

The gross faults of machines. The engines' guards ask these to try again; the checks report them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair
from bilingua.checks.codes import without_covered
from bilingua.checks.language import FOREIGN, foreign_run
from bilingua.checks.quotations import within_quotation
from bilingua.checks.words import FUNCTION, words

# A phrase of up to this many words said four times over is a loop, not style.
LOOP_WORDS, LOOP_TIMES = 5, 4


def check(pair: SegmentPair) -> Iterator[Finding]:
    """The faults of one pair; what it protects from translation is nothing untranslated."""
    read = without_covered(pair)
    for found in faults(*read, pair.source_style.language, pair.target_style.language):
        if "text" in found.values and found.target:
            found = replace(found, values={"text": pair.target[slice(*found.target)]})
        yield found


def faults(
    source: str, target: str, source_language: str, target_language: str
) -> tuple[Finding, ...]:
    """What is wrong with a rendering as a whole: repeated, untranslated, shortened or invented."""
    whole_source, whole_target = (0, len(source)), (0, len(target))
    found = []
    if (loop := loop_in(target)) and not loop_in(source):
        found.append(
            Finding("repetition", Severity.ERROR, "The translation repeats itself.", {},
                    whole_source, loop)
        )  # fmt: skip
    if is_untranslated(source, target, source_language, target_language):
        found.append(
            Finding("untranslated", Severity.ERROR, "The text was left untranslated.", {},
                    whole_source, whole_target)
        )  # fmt: skip
    elif run := foreign_run(source, target, source_language, target_language):
        # What is quoted may be quoted in its own language.
        sure = run.weight >= FOREIGN and not within_quotation(target, *run.span)
        severity = Severity.ERROR if sure else Severity.WARNING
        found.append(
            Finding("untranslated", severity, "“{text}” was left untranslated.",
                    {"text": target[run.start : run.end]}, None, run.span)
        )  # fmt: skip
    if is_shortened(source, target):
        found.append(
            Finding("omission", Severity.ERROR, "Part of the text seems to be missing.", {},
                    whole_source, whole_target)
        )  # fmt: skip
    if is_lengthened(source, target):
        found.append(
            Finding("addition", Severity.ERROR, "The translation says more than the text.", {},
                    whole_source, whole_target)
        )  # fmt: skip
    return tuple(found)


def loop_in(text: str) -> tuple[int, int] | None:
    """Where a phrase is said over and over, if anywhere: "cada vez más, cada vez más, ..."."""
    found = words(text)
    said = [word.lower for word in found]
    if max(Counter(said).values(), default=0) < LOOP_TIMES:
        return None
    for period in range(1, LOOP_WORDS + 1):
        start = 0
        for at in range(period, len(said) + 1):
            if at < len(said) and said[at] == said[at - period]:
                continue
            if at - start >= period * LOOP_TIMES:
                return found[start].start, found[at - 1].end
            start = at - period + 1
    return None


def is_untranslated(source: str, target: str, source_language: str, target_language: str) -> bool:
    """Whether the target is the source itself, or reads in its language from end to end."""
    if source == target:
        common = [word.lower for word in words(source) if word.text.islower()]
        # A name may hold one such word: "Universidad de Chile".
        if sum(len(word) > 3 or word in FUNCTION[source_language] for word in common) >= 2:
            return True
    run = foreign_run(source, target, source_language, target_language)
    return run is not None and run.weight >= FOREIGN and run.end - run.start > 0.8 * len(target)


def is_shortened(source: str, target: str) -> bool:
    """Whether the target is too short to say all that the source says."""
    before, after = len(words(source)), len(words(target))
    return (before > 0 and after == 0 and any(map(str.isalpha, source))) or (
        before >= 8 and after < 0.45 * before
    )


def is_lengthened(source: str, target: str) -> bool:
    """Whether the target is too long to say only what the source says."""
    before, after = len(words(source)), len(words(target))
    return after > 2 * before + 8
