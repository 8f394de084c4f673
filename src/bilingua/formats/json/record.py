"""A story as a JSON record, as content systems export them: any object with a story's field names.

`record_names` says which names; whatever else a record holds is skeleton.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bilingua.article import Article, Field, Role
from bilingua.errors import InputError
from bilingua.formats.base import Labels
from bilingua.formats.json import ninjs
from bilingua.formats.json import tokens as json_tokens
from bilingua.formats.json.edits import edited
from bilingua.formats.json.fields import (
    Found,
    article_of,
    is_prose,
    root_of,
    with_provenance,
    write_field,
)
from bilingua.formats.json.record_names import (
    APART,
    AROUND,
    BLOCK_ROLES,
    HTML,
    INNER,
    KEEP,
    LANGUAGES,
    LAST,
    NO_PROSE,
    OTHERS,
    ROLES,
    folded,
)
from bilingua.formats.json.spans import spans_of
from bilingua.formats.json.tokens import Value

# A story lies so many objects deep: {"data": {"attributes": {"image": {"caption": …}}}}.
_LEVELS = 6
# And the blocks of its body so many deeper.
_BLOCKS = 8
_SHOWN = 12
_NAME = re.compile(r'"([\w -]{2,40})"\s*:')
_TELLING = (Role.HEADLINE, Role.BODY)
_FULL = {"english": ("English", "Spanish"), "spanish": ("English", "Spanish"),
         "inglés": ("inglés", "español"), "español": ("inglés", "español")}  # fmt: skip
_THREE = {"eng": "eng", "spa": "spa", "en": "eng", "es": "spa"}


class Record:
    """Reads and writes records; `own` maps a newsroom's own names, or paths, to roles."""

    name = "record"
    suffixes = (".json",)
    cuts = '"{[,'

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        self._own = {_path(name): role for name, role in (own or {}).items()}

    def looks(self, top: str) -> bool:
        """By a headline or a body among the first names of an object."""
        names = {folded(name) for name in _NAME.findall(top)} if top.lstrip()[:1] == "{" else set()
        own = {path[-1] for path in self._own}
        return any(ROLES.get(name) in _TELLING or name in own for name in names)

    def extract(self, name: str, raw: str) -> Article:
        """The fields that the names say hold the story. Raises InputError where none does."""
        root = root_of(raw)
        if not self._own and ninjs.is_item(root):
            return ninjs.Ninjs().extract(name, raw)
        language = next((_tag(raw, value) for value in _languages(root)), None)
        article = article_of(name, self.name, raw, self._texts(raw, root), language)
        if not article.fields:
            shown = [member.name for member in root.members[:_SHOWN]]
            raise InputError(
                "{name} has no field that bilingua knows a story by; it has: {fields}. Say in bilingua.toml, under [records], which of them are its headline and its body.",
                name=name,
                fields=", ".join(shown) or "{}",
            )
        return article

    def write_field(self, field: Field, text: str) -> str:
        """The text as the file writes its strings."""
        return write_field(field, text)

    def label(self, raw: str, labels: Labels) -> str:
        """Write the language where the record has a field for it, the provenance after its body."""
        root = root_of(raw)
        style = json_tokens.style_of(raw)
        edits = [
            (value.start, value.end, json_tokens.write(written, style.syntax))
            for value in _languages(root)
            if (written := _as_written(json_tokens.text_of(raw, value), labels.language))
        ]
        bodies = [one for one in self._texts(raw, root) if one.role is Role.BODY]
        running = [one for one in bodies if not one.apart] or bodies
        last = [one.spans[-1] if one.spans else one.value for one in running]
        prose = [value for value in last if is_prose(json_tokens.text_of(raw, value))]
        return edited(raw, edits + with_provenance(raw, prose, labels, style))

    def _texts(self, raw: str, root: Value) -> list[Found]:
        """The texts of a record, in reading order."""
        found = list(self._members(raw, root, (), None, _LEVELS))
        if not any(one.role is Role.HEADLINE and not one.apart for one in found):
            found += [
                Found(member.value, Role.HEADLINE)
                for member in root.members
                if folded(member.name) in LAST
                and member.value.kind == "string"
                and self._role(_path(member.name)) is None
            ]
        return found

    def _role(self, path: tuple[str, ...]) -> str | None:
        """What the newsroom calls a field, by its path or by its name."""
        return self._own.get(path) or self._own.get(path[-1:])

    def _members(
        self, raw: str, record: Value, path: tuple[str, ...], around: Role | None, levels: int
    ) -> Iterator[Found]:
        """The texts in an object's members; `around` is what the names around it say they are."""
        for member in record.members:
            name = folded(member.name)
            inner = (*path, name)
            own = self._role(inner)
            if own == KEEP:
                continue
            if own:
                yield from self._held(raw, member.value, inner, Found(member.value, Role(own)))
            elif name in OTHERS or name in LANGUAGES:
                continue
            elif (role := ROLES.get(name)) and member.value.kind != "scalar":
                if role is not Role.BYLINE or ninjs.is_credit(raw, member.value):
                    held = Found(member.value, around or role, "html" if name in HTML else None)
                    yield from self._held(raw, member.value, inner, held)
            elif levels and member.value.kind != "string":
                deeper = AROUND.get(name, around)
                for value in (member.value, *member.value.items):
                    yield from self._members(raw, value, inner, deeper, levels - 1)

    def _held(
        self, raw: str, value: Value, path: tuple[str, ...], held: Found, levels: int = _BLOCKS
    ) -> Iterator[Found]:
        """The texts of a field: a string, a list of paragraphs or blocks, an object around one.

        `held` says what a string in it is.
        """
        if value.kind == "string":
            yield replace(held, value=value)
        if not levels:
            return
        for item in value.items:
            yield from self._held(raw, item, path, held, levels - 1)
        kind = _type(raw, value)
        if value.kind != "object" or kind in NO_PROSE:
            return
        held = replace(
            held,
            role=AROUND.get(kind) or BLOCK_ROLES.get(kind) or held.role,
            apart=held.apart or kind in APART,
        )
        if spans := spans_of(raw, value):
            yield replace(held, value=spans[0], spans=tuple(spans), apart=True)
            return
        for member in value.members:
            name = folded(member.name)
            inner = (*path, name)
            own, role = self._role(inner), ROLES.get(name)
            html = "html" if name in HTML else held.kind
            if own == KEEP or name in OTHERS or name in LANGUAGES:
                continue
            if own:
                yield from self._held(
                    raw, member.value, inner, replace(held, role=Role(own)), levels - 1
                )
            elif name in INNER or role is Role.BODY:
                yield from self._held(
                    raw, member.value, inner, replace(held, kind=html), levels - 1
                )
            elif role and role is not Role.BYLINE:
                kept = held.role if held.role is Role.CAPTION else role
                yield from self._held(
                    raw, member.value, inner, replace(held, role=kept), levels - 1
                )
            elif member.value.kind != "string" and name in AROUND:
                yield from self._members(raw, member.value, inner, AROUND[name], 1)


