"""What a review file says: its entries in reading order, read back as plain data."""

from __future__ import annotations

from dataclasses import dataclass

import polib

from bilingua.article import Role, Severity
from bilingua.errors import InputError
from bilingua.language import language_of
from bilingua.review.tags import plain

# The kinds of line that `review_file` writes before findings.
_FACTS = ("role", "origin", "route", "score", "text", "by", "kept")


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as a review file has it, or a note of a person: already in a person's words."""

    severity: Severity
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One segment with its translation; `previous` is what the source said before."""

    source: str
    target: str
    line: int | None
    role: Role
    unit: str
    fuzzy: bool = False
    previous: str | None = None
    origin: str = ""
    route: str = ""
    score: float | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """A review file: BCP 47 tags of its languages, the name of its source, its entries."""

    name: str
    source_language: str
    target_language: str
    source_file: str
    entries: tuple[Entry, ...]


def read_review(name: str, data: bytes) -> Review:
    """Read a review file. Raises InputError for what is no PO file of English and Spanish."""
    try:
        # The line end keeps polib from taking the text for the name of a file.
        catalogue = polib.pofile(data.decode("utf-8-sig") + "\n")
    except (OSError, ValueError, IndexError, KeyError, AttributeError) as error:
        raise InputError(
            "{name} is no review file that can be read ({reason}); check it with msgfmt --check.",
            name=name,
            reason=error,
        ) from error
    target = catalogue.metadata.get("Language", "").replace("_", "-")
    other = {"en": "es", "es": "en"}.get(language_of(target) or "", "")
    source = catalogue.metadata.get("X-Source-Language") or other
    if {language_of(source), language_of(target)} != {"en", "es"}:
        raise InputError(
            "{name} does not say that it is a translation between English and Spanish; put a Language line into its header.",
            name=name,
        )
    entries = tuple(_entry(entry) for entry in catalogue if not entry.obsolete)
    source_file = catalogue.metadata.get("X-Source-File", "")
    return Review(name, source, target, source_file, entries)


def _entry(entry: polib.POEntry) -> Entry:
    facts: dict[str, str] = {}
    remarks: list[Remark] = []
    for line in entry.comment.splitlines():
        kind, _, rest = line.partition(": ")
        if kind in _FACTS:
            facts[kind] = rest
        elif kind in tuple(Severity):
            rule, _, text = rest.partition(": ")
            remarks.append(Remark(Severity(kind), rule, text or rule))
    if entry.tcomment.strip():
        remarks.append(Remark(Severity.INFO, "note", " ".join(entry.tcomment.split())))
    line = next((line for _, line in entry.occurrences), "")
    role = facts.get("role", "")
    return Entry(
        plain(entry.msgid),
        plain(entry.msgstr),
        int(line) if line.isdecimal() and len(line) < 10 else None,
        Role(role) if role in tuple(Role) else Role.BODY,
        (entry.msgctxt or "").rpartition(".")[0],
        entry.fuzzy,
        plain(entry.previous_msgid) if entry.previous_msgid else None,
        facts.get("origin", ""),
        facts.get("route", ""),
        _number(facts.get("score", "")),
        tuple(remarks),
    )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
