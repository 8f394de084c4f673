"""What the checks find in a translation that a person wrote: people lose figures, too."""

from __future__ import annotations

from dataclasses import replace

from bilingua.article import Marked
from bilingua.checks.base import SegmentPair
from bilingua.checks.story import check_story
from bilingua.errors import SettingsError
from bilingua.glossary.terms import Glossary
from bilingua.localize.style import load_style
from bilingua.review.file import Entry, Remark, ReviewFile
from bilingua.review.po import remark_of


def remarks_on(
    review: ReviewFile, entry: Entry, source: Marked, target: Marked, glossary: Glossary
) -> tuple[Remark, ...]:
    """The findings in `target`, which is to be the translation of an entry."""
    try:
        source_style, target_style = (
            replace(load_style(language), glossary=glossary)
            for language in (review.source_language, review.target_language)
        )
    except SettingsError:
        return ()  # a locale that no shipped style is for
    pair = SegmentPair(source.text, target.text, source_style, target_style, entry.role)
    return tuple(map(remark_of, check_story([pair])[0]))
