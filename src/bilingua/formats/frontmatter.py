"""The YAML block at the top of a Markdown story: flat keys, read and written line by line.

A YAML library would re-write the whole block; an edition keeps every line it need not change.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from bilingua.article import Marked, Role, Unit
from bilingua.formats.base import Labels

_BLOCK = re.compile(r"---[ \t]*\r?\n((?:.*\r?\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
# What begins a line of front matter: anything else between two rules is the story's.
_LINE = re.compile(r"[\w.-]+[ \t]*:(?:\s|\Z)|\s|\Z|#|- |[]}]|\"|'")
_QUOTED = r""""(?:[^"\\]|\\.)*+"|'(?:[^']|'')*+'"""
_PLAIN = r"[^\s#|>&*!%@`{\[\"'][^\r\n]*?(?:\r?\n[ \t]+(?![-#])[^\s:][^\r\n:]*?)*(?<![ \t])(?=[ \t]+\#|[ \t]*\r?$)"
_ENTRY = re.compile(rf"(?m)^([A-Za-z_][\w-]*):[ \t]+({_QUOTED}|{_PLAIN})")
# A block scalar: "deck: >-" and indented lines.
_FOLDED = re.compile(
    r"(?m)^([A-Za-z_][\w-]*):[ \t]+[|>][-+]?[ \t]*\r?\n[ \t]+(\S[^\r\n]*(?:\r?\n[ \t]+[^\r\n]+)*)"
)
_LISTS = r"(?m)^(?:tags|keywords|categories):[ \t]*"
_FLOW = re.compile(
    _LISTS + rf"\[\s*+((?:(?:{_QUOTED}|[^,\]\"'\s][^,\]\r\n]*+)\s*+(?:,\s*+|(?=\])))*+)\]"
)
_INDENTED = re.compile(_LISTS + r"\r?\n((?:[ \t]*-[ \t]+[^\r\n]*(?:\r?\n|\Z))+)")
_FLOW_ITEM = re.compile(_QUOTED + r"|[^,\s\"'][^,\r\n]*[^,\s]|[^,\s\"']")
_INDENTED_ITEM = re.compile(rf"(?m)(?<=- )[ \t]*+({_QUOTED}|{_PLAIN})")
_ISO_DATE = re.compile(r"\d{4}-\d\d")
ROLES = {
    "title": Role.HEADLINE,
    "headline": Role.HEADLINE,
    "deck": Role.DECK,
    "dek": Role.DECK,
    "subtitle": Role.DECK,
    "description": Role.DECK,
    "summary": Role.DECK,
    "dateline": Role.DATELINE,
    "section": Role.META,
    "date": Role.META,
    "caption": Role.CAPTION,
}
_OWN = ("lang", "translations", "provenance")
_NOT_TEXT = frozenset("y n yes no on off true false null".split())
_SAFE_PLAIN = re.compile(r"(?!\d)[\w¿¡“«(][^:#\"'\[\]{},&*!|>%@`]*\Z")


def block_end(raw: str) -> int:
    """Where the front matter ends; 0 if there is none."""
    match = _BLOCK.match(raw)
    if match is None or not all(map(_LINE.match, match[1].splitlines())):
        return 0
    return match.end()


def metadata(raw: str) -> dict[str, str]:
    """The flat keys of the front matter."""
    end = block_end(raw)
    return {m[1].lower(): _value(m[2]) for m in _ENTRY.finditer(raw, 0, end)}


def units(raw: str) -> Iterator[Unit]:
    """Titles, decks, datelines, sections and tags, without ids."""
    end = block_end(raw)
    for match in _ENTRY.finditer(raw, 0, end):
        text = _value(match[2])
        if role := _role(match[1].lower(), text):
            yield Unit("", role, Marked(text), *match.span(2), 0, "yaml")
    for match in _FOLDED.finditer(raw, 0, end):
        text = " ".join(match[2].split())
        if role := _role(match[1].lower(), text):
            yield Unit("", role, Marked(text), *match.span(2), 0, "yaml block")
    for lists, items in ((_FLOW, _FLOW_ITEM), (_INDENTED, _INDENTED_ITEM)):
        for match in lists.finditer(raw, 0, end):
            for item in items.finditer(raw, *match.span(1)):
                text = _value(item[item.lastindex or 0])
                if any(map(str.isalpha, text)):
                    span = item.span(item.lastindex or 0)
                    yield Unit("", Role.META, Marked(text), *span, 0, "yaml")


def _role(key: str, text: str) -> Role | None:
    """What a key's text is in the story; None where it is not for translation."""
    if not any(map(str.isalpha, text)) or (key == "date" and _ISO_DATE.match(text)):
        return None
    if key == "byline":
        return Role.BYLINE if text.lower().startswith(("by ", "por ")) else None
    return ROLES.get(key)


def encode(text: str) -> str:
    """A YAML scalar on one line, quoted where a plain one would mean something else."""
    one_line = " ".join(text.split())
    if _SAFE_PLAIN.match(one_line) and one_line.lower() not in _NOT_TEXT:
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
    folded = " ".join(raw.split())
    if folded.startswith('"'):
        try:  # but for rare escapes, YAML's double quotation marks are JSON's
            return str(json.loads(folded))
        except ValueError:
            return folded[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    if folded.startswith("'"):
        return folded[1:-1].replace("''", "'")
    return folded
