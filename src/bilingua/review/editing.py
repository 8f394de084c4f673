"""What a person does to a review file: each a pure function from one review file to the next.

Any change of a text or of an acceptance takes the approval of the story away, for it was given to
what the story said then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from bilingua.errors import ReviewError
from bilingua.review.file import PERSON, Entry, ReviewFile, one_line, text_digest, visible


def now() -> str:
    """The time as gettext writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M+0000")


def entry_at(review: ReviewFile, context: str) -> Entry:
    """The entry of a segment. Raises ReviewError when there is none."""
    for entry in review.entries:
        if entry.context == context:
            return entry
    raise ReviewError(
        "The review file has no entry {context}; read it again, its story may have been updated.",
        context=context,
    )


def set_target(
    review: ReviewFile, context: str, text: str, by: str, *, at: str | None = None
) -> ReviewFile:
    """Write a person's translation (with tags), which is accepted by being written.

    The same text as before is accepted and stays what it was: an engine's, say.
    """
    text = visible(text).strip("\n")

    def written(entry: Entry) -> Entry:
        signed = replace(entry, fuzzy=False, previous=None, by=_signature(by, at))
        return signed if text == entry.target else replace(signed, target=text, origin=PERSON)

    return _changed(review, context, written)


def set_fuzzy(
    review: ReviewFile, context: str, fuzzy: bool, by: str, *, at: str | None = None
) -> ReviewFile:
    """Accept a segment (not fuzzy), or say that it needs a person again.

    What its source said before is of no more interest then; gettext's tools forget it, too.
    """
    signature = _signature(by, at)

    def judged(entry: Entry) -> Entry:
        previous = entry.previous if fuzzy else None
        return replace(entry, fuzzy=fuzzy, previous=previous, by=signature)

    return _changed(review, context, judged)


def take_kept(
    review: ReviewFile, context: str, number: int, by: str, *, at: str | None = None
) -> ReviewFile:
    """Use the text that a person wrote before the source changed (`Entry.kept[number]`) again.

    What stood there takes its place among the kept ones if a person wrote it.
    """
    entry = entry_at(review, context)
    if not 0 <= number < len(entry.kept):
        raise ReviewError(
            "Entry {context} keeps no such text; read the file again.", context=context
        )
    others = entry.kept[:number] + entry.kept[number + 1 :]
    if entry.origin == PERSON and entry.target:
        others = (*others, entry.target)
    again = set_target(review, context, entry.kept[number], by, at=at)
    return _changed(again, context, lambda entry: replace(entry, kept=others))


def approve(review: ReviewFile, by: str, *, at: str | None = None) -> ReviewFile:
    """Release the story as it stands. Raises ReviewError while entries wait for a person."""
    if review.waiting:
        raise ReviewError(
            "Entries still wait for a person ({count}); accept each before you approve the story.",
            count=review.waiting,
        )
    return review.with_fields({"X-Approved": f"{at or now()} {text_digest(review)} {_name(by)}"})


def withdraw(review: ReviewFile) -> ReviewFile:
    """Take the approval of the story back."""
    return review.with_fields({"X-Approved": None})


def _changed(review: ReviewFile, context: str, change: Callable[[Entry], Entry]) -> ReviewFile:
    old = entry_at(review, context)
    new = change(old)
    if (new.target, new.fuzzy) != (old.target, old.fuzzy):
        review = withdraw(review)
    entries = tuple(new if entry is old else entry for entry in review.entries)
    return replace(review, entries=entries)


def _signature(by: str, at: str | None) -> str:
    return f"{_name(by)}, {at or now()}"


def _name(by: str) -> str:
    return one_line(by).strip() or "?"
