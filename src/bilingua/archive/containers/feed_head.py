"""What a feed says of itself, in its head: its language and the feed of its sister edition.

A feed's link to itself and to its site stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from bilingua.formats.base import Labels
from bilingua.formats.xml.fields import held
from bilingua.formats.xml.label import edited, set_attribute
from bilingua.formats.xml.tokens import (
    Token,
    attribute,
    attributes,
    element_end,
    escape,
    root,
    tokenize,
)

_ATOM = "http://www.w3.org/2005/Atom"


def label_rss(head: str, labels: Labels) -> str:
    """RSS 2.0: the channel's language, and a link of Atom to each sister."""
    head = _without_links(head, labels)
    channel = _first(head, "channel")
    if channel is None:
        return head
    edits = list(_said(head, {"language", "dc:language"}, labels.language))
    added = [
        f'<atom:link xmlns:atom="{_ATOM}" rel="alternate" hreflang="{escape(tag)}"'
        f' type="application/rss+xml" href="{escape(name)}"/>'
        for tag, name in _sisters(labels)
    ]
    if not edits:
        added.insert(0, f"<language>{escape(labels.language)}</language>")
    return edited(head, [*edits, _lines(head, channel.end, added)])


def label_rdf(head: str, labels: Labels) -> str:
    """RSS 1.0: the language where the channel says one, else on the root; links have no place."""
    edits = list(_said(head, {"dc:language"}, labels.language))
    opening = root(head)
    if opening and (not edits or attribute(head, opening, "xml:lang") is not None):
        edits.append(set_attribute(head, opening, "xml:lang", labels.language))
    return edited(head, edits)


def label_atom(head: str, labels: Labels) -> str:
    """Atom: xml:lang, and an alternate to each sister."""
    head = _without_links(head, labels)
    opening = root(head)
    if opening is None:
        return head
    prefix = opening.name[: -len("feed")]
    links = [
        f'<{prefix}link rel="alternate" hreflang="{escape(tag)}" type="application/atom+xml"'
        f' href="{escape(name)}"/>'
        for tag, name in _sisters(labels)
    ]
    return edited(
        head,
        [
            set_attribute(head, opening, "xml:lang", labels.language),
            _lines(head, opening.end, links),
        ],
    )


def _sisters(labels: Labels) -> list[tuple[str, str]]:
    return [(tag, name) for tag, name in labels.editions.items() if tag != labels.language]


def _first(head: str, local: str) -> Token | None:
    tokens = tokenize(head)
    return next((t for t in tokens if t.kind == "open" and t.local == local), None)


def _said(head: str, names: set[str], language: str) -> Iterator[tuple[int, int, str]]:
    for token in tokenize(head):
        if (
            token.kind == "open"
            and token.name in names
            and (found := held(head, token, element_end(head, token)))
        ):
            yield found.start, found.end, escape(language)


def _without_links(head: str, labels: Labels) -> str:
    """The head without links to the editions' files: those of another time."""
    edits = []
    for token in tokenize(head):
        if token.kind == "empty" and token.local == "link":
            said = {a.name: a.value for a in attributes(head, token)}
            ours = said.get("hreflang"), said.get("href")
            if said.get("rel") == "alternate" and ours in labels.editions.items():
                end = token.end
                begin = head.rfind("\n", 0, token.start)
                if begin < 0 or head[begin : token.start].strip():
                    begin = token.start
                elif head[begin - 1 : begin] == "\r":
                    begin -= 1
                edits.append((begin, end, ""))
    return edited(head, edits)


def _lines(head: str, at: int, elements: list[str]) -> tuple[int, int, str]:
    """The edit that adds elements after a tag, each on a line of its own if the next thing is."""
    end = at
    while end < len(head) and head[end] in " \t\r\n":
        end += 1
    space = head[at:end] if "\n" in head[at:end] else ""
    return at, at, "".join(space + element for element in elements)
