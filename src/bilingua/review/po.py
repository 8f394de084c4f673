"""The review file: a gettext PO with one entry a segment, in reading order.

It shows what the road learned about each segment and computes nothing of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polib

from bilingua.article import Article, Finding, Severity, Translation
from bilingua.i18n import fill


@dataclass(frozen=True, slots=True)
class Header:
    """What a review file says of its pair: languages as BCP 47 tags, file, digest of its bytes."""

    source_language: str
    target_language: str
    source_file: str
    source_digest: str
    created: str
    tool: str


def needs_person(translation: Translation) -> bool:
    """Whether a person has to look: something was found that changes, or may change, meaning."""
    return any(finding.severity is not Severity.INFO for finding in translation.findings)


def review_file(article: Article, translations: Sequence[Translation], header: Header) -> str:
    """Write the review file of a pair as text that `msgfmt --check` accepts."""
    lines = {unit.id: unit.line for unit in article.units}
    roles = {unit.id: unit.role for unit in article.units}
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Project-Id-Version": header.source_file,
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
        "X-Source-File": header.source_file,
        "X-Source-Digest": f"sha256:{header.source_digest}",
    }
    for translation in translations:
        segment = translation.segment
        catalogue.append(
            polib.POEntry(
                msgctxt=context(translation),
                msgid=segment.text,
                msgstr=translation.text,
                occurrences=[(article.name, str(lines[segment.unit]))],
                comment=_comment(translation, str(roles[segment.unit])),
                flags=["fuzzy"] if needs_person(translation) else [],
            )
        )
    return str(catalogue) + "\n"


def context(translation: Translation) -> str:
    """The unique msgctxt of a segment: its unit and its number in the unit."""
    return f"{translation.segment.unit}.{translation.segment.index + 1}"


def _comment(translation: Translation, role: str) -> str:
    lines = [f"role: {role}", f"origin: {translation.origin}", f"route: {translation.route}"]
    if translation.score is not None:
        lines.append(f"score: {translation.score:.3f}")
    lines.extend(_line(finding) for finding in translation.findings)
    return "\n".join(lines)


def _line(finding: Finding) -> str:
    where = f" [{finding.target[0]}–{finding.target[1]}]" if finding.target else ""
    return f"{finding.severity}: {finding.rule}: {fill(finding.message, finding.values)}{where}"
