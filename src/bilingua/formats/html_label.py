"""What a page says of itself: its language, its sister editions, how it was made."""

from __future__ import annotations

import html
import re

from bilingua.formats.base import Labels
from bilingua.formats.html_tokens import INLINE, Attribute, Token, attributes, tokenize
from bilingua.formats.json import linked as json_ld

# A page declares itself near its top.
_TOP = 200_000
_LINE = re.compile(r'<p class="bilingua-provenance">[^<]*+</p>')
_PROVENANCE = re.compile(rf"(?:(?:\A|(?<=\n))[ \t]*+)?{_LINE.pattern}(?:\r?\n)?")
_IN_HEAD = frozenset("title link meta base style script".split())
_DOCTYPE = re.compile(r"\s*<!doctype[^>]*+>", re.I)
_NAMES = {"author": "author", "og:title": "title", "article:published_time": "date"}


def declared_language(raw: str) -> str | None:
    """The BCP 47 tag of the page or of its first element that has one."""
    for token in _tags(raw):
        found = {a.name: a.value for a in attributes(raw, token)}
        if found.get("lang"):
            return found["lang"]
        if token.name == "meta" and (
            found.get("property") == "og:locale"
            or found.get("http-equiv", "").lower() == "content-language"
        ):
            return found.get("content", "").replace("_", "-") or None
    return None


def metadata(raw: str) -> dict[str, str]:
    """Title, author and date where the page gives them."""
    known: dict[str, str] = {}
    for token in _tags(raw):
        if token.name == "meta":
            found = {a.name: a.value for a in attributes(raw, token)}
            name = _NAMES.get(found.get("name") or found.get("property") or "")
            if name and found.get("content"):
                known.setdefault(name, found["content"])
    return known


def label(raw: str, labels: Labels) -> str:
    """Write lang, reciprocal hreflang links and the provenance line; twice is the same as once."""
    newline = "\r\n" if "\r\n" in raw else "\n"
    raw = _with_language(_PROVENANCE.sub("", raw), labels.language)
    raw = _with_links(_with_json_ld(raw, labels), labels, newline)
    return with_provenance(raw, labels.provenance, newline) if labels.provenance else raw


def with_provenance(raw: str, provenance: str, newline: str = "") -> str:
    """Write the line that tells readers how an edition was made to the end of its story.

    With a `newline` it is a line of the file, too.
    """
    raw = (_PROVENANCE if newline else _LINE).sub("", raw)
    line = f'<p class="bilingua-provenance">{html.escape(provenance)}</p>{newline}'
    at = _story_end(raw)
    if at is None:
        return (raw.rstrip("\r\n") if newline else raw) + newline + line
    # Where what it stands before begins its line, that keeps its indent and gives it on.
    begin = raw.rfind("\n", 0, at) + 1
    indent = raw[begin:at]
    if not newline or indent.strip(" \t"):
        return raw[:at] + line + raw[at:]
    return raw[:begin] + indent + line + raw[begin:]


def _tags(raw: str) -> list[Token]:
    # Cut at a tag's start: what is declared further down than this is not a declaration.
    top = raw if len(raw) <= _TOP else raw[: raw.rfind("<", 0, _TOP)]
    return [token for token in tokenize(top) if token.kind == "open"]


def _with_language(raw: str, language: str) -> str:
    """Declare the language where the page does, and on its first element in any case.

    What stands inside of a sentence is no place for it: its translation stands elsewhere.
    """
    tags = _tags(raw)
    blocks = [tag for tag in tags if tag.name not in INLINE]
    target = next((tag for tag in blocks if tag.name == "html"), blocks[0] if blocks else None)
    if target is None:
        return raw
    if target.name != "html" and (doctype := _DOCTYPE.match(raw)):
        # A page may leave out <html>; then there is no better place for its language than a new one.
        at = doctype.end()
        return f'{raw[:at]}<html lang="{language}">{raw[at:]}'
    edits = [
        (attribute.start, attribute.end, _as_written(raw, attribute, language))
        for token in tags
        for attribute in attributes(raw, token)
        if _declares(raw, token, attribute, target)
    ]
    if not any(target.start < start < target.end for start, _, _ in edits):
        at = target.start + 1 + len(target.name)
        edits.append((at, at, f' lang="{language}"'))
    for start, end, new in sorted(edits, reverse=True):
        raw = raw[:start] + new + raw[end:]
    return raw


def _declares(raw: str, token: Token, attribute: Attribute, target: Token) -> bool:
    """Whether an attribute says what language the whole page is in."""
    if token is target:
        return attribute.name in ("lang", "xml:lang")
    if token.name != "meta" or attribute.name != "content":
        return False
    found = {a.name: a.value.lower() for a in attributes(raw, token)}
    return (
        found.get("property") == "og:locale"
        or "content-language" in (found.get("http-equiv"), found.get("name"))
        or found.get("itemprop") == "inlanguage"
    )


def _as_written(raw: str, attribute: Attribute, language: str) -> str:
    """Open Graph writes es_US where HTML writes es-US; `lang` may stand there without a value."""
    if attribute.start == attribute.end and raw[attribute.start - 1] not in "\"'=":
        return f'="{language}"'
    return language.replace("-", "_") if "_" in attribute.value else language


def _with_links(raw: str, labels: Labels, newline: str) -> str:
    at = _head_end(raw)
    if at is None or at == len(raw):
        return raw  # a fragment, or a page that never ends its head, has no place for links
    kept, position = [], 0
    for token in _tags(raw[:at]):
        found = {a.name: a.value for a in attributes(raw, token)} if token.name == "link" else {}
        if found.get("rel") == "alternate" and found.get("hreflang") in labels.editions:
            kept.append(raw[position : token.start])
            position = token.end + len(newline) * raw.startswith(newline, token.end)
    links = [
        f'<link rel="alternate" hreflang="{html.escape(tag)}" href="{html.escape(name)}">{newline}'
        for tag, name in labels.editions.items()
    ]
    return "".join([*kept, raw[position:at], *links, raw[at:]])


def _with_json_ld(raw: str, labels: Labels) -> str:
    blocks = [t for t in tokenize(raw) if t.kind == "opaque" and json_ld.is_block(raw, t)]
    for block in reversed(blocks):
        raw = raw[: block.start] + json_ld.labelled(raw, block, labels) + raw[block.end :]
    return raw


def _head_end(raw: str) -> int | None:
    """Where a page's head ends; where its closing tag is left out, after what belongs in one."""
    titled: int | None = None
    for token in tokenize(raw):
        if token.kind == "close" and token.name == "head":
            return token.start
        if titled is not None and not _is_blank(raw, token) and token.name not in _IN_HEAD:
            return titled
        if token.name in _IN_HEAD and (titled is not None or token.kind == "close"):
            titled = _line_end(raw, token.end)
    return titled


def _is_blank(raw: str, token: Token) -> bool:
    return token.kind == "other" or not raw[token.start : token.end].strip()


def _line_end(raw: str, at: int) -> int:
    for newline in ("\r\n", "\n"):
        if raw.startswith(newline, at):
            return at + len(newline)
    return at


def _story_end(raw: str) -> int | None:
    """Before the end of the page's first article, else of its main part, else of the page."""
    tokens = [t for t in tokenize(raw) if t.name in ("article", "main", "body", "html")]
    for name in ("article", "main"):
        depth = 0
        for token in tokens:
            if token.name == name:
                depth += 1 if token.kind == "open" else -1
                if depth == 0:
                    return token.start
    closes = {token.name: token.start for token in tokens if token.kind == "close"}
    return closes.get("body", closes.get("html"))
