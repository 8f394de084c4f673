"""IPTC ninjs 1.0 to 3.1: a news item in JSON, with its headlines, bodies, descriptions and pictures.

The schemas are at https://iptc.org/std/ninjs/; where no version is named, the names tell it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from bilingua.article import Article, Field, Role
from bilingua.errors import InputError
from bilingua.formats.base import Labels
from bilingua.formats.json import tokens as json_tokens
from bilingua.formats.json.edits import Edit, appended, edited
from bilingua.formats.json.fields import Found, article_of, root_of, with_provenance, write_field
from bilingua.formats.json.tokens import Value

# Items in items in items: a package of packages has no more levels that readers see.
_NESTED = 3
_TOP = re.compile(
    r'\s*\{.*?"(?:uri|\$?standard)"\s*:.*?"(?:versioncreated|versionCreated|headlines|bodies'
    r'|descriptions|body_\w+|description_\w+|altids|altIds|pubstatus|pubStatus|ninjs)"',
    re.DOTALL,
)
_FLAT = re.compile(r"(headline|description|body)(?:_([a-zA-Z0-9_]+))?\Z")
_LISTS = {"headlines": "headline", "descriptions": "description", "bodies": "body"}
_ROLES = {"headline": Role.HEADLINE, "description": Role.DECK, "body": Role.BODY}
_CREDIT = re.compile(r"(?:by|por)\s", re.IGNORECASE)
_CAMEL = re.compile(r"[a-z]+[A-Z]")
# Names of the second version that the third writes with capitals.
_FLATTENED = frozenset("versioncreated contenttype altids firstcreated pubstatus charcount".split())
_SECOND = frozenset("headlines bodies descriptions by subjects people places standard".split())
# Names that version 1.3 brought, and with them alternative identifiers.
_SINCE_1_3 = frozenset("$standard altids genre trustindicator rightsinfo contentcreated".split())


class Ninjs:
    """Reads and writes ninjs items."""

    name = "ninjs"
    suffixes = (".ninjs", ".json")
    cuts = '"{[,'

    def looks(self, top: str) -> bool:
        """By an item's identifier or standard and what only ninjs calls so."""
        return bool(_TOP.match(top))

    def extract(self, name: str, raw: str) -> Article:
        """Headlines, descriptions and bodies of the item and of those in it, as fields."""
        root = root_of(raw)
        article = article_of(name, self.name, raw, _texts(raw, root), language(raw, root))
        if not article.fields:
            raise InputError(
                "{name} has no headline, description or body; there is nothing in it to translate.",
                name=name,
            )
        return article

    def write_field(self, field: Field, text: str) -> str:
        """The text as the file writes its strings."""
        return write_field(field, text)

    def label(self, raw: str, labels: Labels) -> str:
        """Write the language, both editions where the version has a place, the provenance."""
        root = root_of(raw)
        style = json_tokens.style_of(raw)
        own = json_tokens.write(labels.language, style.syntax)
        source = next(iter(labels.editions), labels.language)
        declared = language(raw, root) or source
        # Where the item is in this language already, what it holds says its own.
        levels = 0 if _same_language(declared, labels.language) else _NESTED
        edits: list[Edit] = [
            (value.start, value.end, own)
            for value in _languages(root, levels)
            if _same_language(declared, json_tokens.text_of(raw, value))
        ]
        more: list[tuple[str | None, str]] = []
        if root.get("language") is None:
            more.append(("language", own))
        edits += _linked(raw, root, labels, more)
        if more:
            edits.append(appended(raw, root, more))
        texts = [found for found in _texts(raw, root, 0) if found.kind != "xml"]
        bodies = [found for found in texts if found.role is Role.BODY] or texts[-1:]
        for body in bodies:  # each is the whole story in another dress
            edits += with_provenance(raw, [body.value], labels, style)
        return edited(raw, edits)


def is_item(root: Value) -> bool:
    """Whether an object is a ninjs item, told by the names that only those have."""
    names = {member.name for member in root.members}
    listed = any(root.get(name) and _parts(root.get(name)) for name in _LISTS)
    flat = any(match and match[2] for match in map(_FLAT.match, names))
    dated = names & {"versioncreated", "versionCreated", "pubstatus", "pubStatus"}
    return "uri" in names and (listed or flat or bool(dated))


def is_credit(raw: str, value: Value) -> bool:
    """Whether a byline has words to translate; one that is but a name has none."""
    return value.kind == "string" and bool(_CREDIT.match(json_tokens.text_of(raw, value)))


def language(raw: str, root: Value) -> str | None:
    """What an item says of its language."""
    value = root.get("language")
    return json_tokens.text_of(raw, value) if value and value.kind == "string" else None


