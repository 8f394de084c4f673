"""What a Word file says of itself: the language of its text, how it was made."""

from __future__ import annotations

import html
import re

from bilingua.formats.base import Labels
from bilingua.formats.word.tree import Part, parts, tree

_LANG = re.compile(r"""<w:lang\b[^>]*?\bw:val\s*=\s*["']([A-Za-z]{2,3}(?:-[\w-]+)?)["']""")
_DEFAULT = re.compile(r"<w:rPrDefault>.*?</w:rPrDefault>", re.DOTALL)
_DC_LANGUAGE = re.compile(r"<dc:language>([^<]*)</dc:language>|<dc:language\s*/>")
_CORE_END = re.compile(r"</cp:coreProperties>\s*\Z")
_NAME = "bilingua_provenance"
# Identifiers of bookmarks count from 0; nobody counts as far as this.
_NUMBER = 2147480000
_LINE = re.compile(
    rf'<w:p><w:bookmarkStart w:id="{_NUMBER}" w:name="{_NAME}"/>.*?</w:p>', re.DOTALL
)


def declared_language(raw: str) -> str | None:
    """The language in the properties of the document."""
    found = _DC_LANGUAGE.search(raw)
    return (found[1] or None) if found else None


def label(raw: str, labels: Labels) -> str:
    """Write the language and the provenance line; twice is the same as once."""
    pieces: list[str] = []
    position = 0
    for part in parts(raw):
        text = raw[part.start : part.end]
        text = _with_language(text, labels)
        if part.name.endswith("styles.xml"):
            text = _DEFAULT.sub(lambda found: _with_default(found[0], labels.language), text, 1)
        elif part.name.endswith("core.xml"):
            text = _with_property(text, labels.language)
        elif "<w:body>" in text:
            text = _with_provenance(text, labels.provenance)
        pieces += [raw[position : part.start], text]
        position = part.end
    return "".join([*pieces, raw[position:]])


def _with_language(text: str, labels: Labels) -> str:
    """In a translated edition, runs in the language of its source are in its own; others stay."""
    source = next(iter(labels.editions), labels.language)
    if source == labels.language:
        return text

    def changed(match: re.Match[str]) -> str:
        if match[1].split("-")[0] != source.split("-")[0]:
            return match[0]
        start = match.start(1) - match.start()
        return match[0][:start] + labels.language + match[0][start + len(match[1]) :]

    return _LANG.sub(changed, text)


def _with_default(text: str, language: str) -> str:
    found = _LANG.search(text)
    if found:
        return text[: found.start(1)] + language + text[found.end(1) :]
    return text.replace("</w:rPr>", f'<w:lang w:val="{language}"/></w:rPr>', 1)


def _with_property(text: str, language: str) -> str:
    if "xmlns:dc=" not in text:
        return text
    element = f"<dc:language>{language}</dc:language>"
    if _DC_LANGUAGE.search(text):
        return _DC_LANGUAGE.sub(element, text, 1)
    return _CORE_END.sub(lambda found: element + found[0], text)


def _with_provenance(text: str, provenance: str | None) -> str:
    """A part with the line at the end of its body; only the document has one."""
    text = _LINE.sub("", text)
    at = _body_end(text)
    if not provenance or at is None:
        return text
    said = html.escape(provenance, quote=False)
    line = (
        f'<w:p><w:bookmarkStart w:id="{_NUMBER}" w:name="{_NAME}"/>'
        f'<w:r><w:t xml:space="preserve">{said}</w:t></w:r>'
        f'<w:bookmarkEnd w:id="{_NUMBER}"/></w:p>'
    )
    return text[:at] + line + text[at:]


def _body_end(text: str) -> int | None:
    """Where a body's text ends: before the properties of its last section."""
    document = tree(text, Part("", 0, len(text))).child("w:document")
    body = document.child("w:body") if document else None
    if body is None:
        return None
    last = body.children[-1:]
    return last[0].start if last and last[0].name == "w:sectPr" else body.close
