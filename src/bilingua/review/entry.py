"""One entry of a review file, as plain data; a PO message into it and back.

What bilingua knows of a segment stands in `#.` lines of the form “key: value”; everything else in
the message is a person's or a tool's and is kept as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from bilingua.article import Role, Severity
from bilingua.review.catalogue import Message

PERSON = "person"
# An old sentence that is kept for its translation; gettext allows no two entries of one context.
RETIRED = "old."
_KEYS = "role|origin|route|score|text|by|kept"
_KNOWN = re.compile(rf"(?P<key>{_KEYS}|{'|'.join(Severity)}): ?(?P<value>.*)", re.DOTALL)
# “[4–9]” in the translation, “[0–3 → 4–9]” in the source and there, “[0–3 →]” in the source alone.
_SPANS = re.compile(
    r" \[(?:(?P<a>\d{1,9})–(?P<b>\d{1,9}) →)?(?:(?(a) |)(?P<c>\d{1,9})–(?P<d>\d{1,9}))?\]\Z"
)
_PLACE = re.compile(r"\u2068(.*)\u2069:(\d{1,9})|(\S*):(\d{1,9})")
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
# Characters that PO files cannot carry travel as their pictures (U+2400 …), which editors can see.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"} | {
    0x7F: 0x2421
}
_PICTURED = {picture: code for code, picture in _PICTURES.items()}
# PO libraries fold comments at some 78 columns: a folded line is no longer than this, and the word
# after it would not have fitted.
_FOLDED = range(70, 80)


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as the review file has it, in a person's words; `span` is in the target.

    Spans are characters of the texts without their tags.
    """

    severity: Severity
    rule: str
    text: str
    span: tuple[int, int] | None = None
    source: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One segment with its translation, inline codes as tags (see `tags`).

    `context` names the segment ("u3.1": the first of unit u3). `origin` is "engine", "memory",
    "copied" or "person", which is what it is, too, when somebody changed the text in an editor.
    `by` says who changed it last, and when. `previous` is what the source said before, `kept` are
    the translations that people made of that. `comment` is the translators' own. `notes`,
    `references` and `flags` hold what bilingua did not write. `at` is the line of the entry in the
    PO file it was read from.
    """

    context: str
    source: str
    target: str
    file: str = ""
    line: int | None = None
    role: Role = Role.BODY
    origin: str = PERSON
    route: str = ""
    score: float | None = None
    remarks: tuple[Remark, ...] = ()
    fuzzy: bool = False
    previous: str | None = None
    kept: tuple[str, ...] = ()
    by: str = ""
    comment: str = ""
    notes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    obsolete: bool = False
    at: int = 0

    @property
    def unit(self) -> str:
        """The id of the unit that the segment is in."""
        return self.context.rpartition(".")[0]

    @property
    def is_persons(self) -> bool:
        """Whether a person's work is in it: a text, a comment, a text kept from before."""
        return bool((self.origin == PERSON and self.target) or self.comment or self.kept)


def entry_of(message: Message) -> Entry:
    """What a message of a PO file says as an entry of a review file."""
    known: dict[str, str] = {}
    kept: list[str] = []
    remarks: list[Remark] = []
    notes: list[str] = []
    for line in _unfolded(message.extracted):
        match = _KNOWN.fullmatch(line)
        if match is None or (match["key"] == "role" and match["value"] not in tuple(Role)):
            notes.append(line)
        elif match["key"] == "kept":
            kept.append(_decoded(match["value"]))
        elif match["key"] in tuple(Severity):
            remarks.append(_remark(Severity(match["key"]), match["value"]))
        else:
            known[match["key"]] = match["value"]
    places = [_PLACE.fullmatch(place) for place in message.references]
    place = places[0] if places else None
    target = message.target.strip("\n")
    # Whoever changes a text in an editor leaves the digest of the one that bilingua wrote.
    untouched = known.get("text") == _digest(target) and not message.obsolete
    return Entry(
        message.context or "",
        message.source,
        target,
        (place[1] or place[3] or "") if place else "",
        int(place[2] or place[4]) if place else None,
        Role(known.get("role", Role.BODY)),
        known.get("origin", PERSON) if untouched else PERSON,
        known.get("route", ""),
        _number(known.get("score", "")),
        tuple(remarks),
        "fuzzy" in message.flags,
        message.previous,
        tuple(kept),
        known.get("by", ""),
        "\n".join(message.comments),
        tuple(notes),
        message.references[1:] if place else message.references,
        tuple(flag for flag in message.flags if flag != "fuzzy"),
        message.obsolete,
        message.line,
    )


