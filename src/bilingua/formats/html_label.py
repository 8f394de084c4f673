"""What a page says of itself: its language, its sister editions, how it was made."""

from __future__ import annotations

import html
import re

from bilingua.formats.base import Labels
from bilingua.formats.html_tokens import Token, attributes, tokenize

# A page declares itself near its top.
_TOP = 200_000
_PROVENANCE = re.compile(
    r'(?<![ \t])[ \t]*+<p class="bilingua-provenance">[^<]*+</p>\n?'
)
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
    raw = _with_language(raw, labels.language)
    raw = _with_links(raw, labels)
    raw = _PROVENANCE.sub("", raw)
    if labels.provenance:
        line = f'<p class="bilingua-provenance">{html.escape(labels.provenance)}</p>\n'
        raw = _insert_before_close(raw, ("article", "main", "body", "html"), line)
    return raw


def _tags(raw: str) -> list[Token]:
    # Cut at a tag's start: what is declared further down than this is not a declaration.
    top = raw if len(raw) <= _TOP else raw[: raw.rfind("<", 0, _TOP)]
    return [token for token in tokenize(top) if token.kind == "open"]


def _with_language(raw: str, language: str) -> str:
    tags = _tags(raw)
    target = next((t for t in tags if t.name == "html"), tags[0] if tags else None)
    if target is None:
        return raw
    for attribute in attributes(raw, target):
        if attribute.name in ("lang", "xml:lang"):
            raw = raw[: attribute.start] + language + raw[attribute.end :]
            return raw
    at = target.start + 1 + len(target.name)
    return f'{raw[:at]} lang="{language}"{raw[at:]}'


def _with_links(raw: str, labels: Labels) -> str:
    head = next((t for t in tokenize(raw) if t.kind == "close" and t.name == "head"), None)
    if head is None:
        return raw  # a fragment has no place for links
    for token in reversed([t for t in _tags(raw[: head.end]) if t.name == "link"]):
        found = {a.name: a.value for a in attributes(raw, token)}
        if found.get("rel") == "alternate" and found.get("hreflang") in labels.editions:
            end = token.end + (raw[token.end : token.end + 1] == "\n")
            raw = raw[: token.start] + raw[end:]
    links = "".join(
        f'<link rel="alternate" hreflang="{html.escape(tag)}" href="{html.escape(name)}">\n'
        for tag, name in labels.editions.items()
    )
    return _insert_before_close(raw, ("head",), links)


def _insert_before_close(raw: str, names: tuple[str, ...], text: str) -> str:
    closes = {t.name: t.start for t in tokenize(raw) if t.kind == "close" and t.name in names}
    for name in names:
        if name in closes:
            return raw[: closes[name]] + text + raw[closes[name] :]
    return raw.rstrip("\n") + "\n" + text
