"""What a review file says, as plain data; bytes into it and back.

Each entry is a segment in reading order. What bilingua does not know of is kept as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from bilingua.errors import ReviewError
from bilingua.language import LANGUAGES, language_of
from bilingua.review.catalogue import Message, parse, serialize
from bilingua.review.entry import (
    PERSON,
    RETIRED,
    Entry,
    Remark,
    entry_of,
    message_of,
    one_line,
    unpictured,
    visible,
)

__all__ = [
    "PERSON",
    "RETIRED",
    "Approval",
    "Entry",
    "Remark",
    "ReviewFile",
    "one_line",
    "read",
    "text_digest",
    "unpictured",
    "visible",
    "write",
]

# A BCP 47 tag as it is written into editions.
_TAG = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_APPROVAL = re.compile(r"(?P<at>\S+ \S+) (?P<text>[0-9a-f]{16}) (?P<by>.+)")


@dataclass(frozen=True, slots=True)
class Approval:
    """Who released the story as it then was, and when."""

    by: str
    at: str


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """A review file: the fields of its header in order, its entries, what is obsolete, its comment."""

    fields: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    obsolete: tuple[Entry, ...] = ()
    comment: str = ""

    def field(self, name: str) -> str:
        """A field of the header; "" if it has none of that name."""
        return next((value for key, value in self.fields if key.lower() == name.lower()), "")

    def with_fields(self, values: Mapping[str, str | None]) -> ReviewFile:
        """The same with fields set, in their places or at the end; None takes a field out."""
        new = {key: value and one_line(value) for key, value in values.items()}
        kept = [(key, new.pop(key, value)) for key, value in self.fields]
        fields = tuple((key, value) for key, value in (*kept, *new.items()) if value is not None)
        return replace(self, fields=fields)

    @property
    def source_language(self) -> str:
        """The BCP 47 tag of the source edition."""
        target = language_of(self.target_language)
        return self.field("X-Source-Language") or {"en": "es", "es": "en"}.get(target or "", "")

    @property
    def target_language(self) -> str:
        """The BCP 47 tag of the translated edition."""
        return self.field("Language").replace("_", "-")

    @property
    def source_file(self) -> str:
        """The name of the story."""
        return self.field("X-Source-File")

    @property
    def source_key(self) -> str:
        """The story's key in a file that holds several; "" where it has a file of its own."""
        return self.field("X-Source-Key")

    @property
    def source_digest(self) -> str:
        """The SHA-256 of the story's bytes, in hexadecimal."""
        return self.field("X-Source-Digest").removeprefix("sha256:")

    @property
    def approval(self) -> Approval | None:
        """Who approved the story as it stands; None where anything was changed since."""
        match = _APPROVAL.fullmatch(self.field("X-Approved"))
        if match is None or match["text"] != text_digest(self):
            return None
        return Approval(match["by"], match["at"])

    @property
    def waiting(self) -> int:
        """How many entries wait for a person: they are fuzzy or have no translation."""
        return sum(entry.fuzzy or not entry.target for entry in self.entries)

    @property
    def is_reviewed(self) -> bool:
        """Whether every entry was accepted and the story approved."""
        return self.approval is not None and not self.waiting

    @property
    def is_persons(self) -> bool:
        """Whether there is any work of a person in it."""
        everything = (*self.entries, *self.obsolete)
        return bool(self.field("X-Approved")) or any(entry.is_persons for entry in everything)


def text_digest(review: ReviewFile) -> str:
    """What an approval stands for: every source and target, in order."""
    texts = (text for entry in review.entries for text in (entry.source, entry.target))
    return sha256("\0".join(texts).encode(errors="replace")).hexdigest()[:16]


def read(name: str, data: bytes) -> ReviewFile:
    """Read a review file. Raises ReviewError, naming the line, for what is none."""
    messages = parse(name, data)
    header = next((m for m in messages if not m.source and m.context is None), None)
    if header is None:
        raise ReviewError(
            "{name} has no header, which says what story it is of; take it from an older copy.",
            name=name,
        )
    fields = tuple(_fields(header.target))
    entries = [entry_of(message) for message in messages if message is not header]
    review = ReviewFile(
        fields,
        tuple(entry for entry in entries if not entry.obsolete),
        tuple(entry for entry in entries if entry.obsolete),
        "\n".join(header.comments),
    )
    tags = review.source_language, review.target_language
    if {*map(language_of, tags)} != set(LANGUAGES) or not all(map(_TAG.fullmatch, tags)):
        raise ReviewError(
            "{name} does not say that it is a translation between English and Spanish; put a Language line into its header.",
            name=name,
        )
    _check_contexts(name, entries)
    return review


def write(review: ReviewFile) -> bytes:
    """Write a review file that `msgfmt --check` accepts."""
    fields = review.with_fields(
        {
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
        }
    ).fields
    head = "".join(f"{key}: {value}\n" if key else f"{value}\n" for key, value in fields)
    header = Message("", head, comments=tuple(review.comment.split("\n")))
    entries = (*review.entries, *review.obsolete)
    return serialize([header, *map(message_of, entries)])


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        if line.strip():
            key, colon, value = line.partition(":")
            yield (key.strip(), value.strip()) if colon else ("", line)


def _check_contexts(name: str, entries: Iterable[Entry]) -> None:
    seen: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if not entry.context and not entry.obsolete:
            raise ReviewError(
                "{name}, line {line}: this entry has no msgctxt, which says where its segment is; take it out, or take the line from an older copy.",
                name=name,
                line=entry.at,
            )
        first = seen.setdefault((entry.context, entry.source * entry.obsolete), entry)
        if first is not entry:
            raise ReviewError(
                "{name}, line {line}: entry {context} stands in line {first} already; leave one of the two.",
                name=name,
                line=entry.at,
                context=entry.context,
                first=first.at,
            )
