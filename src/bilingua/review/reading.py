"""Any PO file as the checks read it: plain texts in order, whoever wrote the file.

More forgiving than `file`, which wants a review file of bilingua's own, and less exact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import polib

from bilingua.article import Role
from bilingua.errors import InputError
from bilingua.review.tags import plain


@dataclass(frozen=True, slots=True)
class Entry:
    """One segment as a review file has it: what a person or the road made of it, and where.

    `line` is the entry's in the review file; `score` the engine's, if it was one that has scores.
    """

    context: str
    source: str
    target: str
    role: Role
    line: int
    fuzzy: bool
    score: float | None


@dataclass(frozen=True, slots=True)
class Review:
    """A review file read back: its segments in order; languages as BCP 47 tags, if it says."""

    source_language: str | None
    target_language: str | None
    source_file: str | None
    entries: tuple[Entry, ...]


def read_review(text: str, name: str) -> Review:
    """Read a review file, or any PO file, back; entries that are obsolete are left out.

    Raises InputError when the text is no PO file.
    """
    try:
        # polib takes what has a line break for a text, and each of these for a line's end.
        catalogue = polib.pofile(re.sub(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", " ", text) + "\n")
    except (OSError, ValueError, IndexError) as error:
        raise InputError(
            "{name} is not a PO file that can be read ({error}); check it with msgfmt --check.",
            name=name,
            error=" ".join(str(error).split()),
        ) from error
    said = catalogue.metadata
    return Review(
        said.get("X-Source-Language"),
        said.get("Language", "").replace("_", "-") or None,
        said.get("X-Source-File"),
        tuple(_entry(entry) for entry in catalogue if not entry.obsolete),
    )


def _entry(entry: polib.POEntry) -> Entry:
    said = dict(line.split(": ", 1) for line in entry.comment.splitlines() if ": " in line)
    role = said.get("role", "")
    return Entry(
        entry.msgctxt or "",
        plain(entry.msgid),
        plain(entry.msgstr),
        Role(role) if role in set(Role) else Role.BODY,
        entry.linenum or 1,
        entry.fuzzy,
        _score(said.get("score", "")),
    )


def _score(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
