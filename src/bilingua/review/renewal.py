"""A review file brought up to date with its story: what the source said, what it says now, and what
people made of it, put together so that no person's text is lost.

- A segment that says the same keeps its translation, wherever it stands now.
- One that changed gets the engine's new translation, is fuzzy and shows what it said before; what a
  person had written is kept beside it and among the obsolete entries. Where only marks, case or
  letters changed, the person's text stays, fuzzy.
- One that is gone becomes an obsolete entry; one that comes back takes its translation from there.
- A number or a negation that changed is always pointed out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from bilingua.article import Severity
from bilingua.i18n import _
from bilingua.review.file import PERSON, RETIRED, Entry, Remark, ReviewFile
from bilingua.review.matching import Difference, difference, match
from bilingua.review.rebuilding import in_reading_order

# Whether a translation (its tags) fits the segment of a context.
Fits = Callable[[str, str], bool]
# Remarks of an update, which the next one makes anew.
_RULES = ("source-value", "source-negation")


class Fate(StrEnum):
    """What became of a segment."""

    SAME = "unchanged"
    CHANGED = "changed"
    RETOUCHED = "retouched"
    REVIVED = "revived"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Renewal:
    """A review file brought up to date, and the fate of each of its segments."""

    review: ReviewFile
    fates: tuple[tuple[Fate, Entry], ...]

    def count(self, fate: Fate) -> int:
        """How many segments shared a fate."""
        return sum(one is fate for one, _ in self.fates)


def renew(old: ReviewFile, fresh: Sequence[Entry], fits: Fits) -> Renewal:
    """Bring a review file up to date; `fresh` are the story's segments as an engine renders them."""
    before = in_reading_order(old.entries)
    pairs = match([entry.source for entry in before], [entry.source for entry in fresh])
    language = old.source_language.split("-")[0]
    attic = _Attic(old.obsolete)
    fates: list[tuple[Fate, Entry]] = []
    for position, new in enumerate(fresh):
        if position not in pairs:
            fates.append(_arrived(new, attic))
            continue
        known = before[pairs[position]]
        if known.source == new.source:
            fates.append((Fate.SAME, _moved(known, new)))
            continue
        what = difference(known.source, new.source, language)
        fates.append(_changed(known, new, what, fits))
        if _is_worked_on(known):
            attic.retire(known)
    entries = tuple(entry for _, entry in fates)
    matched = set(pairs.values())
    for position, known in enumerate(before):
        if position not in matched:
            fates.append((Fate.GONE, known))
            attic.retire(known)
    return Renewal(replace(old, entries=entries, obsolete=attic.entries()), tuple(fates))


class _Attic:
    """The obsolete entries: one for each sentence and translation, in the order they came."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = list(entries)

    def retire(self, entry: Entry) -> None:
        """Keep what an entry says, unless the same is kept already."""
        notes = [entry.comment, *(f"kept: {text}" for text in entry.kept)]
        comment = "\n".join(filter(None, notes))
        for there in self._entries:
            if (there.source, there.target, there.comment) == (entry.source, entry.target, comment):
                return
        self._entries.append(
            Entry(
                self._name(entry),
                entry.source,
                entry.target,
                fuzzy=entry.fuzzy,
                comment=comment,
                flags=entry.flags,
                obsolete=True,
            )
        )

    def revive(self, source: str) -> Entry | None:
        """The newest translation of a sentence, which leaves; older ones stay."""
        for position in range(len(self._entries) - 1, -1, -1):
            if self._entries[position].source == source and self._entries[position].target:
                return self._entries.pop(position)
        return None

    def entries(self) -> tuple[Entry, ...]:
        """What is in it now."""
        return tuple(self._entries)

    def _name(self, entry: Entry) -> str:
        """A context of its own: gettext refuses a sentence that stands twice in one context."""
        taken = {there.context for there in self._entries}
        said = f"{entry.source}\0{entry.target}\0{entry.comment}\0{entry.kept}"
        name = RETIRED + sha256(said.encode(errors="replace")).hexdigest()[:8]
        number = 1
        while name in taken:
            number += 1
            name = f"{name.split('-')[0]}-{number}"
        return name


def _arrived(new: Entry, attic: _Attic) -> tuple[Fate, Entry]:
    known = attic.revive(new.source)
    if known is None:
        return Fate.NEW, new
    revived = replace(
        new,
        target=known.target,
        origin=PERSON if known.target != new.target else new.origin,
        fuzzy=known.fuzzy,
        comment=known.comment,
        flags=known.flags,
        remarks=() if known.target != new.target else new.remarks,
    )
    return Fate.REVIVED, revived


def _moved(known: Entry, new: Entry) -> Entry:
    return replace(known, context=new.context, file=new.file, line=new.line, role=new.role)


def _changed(known: Entry, new: Entry, what: Difference, fits: Fits) -> tuple[Fate, Entry]:
    remarks = tuple(_remarks(what))
    worked_on = _is_worked_on(known)
    carried = replace(
        new,
        fuzzy=True,
        previous=known.source,
        kept=known.kept,
        comment=known.comment,
        notes=known.notes,
        references=known.references,
        flags=known.flags,
    )
    if what.small and worked_on and fits(new.context, known.target):
        return Fate.RETOUCHED, replace(
            carried,
            target=known.target,
            origin=known.origin,
            route=known.route,
            score=known.score,
            by=known.by,
            remarks=(*remarks, *(r for r in known.remarks if r.rule not in _RULES)),
        )
    if worked_on and known.target not in carried.kept:
        carried = replace(carried, kept=(*carried.kept, known.target))
    return Fate.CHANGED, replace(carried, remarks=(*remarks, *new.remarks))


def _is_worked_on(entry: Entry) -> bool:
    """Whether a person wrote the text of an entry, or accepted it."""
    return bool(entry.target) and (entry.origin == PERSON or bool(entry.by))


def _remarks(what: Difference) -> Iterator[Remark]:
    for rule, (lost, gained) in (
        ("source-value", what.values),
        ("source-negation", what.negations),
    ):
        if lost or gained:
            said = _("The source said {before} and now says {after}.")
            text = said.format(before=_quoted(lost), after=_quoted(gained))
            yield Remark(Severity.ERROR, rule, text)


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(_("“{word}”").format(word=word) for word in words) or "—"
