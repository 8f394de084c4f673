"""The text of a paragraph in Word with its inline codes, and a paragraph's text written back.

Word breaks a sentence into runs wherever anything about it was ever touched: spelling marks, the
session it was typed in, a bookmark. Only what a reader can see becomes an inline code: other
formatting, a link, a field, a note. ECMA-376 part 1, section 17.3 (paragraphs, runs) and 17.16
(fields).
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bilingua.article import CodeKind, Inline, Marked
from bilingua.formats.base import MAX_COVERED
from bilingua.formats.word.fields import Item, characters, has_text, items_of, said
from bilingua.formats.word.tree import Node

# Between what a unit's syntax holds: the formatting of its bare text, what goes before and after it.
_PARTS = "\x1f"
# Elements that go around runs and are written around their translation.
_AROUND = frozenset("w:hyperlink w:ins w:moveTo w:sdt w:customXml w:bdo w:dir".split())
# Elements that only Word's own bookkeeping needs, which makes them anew.
_NOISE = frozenset("w:proofErr w:lastRenderedPageBreak w:softHyphen w:pPr w:rPr w:smartTagPr "
                   "w:customXmlPr w:sdtPr w:sdtEndPr".split())  # fmt: skip
# Milestones: what they mark goes with the paragraph.
_BEFORE = frozenset("w:bookmarkStart w:commentRangeStart w:permStart w:moveFromRangeStart "
                    "w:moveToRangeStart w:customXmlInsRangeStart w:customXmlDelRangeStart".split())  # fmt: skip
_AFTER = frozenset(name.replace("Start", "End") for name in _BEFORE)
# What may stand in a run and says something by itself.
_CHARACTERS = {"w:tab": " ", "w:ptab": " ", "w:br": "\n", "w:cr": "\n"}
_IN_RUN = re.compile(
    r"<(?:w:(?:tab|ptab|br|cr|sym|drawing|pict|object|footnoteReference|endnoteReference|footnoteRef"
    r"|endnoteRef|separator|continuationSeparator|pgNum|ruby|fldChar|instrText|day\w+|month\w+|year\w+|contentPart)"
    r"|mc:AlternateContent)\b"
)
# Formatting that no reader sees.
_UNSEEN = re.compile(
    r"<w:(?:lang|noProof|webHidden|rPrChange)\b[^>]*?/>|<w:rPrChange\b.*?</w:rPrChange>|\s+(?=<)",
    re.DOTALL,
)
_EMPTY = re.compile(r"<w:rPr\s*/>|<w:rPr>\s*</w:rPr>")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph's text: where it stands in the file, what it says, and how it is written back."""

    start: int
    end: int
    content: Marked
    syntax: str


@dataclass(slots=True)
class _Event:
    """What comes next in a paragraph: text, or a code by its kind."""

    kind: str  # "text", "alone", "open", "close"
    text: str = ""
    markup: str = ""
    format: str = ""
    start: int | None = None


def read(raw: str, paragraph: Node) -> Written | None:
    """The text of a paragraph; None where it says nothing."""
    holder, level = paragraph.children, 0
    while True:
        items = items_of(raw, holder, level)
        level += 1
        spoken = [number for number, item in enumerate(items) if _speaks(raw, item)]
        if not spoken:
            return None
        items = items[spoken[0] : spoken[-1] + 1]
        # What stands around all of the text stays where it is.
        if len(items) == 1 and items[0].split:
            holder = items[0].nodes[items[0].split : -1]
        elif len(items) == 1 and items[0].nodes[0].name in (*_AROUND, "w:smartTag"):
            holder = _content(items[0].nodes[0]).children
        else:
            break
    before, after = list[str](), list[str]()
    events = _events(raw, items, before, after, level)
    base = _commonest(events)
    text, codes = _marked(events, base)
    if not any(map(str.isalpha, "".join(event.text for event in events if event.kind == "text"))):
        return None
    syntax = _PARTS.join(["runs", base, "".join(before), "".join(after)])
    return Written(items[0].nodes[0].start, items[-1].nodes[-1].end, Marked(text, codes), syntax)


def write(content: Marked, syntax: str) -> str:
    """The runs of a paragraph that says something else."""
    _, base, before, after = syntax.split(_PARTS)
    formats = [base]
    pieces = [before]
    position = 0
    for code in content.codes:
        pieces.append(_run(content.text[position : code.at], formats[-1]))
        position = code.at + code.covers
        if code.kind is CodeKind.OPEN:
            around, _, inner = code.markup.rpartition("<w:r>")
            pieces.append(around)
            formats.append(inner)
        elif code.kind is CodeKind.CLOSE:
            pieces.append("" if code.markup == "</w:r>" else code.markup)
            formats[1:] = formats[1:-1]
        elif _IN_RUN.match(code.markup):
            pieces.append(f"<w:r>{formats[-1]}{code.markup}</w:r>")
        else:
            pieces.append(code.markup)
    pieces.append(_run(content.text[position:], formats[-1]))
    return "".join([*pieces, after])


def _run(text: str, formatting: str) -> str:
    if not text:
        return ""
    escaped = html.escape(_FORBIDDEN.sub("", text.replace("\n", " ")), quote=False)
    return f'<w:r>{formatting}<w:t xml:space="preserve">{escaped}</w:t></w:r>'


def _content(node: Node) -> Node:
    return (node.child("w:sdtContent") or node) if node.name == "w:sdt" else node


