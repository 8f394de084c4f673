"""Web archives (WARC): the pages that a crawler captured, each translated in its record.

Every other record, and what lies between records, is copied byte for byte.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import unquote, urlsplit

from bilingua.archive.containers import http_message
from bilingua.archive.containers.base import Edition, Held
from bilingua.archive.containers.inflating import (
    Allowance,
    BombError,
    DamageError,
    checked,
    exactly,
)
from bilingua.archive.containers.packed import Keys, Nest, Nesting, too_large
from bilingua.archive.containers.packing import packing
from bilingua.archive.containers.warc_records import (
    GZIP,
    HeadError,
    Lines,
    Record,
    Records,
    rest_of_head,
    with_field,
)
from bilingua.errors import BilinguaError, InputError
from bilingua.formats.base import Labels
from bilingua.formats.page import Page, need_trafilatura
from bilingua.formats.registry import MAX_BYTES

_CHUNK = 1 << 18
# A payload may carry its chunks' sizes, too.
_MAX_PAYLOAD = MAX_BYTES + (1 << 20)
_UNNAMED = re.compile(r"[^\w.-]+")
_ENCLOSED = re.compile(r"\A<|>\Z")


class Warc(Nesting):
    """Reads and writes WARC files, plain or with each record packed by gzip."""

    name = "warc"
    suffixes = (".warc", ".warc.gz")

    def looks(self, top: bytes) -> bool:
        """By the version that each record begins with."""
        return top.startswith(b"WARC/")

    def stories_in(self, path: Path, nest: Nest) -> Iterator[Held]:
        """Every captured page, in the order that they lie in the file."""
        need_trafilatura()
        keys = Keys()
        with _opened(path, nest.allowance) as (file, _):
            records = Records(file, nest.allowance)
            try:
                for _, captured in _pages(records, keys):
                    yield captured.held
            except DamageError as error:
                raise InputError(
                    "{name} is cut short or no WARC file; copy it again from where it came.",
                    name=path.name,
                ) from error
            except BombError as error:
                yield Held(keys.key(path.name), path.name, b"", error)
            if records.damages:
                told = InputError(
                    "{name} is damaged: {count} of its records cannot be read; copy it again from where it came.",
                    name=path.name,
                    count=records.damages,
                )
                yield Held(keys.key(path.name), path.name, b"", told)

    def rewrite_in(
        self, path: Path, out: BinaryIO, edition: Edition, labels: Labels | None, nest: Nest
    ) -> None:
        """Copy the archive with each page as `edition` has it."""
        with _opened(path, nest.allowance) as (file, is_whole):
            if not is_whole:
                _rewrite(file, out, edition, labels, nest.allowance)
                return
            with path.open("rb") as packed, packing(packed, out) as again:
                _rewrite(file, again, edition, labels, nest.allowance)


@dataclass(frozen=True, slots=True)
class _Captured:
    """A page's record as a story, and what it takes to write it again."""

    held: Held
    page: http_message.Page | None = None


def _pages(records: Records, keys: Keys) -> Iterator[tuple[Record, _Captured]]:
    """Every page, once its record is known to be whole."""
    for number, record in enumerate(records, 1):
        try:
            captured = _captured(record, keys, number)
            records.finish()
        except DamageError:
            records.give_up()
            continue
        if captured is not None:
            yield record, captured


def _captured(record: Record, keys: Keys, number: int) -> _Captured | None:
    """The page that a record brings; None when it brings something else."""
    if (record.field("WARC-Type") or "").lower() != "response":
        return None
    if not (record.field("Content-Type") or "").lower().startswith("application/http"):
        return None
    lines = Lines(record)
    try:
        head = rest_of_head(lines)
    except HeadError:
        return None  # whatever it is, it is no HTTP
    if not http_message.is_page(head):
        return None
    key = keys.key(_ENCLOSED.sub("", record.field("WARC-Record-ID") or f"record {number}"))
    name = _name(record.field("WARC-Target-URI") or "")
    try:
        payload = exactly(lines, _MAX_PAYLOAD + 1)
        if len(payload) <= _MAX_PAYLOAD:
            page = http_message.page(head, payload, name, MAX_BYTES)
            if len(page.data) <= MAX_BYTES:
                return _Captured(Held(key, name, page.data), page)
        error: BilinguaError = too_large(name)
    except DamageError:
        raise
    except BilinguaError as failed:
        error = failed
    return _Captured(Held(key, name, b"", error))


