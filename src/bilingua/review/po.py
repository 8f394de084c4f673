"""The review file: a gettext PO with one entry a segment, in reading order.

It shows what the road learned about each segment and computes nothing of its own. Reading one back
gives what stands in it now, whoever changed it since.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polib

from bilingua.article import Article, Finding, Role, Severity, Translation
from bilingua.errors import InputError
from bilingua.i18n import fill

# Characters that PO files cannot carry travel as their pictures (U+2400 …), which editors can see.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"} | {
    0x7F: 0x2421
}
# What would end a comment's or a header's line.
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class Header:
    """What a review file says of its pair: languages as BCP 47 tags, file, digest of its bytes."""

    source_language: str
    target_language: str
    source_file: str
    source_digest: str
    created: str
    tool: str


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


def needs_person(translation: Translation) -> bool:
    """Whether a person has to look: something was found that changes, or may change, meaning."""
    return any(finding.severity is not Severity.INFO for finding in translation.findings)


def review_file(article: Article, translations: Sequence[Translation], header: Header) -> str:
    """Write the review file of a pair as text that `msgfmt --check` accepts."""
    lines = {unit.id: unit.line for unit in article.units}
    roles = {unit.id: unit.role for unit in article.units}
    # Comments are not folded: a PO editor that saves the file would take the folds for line ends.
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": _one_line(header.source_file),
        "POT-Creation-Date": header.created,
        "PO-Revision-Date": header.created,
        "Last-Translator": header.tool,
        "Language-Team": "none",
        "Language": header.target_language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Generator": header.tool,
        "X-Source-Language": header.source_language,
        "X-Source-File": _one_line(header.source_file),
        "X-Source-Digest": f"sha256:{header.source_digest}",
    }
    for translation in translations:
        segment = translation.segment
        catalogue.append(
            polib.POEntry(
                msgctxt=context(translation),
                msgid=visible(segment.text),
                msgstr=_framed(visible(segment.text), visible(translation.text)),
                occurrences=[(_place(article.name), str(lines[segment.unit]))],
                comment=_comment(translation, str(roles[segment.unit])),
                flags=["fuzzy"] if needs_person(translation) else [],
            )
        )
    return str(catalogue) + "\n"


def context(translation: Translation) -> str:
    """The unique msgctxt of a segment: its unit and its number in the unit."""
    return f"{translation.segment.unit}.{translation.segment.index + 1}"


def visible(text: str) -> str:
    """A text as a PO file can carry it: control characters become their pictures."""
    return text.translate(_PICTURES)


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
        entry.msgid,
        entry.msgstr,
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


def _framed(source: str, target: str) -> str:
    """gettext wants both texts, or none of them, to begin and to end with a line break."""
    target = target.strip("\n")
    return "\n" * source.startswith("\n") + target + "\n" * source.endswith("\n")


def _one_line(text: str) -> str:
    # A file name may hold bytes that are no text.
    return _BREAKS.sub(" ", text).encode(errors="replace").decode()


def _place(name: str) -> str:
    """A file name for `#:`; gettext sets one with spaces between U+2068 and U+2069."""
    name = _one_line(name)
    return f"\u2068{name}\u2069" if " " in name else name


def _comment(translation: Translation, role: str) -> str:
    lines = [f"role: {role}", f"origin: {translation.origin}", f"route: {translation.route}"]
    if translation.score is not None:
        lines.append(f"score: {translation.score:.3f}")
    lines.extend(_line(finding) for finding in translation.findings)
    return "\n".join(map(_one_line, lines))


def _line(finding: Finding) -> str:
    where = f" [{finding.target[0]}–{finding.target[1]}]" if finding.target else ""
    return f"{finding.severity}: {finding.rule}: {fill(finding.message, finding.values)}{where}"
