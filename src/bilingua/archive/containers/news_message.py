"""News messages of NewsML-G2 that hold many news items, each of them a story.

Package items, concept items and the message's header stay as they are.
"""

from __future__ import annotations

from bilingua.archive.containers.xml_items import Kind, XmlItems
from bilingua.formats.base import Labels
from bilingua.formats.xml.tokens import attribute, root


class NewsMessage(XmlItems):
    """The container of news messages."""

    def __init__(self) -> None:
        kind = Kind(
            frozenset({"newsMessage"}), "newsItem", ".newsml", item_key, lambda item: True, _label
        )
        super().__init__("news message", (".newsml", ".xml"), (kind,))


def item_key(item: str) -> str | None:
    """The identifier of a news item, with its version."""
    opening = root(item)
    guid = attribute(item, opening, "guid") if opening else None
    version = attribute(item, opening, "version") if opening else None
    return f"{guid};{version}" if guid and version else guid


def _label(head: str, labels: Labels) -> str:
    """A message says nothing of its language."""
    return head
