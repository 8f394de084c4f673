"""A segment as the page of a story shows it; made from its entry, nothing is found out anew."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from markupsafe import Markup

from bilingua.article import Finding, Severity
from bilingua.confidence import of_segment
from bilingua.review.file import Entry, ReviewFile
from bilingua.review.rebuilding import in_reading_order
from bilingua.review.tags import tags_in
from bilingua.server.listed import needs_person
from bilingua.server.marks import Span, compared, marked


@dataclass(frozen=True)
class Row:
    """One segment: its `number` in the story, whether it is the `first` of its unit."""

    entry: Entry
    number: int
    first: bool

    @property
    def version(self) -> str:
        """Changes with what a person could have seen; what is written names what was seen."""
        return version_of(self.entry)

    @property
    def needs_person(self) -> bool:
        """Whether it waits for a person."""
        return needs_person(self.entry)

    @property
    def worst(self) -> Severity | None:
        """How much the worst of its findings matters, while nobody has looked at them."""
        found = {remark.severity for remark in self.entry.remarks} if self.needs_person else ()
        return next((severity for severity in Severity if severity in found), None)

    @property
    def confidence(self) -> int | None:
        """How sure bilingua is of an engine's text, in percent; None for anybody else's."""
        entry = self.entry
        if entry.origin != "engine":
            return None
        findings = [Finding(one.rule, one.severity, one.text) for one in entry.remarks]
        return round(100 * of_segment(entry.score, findings))

    @property
    def signed(self) -> tuple[str, str]:
        """Who changed or accepted it last, and when."""
        name, _, moment = self.entry.by.rpartition(", ")
        return (name, moment) if name else (self.entry.by, "")

    @cached_property
    def source(self) -> Markup:
        """The source, with what findings point at marked while it waits for a person."""
        return marked(self.entry.source, self._spans(in_source=True))

    @cached_property
    def target(self) -> Markup:
        """The translation, marked likewise."""
        return marked(self.entry.target, self._spans())

    @cached_property
    def previous(self) -> Markup | None:
        """What the source said before, compared with what it says now."""
        if self.entry.previous is None or self.entry.previous == self.entry.source:
            return None
        return compared(self.entry.previous, self.entry.source)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that the translation must have."""
        return tags_in(self.entry.source)

    @property
    def lines(self) -> int:
        """How many lines an editor for it should show at first."""
        return 2 + min(20, max(len(self.entry.target), len(self.entry.source)) // 60)

    def _spans(self, *, in_source: bool = False) -> list[Span]:
        """Where findings point, while somebody has to look at them."""
        return [
            Span(*span, remark.severity)
            for remark in (self.entry.remarks if self.needs_person else ())
            if (span := remark.source if in_source else remark.span)
        ]


def version_of(entry: Entry) -> str:
    """A digest of what an entry says."""
    said = (entry.source, entry.target, str(entry.fuzzy), entry.origin)
    return sha256("\0".join(said).encode(errors="replace")).hexdigest()[:16]


def rows_of(review: ReviewFile) -> list[Row]:
    """The rows of a story, in reading order."""
    entries = in_reading_order(review.entries)
    before = [None, *(entry.unit for entry in entries)]
    return [
        Row(entry, number, entry.unit != unit)
        for number, (entry, unit) in enumerate(zip(entries, before, strict=False), 1)
    ]
