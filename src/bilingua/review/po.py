"""From a translated story to its review file: one entry a segment, in reading order.

It shows what the road learned about each segment and computes nothing of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bilingua.article import Article, Finding, Segment, Severity, Translation, Unit
from bilingua.assembly import Placed
from bilingua.i18n import fill
from bilingua.review.file import Entry, Remark, ReviewFile, visible
from bilingua.review.tags import numbers_of, tagged

# The field that tells which links lead to stories.
LINKS = "X-Story-Links"


@dataclass(frozen=True, slots=True)
class Header:
    """What a review file says of its pair.

    Languages as BCP 47 tags; the story's name, where it lies as seen from the review file (None if
    that is not known), its key in there if several stories do, the encoding and the digest of its
    bytes; what the edition says of how it was made while it is not reviewed, and once it is ("" for
    nothing); its links that lead to other stories which have editions beside its own.
    """

    source_language: str
    target_language: str
    source_file: str
    source_digest: str
    created: str
    tool: str
    source_path: str | None = None
    source_key: str | None = None
    encoding: str = "utf-8"
    machine: str = ""
    reviewed: str = ""
    links: tuple[str, ...] = ()

    def fields(self) -> dict[str, str | None]:
        """The fields of the PO header."""
        return {
            "Project-Id-Version": self.source_file,
            "POT-Creation-Date": self.created,
            "PO-Revision-Date": self.created,
            "Last-Translator": self.tool,
            "Language-Team": "none",
            "Language": self.target_language.replace("-", "_"),
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "X-Generator": self.tool,
        } | self.own_fields()

    def own_fields(self) -> dict[str, str | None]:
        """Those of them that are bilingua's; an update of the story sets them anew."""
        return {
            "X-Source-Language": self.source_language,
            "X-Source-File": self.source_file,
            "X-Source-Path": self.source_path,
            "X-Source-Key": self.source_key,
            "X-Source-Encoding": self.encoding if self.encoding != "utf-8" else None,
            "X-Source-Digest": f"sha256:{self.source_digest}",
            LINKS: " ".join(self.links) or None,
            "X-Provenance": self.machine or None,
            "X-Provenance-Reviewed": self.reviewed or None,
        }


def needs_person(translation: Translation) -> bool:
    """Whether a person has to look: something was found that changes, or may change, meaning."""
    return any(finding.severity is not Severity.INFO for finding in translation.findings)


def review_of(article: Article, placed: Sequence[Placed], header: Header) -> ReviewFile:
    """The review file of a story that nobody has read yet."""
    empty = ReviewFile((), entries_of(article, placed))
    return empty.with_fields(header.fields())


def entries_of(article: Article, placed: Sequence[Placed]) -> tuple[Entry, ...]:
    """One entry for each translated segment of a story."""
    units = {unit.id: unit for unit in article.units}
    numbers = {unit.id: numbers_of(unit.content) for unit in article.units}
    return tuple(
        _entry(article.name, units[unit], one, numbers[unit])
        for one in placed
        for unit in (one.translation.segment.unit,)
    )


def _entry(name: str, unit: Unit, placed: Placed, numbers: Mapping[int, int]) -> Entry:
    translation = placed.translation
    return Entry(
        context(translation.segment),
        visible(tagged(placed.source, numbers)),
        visible(tagged(placed.target, numbers)),
        name,
        unit.line,
        unit.role,
        translation.origin,
        translation.route,
        translation.score,
        tuple(map(remark_of, translation.findings)),
        needs_person(translation),
    )


def context(segment: Segment) -> str:
    """The unique msgctxt of a segment: its unit and its number in the unit."""
    return f"{segment.unit}.{segment.index + 1}"


def remark_of(finding: Finding) -> Remark:
    """A finding in the words of the reader's language."""
    text = fill(finding.message, finding.values)
    return Remark(finding.severity, finding.rule, text, finding.target, finding.source)
