"""The YAML block at the top of a Markdown story: flat keys, read and written line by line.

A YAML library would re-write the whole block; an edition keeps every line it need not change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingua.article import Marked, Role, Unit
from bilingua.formats.base import Labels

_BLOCK = re.compile(r"---[ \t]*\r?\n(?:.*\r?\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_ENTRY = re.compile(r"(?m)^([A-Za-z_][\w-]*):[ \t]+([^\s#|>&*!%@`{\[][^\r\n]*?)[ \t]*$")
_LIST = re.compile(r"(?m)^(tags|keywords|categories):[ \t]*\[([^\]\r\n]*)\][ \t]*$")
_ITEM = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,\s][^,]*[^,\s]|[^,\s]")
ROLES = {
    "title": Role.HEADLINE,
    "headline": Role.HEADLINE,
    "deck": Role.DECK,
    "dek": Role.DECK,
    "subtitle": Role.DECK,
    "description": Role.DECK,
    "summary": Role.DECK,
    "section": Role.META,
    "caption": Role.CAPTION,
}
_OWN = ("lang", "translations", "provenance")
_SAFE_PLAIN = re.compile(r"[\w¿¡“«(][^:#\"'\[\]{},&*!|>%@`]*\Z")


def block_end(raw: str) -> int:
    """Where the front matter ends; 0 if there is none."""
    match = _BLOCK.match(raw)
    return match.end() if match else 0


def metadata(raw: str) -> dict[str, str]:
    """The flat keys of the front matter."""
    end = block_end(raw)
    return {m[1].lower(): _value(m[2]) for m in _ENTRY.finditer(raw, 0, end)}


def units(raw: str) -> Iterator[Unit]:
    """Titles, decks, sections and tags, without ids."""
    end = block_end(raw)
    for match in _ENTRY.finditer(raw, 0, end):
        role = ROLES.get(match[1].lower())
        text = _value(match[2])
        if match[1].lower() == "byline" and text.lower().startswith(("by ", "por ")):
            role = Role.BYLINE
        if role and any(map(str.isalpha, text)):
            yield Unit("", role, Marked(text), match.start(2), match.end(2), 0, "yaml")
    for match in _LIST.finditer(raw, 0, end):
        for item in _ITEM.finditer(raw, match.start(2), match.end(2)):
            text = _value(item[0])
            if any(map(str.isalpha, text)):
                yield Unit("", Role.META, Marked(text), item.start(), item.end(), 0, "yaml")


def encode(text: str) -> str:
    """A YAML scalar on one line, quoted where a plain one would mean something else."""
    one_line = " ".join(text.split())
    if _SAFE_PLAIN.match(one_line) and not one_line.replace(".", "").isdigit():
        return one_line
    escaped = one_line.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def label(raw: str, labels: Labels) -> str:
    """Set lang, translations and provenance; every other line stays as it is."""
    newline = "\r\n" if "\r\n" in raw else "\n"
    lines = _label_lines(labels)
    end = block_end(raw)
    if not end:
        return newline.join(["---", *lines, "---", "", ""]) + raw
    block = raw[:end].splitlines(keepends=True)
    kept: list[str] = []
    ours = False
    for line in block[1:-1]:
        indented = line[:1] in " \t"
        if not indented:
            ours = line.split(":")[0] in _OWN
        if not ours:
            kept.append(line)
    own = [line + newline for line in lines]
    return "".join([block[0], *kept, *own, block[-1]]) + raw[end:]


def _label_lines(labels: Labels) -> list[str]:
    lines = [f"lang: {labels.language}", "translations:"]
    lines += [f"  {tag}: {encode(name)}" for tag, name in labels.editions.items()]
    if labels.provenance:
        lines.append(f"provenance: {encode(labels.provenance)}")
    return lines


def _value(raw: str) -> str:
    if raw[:1] == raw[-1:] == '"' and len(raw) > 1:
        return raw[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    if raw[:1] == raw[-1:] == "'" and len(raw) > 1:
        return raw[1:-1].replace("''", "'")
    return raw.split(" #")[0].rstrip()
