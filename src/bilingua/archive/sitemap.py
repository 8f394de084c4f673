"""A sitemap that tells search engines which editions are one another's, in parts of the size allowed.

Limits by the sitemap protocol 0.9; every edition names all of its story's, itself included, as
hreflang wants it, and a language without its region where that is clear.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote, urljoin, urlsplit
from xml.sax.saxutils import escape, quoteattr

from bilingua.errors import OutputError, UsageError

MAX_URLS = 50_000
MAX_BYTES = 50 * 1000 * 1000
MAX_ADDRESS = 2048
NAME = "sitemap.xml"
_PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_TOP = (
    f'{_DECLARATION}<urlset xmlns="{_PROTOCOL}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
).encode()
_END = b"</urlset>\n"
# What stands for itself in a path, and in a whole address (RFC 3986, section 2.2).
_IN_PATH = "/~!$&'()*+,;=@"
_IN_ADDRESS = f"{_IN_PATH}:?#[]%"


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What was written: the files, the one to hand in first; how many addresses they hold; and how
    many stories have an address too long for them."""

    files: tuple[Path, ...]
    addresses: int
    left_out: int


def address_of(base: str) -> str:
    """The address of a folder on the web, with its slash. Raises UsageError when it is none."""
    if urlsplit(base).scheme not in ("http", "https") or not urlsplit(base).netloc:
        raise UsageError(
            "{base} is no web address; give the one that the editions will have, like https://example.org/es/.",
            base=base,
        )
    return base if base.endswith("/") else f"{base}/"


def write_sitemap(stories: Iterable[Mapping[str, str]], folder: Path, base: str) -> Sitemap:
    """Write `folder`/sitemap.xml; where that would be too large, an index of numbered parts.

    A story maps the BCP 47 tag of each edition to its path below `base`, or to its address; the
    first one is for readers of any other language. `base` is the address of the folder on the web.
    Raises UsageError when it is none, OutputError when the folder cannot be written to.
    """
    base = address_of(base)
    parts = _Parts(folder)
    left_out = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for story in stories:
            addresses = {tag: _address(base, path) for tag, path in story.items()}
            if any(len(address) > MAX_ADDRESS for address in addresses.values()):
                left_out += 1
            else:
                parts.add([entry.encode() for entry in _entries(addresses)])
        files = parts.finish(base)
    except OSError as error:
        raise OutputError(
            "{path} cannot be written ({strerror}); choose another folder with --out.",
            path=folder,
            strerror=error.strerror,
        ) from error
    finally:
        parts.close()
    return Sitemap(files, parts.addresses, left_out)


def alternates(addresses: Mapping[str, str]) -> dict[str, str]:
    """What each edition of a story says of all: hreflang values and addresses."""
    languages = Counter(tag.partition("-")[0] for tag in addresses)
    found = dict(addresses)
    for tag, address in addresses.items():
        language = tag.partition("-")[0]
        if languages[language] == 1:
            found.setdefault(language, address)
    for address in list(addresses.values())[:1]:
        found["x-default"] = address
    return found


def _entries(addresses: Mapping[str, str]) -> Iterator[str]:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(tag)} href={quoteattr(address)}/>\n'
        for tag, address in alternates(addresses).items()
    )
    for address in dict.fromkeys(addresses.values()):
        yield f"<url>\n<loc>{escape(address)}</loc>\n{links}</url>\n"


def _address(base: str, path: str) -> str:
    if urlsplit(path).scheme in ("http", "https"):
        return quote(path, safe=_IN_ADDRESS)
    return urljoin(base, quote(path.lstrip("/"), safe=_IN_PATH))


class _Parts:
    """Files of a sitemap, each filled until the next story's entries do not fit."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._count = self._size = 0
        self._done: list[Path] = []
        self.addresses = 0

    def add(self, entries: list[bytes]) -> None:
        """Write a story's entries into one part."""
        size = sum(map(len, entries))
        full = self._count + len(entries) > MAX_URLS or self._size + size + len(_END) > MAX_BYTES
        if self._file is None or full:
            self._end()
            self._begin()
        assert self._file is not None
        self._file.writelines(entries)
        self._count += len(entries)
        self._size += size
        self.addresses += len(entries)

    def finish(self, base: str) -> tuple[Path, ...]:
        """End the last part; one alone is the sitemap, several get an index."""
        if self._file is None and not self._done:
            self._begin()
        self._end()
        whole = self._folder / NAME
        if len(self._done) == 1:
            os.replace(self._done[0], whole)
            return (whole,)
        entries = (
            f"<sitemap>\n<loc>{escape(urljoin(base, part.name))}</loc>\n</sitemap>\n"
            for part in self._done
        )
        self._begin(f'{_DECLARATION}<sitemapindex xmlns="{_PROTOCOL}">\n'.encode())
        assert self._file is not None
        self._file.writelines(entry.encode() for entry in entries)
        self._end(whole, b"</sitemapindex>\n")
        return (whole, *self._done)

    def close(self) -> None:
        """Leave no half-written file behind."""
        if self._file is not None:
            self._file.close()
            with suppress(FileNotFoundError):
                os.unlink(self._file.name)

    def _begin(self, top: bytes = _TOP) -> None:
        self._file = tempfile.NamedTemporaryFile(  # noqa: SIM115
            dir=self._folder, prefix=".sitemap.", delete=False
        )
        self._file.write(top)
        self._count, self._size = 0, len(top)

    def _end(self, path: Path | None = None, end: bytes = _END) -> None:
        if self._file is None:
            return
        self._file.write(end)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        os.chmod(self._file.name, 0o644)
        if path is None:
            path = self._folder / f"sitemap-{len(self._done) + 1}.xml"
            self._done.append(path)
        os.replace(self._file.name, path)
        self._file = None
