"""Word files (.docx): the document with its headers, footers and notes, translated in its package.

The decoded file is the text of the parts one after another; pictures, settings, comments and all
else stay in the package. What a paragraph says is docx_runs' business.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import replace

from bilingua.article import Article, Marked, Role, Unit
from bilingua.errors import InputError
from bilingua.formats.base import Labels, soften_breaks
from bilingua.formats.credits import credit_role
from bilingua.formats.word import label as docx_label
from bilingua.formats.word import package as docx_package
from bilingua.formats.word import runs as docx_runs
from bilingua.formats.word.boxes import in_step, twins
from bilingua.formats.word.roles import role_of, style_roles
from bilingua.formats.word.tree import (
    SEPARATOR,
    Node,
    Part,
    attribute,
    is_word,
    joined,
    parts,
    tree,
)

_ALT = ("descr", "title")


class Docx:
    """Reads and writes Word files."""

    name = "docx"
    suffixes = (".docx", ".docm", ".dotx")
    cuts = "<"

    def looks(self, top: str) -> bool:
        """By what parts its texts when the package is unpacked."""
        return top.startswith(SEPARATOR)

    def unpack(self, name: str, data: bytes) -> str:
        """The texts of a package."""
        return joined(docx_package.texts(name, data))

    def pack(self, raw: str, package: bytes) -> bytes:
        """The package with other texts."""
        old = docx_package.texts("", package)
        new = {part.name: raw[part.start : part.end] for part in parts(raw)}
        return docx_package.packed(
            package, {name: in_step(old[name], text) for name, text in new.items()}
        )

    def extract(self, name: str, raw: str) -> Article:
        """Paragraphs, the texts of pictures and the document's title; all else is skeleton."""
        found = parts(raw)
        roles: dict[str, Role] = {}
        for part in found:
            if part.name.endswith("styles.xml"):
                roles = style_roles(raw, tree(raw, part))
        units: list[Unit] = []
        for part in found:
            if part.name.endswith("core.xml"):
                units += _title(raw, tree(raw, part))
            elif not part.name.endswith("styles.xml"):
                if not is_word(raw, part):
                    raise InputError(
                        "{name} was written by a program that names things as Word does not; open it in Word and save it again.",
                        name=name,
                    )
                units += _texts(raw, part, roles)
        units.sort(key=lambda unit: (unit.start, -unit.end))
        numbered = tuple(replace(unit, id=f"u{number}") for number, unit in enumerate(units, 1))
        return Article(name, self.name, raw, numbered, language=docx_label.declared_language(raw))

    def encode(self, unit: Unit, content: Marked) -> str:
        """Runs of a paragraph, or what an element or attribute may hold."""
        if unit.syntax == "attribute":
            return html.escape(content.text).replace("\n", "&#10;")
        if unit.syntax == "element":
            return html.escape(content.text, quote=False)
        return docx_runs.write(content, unit.syntax)

    def label(self, raw: str, labels: Labels) -> str:
        """Write the language and the provenance; a Word file has no place for its sister."""
        return docx_label.label(raw, labels)


def _title(raw: str, root: Node) -> Iterator[Unit]:
    for node in root.walk():
        if node.name == "dc:title":
            text = html.unescape(raw[node.inner : node.close]).strip()
            if any(map(str.isalpha, text)):
                yield Unit("", Role.META, Marked(text), node.inner, node.close, 1, "element")


def _texts(raw: str, part: Part, roles: dict[str, Role]) -> Iterator[Unit]:
    """The units of a part; a unit's line is the number of its paragraph, which readers can count."""
    root = tree(raw, part)
    skipped = frozenset(id(twin) for _, twin in twins(raw, root))
    around = Role.BOILERPLATE if part.is_furniture else Role.BODY
    waiting = [(root, around)]
    count = 0
    while waiting:
        node, held = waiting.pop()
        if id(node) in skipped:
            continue
        if node.name == "w:tc" and held is Role.BODY:
            held = Role.TABLE
        if node.name == "w:p":
            count += 1
            if written := docx_runs.read(raw, node):
                role = role_of(raw, node, roles, held)
                yield _unit(written, role, count)
        elif node.name == "wp:docPr":
            for name in _ALT:
                said = attribute(raw, node, name)
                if said and any(map(str.isalpha, said.value)):
                    text = Marked(said.value)
                    yield Unit("", Role.CAPTION, text, said.start, said.end, count, "attribute")
        waiting.extend((child, held) for child in reversed(node.children))


def _unit(written: docx_runs.Written, role: Role, line: int) -> Unit:
    content = written.content
    if role is Role.BODY:
        role = credit_role(content.text) or role
    content = soften_breaks(content, every=role in (Role.HEADLINE, Role.DECK))
    return Unit("", role, content, written.start, written.end, line, written.syntax)
