"""Pieces of XML documents as texts of their own: a line with inline elements, a run of XHTML."""

from __future__ import annotations

from bilingua.article import Article, Marked, Role, Unit
from bilingua.formats.base import Labels, numbered
from bilingua.formats.html import Html
from bilingua.formats.xml.tokens import numeric
from bilingua.formats.xml.units import Grammar, encode, units

# Everything in a line is a part of it; its own role is whatever the document says.
_LINE = Grammar(
    blocks=frozenset({"p"}),
    roles={"": Role.BODY},
    skipped=frozenset(),
    breaks=frozenset({"br"}),
)


class XmlText:
    """Reads and writes what an element holds: text with inline elements, in one or more blocks."""

    name = "xml text"
    suffixes: tuple[str, ...] = ()
    cuts = "<&"

    def looks(self, top: str) -> bool:
        """Never: no file is only this."""
        return False

    def extract(self, name: str, raw: str) -> Article:
        """One unit, or one a paragraph."""
        return Article(name, self.name, raw, numbered(units(raw, _LINE), raw))

    def encode(self, unit: Unit, content: Marked) -> str:
        """Escape text; inline elements stay as they are."""
        return encode(content)

    def label(self, raw: str, labels: Labels) -> str:
        """What an element holds says nothing of itself."""
        return raw


class Xhtml(Html):
    """Reads and writes XHTML within another document."""

    name = "xhtml"
    suffixes = ()

    def looks(self, top: str) -> bool:
        """Never: a file of it is a page."""
        return False

    def encode(self, unit: Unit, content: Marked) -> str:
        """Escape as HTML does, but name nothing that XML has no name for."""
        return numeric(super().encode(unit, content))
