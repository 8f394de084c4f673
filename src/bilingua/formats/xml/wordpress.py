"""WordPress' own HTML: blank lines part paragraphs, shortcodes are tags, block comments stay.

Classic posts have no <p>: WordPress makes paragraphs of what blank lines part and sets a line break
for every other line end (its `wpautop`); posts of blocks are HTML between comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bilingua.article import Article, Unit
from bilingua.formats.html import Html
from bilingua.formats.html_tokens import Token

_BLOCKS = "<!-- wp:"
_SHORTCODE = re.compile(
    r"""\[(/?)([A-Za-z][A-Za-z0-9_-]{1,49})((?:\s(?>[^\[\]"']|"[^"]{0,400}"|'[^']{0,400}'){0,2000}+)?)\]"""
)
_BLANK_LINE = re.compile(r"(?<![^\S\r\n])[^\S\r\n]*+\r?\n(?:[^\S\r\n]*+\r?\n)+[^\S\r\n]*+")
_LINE_END = re.compile(r"(?<=\S)[^\S\r\n]*+\r?\n(?=[^\S\r\n]*+\S)")
_CUT = re.compile(
    f"{_SHORTCODE.pattern}|(?P<blank>{_BLANK_LINE.pattern})|(?P<end>{_LINE_END.pattern})"
)
# An address on a line of its own is what WordPress embeds.
_ADDRESS = re.compile(r"\s*https?://\S+\s*\Z")
# A shortcode is known by its attributes, its closing tag, or its name; "[sic]" is a word.
_OWN = frozenset("gallery audio video playlist embed caption".split())


class WordPress(Html):
    """Reads and writes the content of a post."""

    name = "wordpress"
    suffixes = ()

    def looks(self, top: str) -> bool:
        """Never: posts come in exports and databases."""
        return False

    def extract(self, name: str, raw: str) -> Article:
        """As HTML; what shortcodes say to machines and an address that stands alone are skeleton."""
        article = super().extract(name, raw)
        units = [
            unit
            for unit in article.units
            if not _ADDRESS.match(unit.text) and not _in_shortcode(raw, unit)
        ]
        numbered = (replace(unit, id=f"u{number}") for number, unit in enumerate(units, 1))
        return replace(article, units=tuple(numbered))

    def tokens(self, raw: str) -> Iterator[Token]:
        """HTML's tokens, with texts cut at shortcodes, paragraphs and set line breaks."""
        classic = _BLOCKS not in raw
        for token in super().tokens(raw):
            if token.kind == "text":
                yield from _cut(raw, token, classic=classic)
            else:
                yield token


def _cut(raw: str, token: Token, *, classic: bool) -> Iterator[Token]:
    at = token.start
    for found in _CUT.finditer(raw, token.start, token.end):
        if found["blank"]:
            mark = Token("close", *found.span(), "")
        elif found["end"]:
            if not classic or not raw[at : found.start()].strip():
                continue
            mark = Token("open", *found.span(), "br")
        elif _is_shortcode(raw, found):
            # WordPress' own are blocks; any other may stand in a sentence, as an inline code.
            name = found[2].lower() if found[2].lower() in _OWN else "span"
            mark = Token("close" if found[1] else "open", *found.span(), name)
        else:
            continue
        if mark.start > at:
            yield Token("text", at, mark.start)
        yield mark
        at = mark.end
    if at < token.end:
        yield Token("text", at, token.end)


def _is_shortcode(raw: str, found: re.Match[str]) -> bool:
    name = found[2]
    return (
        bool(found[1])
        or "=" in found[3]
        or name.lower() in _OWN
        or "_" in name
        or raw.find(f"[/{name}]", found.end(), found.end() + 20_000) >= 0
    )


def _in_shortcode(raw: str, unit: Unit) -> bool:
    return unit.syntax.endswith("attribute") and raw.rfind("[", 0, unit.start) > raw.rfind(
        "<", 0, unit.start
    )
