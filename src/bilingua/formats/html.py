"""HTML pages and fragments, translated in place.

A block is one unit; inline elements inside it are inline codes. Attributes that readers see or hear
and the headline of JSON-LD are units of their own.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bilingua.article import Article, CodeKind, Inline, Marked, Role, Unit
from bilingua.formats import html_label
from bilingua.formats.base import MAX_COVERED, Labels, numbered, soften_breaks, weave
from bilingua.formats.credits import credit_role
from bilingua.formats.html_tokens import INLINE, Attribute, Token, attributes, closing_tag, tokenize
from bilingua.formats.json import linked as json_ld
from bilingua.formats.links import lead_page

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_OPAQUE_INLINE = frozenset("code kbd samp var".split())
_ROLES = {
    "title": Role.HEADLINE,
    "li": Role.LIST,
    "dt": Role.LIST,
    "dd": Role.LIST,
    "td": Role.TABLE,
    "th": Role.TABLE,
    "figcaption": Role.CAPTION,
    "caption": Role.CAPTION,
    **{f"h{level}": Role.HEADLINE for level in range(1, 7)},
}
_FURNITURE = frozenset("nav footer form button".split())
_CLASSES = (
    (re.compile(r"\bbyline\b|\bauthor\b", re.I), Role.BYLINE),
    (re.compile(r"\bdateline\b", re.I), Role.DATELINE),
    (re.compile(r"\b(?:deck|dek|standfirst|subtitle|subhead(?:line)?)\b", re.I), Role.DECK),
    (re.compile(r"\bcaption\b", re.I), Role.CAPTION),
    (re.compile(r"\b(?:share|social|comments?|cookies?|newsletter|related)\b", re.I),
     Role.BOILERPLATE),
)  # fmt: skip
_READ_METAS = re.compile(r"(?:og:|twitter:)?(?:description|title|image:alt)\Z")
_SEEN = frozenset({"alt", "title", "aria-label"})
_LOOKS = re.compile(r"\s*(?:<!doctype html|<html|<(?:article|body|div|p|h1)[\s>])", re.I)
_TAG = re.compile(r"<[^>]*+>")
_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(slots=True)
class _Run:
    """Text and inline tags since the last block boundary."""

    pieces: list[tuple[Token, bool]] = field(default_factory=list)
    role: Role = Role.BODY


class Html:
    """Reads and writes HTML."""

    name = "html"
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")
    cuts = "<"

    def looks(self, top: str) -> bool:
        """By its first tag."""
        return bool(_LOOKS.match(top))

    def extract(self, name: str, raw: str) -> Article:
        """Find blocks, attributes and JSON-LD texts; everything else is skeleton."""
        found: list[Unit] = []
        run, roles = _Run(), list[tuple[str, Role]]()
        skip_to = 0
        for token in self.tokens(raw):
            if token.start < skip_to:
                continue
            kept = token.kind == "open" and _kept(raw, token)
            if kept and token.name not in VOID:
                skip_to = closing_tag(raw, token.name, token.end)
                token = replace(token, kind="opaque", end=skip_to)
            elif token.kind == "open":
                found += _attribute_units(raw, token)
            if token.kind == "opaque" and json_ld.is_block(raw, token):
                found += json_ld.units(raw, token)
            if token.kind == "text" or _is_inline(token):
                run.pieces.append((token, kept))
                continue
            if token.kind == "other":
                # A comment in a sentence is an inline code like any other.
                run.pieces.append((token, True))
                continue
            found += _unit(raw, run, roles)
            run = _Run()
            _enter(raw, token, roles)
        found += _unit(raw, run, roles)
        return Article(
            name,
            self.name,
            raw,
            numbered(found, raw),
            language=html_label.declared_language(raw),
            metadata=html_label.metadata(raw),
        )

    def tokens(self, raw: str) -> Iterator[Token]:
        """The file in pieces; a dialect of HTML that has more marks than tags cuts finer."""
        return tokenize(raw)

    def encode(self, unit: Unit, content: Marked) -> str:
        """Escape what the place needs: HTML text, an attribute's value or a JSON string."""
        if unit.syntax == "json":
            return json_ld.encode(content.text)
        if unit.syntax == "attribute":
            return html.escape(content.text)
        if unit.syntax == "bare attribute":
            return f'"{html.escape(content.text)}"'
        return weave(content, lambda text: html.escape(text, quote=False).replace("\xa0", "&nbsp;"))

    def label(self, raw: str, labels: Labels) -> str:
        """Write the language, the alternates and the provenance into the page, and lead its links."""
        return lead_page(html_label.label(raw, labels), labels.links)


def _is_inline(token: Token) -> bool:
    if token.kind == "opaque":
        return token.name in INLINE or token.name in _OPAQUE_INLINE
    return token.kind in ("open", "close") and token.name in INLINE


def _kept(raw: str, token: Token) -> bool:
    """Whether a person said that an element must not be translated."""
    tag = raw[token.start : token.end].lower()
    if "translate" not in tag:
        return False
    return any(
        (a.name == "translate" and a.value.lower() == "no")
        or (a.name == "class" and "notranslate" in a.value.lower().split())
        for a in attributes(raw, token)
    )