def message_of(entry: Entry) -> Message:
    """An entry of a review file as a message of a PO file."""
    framed = "\n" * entry.source.startswith("\n"), "\n" * entry.source.endswith("\n")
    target = entry.target.strip("\n")
    # gettext wants both texts, or none of them, to begin and to end with a line break.
    target = framed[0] + target + framed[1] if target else ""
    place = () if entry.line is None else (f"{_file(entry.file)}:{entry.line}",)
    return Message(
        entry.source,
        target,
        entry.context or None,
        tuple(entry.comment.split("\n")) if entry.comment else (),
        () if entry.obsolete else tuple(_extracted(entry)),
        (*place, *entry.references),
        ("fuzzy",) * entry.fuzzy + entry.flags,
        entry.previous,
        obsolete=entry.obsolete,
    )


def visible(text: str) -> str:
    """A text as a PO file can carry it: control characters become their pictures."""
    return text.translate(_PICTURES)


def unpictured(text: str, source: str) -> str:
    """A text with its control characters again, those that its source has."""
    there = {chr(picture): chr(code) for picture, code in _PICTURED.items() if chr(code) in source}
    return re.sub("[" + "".join(there) + "]", lambda m: there[m[0]], text) if there else text


def one_line(text: str) -> str:
    """A text for a comment or a header, where a line break would end it."""
    # A file name may hold bytes that are no text.
    return _BREAKS.sub(" ", text).encode(errors="replace").decode()


def _extracted(entry: Entry) -> Iterator[str]:
    yield f"role: {entry.role}"
    yield f"origin: {entry.origin}"
    if entry.route:
        yield f"route: {one_line(entry.route)}"
    if entry.score is not None:
        yield f"score: {entry.score:.3f}"
    if entry.origin != PERSON:
        yield f"text: {_digest(entry.target.strip(chr(10)))}"
    if entry.by:
        yield f"by: {one_line(entry.by)}"
    for text in entry.kept:
        yield f"kept: {_encoded(text)}"
    for remark in entry.remarks:
        yield f"{remark.severity}: {remark.rule}: {one_line(remark.text)}{_where(remark)}"
    yield from entry.notes


def _remark(severity: Severity, value: str) -> Remark:
    rule, _, text = value.partition(": ")
    spans = _SPANS.search(text)
    if spans is None or not any(spans.groups()):
        return Remark(severity, rule, text)
    source, target = (
        (int(spans[low]), int(spans[high])) if spans[low] else None for low, high in ("ab", "cd")
    )
    return Remark(severity, rule, text[: spans.start()], target, source)


def _where(remark: Remark) -> str:
    """The places that a remark points at, as `_SPANS` finds them again."""
    source, target = (
        f"{span[0]}–{span[1]}" if span else "" for span in (remark.source, remark.span)
    )
    if source:
        return f" [{source} → {target}]" if target else f" [{source} →]"
    return f" [{target}]" if target else ""


def _unfolded(lines: Iterable[str]) -> list[str]:
    """The lines as they were before a PO library folded the long ones."""
    whole: list[str] = []
    last = ""
    for line in lines:
        first = line.split(" ", 1)[0]
        folded = len(last) < _FOLDED.stop and len(last) + 1 + len(first) > _FOLDED.start
        if whole and folded and not _KNOWN.fullmatch(line):
            whole[-1] += " " + line
        else:
            whole.append(line)
        last = line
    return whole


def _digest(text: str) -> str:
    return sha256(text.encode(errors="replace")).hexdigest()[:12]


def _encoded(text: str) -> str:
    """A text on one line, its line breaks and backslashes as in PO's own strings."""
    return visible(text).replace("\\", "\\\\").replace("\n", "\\n")


def _decoded(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], text)


def _file(name: str) -> str:
    """A file name for `#:`; gettext sets one with spaces between U+2068 and U+2069."""
    name = one_line(name)
    return f"\u2068{name}\u2069" if " " in name else name


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