def _path(name: str) -> tuple[str, ...]:
    return tuple(map(folded, name.split(".")))


def _type(raw: str, block: Value) -> str:
    said = block.get("type") or block.get("_type")
    return folded(json_tokens.text_of(raw, said)) if said and said.kind == "string" else ""


def _languages(root: Value) -> Iterator[Value]:
    """The fields that say a record's language: its own, and those of the record within it."""
    within = [m.value for m in root.members if m.value.kind == "object" and folded(m.name) not in OTHERS]  # fmt: skip
    deeper = [m.value for value in within for m in value.members if m.value.kind == "object"
              and folded(m.name) not in OTHERS]  # fmt: skip
    for record in (root, *within, *deeper):
        for member in record.members:
            if folded(member.name) in LANGUAGES and member.value.kind == "string":
                yield member.value


def _tag(raw: str, value: Value) -> str | None:
    """The BCP 47 tag that a language field means; None where it is not of English or Spanish."""
    said = json_tokens.text_of(raw, value).strip()
    full = {"english": "en", "inglés": "en", "spanish": "es", "español": "es"}
    code = full.get(said.lower()) or {"eng": "en", "spa": "es"}.get(said.lower())
    return code or said.replace("_", "-") or None


def _as_written(old: str, tag: str) -> str | None:
    """A tag as a record writes its own: "es", "es_US", "spa", "Spanish"; None for what it is not."""
    language = tag.split("-")[0]
    lowered = old.strip().lower()
    if names := _FULL.get(lowered):
        name = names[language == "es"]
        return name if old[:1].islower() == name[:1].islower() else name.swapcase()
    if lowered in ("eng", "spa"):
        return _THREE[language]
    primary, *region = lowered.replace("_", "-").split("-")
    if primary not in ("en", "es"):
        return None
    if not region:
        return language.upper() if old.isupper() else language
    return tag.replace("-", "_") if "_" in old else tag
