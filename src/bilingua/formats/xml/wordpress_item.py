"""What a post of a WordPress export (WXR) says of itself: its type, its number, its language.

Polylang keeps a post's language as a term of the taxonomy "language", whose slug is the language's
code. WPML's "Export and Import" reads a post's language, its source's and the group that joins
translations from the post meta `_wpml_import_...`; two posts of one group become translations of
each other, whichever file they come in.

Polylang joins translations by a term of "post_translations" whose description maps languages to
post numbers. Its importer takes the numbers for those of the posts in the same file, and writes over
the group that the site has: an edition, which has its source's number, would stand in it as the
source. So an export's groups are left out of an edition's file, and the posts of it come unjoined.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bilingua.formats.base import Labels
from bilingua.formats.xml.label import edited, primary, with_line
from bilingua.formats.xml.tokens import Token, element_end, escape, tokenize, unescape

_NAMES = {"en": "English", "es": "Español"}
# A translation is made from the other of the two languages that there are.
_OTHER = {"en": "es", "es": "en"}
_IMPORT = "_wpml_import_"
_CDATA = r"(?:<!\[CDATA\[)?([^<\]]*+)(?:\]\]>)?"
_TYPE = re.compile(rf"<wp:post_type>\s*+{_CDATA}\s*</wp:post_type>")
_STATUS = re.compile(rf"<wp:status>\s*+{_CDATA}\s*</wp:status>")
_ID = re.compile(r"<wp:post_id>\s*+(\d{1,18})\s*+</wp:post_id>")
_TERM = re.compile(rf'<category domain="language" nicename="([^"<]*+)">{_CDATA}</category>')
_GROUP = re.compile(
    rf'<category domain="post_translations" nicename="[^"<]*+">{_CDATA}</category>(?:\r?\n)?'
)
_TAXONOMY = re.compile(
    r"<wp:term_taxonomy>\s*+(?:<!\[CDATA\[)?post_translations(?:\]\]>)?\s*+</wp:term_taxonomy>"
)
_META = re.compile(
    rf"<wp:postmeta>\s*+<wp:meta_key>{_CDATA}</wp:meta_key>"
    rf"\s*+<wp:meta_value>{_CDATA}</wp:meta_value>\s*+</wp:postmeta>"
)


def post_type(raw: str) -> str | None:
    """The post type of an item; None where it is no item of an export."""
    return _own(_TYPE, raw)


def status(raw: str) -> str | None:
    """The status of a post: "publish", "draft", "trash" and so on."""
    return _own(_STATUS, raw)


def post_id(raw: str) -> str | None:
    """The number of a post on the site that it was exported from."""
    return _own(_ID, raw)


def language(raw: str) -> str | None:
    """The language that Polylang or WPML say a post is in."""
    if term := _outside(_TERM, raw):
        return term[1]
    return _metas(raw).get(f"{_IMPORT}language_code", (None, 0, 0))[0]


def is_group(element: str) -> bool:
    """Whether a term of an export is a group of translations of Polylang's."""
    return _TAXONOMY.search(element) is not None


def label(raw: str, labels: Labels) -> str:
    """Write the language where a multilingual plug-in keeps it, and the group that joins the pair."""
    code, old = primary(labels.language), language(raw)
    translated = labels.provenance is not None or (old is not None and primary(old) != code)
    return _for_wpml(_for_polylang(raw, code), code, translated=translated)


def _for_polylang(raw: str, code: str) -> str:
    term = _outside(_TERM, raw)
    if term is None:
        return raw
    name = f"<![CDATA[{_NAMES.get(code, code)}]]>"
    element = f'<category domain="language" nicename="{escape(code)}">{name}</category>'
    raw = edited(raw, [(*term.span(), element)])
    while group := _outside(_GROUP, raw):
        raw = edited(raw, [(*group.span(), "")])
    return raw


def _for_wpml(raw: str, code: str, *, translated: bool) -> str:
    metas = _metas(raw)
    if not any(key.startswith(("_wpml_", "_icl_")) for key in metas):
        return raw
    said = {f"{_IMPORT}language_code": code}
    if translated:
        said[f"{_IMPORT}source_language_code"] = _OTHER.get(code, "")
    group = f"{_IMPORT}translation_group"
    if group not in metas:
        said[group] = f"bilingua-{post_id(raw) or 0}"
    raw = edited(raw, [(*metas[key][1:], said[key]) for key in said if key in metas])
    for key in said:
        if key not in metas:
            raw = _with_meta(raw, key, said[key])
    return raw


def _own(pattern: re.Pattern[str], raw: str) -> str | None:
    found = _outside(pattern, raw)
    return found[1].strip() if found else None


def _outside(pattern: re.Pattern[str], raw: str) -> re.Match[str] | None:
    """An element of the item itself: what a text quotes in its CDATA is none."""
    if pattern.search(raw) is None:
        return None
    for token in _elements(raw):
        if found := pattern.match(raw, token.start):
            return found
    return None


@lru_cache(maxsize=4)
def _elements(raw: str) -> tuple[Token, ...]:
    """The elements of an item that say what it is; asked for several times of the same item."""
    names = ("wp:post_type", "wp:status", "wp:post_id", "wp:postmeta", "category")
    return tuple(token for token in tokenize(raw) if token.kind == "open" and token.name in names)


def _metas(raw: str) -> dict[str, tuple[str, int, int]]:
    """Post meta by its key: the value and where it stands."""
    found = (_META.match(raw, token.start) for token in _elements(raw) if token.name[:3] == "wp:")
    return {match[1]: (unescape(match[2]), *match.span(2)) for match in found if match}


def _with_meta(raw: str, key: str, value: str) -> str:
    opening = next(token for token in tokenize(raw) if token.kind == "open")
    element = (
        f"<wp:postmeta><wp:meta_key><![CDATA[{key}]]></wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )
    return with_line(raw, element_end(raw, opening).start, element)
