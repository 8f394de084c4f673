"""How far a segment is, in a review file and in XLIFF.

    review file                              XLIFF 1.2 (target/@state, @approved)   XLIFF 2.1 (segment/@state)
    ---------------------------------------  -------------------------------------  --------------------------------
    no translation           UNTRANSLATED    no <target>; approved="no"             initial, no <target>
    fuzzy: needs a person    FUZZY           needs-review-translation; no           initial, subState bilingua:fuzzy
    not fuzzy, read by none  TRANSLATED      translated; no                         translated
    accepted by a person     ACCEPTED        signed-off; yes                        reviewed
    in an approved story     FINAL           final; yes                             final

Read back, new and all of needs-… are FUZZY, as is initial with a target; approved="yes" alone is
ACCEPTED. Where a tool took the state away nothing was decided: a text that is the same stays what
it was, one that was changed is accepted by being written. FINAL counts as ACCEPTED: a story is
approved in bilingua, never by a file that comes in. A <target> that was emptied means that a person
has to look again; the text stays. (XLIFF 1.2, “state” and “approved”; XLIFF 2.1, “state”
and “subState”.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from bilingua.exchange.codes import canonical
from bilingua.review.file import PERSON, Entry

_TOKEN = re.compile(r"(\w+) ([0-9a-f]{12}) ([0-9a-f]{12})")


class State(StrEnum):
    """How far a segment is; see the table."""

    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"
    ACCEPTED = "accepted"
    FINAL = "final"

    @property
    def waits(self) -> bool:
        """Whether a person has to look."""
        return self in (State.UNTRANSLATED, State.FUZZY)

    @property
    def is_accepted(self) -> bool:
        """Whether a person has looked."""
        return self in (State.ACCEPTED, State.FINAL)


@dataclass(frozen=True, slots=True)
class Exported:
    """What a segment was when it went out, which tells who changed it since.

    It travels in the file as “fuzzy 0123456789ab cdef01234567”: state, and the digests of source
    and target.
    """

    state: State
    source: str
    target: str

    def __str__(self) -> str:
        return f"{self.state} {self.source} {self.target}"

    @classmethod
    def of(cls, entry: Entry, state: State) -> Exported:
        """An entry as it goes out."""
        return cls(state, digest(canonical(entry.source)), digest(canonical(entry.target)))

    @classmethod
    def read(cls, token: str) -> Exported | None:
        """What a file says of it; None if it says nothing that makes sense."""
        match = _TOKEN.fullmatch(token.strip())
        if match is None or match[1] not in tuple(State):
            return None
        return cls(State(match[1]), match[2], match[3])


def state_of(entry: Entry, *, approved: bool) -> State:
    """How far an entry is; `approved` says whether its story is."""
    if not entry.target:
        return State.UNTRANSLATED
    if entry.fuzzy:
        return State.FUZZY
    if approved:
        return State.FINAL
    return State.ACCEPTED if is_persons_word(entry) else State.TRANSLATED


def is_persons_word(entry: Entry) -> bool:
    """Whether a person wrote or accepted it."""
    return entry.origin == PERSON or bool(entry.by)


def digest(text: str) -> str:
    """A short digest of a text."""
    return sha256(text.encode(errors="replace")).hexdigest()[:12]