def _speaks(raw: str, item: Item) -> bool:
    """Whether an item holds text to translate; a field other than a link holds none."""
    first = item.nodes[0]
    if item.split:
        return any(has_text(raw, node) for node in item.nodes[item.split : -1])
    if len(item.nodes) > 1 or first.name not in (*_AROUND, "w:r", "w:smartTag"):
        return False
    return has_text(raw, first)


def _events(
    raw: str, items: list[Item], before: list[str], after: list[str], level: int
) -> list[_Event]:
    """The items as one run of events; what milestones there are is put before and after all."""
    events: list[_Event] = []
    for item in items:
        first, last = item.nodes[0], item.nodes[-1]
        if item.split:
            inner = items_of(raw, item.nodes[item.split : -1], level)
            lead = raw[first.start : item.nodes[item.split - 1].end]
            held = _events(raw, inner, before, after, level + 1)
            events += _around(lead, raw[last.start : last.end], held)
        elif len(item.nodes) > 1 or first.name == "w:fldSimple":
            result = "".join(text for node in item.nodes for text in said(raw, node))
            covered = result if len(result) <= MAX_COVERED else ""
            events.append(_Event("alone", covered, raw[first.start : last.end], start=first.start))
        else:
            events += _single(raw, first, before, after, level)
    return events


def _single(
    raw: str, node: Node, before: list[str], after: list[str], level: int
) -> Iterator[_Event]:
    slice_ = raw[node.start : node.end]
    if node.name == "w:r":
        yield from _of_run(raw, node, after)
    elif node.name == "w:smartTag":
        yield from _events(raw, items_of(raw, node.children, level), before, after, level + 1)
    elif node.name in _AROUND:
        content = _content(node)
        inner = items_of(raw, content.children, level)
        held = _events(raw, inner, before, after, level + 1)
        yield from _around(raw[node.start : content.inner], raw[content.close : node.end], held)
    elif node.name in _BEFORE or node.name == "mc:AlternateContent":
        before.append(slice_)
    elif node.name in _AFTER:
        after.append(slice_)
    elif node.name not in _NOISE:
        yield _Event("alone", "", slice_, start=node.start)


def _around(lead: str, tail: str, held: list[_Event]) -> list[_Event]:
    base = _commonest(held)
    return [_Event("open", markup=lead, format=base), *held, _Event("close", markup=tail)]


def _of_run(raw: str, run: Node, after: list[str]) -> Iterator[_Event]:
    """The events of a run: text with its formatting, what stands alone in it."""
    shape = run.child("w:rPr")
    formatting = _EMPTY.sub("", _UNSEEN.sub("", raw[shape.start : shape.end])) if shape else ""
    rest = [node for node in run.children if node.name not in _NOISE]
    if any(node.name in ("w:commentReference", "w:annotationRef") for node in rest):
        after.append(raw[run.start : run.end])
        return
    if rest and not any(node.name in ("w:t", "w:noBreakHyphen", *_CHARACTERS) for node in rest):
        yield _Event("alone", "", raw[run.start : run.end], start=run.start)
        return
    for node in rest:
        if node.name == "w:t":
            yield _Event("text", characters(raw, node), format=formatting)
        elif node.name == "w:noBreakHyphen":
            yield _Event("text", "\u2011", format=formatting)
        else:
            said, markup = _CHARACTERS.get(node.name, ""), raw[node.start : node.end]
            yield _Event("alone", said, markup, formatting, node.start)


def _commonest(events: Sequence[_Event]) -> str:
    """The formatting of most of the text that stands in nothing else."""
    counted: Counter[str] = Counter()
    depth = 0
    for event in events:
        depth += {"open": 1, "close": -1}.get(event.kind, 0)
        if event.kind == "text" and depth == 0:
            counted[event.format] += len(event.text)
    return counted.most_common(1)[0][0] if counted else ""


def _marked(events: Sequence[_Event], base: str) -> tuple[str, tuple[Inline, ...]]:
    """Text and codes; text in another formatting than the rest around it is a pair of them."""
    text, codes = "", list[Inline]()
    bases, pairs = [base], list[int]()
    other: int | None = None  # the pair of the formatting that text is in now
    shape, number = "", 0
    for event in (*events, _Event("end")):
        plain = event.kind != "text" and not (event.kind == "alone" and event.format)
        if other is not None and (plain or event.format != shape):
            codes.append(Inline(len(text), "</w:r>", CodeKind.CLOSE, other))
            other = None
        if (
            event.kind == "text"
            and other is None
            and event.format != bases[-1]
            and event.text.strip()
        ):
            number, other, shape = number + 1, number, event.format
            codes.append(Inline(len(text), f"<w:r>{shape}", CodeKind.OPEN, other))
        if event.kind == "text":
            text += event.text
        elif event.kind == "open":
            codes.append(
                Inline(len(text), f"{event.markup}<w:r>{event.format}", CodeKind.OPEN, number)
            )
            bases.append(event.format)
            pairs.append(number)
            number += 1
        elif event.kind == "close":
            codes.append(Inline(len(text), event.markup, CodeKind.CLOSE, pairs.pop()))
            bases.pop()
        elif event.kind == "alone":
            code = Inline(len(text), event.markup, CodeKind.ALONE, number, event.start)
            codes.append(replace(code, covers=len(event.text)))
            text, number = text + event.text, number + 1
    return text, tuple(codes)