def _rewrite(
    file: BinaryIO, out: BinaryIO, edition: Edition, labels: Labels | None, allowance: Allowance
) -> None:
    """Write records that have an edition; copy what lies between them, to the end of the file."""
    keys, copied = Keys(), 0
    records = Records(file, allowance)
    with open(file.name, "rb") as source:
        # What is damaged lies between the records that are not, and is copied as it is.
        with suppress(DamageError):
            for record, captured in _pages(records, keys):
                data = None if captured.page is None else edition(captured.held)
                if captured.page is None or data is None:
                    continue
                _copy(source, copied, record.start, out)
                language = labels.language if labels else None
                new = _record(record, *http_message.response(captured.page, data, language))
                if records.is_packed:
                    new = gzip.compress(new + b"\r\n\r\n", 6, mtime=0)
                out.write(new)
                copied = records.end
        source.seek(copied)
        shutil.copyfileobj(source, out, _CHUNK)


def _record(record: Record, http_head: bytes, payload: bytes) -> bytes:
    """A record with a new block, its length and its digests."""
    block, head = http_head + payload, record.head
    head = with_field(head, "Content-Length", str(len(block)))
    for name, data in (("WARC-Block-Digest", block), ("WARC-Payload-Digest", payload)):
        if (old := record.field(name)) is not None:
            head = with_field(head, name, _digest(old, data))
    return head + block


def _digest(old: str, data: bytes) -> str | None:
    """A digest made and written as the old one was; None when nobody knows how that was."""
    algorithm, _, value = old.partition(":")
    try:
        made = hashlib.new(algorithm.lower().replace("-", ""), data, usedforsecurity=False)
        size = made.digest_size
    except ValueError:
        return None
    if not size:
        return None
    written = (
        made.hexdigest() if len(value) == 2 * size else base64.b32encode(made.digest()).decode()
    )
    return f"{algorithm}:{written}"


def _name(url: str) -> str:
    """What a file of the page would be called: after its address, without anything to be run."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return f"page{Page.suffixes[0]}"
    last = unquote(parts.path).rstrip("/").rpartition("/")[2] or parts.hostname or "page"
    stem = re.sub(r"\.(?:x?html?|php|aspx?|jsp)\Z", "", last, flags=re.I)
    return f"{_UNNAMED.sub('-', stem).strip('-.')[:80] or 'page'}{Page.suffixes[0]}"


@contextmanager
def _opened(path: Path, allowance: Allowance) -> Iterator[tuple[BinaryIO, bool]]:
    """The file, and whether it was packed as a whole, against the rules: then it is unpacked."""
    with path.open("rb") as file:
        if not _is_run_together(file, path):
            file.seek(0)
            yield file, False
            return
        file.seek(0)
        with tempfile.NamedTemporaryFile(prefix="bilingua-") as whole:
            source = checked(file, allowance, path.name)
            while data := source.read(_CHUNK):
                whole.write(data)
            whole.flush()
            whole.seek(0)
            yield cast(BinaryIO, whole), True


def _is_run_together(file: BinaryIO, path: Path) -> bool:
    """Whether the first stream of gzip goes on behind the first record."""
    if file.read(2) != GZIP:
        return False
    file.seek(0)
    records = Records(file, Allowance(path.name, path.stat().st_size))
    with suppress(DamageError, BombError):
        for _ in records:
            records.finish()
            break
    return records.is_run_together


def _copy(source: BinaryIO, start: int, end: int, out: BinaryIO) -> None:
    source.seek(start)
    left = end - start
    while left > 0 and (data := source.read(min(left, _CHUNK))):
        out.write(data)
        left -= len(data)
