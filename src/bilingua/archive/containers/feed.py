"""Feeds as archives of stories: RSS 2.0, RSS 1.0 (RDF), Atom, and exports of WordPress (WXR)."""

from __future__ import annotations

from bilingua.archive.containers.feed_head import label_atom, label_rdf, label_rss
from bilingua.archive.containers.xml_items import Kind, XmlItems
from bilingua.formats.xml import wordpress_item
from bilingua.formats.xml.feed_item import FeedItem
from bilingua.formats.xml.fields import held
from bilingua.formats.xml.tokens import attribute, element_end, root, tokenize

# What of an export is a story; menus, revisions, templates and the like stay as they are.
_STORIES = frozenset({"post", "page", "attachment"})
_GONE = frozenset({"trash", "auto-draft"})


class Feed(XmlItems):
    """The container of feeds."""

    def __init__(self) -> None:
        super().__init__(
            "feed",
            (".rss", ".atom", ".rdf", ".wxr", ".xml"),
            (
                Kind(
                    frozenset({"rss"}),
                    "item",
                    ".rssitem",
                    rss_key,
                    is_story,
                    label_rss,
                    "wp:term",
                    wordpress_item.is_group,
                ),
                Kind(frozenset({"RDF"}), "item", ".rssitem", rdf_key, is_story, label_rdf),
                Kind(frozenset({"feed"}), "entry", ".atomentry", atom_key, is_story, label_atom),
            ),
        )


def rss_key(item: str) -> str | None:
    """A post's number in an export, else an item's guid, else its link."""
    return wordpress_item.post_id(item) or _child(item, "guid") or _child(item, "link")


def rdf_key(item: str) -> str | None:
    """What an item of RSS 1.0 is about, else its link."""
    opening = root(item)
    about = attribute(item, opening, "rdf:about") if opening else None
    return about or _child(item, "link")


def atom_key(item: str) -> str | None:
    """The id of an entry."""
    return _child(item, "id")


def is_story(item: str) -> bool:
    """Whether an item is a story; a picture of an export is one if it says anything."""
    if (opening := root(item)) is not None and opening.name == "wp:term":
        return False
    kind = wordpress_item.post_type(item)
    if kind is None:
        return True
    if kind not in _STORIES or wordpress_item.status(item) in _GONE:
        return False
    return kind != "attachment" or bool(FeedItem().extract("", item).units)


def _child(item: str, name: str) -> str | None:
    """The text of an item's own element."""
    opening = root(item)
    if opening is None:
        return None
    prefix = opening.name[: -len(opening.local)]
    position = opening.end
    for token in tokenize(item, opening.end):
        if token.start < position or token.kind != "open":
            continue
        closing = element_end(item, token)
        if token.name == prefix + name:
            found = held(item, token, closing)
            return " ".join(found.text.split()) if found else None
        position = closing.end
    return None
