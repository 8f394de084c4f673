"""Links between the stories of a site: in an edition they lead to the editions in its language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bilingua.formats.html_tokens import attributes, tokenize

# Up to a query or a fragment; what has a colon names a scheme.
_PATH = r"[^\s\"'<>()#?\\:]+"
_HREF = re.compile(rf"href\s*=\s*[\"']?({_PATH})", re.I)
_DESTINATION = re.compile(rf"(\](?:\(|:)[ \t]*<?)({_PATH})")
_FENCED = re.compile(r"(^(?:```|~~~).*?(?:^(?:```|~~~)|\Z))", re.M | re.S)


def own_links(text: str) -> Iterable[str]:
    """The links of a page or of Markdown that name no other site, as written, each once, in order."""
    found = [match[1] for match in _HREF.finditer(text)]
    found += [match[2] for match in _DESTINATION.finditer(text)]
    return dict.fromkeys(one for one in found if not one.startswith("//"))


def lead_page(raw: str, links: Mapping[str, str]) -> str:
    """A page whose links that are among `links` lead where those say."""
    if not links:
        return raw
    pieces, position = [], 0
    for token in tokenize(raw):
        if token.kind != "open" or token.name != "a":
            continue
        for attribute in attributes(raw, token):
            path = re.split("[#?]", raw[attribute.start : attribute.end], maxsplit=1)[0]
            if attribute.name == "href" and path in links:
                pieces += [raw[position : attribute.start], links[path]]
                position = attribute.start + len(path)
    return "".join([*pieces, raw[position:]])


def lead_markdown(raw: str, links: Mapping[str, str]) -> str:
    """The same for Markdown; fenced code stays as it is."""
    if not links:
        return raw
    parts = _FENCED.split(raw)
    parts[::2] = [
        _DESTINATION.sub(lambda found: found[1] + links.get(found[2], found[2]), part)
        for part in parts[::2]
    ]
    return "".join(parts)