def version(raw: str, root: Value) -> tuple[int, int]:
    """The version of an item: as its standard says, else the least that has its names.

    The second and the third differ in whether names have capitals; where none tells, it is the
    first, which has no place for links.
    """
    standard = root.get("$standard") or root.get("standard")
    named = standard.get("version") if standard else None
    if named and named.kind == "string":
        numbers = re.match(r"(\d)\.(\d+)", json_tokens.text_of(raw, named))
        if numbers:
            return int(numbers[1]), int(numbers[2])
    names = {member.name for member in root.members}
    if not names & _SECOND:
        return (1, 3) if names & _SINCE_1_3 else (1, 0)
    every = set(_names(root))
    if any(_CAMEL.match(name) for name in every):
        return 3, 0
    return (2, 0) if every & _FLATTENED else (1, 0)


def _names(value: Value) -> Iterator[str]:
    waiting = [value]
    while waiting:
        found = waiting.pop()
        yield from (member.name for member in found.members)
        waiting += [*found.items, *(member.value for member in found.members)]


def _texts(
    raw: str, item: Value, levels: int = _NESTED, *, within: bool = False
) -> Iterator[Found]:
    """The texts of an item and, for so many levels, of the items in it.

    A picture's headline and description are its caption; what is in another language than the
    item itself stays.
    """
    kind = item.get("type")
    caption = within and (kind is None or json_tokens.text_of(raw, kind) != "text")
    for member in item.members:
        value = member.value
        flat = _FLAT.match(member.name)
        if flat and value.kind == "string":
            yield Found(value, _role(flat[1], caption), _kind(flat[2]))
        elif member.name in _LISTS:
            for part in _parts(value):
                content = part.get("value")
                declared = part.get("contentType") or part.get("contenttype")
                if content and content.kind == "string":
                    media = json_tokens.text_of(raw, declared) if declared else None
                    yield Found(content, _role(_LISTS[member.name], caption), _kind(media))
        elif member.name == "title" and value.kind == "string":
            yield Found(value, Role.CAPTION if caption else Role.META, "text")
        elif member.name in ("byline", "by") and is_credit(raw, value):
            yield Found(value, Role.BYLINE, "text")
        elif member.name == "associations" and levels:
            for part in _parts(value):
                if _same_language(language(raw, item), language(raw, part)):
                    yield from _texts(raw, part, levels - 1, within=True)


def _role(name: str, caption: bool) -> Role:
    return Role.CAPTION if caption and name != "body" else _ROLES[name]


def _kind(said: str | None) -> str | None:
    """The format that a media type, or the end of a name, stands for; None to look."""
    if said is None:
        return None
    said = said.lower()
    if "html" in said:
        return "html"
    if "xml" in said or "nitf" in said:
        return "xml"
    if "markdown" in said:
        return "markdown"
    return "text" if said in ("text", "usage", "text/plain") else None


def _parts(value: Value | None) -> list[Value]:
    """The objects of a list, or of an object that names each of them."""
    if value is None:
        return []
    held = value.items or [member.value for member in value.members]
    return [part for part in held if part.kind == "object"]


def _languages(item: Value, levels: int) -> Iterator[Value]:
    value = item.get("language")
    if value and value.kind == "string":
        yield value
    if levels:
        for part in _parts(item.get("associations")):
            yield from _languages(part, levels - 1)


def _same_language(one: str | None, other: str | None) -> bool:
    """Whether two tags are of one language; what says nothing is in any."""
    return (
        not one
        or not other
        or re.split("[-_]", one.lower())[0] == re.split("[-_]", other.lower())[0]
    )


def _linked(
    raw: str, root: Value, labels: Labels, more: list[tuple[str | None, str]]
) -> list[Edit]:
    """What names the editions as alternative identifiers, which versions from 1.3 on have."""
    number = version(raw, root)
    if number < (1, 3):
        return []
    name = "altIds" if number >= (3, 0) else "altids"
    there = root.get(name)
    edits: list[Edit] = []
    new: list[tuple[str | None, str]] = []
    for tag, file in labels.editions.items():
        role, address = f"edition-{tag}", json_tokens.write(quote(file), "json")
        if number < (2, 0):
            known = there.get(role) if there else None
            entry: tuple[str | None, str] = (role, address)
        else:
            known = next((p.get("value") for p in _parts(there) if _says(raw, p, role)), None)
            entry = (None, f'{{"role": "{role}", "value": {address}}}')
        if known:
            edits.append((known.start, known.end, address))
        else:
            new.append(entry)
    if not new:
        return edits
    if there is None:
        inside = ", ".join(f'"{key}": {value}' if key else value for key, value in new)
        more.append((name, f"{{{inside}}}" if number < (2, 0) else f"[{inside}]"))
    elif there.kind == ("object" if number < (2, 0) else "array"):
        edits.append(appended(raw, there, new))
    return edits


def _says(raw: str, part: Value, role: str) -> bool:
    said = part.get("role")
    return said is not None and said.kind == "string" and json_tokens.text_of(raw, said) == role
