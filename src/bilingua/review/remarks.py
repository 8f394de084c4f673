"""What an editor must not overlook in a row: what changed in its sense, and what was moved."""

from __future__ import annotations

from bilingua.article import Severity
from bilingua.i18n import _
from bilingua.review.comparison import Status
from bilingua.review.entries import Remark
from bilingua.review.words import Mark, Piece, Pieces, changes, figures, negations


def status_of(before: bool, after: bool, same: bool) -> Status:
    """What became of a text that was there `before`, is there `after`, or said the `same`."""
    if before and after:
        return Status.SAME if same else Status.CHANGED
    return Status.REMOVED if before else Status.ADDED


def marked(old: str, new: str, language: str) -> Pieces:
    """Two versions as one text; one that has no other is struck or added as a whole."""
    if not old or not new:
        return (Piece(old or new, Mark.STRUCK if old else Mark.ADDED),)
    return changes(old, new, language)


def telling(pieces: Pieces, language: str) -> tuple[Remark, ...]:
    """What an editor must not overlook: figures and negations that changed."""
    remarks: list[Remark] = []
    struck = ", ".join(figures(pieces, Mark.STRUCK, language))
    added = ", ".join(figures(pieces, Mark.ADDED, language))
    if struck and added:
        text = _("A figure changed: {old} → {new}.").format(old=struck, new=added)
        remarks.append(note("figure-changed", text))
    elif struck:
        remarks.append(note("figure-changed", _("A figure went: {old}.").format(old=struck)))
    elif added:
        remarks.append(note("figure-changed", _("A figure came: {new}.").format(new=added)))
    struck = ", ".join(negations(pieces, Mark.STRUCK, language))
    added = ", ".join(negations(pieces, Mark.ADDED, language))
    if struck and added:
        text = _("A negation changed: {old} → {new}.").format(old=struck, new=added)
        remarks.append(note("negation-changed", text))
    elif struck:
        remarks.append(note("negation-changed", _("A negation went: {old}.").format(old=struck)))
    elif added:
        remarks.append(note("negation-changed", _("A negation came: {new}.").format(new=added)))
    return tuple(remarks)


def note(rule: str, text: str) -> Remark:
    """Something that a person should look at."""
    return Remark(Severity.WARNING, rule, text)


def moved_from(line: int | None) -> Remark:
    """Where a sentence that is here now was before."""
    return Remark(Severity.INFO, "moved", _("Moved here from line {line}.").format(line=line))


def moved_to(line: int | None) -> Remark:
    """Where a sentence that was here is now."""
    return Remark(Severity.INFO, "moved", _("Moved to line {line}.").format(line=line))
