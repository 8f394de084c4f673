"""From what an engine made of a segment to its translation in the edition: values, capitals, links."""

from __future__ import annotations

from dataclasses import dataclass

from bilingua.alignment import align, carry_links
from bilingua.article import Finding, Link, Segment, Severity, Translation
from bilingua.checks import bounds, change, compass, opposites, values
from bilingua.checks.base import Check, SegmentPair, without_terms
from bilingua.engines.guards import Guarded
from bilingua.lexicon import is_word
from bilingua.localize.localization import localize
from bilingua.localize.style import HouseStyle
from bilingua.localize.typography import title_case
from bilingua.names.gazetteer import places

# What may say that the meaning changed, whatever the rest of the story says.
_CHECKS: tuple[Check, ...] = (
    values.check,
    bounds.check,
    change.check,
    compass.check,
    opposites.check,
)
# Mean log-probability a token below which a tenth of a news test lies, and the worst of it: such
# segments score 38 chrF against their references, the others 49 (bilingua's own en→es on WMT13).
UNSURE = -0.44


@dataclass(frozen=True, slots=True)
class Trait:
    """What an article knows of a segment: it holds inline codes (and needs links); the house style
    decides on its capitals.
    """

    has_codes: bool = False
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """What engines say to a segment in the end, and the translation that it makes of it as it was
    prepared, without regard to what its article knows of it.
    """

    answer: Guarded
    translation: Translation


def finish(
    segment: Segment,
    prepared: str,
    guarded: Guarded,
    styles: tuple[HouseStyle, HouseStyle],
    trait: Trait,
) -> Translation:
    """Localize what an engine made of a segment; `prepared` is what the engine was handed."""
    rendering = guarded.rendering
    localized = localize(segment.text, rendering.text, *styles)
    text = localized.text
    if guarded.shouted and not trait.headline:
        text = text.upper()
    elif trait.headline and styles[1].headlines == "title":
        text = title_case(text)
    pair = without_terms(SegmentPair(segment.text, text, *styles))
    checked = tuple(finding for check in _CHECKS for finding in check(pair))
    links: tuple[Link, ...] = ()
    if trait.has_codes and rendering.links:
        links = carry_links(
            rendering.links, (prepared, segment.text), (rendering.text, localized.text)
        )
    elif trait.has_codes:
        links = align(segment.text, localized.text)
    unknown = tuple(
        Finding("unknown-word", Severity.WARNING, "The engine did not know “{word}”.", {"word": w})
        for w in rendering.unknown
        # A name, or a word that the two languages share, is kept on purpose.
        if w.lower() not in segment.text.lower() and not _is_known(w, styles[1].language)
    )
    unsure = (
        (Finding("unsure", Severity.WARNING, "The engine was not sure of this segment."),)
        if rendering.score is not None and rendering.score < UNSURE
        else ()
    )
    findings = (*guarded.findings, *localized.findings, *checked, *unknown, *unsure)
    return Translation(
        segment,
        text,
        "engine",
        str(guarded.route),
        rendering.score,
        links,
        tuple(findings),
    )


def _is_known(word: str, language: str) -> bool:
    return is_word(word.lower(), language) or word in places(language)


def as_written(segment: Segment, guarded: Guarded | None) -> Translation:
    """What the engine wrote, as it wrote it; the segment itself where there was nothing to say."""
    if guarded is None:
        return Translation(segment, segment.text, "copied", "")
    return Translation(segment, guarded.rendering.text, "engine", str(guarded.route))


def errors(translation: Translation) -> int:
    """How many findings say that the meaning changed."""
    return sum(finding.severity is Severity.ERROR for finding in translation.findings)
