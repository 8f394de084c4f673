"""The syntax of PO files: bytes into messages and back, nothing lost but the wrapping of lines.

Knows gettext's grammar (“The Format of PO Files” in its manual) and nothing of what the messages
of a review file mean.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bilingua.errors import ReviewError

# What gettext's own readers know after a backslash.
_SIMPLE = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|(.))", re.DOTALL)
_WRITTEN = {"\\": "\\\\", '"': '\\"', "\n": "\\n"} | {
    char: f"\\{letter}" for letter, char in _SIMPLE.items()
}
_SPECIAL = re.compile("[" + re.escape("".join(_WRITTEN)) + "]")
_LINE = re.compile(
    r"""(?P<old>\#~)?\s*(?P<previous>\|)?\s*
        (?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*)?"(?P<text>(?:[^"\\]|\\.)*)"\s*""",
    re.VERBOSE,
)
_COMMENT = re.compile(r"#(?P<kind>[.:,=]?) ?(?P<text>.*)")
# A file name with spaces stands between U+2068 and U+2069.
_REFERENCE = re.compile(r"\u2068[^\u2069]*\u2069\S*|\S+")
_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]+)")
# No review file is longer: its story is at most 16 MB.
MAX_BYTES = 128 << 20


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a PO file; `line` is where it began when it was read."""

    source: str
    target: str
    context: str | None = None
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: str | None = None
    previous_context: str | None = None
    obsolete: bool = False
    line: int = 0


def parse(name: str, data: bytes) -> list[Message]:
    """The messages of a PO file, its header among them.

    Raises ReviewError, which names the line, for what is no PO file, or one with plural forms,
    which a review file has not.
    """
    reader = _Reader(name)
    for number, line in enumerate(_decoded(name, data).split("\n"), 1):
        reader.take(line.strip(" \t\r\f\v"), number)
    return reader.finished()


def serialize(messages: Iterable[Message]) -> bytes:
    """Write messages as gettext does, each text on one line unless it has line breaks itself."""
    return "\n".join(map(_entry, messages)).encode("utf-8", errors="replace")


def _decoded(name: str, data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise ReviewError(
            "{name} is larger than {limit} MB, which no review file is; translate its story again.",
            name=name,
            limit=MAX_BYTES >> 20,
        )
    declared = _CHARSET.search(data, 0, 8192)
    label = declared[1].decode("ascii") if declared else "utf-8"
    if data.startswith(codecs.BOM_UTF8) or label == "CHARSET":
        label = "utf-8-sig"
    try:
        return data.decode(label)
    except LookupError as error:
        raise ReviewError(
            "{name} says that it is in {charset}, which bilingua does not know; save it as UTF-8.",
            name=name,
            charset=label,
        ) from error
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        raise ReviewError(
            "{name}, line {line}: this is not text in {charset}; save the file as UTF-8.",
            name=name,
            line=data.count(b"\n", 0, at) + 1,
            charset=label,
        ) from error


@dataclass(slots=True)
class _Reader:
    """Gathers the lines of one message after another."""

    name: str
    messages: list[Message] = field(default_factory=list)
    comments: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    begun: int = 0
    obsolete: bool = False
    current: str = ""

    def take(self, line: str, number: int) -> None:
        if not line:
            return
        if match := _LINE.fullmatch(line.removeprefix("#") if line.startswith("#|") else line):
            self._take_text(match, number)
        elif line.startswith("#") and not line.startswith(("#|", "#~")):
            self._begin_after_target(number)
            comment = _COMMENT.fullmatch(line)
            assert comment is not None
            self.comments.setdefault(comment["kind"], []).append(comment["text"])
        else:
            raise self._refused(number)

    def _take_text(self, match: re.Match[str], number: int) -> None:
        keyword = match["keyword"]
        if keyword is None:
            if not self.current or self.current.startswith("|") != bool(match["previous"]):
                raise self._refused(number)
            self.texts[self.current].append(_unescaped(match["text"]))
            return
        if keyword == "msgid_plural" or keyword.startswith("msgstr["):
            raise ReviewError(
                "{name}, line {line}: a review file has no plural forms; take this entry out.",
                name=self.name,
                line=number,
            )
        if match["previous"] or keyword != "msgstr":
            self._begin_after_target(number)
        self.current = ("|" if match["previous"] else "") + keyword
        if self.current in self.texts or (self.current == "msgstr" and "msgid" not in self.texts):
            raise self._refused(number)
        self.texts[self.current] = [_unescaped(match["text"])]
        self.obsolete = self.obsolete or bool(match["old"])
        self.begun = self.begun or number

    def _begin_after_target(self, number: int) -> None:
        if "msgstr" in self.texts:
            self._finish()
        self.begun = self.begun or number
        # A comment between msgid and msgstr is some accident; gettext refuses it, too.
        if self.current == "msgid":
            raise self._refused(number)

    def _finish(self) -> None:
        texts = {keyword: "".join(parts) for keyword, parts in self.texts.items()}
        self.messages.append(
            Message(
                texts["msgid"],
                texts["msgstr"],
                texts.get("msgctxt"),
                tuple(self.comments.get("", ())),
                tuple(self.comments.get(".", ())),
                tuple(_REFERENCE.findall(" ".join(self.comments.get(":", ())))),
                tuple(
                    flag
                    for kind in (",", "=")
                    for line in self.comments.get(kind, ())
                    for flag in map(str.strip, line.split(","))
                    if flag
                ),
                texts.get("|msgid"),
                texts.get("|msgctxt"),
                self.obsolete,
                self.begun,
            )
        )
        self.comments, self.texts = {}, {}
        self.begun, self.obsolete, self.current = 0, False, ""

    def finished(self) -> list[Message]:
        if "msgstr" in self.texts:
            self._finish()
        if self.texts:
            raise ReviewError(
                "{name}, line {line}: the entry that begins here has no translation line; the file seems to be cut off.",
                name=self.name,
                line=self.begun,
            )
        # A remark at the very end belongs to no entry; it stays with the last one.
        if self.messages and (left := self.comments.get("")):
            last = self.messages[-1]
            self.messages[-1] = replace(last, comments=(*last.comments, *left))
        return self.messages

    def _refused(self, number: int) -> ReviewError:
        return ReviewError(
            "{name}, line {line}: this is not what a PO file can have here; mend the line, or undo what was done to the file.",
            name=self.name,
            line=number,
        )


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(_unescape, text)


def _unescape(match: re.Match[str]) -> str:
    octal, hexadecimal, letter = match.groups()
    if octal or hexadecimal:
        return chr(int(octal, 8) if octal else int(hexadecimal, 16))
    return _SIMPLE.get(letter, letter)


def _entry(message: Message) -> str:
    lines = [f"# {line}".rstrip() for line in message.comments]
    lines += [f"#. {line}".rstrip() for line in message.extracted]
    lines += [f"#: {place}" for place in message.references]
    if message.flags:
        lines.append("#, " + ", ".join(message.flags))
    old = "#~ " if message.obsolete else ""
    before = "#~| " if message.obsolete else "#| "
    for prefix, keyword, text in (
        (before, "msgctxt", message.previous_context),
        (before, "msgid", message.previous),
        (old, "msgctxt", message.context),
        (old, "msgid", message.source),
        (old, "msgstr", message.target),
    ):
        if text is not None:
            lines += _text(prefix, keyword, text)
    return "\n".join(lines) + "\n"


def _text(prefix: str, keyword: str, text: str) -> list[str]:
    parts = text.split("\n")
    parts = [part + "\n" for part in parts[:-1]] + parts[-1:] * bool(parts[-1] or not text)
    quoted = [f'"{_SPECIAL.sub(lambda match: _WRITTEN[match[0]], part)}"' for part in parts]
    if len(quoted) == 1:
        return [f"{prefix}{keyword} {quoted[0]}"]
    return [f'{prefix}{keyword} ""', *(prefix + line for line in quoted)]
