"""JSON with the offsets of all its values: linear time, no recursion, nothing normalised.

A record is translated in the text it was written in; a parser that rebuilds it would lose its
blank space, its big numbers, its duplicate names and its escapes. The grammar is RFC 8259's; what
exports in the wild get wrong without any doubt of its meaning (a line break in a string) is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bilingua.errors import InputError

# Deeper than this is no record but an attack on what reads it.
MAX_DEPTH = 100
_SPACE = re.compile(r"[ \t\n\r]*+")
_STRING = re.compile(r'"(?>[^"\\]|\\.)*+"', re.DOTALL)
_SCALAR = re.compile(
    r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?(?![\w.+-])"
    r"|(?:true|false|null|NaN|-?Infinity)(?!\w)"
)
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9A-Fa-f]{4})')
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNICODE_ESCAPE = re.compile(r"\\u(?!00[0-7])[0-9A-Fa-f]{4}")
_UPPER = re.compile(r"\\u[0-9A-F]{0,3}[A-F]")
_ESCAPED = re.compile(r"\\u[0-9a-f]{4}")


@dataclass(slots=True)
class Value:
    """A value and where it stands; `kind` is "object", "array", "string" or "scalar"."""

    kind: str
    start: int
    end: int
    members: list[Member] = field(default_factory=list)
    items: list[Value] = field(default_factory=list)

    def get(self, name: str) -> Value | None:
        """The value of a name; the last one where a name is there twice, as most readers take it."""
        return next((m.value for m in reversed(self.members) if m.name == name), None)


@dataclass(frozen=True, slots=True)
class Member:
    """A name of an object and its value; `start` and `end` are where the name stands."""

    name: str
    start: int
    end: int
    value: Value


@dataclass(frozen=True, slots=True)
class Style:
    """How a file writes its strings: what it escapes though it need not."""

    ascii: bool = False
    slash: bool = False
    angle: bool = False
    upper: bool = False

    @property
    def syntax(self) -> str:
        """The style as a field's syntax names it."""
        names = ("ascii", "slash", "angle", "upper")
        return " ".join(["json", *(name for name in names if getattr(self, name))])


def parse(raw: str) -> Value:
    """The value that a file holds. Raises InputError, with the line, where it is no JSON."""
    root, end = value_at(raw, _SPACE.match(raw).end())  # type: ignore[union-attr]
    end = _SPACE.match(raw, end).end()  # type: ignore[union-attr]
    if end < len(raw):
        raise _broken(raw, end)
    return root


def value_at(raw: str, position: int) -> tuple[Value, int]:
    """The value that begins at an offset, and where it ends."""
    open_: list[Value] = []
    while True:
        value = _begun(raw, position)
        if open_:
            _put(raw, open_[-1], value)
        position = value.end
        if value.kind in ("object", "array"):
            if len(open_) == MAX_DEPTH:
                raise InputError("The JSON nests deeper than a story; hand in its records.")
            position = _skip(raw, position)
            if raw[position : position + 1] not in ("}", "]"):
                open_.append(value)
                position = _before_value(raw, value, position)
                continue
            value.end = position = _closed(raw, value, position)
        while open_:
            position = _skip(raw, position)
            mark = raw[position : position + 1]
            if mark == ",":
                position = _before_value(raw, open_[-1], _skip(raw, position + 1))
                break
            value = open_.pop()
            value.end = position = _closed(raw, value, position)
        else:
            return value, position


def _begun(raw: str, position: int) -> Value:
    """The value at an offset; of an object or an array only that it begins there."""
    mark = raw[position : position + 1]
    if mark == '"':
        return Value("string", position, _string_end(raw, position))
    if mark in ("{", "["):
        return Value("object" if mark == "{" else "array", position, position + 1)
    scalar = _SCALAR.match(raw, position)
    if scalar is None:
        raise _broken(raw, position)
    return Value("scalar", position, scalar.end())


def _put(raw: str, holder: Value, value: Value) -> None:
    if holder.kind == "array":
        holder.items.append(value)
    else:
        # The name was read just before; it stands as a value without one.
        name = holder.items.pop()
        holder.members.append(Member(text_of(raw, name), name.start, name.end, value))


def _before_value(raw: str, holder: Value, position: int) -> int:
    """Where the next value of an object or an array begins: after its name, if it has one."""
    if holder.kind == "array":
        return position
    if raw[position : position + 1] != '"':
        raise _broken(raw, position)
    end = _string_end(raw, position)
    holder.items.append(Value("string", position, end))
    end = _skip(raw, end)
    if raw[end : end + 1] != ":":
        raise _broken(raw, end)
    return _skip(raw, end + 1)


def _closed(raw: str, value: Value, position: int) -> int:
    if raw[position : position + 1] != ("}" if value.kind == "object" else "]"):
        raise _broken(raw, position)
    return position + 1


def _string_end(raw: str, position: int) -> int:
    match = _STRING.match(raw, position)
    if match is None or _BAD_ESCAPE.search(_pairless(match[0])):
        raise _broken(raw, position)
    return match.end()


def _pairless(text: str) -> str:
    return text.replace("\\\\", "")


def _skip(raw: str, position: int) -> int:
    return _SPACE.match(raw, position).end()  # type: ignore[union-attr]


def _broken(raw: str, position: int) -> InputError:
    return InputError(
        "The JSON is broken on line {line}, character {column}; export the record again.",
        line=raw.count("\n", 0, position) + 1,
        column=position - raw.rfind("\n", 0, position),
    )


def text_of(raw: str, value: Value) -> str:
    """What a string says; half a surrogate pair, which no text can hold, is shown as U+FFFD."""
    said = str(json.loads(raw[value.start : value.end], strict=False))
    return _SURROGATE.sub("\ufffd", said)


def style_of(raw: str) -> Style:
    """How a file writes its strings.

    One that has no letter beyond ASCII but escapes writes all of them so; PHP escapes letters
    and slashes alike.
    """
    plain = raw.isascii()
    slash = "\\/" in raw and not re.search(r"(?<![<\\])/", raw)
    return Style(
        ascii=plain and (slash or bool(_UNICODE_ESCAPE.search(raw))),
        slash=slash,
        angle="\\u003" in raw.lower() and "<" not in raw,
        upper=bool(_UPPER.search(raw)),
    )


def write(text: str, syntax: str) -> str:
    """A string as its file writes them; `syntax` is a style's."""
    flags = syntax.split()
    written = json.dumps(text, ensure_ascii="ascii" in flags)
    if "slash" in flags:
        written = written.replace("/", "\\/")
    if "angle" in flags:
        for char, escape in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
            written = written.replace(char, escape)
    if "upper" in flags:
        written = _ESCAPED.sub(lambda match: "\\u" + match[0][2:].upper(), written)
    return written


def strings(value: Value) -> Iterator[Value]:
    """The strings of a value and of all that it holds, in reading order; names are none."""
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if found.kind == "string":
            yield found
        inner = found.items if found.kind == "array" else [m.value for m in found.members]
        waiting.extend(reversed(inner))