def _enter(raw: str, token: Token, roles: list[tuple[str, Role]]) -> None:
    """Keep the stack of open elements that say what the text in them is."""
    if token.kind == "close":
        for depth in range(len(roles) - 1, max(-1, len(roles) - 50), -1):
            if roles[depth][0] == token.name:
                del roles[depth:]
                return
    elif token.kind == "open" and token.name not in VOID:
        role = _ROLES.get(token.name)
        if token.name in _FURNITURE:
            role = Role.BOILERPLATE
        elif role is None:
            named = " ".join(a.value for a in attributes(raw, token) if a.name in ("class", "id"))
            role = next((role for pattern, role in _CLASSES if pattern.search(named)), None)
        outer = roles[-1][1] if roles else Role.BODY
        if outer is Role.BOILERPLATE or role is None:
            role = outer
        roles.append((token.name, role))


def _unit(raw: str, run: _Run, roles: list[tuple[str, Role]]) -> list[Unit]:
    pieces = run.pieces
    # Space and comments at the edges of a block are skeleton.
    while pieces and _is_edge(raw, pieces[0]):
        pieces = pieces[1:] if len(pieces) < 50 else _trimmed(raw, pieces)
    while pieces and _is_edge(raw, pieces[-1]):
        pieces.pop()
    if not pieces:
        return []
    start, end = pieces[0][0].start, pieces[-1][0].end
    start += _margin(raw, pieces[0][0], leading=True)
    end -= _margin(raw, pieces[-1][0], leading=False)
    text, codes, opened = "", list[Inline](), dict[str, list[int]]()
    for pair, (token, kept) in enumerate(pieces):
        if token.kind == "text":
            plain = raw[max(token.start, start) : min(token.end, end)]
            plain = html.unescape(_SPACE.sub(" ", plain))
            # Space before a tag and after it shows as one, but not on both sides of an image.
            apart = codes and codes[-1].at == len(text) and codes[-1].markup[:4].lower() == "<img"
            twice = text.endswith(" ") and plain.startswith(" ") and not apart
            text += plain[1:] if twice else plain
            continue
        kind, number = CodeKind.ALONE, pair
        if token.kind == "open" and token.name not in VOID and not kept:
            kind = CodeKind.OPEN
            opened.setdefault(token.name, []).append(pair)
        elif token.kind == "close" and opened.get(token.name):
            kind, number = CodeKind.CLOSE, opened[token.name].pop()
        markup = raw[token.start : token.end]
        covered = _covered(token, markup, kept)
        codes.append(Inline(len(text), markup, kind, number, token.start, len(covered)))
        text += covered
    if not any(char.isalpha() for char in text):
        return []
    lonely = {number for numbers in opened.values() for number in numbers}
    whole = tuple(
        replace(code, kind=CodeKind.ALONE) if code.pair in lonely else code for code in codes
    )
    role = roles[-1][1] if roles else Role.BODY
    if role is Role.BODY:
        role = credit_role(text) or role
    content = soften_breaks(Marked(text, whole), every=role in (Role.HEADLINE, Role.DECK))
    return [Unit("", role, content, start, end, 0)]


def _covered(token: Token, markup: str, kept: bool) -> str:
    """The words of code or of what a person protected, for the engine to see but not to change."""
    if token.name == "br":
        return "\n"
    if token.kind != "opaque" or not (kept or token.name in _OPAQUE_INLINE):
        return ""
    said = html.unescape(_SPACE.sub(" ", _TAG.sub("", markup))).strip()
    return said if len(said) <= MAX_COVERED else ""


def _trimmed(raw: str, pieces: list[tuple[Token, bool]]) -> list[tuple[Token, bool]]:
    first = next((i for i, piece in enumerate(pieces) if not _is_edge(raw, piece)), len(pieces))
    return pieces[first:]


def _is_edge(raw: str, piece: tuple[Token, bool]) -> bool:
    token, _ = piece
    if token.kind == "other":
        return True
    return token.kind == "text" and not raw[token.start : token.end].strip(" \t\n\r\f")


def _margin(raw: str, token: Token, *, leading: bool) -> int:
    if token.kind != "text":
        return 0
    text = raw[token.start : token.end]
    stripped = text.lstrip(" \t\n\r\f") if leading else text.rstrip(" \t\n\r\f")
    return len(text) - len(stripped)


def _attribute_units(raw: str, token: Token) -> list[Unit]:
    found = attributes(raw, token)
    if token.name == "meta":
        named = {a.name: a.value for a in found}
        if not _READ_METAS.match(named.get("name") or named.get("property") or ""):
            return []
        wanted, role = frozenset({"content"}), Role.META
    else:
        wanted, role = _SEEN, Role.CAPTION
    return [
        Unit("", role, Marked(a.value), a.start, a.end, 0, _attribute_syntax(raw, a))
        for a in found
        if a.name in wanted and any(map(str.isalpha, a.value))
    ]


def _attribute_syntax(raw: str, attribute: Attribute) -> str:
    return "attribute" if raw[attribute.start - 1] in "\"'" else "bare attribute"
