"""XML trees: read without trust, written without surprises. Knows nothing of XLIFF."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from lxml import etree

from bilingua.errors import ReviewError

Element = Any
XML = "{http://www.w3.org/XML/1998/namespace}"
# More than the XLIFF of any story has. A tree of tiny elements takes 35 times as much memory.
MAX_BYTES = 32 << 20
# What XML 1.0 has no way to write (section 2.2), and lone surrogates.
_UNSAFE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse(name: str, data: bytes) -> Element:
    """The root of an XML document. Raises ReviewError for what is none, or does not look harmless.

    No document type, no entities, nothing fetched, nothing of unreasonable size.
    """
    if len(data) > MAX_BYTES:
        raise ReviewError(
            "{name} is larger than {limit} MB, which the XLIFF of no story is; take it to pieces.",
            name=name,
            limit=MAX_BYTES >> 20,
        )
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, dtd_validation=False, no_network=True,
        huge_tree=False, remove_comments=True, remove_pis=True, strip_cdata=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise ReviewError(
            "{name} cannot be read as XML ({reason}); export it anew from the tool that it comes from.",
            name=name,
            reason=" ".join(str(error).split()),
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReviewError(
            "{name} has a document type, which no XLIFF needs and bilingua does not trust; take the <!DOCTYPE …> out.",
            name=name,
        )
    return root


def serialize(root: Element, leaves: Collection[str]) -> bytes:
    """An XML document with one element a line, but for what stands in `leaves`."""
    _indent(root, leaves, "\n")
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def root(tag: str, attributes: Mapping[str, str], names: Mapping[str | None, str]) -> Element:
    """The first element of a document, and the namespaces that it declares by their prefixes."""
    return etree.Element(tag, dict(attributes), nsmap=dict(names))


def child(
    parent: Element, tag: str, attributes: Mapping[str, str | None] | None = None, text: str = ""
) -> Element:
    """Add an element, its attributes without those that are None."""
    given = {key: safe(value) for key, value in (attributes or {}).items() if value is not None}
    element = etree.SubElement(parent, tag, given)
    if text:
        element.text = safe(text)
    return element


def add_text(element: Element, text: str) -> None:
    """Add text after all that is in an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def safe(text: str) -> str:
    """A text that XML can carry; other characters become U+FFFD."""
    return _UNSAFE.sub("�", text)


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(etree.QName(element).localname)


def namespace(element: Element) -> str:
    """The namespace of an element; "" for none."""
    return etree.QName(element).namespace or ""


def _indent(element: Element, leaves: Collection[str], line: str) -> None:
    if not len(element) or local_name(element) in leaves:
        return
    element.text = line + " "
    for inner in element:
        _indent(inner, leaves, line + " ")
        inner.tail = line + " "
    element[-1].tail = line
