"""A review file with one of everything, and what a translator does to its XLIFF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lxml import etree

from bilingua.article import Role, Severity
from bilingua.exchange import xliff
from bilingua.exchange.document import Document
from bilingua.exchange.merging import Merged, merge
from bilingua.exchange.settling import Terms
from bilingua.review.file import Entry, Remark, ReviewFile

VERSIONS = tuple(xliff.WRITERS)
FIELDS = (
    ("Language", "es_US"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("X-Source-Language", "en-US"),
    ("X-Source-File", "story.html"),
)
HEADLINE = Entry(
    "u1.1", "Council closes the old bridge", "El concejo cierra el viejo puente", "story.html", 3,
    Role.HEADLINE, "engine", "argos en→es", -0.1,
)  # fmt: skip
FUZZY = Entry(
    "u2.1", "The vote was <1>6-3</1> & final.<2/>", "El voto fue <1>6-2</1> y final.<2/>",
    "story.html", 5, Role.BODY, "engine", "argos en→es", -1.2,
    (Remark(Severity.ERROR, "figure", "“6-3” is missing from the translation.", (12, 15)),),
    True, "The vote was <1>5-4</1>.", ("El voto fue de <1>5-4</1>.",), comment="Ver acta.",
)  # fmt: skip
BEGINS = Entry("u3.1", "He said <1>it is", "Dijo <1>que es", "story.html", 8, origin="engine")
ENDS = Entry(
    "u3.2", "over</1>.  Now.", "el fin</1>.  Ya.", "story.html", 8, origin="engine", by="Ana, today"
)
OWN = Entry("u4.1", "By Jo Ash", "Por Jo Ash", "story.html", 10, Role.BYLINE)
EMPTY = Entry("u5.1", "Photo", "", "story.html", 12, Role.CAPTION, "engine")
REVIEW = ReviewFile(FIELDS, (HEADLINE, FUZZY, BEGINS, ENDS, OWN, EMPTY))


def exported(review: ReviewFile, version: str) -> Any:
    """The XLIFF of a review file as a tree."""
    return etree.fromstring(xliff.write(review, "story.es.po", version))


def returned(tree: Any) -> Document:
    """What is read of a tree that somebody saved."""
    (document,) = xliff.read("story.es.xlf", etree.tostring(tree, encoding="UTF-8"))
    return document


def imported(review: ReviewFile, tree: Any, *, force: bool = False) -> Merged:
    """The review file after its XLIFF came back."""
    return merge(review, returned(tree), Terms("story.es.xlf", "Ana", force))


def segment(tree: Any, context: str) -> Any:
    """The element that has a segment's <source> and <target>."""
    unit, _, number = context.rpartition(".")
    found = tree.xpath(
        "//*[local-name()='trans-unit' and @id=$context]"
        "|//*[local-name()='unit' and @id=$unit]/*[local-name()='segment' and @id=$segment]",
        context=context, unit=unit, segment=f"s{number}",
    )  # fmt: skip
    return found[0]


def translate(tree: Any, context: str, target: str | None, state: str | None = None) -> None:
    """Write a translation (XML), as a tool does; a state of `STATES` if it is said."""
    element = segment(tree, context)
    name = etree.QName(element).namespace
    old = element.find(f"{{{name}}}target")
    if old is None:
        old = etree.Element(f"{{{name}}}target")
        element.insert(1, old)
    if target is not None:
        attributes = dict(old.attrib)
        new = etree.fromstring(f'<target xmlns="{name}">{target}</target>')
        new.attrib.update(attributes)
        new.tail = old.tail
        element.replace(old, new)
        old = new
    if state is not None:
        mark(element, old, state)


def mark(element: Any, target: Any, state: str) -> None:
    """Set a state in the words of either version."""
    if etree.QName(element).localname == "segment":
        element.set("state", {"fuzzy": "initial", "accepted": "reviewed"}.get(state, state))
        return
    said = {"fuzzy": "needs-review-translation", "accepted": "signed-off"}.get(state, state)
    target.set("state", said)
    element.set("approved", "yes" if state in ("accepted", "final") else "no")


def entry(review: ReviewFile, context: str) -> Entry:
    """The entry of a context."""
    return next(one for one in review.entries if one.context == context)


def changed(review: ReviewFile, context: str, **values: Any) -> ReviewFile:
    """A review file in which an entry was changed."""
    entries: Sequence[Entry] = [
        replace(one, **values) if one.context == context else one for one in review.entries
    ]
    return replace(review, entries=tuple(entries))
