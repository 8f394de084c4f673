"""The versions of XLIFF: written by name, read by what a file is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePath

from bilingua.errors import ReviewError
from bilingua.exchange import tree, xliff12, xliff12_reader, xliff21, xliff21_reader
from bilingua.exchange.document import Document
from bilingua.exchange.protection import Protected
from bilingua.exchange.states import digest
from bilingua.review.file import ReviewFile

WRITERS: dict[str, Callable[[ReviewFile, str, Protected], bytes]] = {
    "xliff12": xliff12.write,
    "xliff21": xliff21.write,
}
SUFFIX = ".xlf"


def write(review: ReviewFile, name: str, version: str, protected: Protected | None = None) -> bytes:
    """The XLIFF of a review file that is called `name`, in a version of `WRITERS`.

    `protected` says what must stay to the letter, where the story is at hand to tell. Raises
    ReviewError for one that would be empty, or too long to be read back.
    """
    if not review.entries:
        raise ReviewError("{name} has no segments to translate; leave it out.", name=name)
    data = WRITERS[version](review, name, protected or {})
    if len(data) > tree.MAX_BYTES:
        raise ReviewError(
            "The XLIFF of {name} would be larger than {limit} MB, which bilingua does not read; review it as a PO file.",
            name=name,
            limit=tree.MAX_BYTES >> 20,
        )
    return data


def read(name: str, data: bytes) -> tuple[Document, ...]:
    """The <file>s of an XLIFF file, of whichever version. Raises ReviewError for what is none."""
    root = tree.parse(name, data)
    version = root.get("version", "")
    if tree.local_name(root) != "xliff" or version.split(".")[0] not in ("1", "2"):
        raise ReviewError(
            "{name} is not XLIFF 1.2 or 2.1; name a file that “bilingua export” wrote.", name=name
        )
    reader = xliff12_reader if version.startswith("1") else xliff21_reader
    documents = tuple(reader.read(root))
    indented = tuple(reader.read(root, indented=True))
    if _unchanged(indented) > _unchanged(documents):
        documents = indented
    if not any(document.segments for document in documents):
        raise ReviewError(
            "{name} has no segments; name a file that “bilingua export” wrote.", name=name
        )
    return documents


def _unchanged(documents: Iterable[Document]) -> int:
    """How many texts are what went out."""
    segments = [s for document in documents for s in document.segments]
    return sum(
        (digest(s.source) == s.exported.source) + (digest(s.target) == s.exported.target)
        for s in segments
        if s.exported
    )


def file_name(review_name: str) -> str:
    """story.es.po → story.es.xlf"""
    return f"{PurePath(review_name).stem}{SUFFIX}"
