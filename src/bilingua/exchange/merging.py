"""What came back in an XLIFF file, merged into its review file, so that no person's text goes lost.

Pure: from one review file to the next. What becomes of one segment is said in `settling`.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from bilingua.errors import ReviewError
from bilingua.exchange.codes import canonical
from bilingua.exchange.document import Document, Returned
from bilingua.exchange.settling import Settlement, Terms, brings_text, came_in, with_comments
from bilingua.i18n import _
from bilingua.language import language_of
from bilingua.review.editing import withdraw
from bilingua.review.file import RETIRED, Entry, ReviewFile, visible


@dataclass(frozen=True, slots=True)
class Merged:
    """The review file with what was taken.

    `taken` are the contexts of the entries that say something else now, are accepted or are not.
    `passed` are segments whose sentence changed and that nobody had worked on. `problems` say what
    was not taken, and where it is kept.
    """

    review: ReviewFile
    taken: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    problems: tuple[ReviewError, ...] = ()


def merge(review: ReviewFile, document: Document, terms: Terms) -> Merged:
    """Take what came back into its review file. Raises ReviewError when the two do not go together."""
    _check_languages(review, document, terms.name)
    pairs = _paired(review.entries, document.segments)
    if not pairs:
        raise ReviewError(
            "No segment of {name} is in the review file any more; name with --into the one that it was exported from.",
            name=terms.name,
        )
    settled = dict[str, Entry]()
    kept = {(entry.source, entry.target) for entry in review.obsolete}
    obsolete = list(review.obsolete)
    passed: list[str] = []
    problems: list[ReviewError] = []
    approved = review.is_reviewed
    for number, segment in enumerate(document.segments):
        if number in pairs:
            one = Settlement(segment, pairs[number], terms, approved).settled()
            settled[one.entry.context] = one.entry
            problems += [one.problem] if one.problem else []
        elif _is_worked_on(segment):
            problems.append(_gone(segment, terms.name))
            entry = _retired(segment, terms.short)
            if (entry.source, entry.target) not in kept:
                kept.add((entry.source, entry.target))
                obsolete.append(entry)
        else:
            passed.append(segment.place)
    entries = tuple(settled.get(entry.context, entry) for entry in review.entries)
    merged = replace(review, entries=entries, obsolete=tuple(obsolete))
    if any(map(_says_otherwise, review.entries, entries)):
        merged = withdraw(merged)
    taken = [new.context for old, new in zip(review.entries, entries, strict=True)
             if _says_otherwise(old, new) or old.by != new.by]  # fmt: skip
    return Merged(merged, tuple(taken), tuple(passed), tuple(problems))


def _says_otherwise(old: Entry, new: Entry) -> bool:
    return (old.target, old.fuzzy) != (new.target, new.fuzzy)


def _paired(entries: Sequence[Entry], segments: Sequence[Returned]) -> dict[int, Entry]:
    """The entry of each segment, by its number: of its name and sentence, or else of its sentence.

    Sentences move when their story is updated; one that stands twice is taken first to first.
    """
    sources = {entry.context: canonical(entry.source) for entry in entries}
    by_name = {entry.context: entry for entry in entries}
    pairs: dict[int, Entry] = {}
    for number, segment in enumerate(segments):
        if sources.get(segment.context) == segment.source and segment.context in by_name:
            pairs[number] = by_name.pop(segment.context)
    left: dict[str, deque[Entry]] = defaultdict(deque)
    for context, entry in by_name.items():
        left[sources[context]].append(entry)
    for number, segment in enumerate(segments):
        if number not in pairs and left[segment.source]:
            pairs[number] = left[segment.source].popleft()
    return pairs


def _is_worked_on(segment: Returned) -> bool:
    """Whether there is anything of a person in a segment."""
    state, exported = segment.state, segment.exported
    accepted = bool(state and exported and state.is_accepted and not exported.state.is_accepted)
    return brings_text(segment) or accepted or bool(segment.notes or segment.problem)


def _gone(segment: Returned, name: str) -> ReviewError:
    return ReviewError(
        "{name}, segment {place}: the review file does not say this sentence any more, once or at all; its translation is kept among the obsolete entries.",
        name=name,
        place=segment.place,
    )


def _retired(segment: Returned, name: str) -> Entry:
    """What keeps a translation whose sentence is gone."""
    source, target = visible(segment.source), visible(segment.target)
    ident = sha256(f"{source}\0{target}\0{name}".encode(errors="replace")).hexdigest()[:12]
    where = _("From {name}, segment {place}").format(name=name, place=segment.place)
    # A sentence that holds codes of another tool cannot be said in a review file.
    said = [came_in(name, target)] if segment.problem else []
    entry = Entry(RETIRED + ident, source, target, obsolete=True)
    return with_comments(entry, [where, *segment.notes, *said])


def _check_languages(review: ReviewFile, document: Document, name: str) -> None:
    there = language_of(document.source_language), language_of(document.target_language)
    here = language_of(review.source_language), language_of(review.target_language)
    if there != here:
        raise ReviewError(
            "{name} is a translation from {source} to {target}, its review file one from {own_source} to {own_target}; name the right one with --into.",
            name=name,
            source=document.source_language or "?",
            target=document.target_language or "?",
            own_source=review.source_language,
            own_target=review.target_language,
        )
