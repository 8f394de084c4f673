"""What the checks find in a translation that a person wrote: people lose figures, too."""

from __future__ import annotations

from bilingua.article import Marked
from bilingua.checks.base import SegmentPair
from bilingua.checks.story import check_story
from bilingua.errors import SettingsError
from bilingua.i18n import fill
from bilingua.localize.style import load_style
from bilingua.review.file import Entry, Remark, ReviewFile


def remarks_on(
    review: ReviewFile, entry: Entry, source: Marked, target: Marked
) -> tuple[Remark, ...]:
    """The findings in `target`, which is to be the translation of an entry."""
    try:
        styles = load_style(review.source_language), load_style(review.target_language)
    except SettingsError:
        return ()  # a locale that no shipped style is for
    pair = SegmentPair(source.text, target.text, *styles, entry.role)
    return tuple(
        Remark(found.severity, found.rule, fill(found.message, found.values), found.target)
        for found in check_story([pair])[0]
    )
