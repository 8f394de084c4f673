"""Packages from an index on the network: the one place of bilingua that downloads anything."""

from __future__ import annotations

import hashlib
import json
import os
import re
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bilingua.engines.base import Direction
from bilingua.errors import ModelError
from bilingua.models.packages import install_file
from bilingua.progress import Progress

TIMEOUT = 30
MAX_INDEX = 16 << 20
MAX_PACKAGE = 2 << 30
_CHUNK = 1 << 18


def install_from_index(
    direction: Direction,
    index_url: str,
    folder: Path,
    progress: Progress | None = None,
) -> Path:
    """Download the newest package for a direction into `folder` and install it.

    A download that broke off is resumed. Where the index gives a "sha256", the file must match it.
    `progress` gets (bytes so far, bytes in all; 0 where the server does not say). Raises ModelError
    if any of it fails.
    """
    entry = _entry(direction, _fetch_index(index_url))
    links = entry.get("links")
    problems: list[str] = []
    for link in links if isinstance(links, list) else ():
        try:
            return _install(str(link), folder / _partial_name(direction, entry), entry, progress)
        except ModelError as error:
            problems.append(str(error))
    if not problems:
        raise ModelError(
            "The index gives no address for the package {direction}; download it elsewhere and run “bilingua models install FILE.argosmodel”.",
            direction=direction,
        )
    raise ModelError(
        "The package for {direction} could not be installed: {reason}",
        direction=direction,
        reason=" ".join(problems),
    )


def _install(link: str, partial: Path, entry: dict[str, Any], progress: Progress | None) -> Path:
    partial.parent.mkdir(parents=True, exist_ok=True)
    _download(link, partial, progress)
    # The download is whole now: what is wrong with it would be wrong after resuming it as well.
    try:
        _check(link, partial, entry.get("sha256"))
        return install_file(partial)
    finally:
        partial.unlink(missing_ok=True)


def _partial_name(direction: Direction, entry: dict[str, Any]) -> str:
    """A name of its own for each version: a newer file must not continue an older one."""
    version = re.sub(r"[^0-9.]", "", str(entry.get("package_version", "")))
    return f"translate-{direction.source}_{direction.target}-{version}.argosmodel.part"


def _fetch_index(url: str) -> list[dict[str, Any]]:
    try:
        with _open(url) as answer:
            index = json.loads(answer.read(MAX_INDEX))
    except (OSError, ValueError, HTTPException) as error:
        raise ModelError(
            "The index {url} cannot be read ({error}); check the network, or download a package elsewhere and run “bilingua models install FILE.argosmodel”.",
            url=url,
            error=error,
        ) from error
    if not isinstance(index, list):
        raise ModelError("{url} is no index of Argos packages; check the address.", url=url)
    return [entry for entry in index if isinstance(entry, dict)]


def _entry(direction: Direction, index: list[dict[str, Any]]) -> dict[str, Any]:
    matching = [
        entry
        for entry in index
        if (entry.get("from_code"), entry.get("to_code")) == tuple(direction)
    ]
    if not matching:
        raise ModelError(
            "The index has no package for {direction}; languages are written en, es, pt.",
            direction=direction,
        )
    return max(matching, key=lambda entry: _version(str(entry.get("package_version", "0"))))


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _open(url: str, start: int = 0) -> Any:
    if urlsplit(url).scheme not in ("http", "https"):
        raise ModelError("{url} is no web address; it must begin with https://.", url=url)
    headers = {"Range": f"bytes={start}-"} if start else {}
    return urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=TIMEOUT)


def _download(url: str, path: Path, progress: Progress | None) -> None:
    try:
        done, total = _receive(url, path, progress)
    except (OSError, ValueError, HTTPException) as error:
        raise ModelError(
            "{url} cannot be downloaded ({error}); check the network and run the command again.",
            url=url,
            error=error,
        ) from error
    if done < total:
        raise ModelError(
            "{url} broke off at {done} of {total} bytes; run the command again to go on from there.",
            url=url,
            done=done,
            total=total,
        )


def _receive(url: str, path: Path, progress: Progress | None) -> tuple[int, int]:
    """Go on with what is in `path`; returns the bytes that are there and that there should be."""
    start = path.stat().st_size if path.exists() else 0
    try:
        answer = _open(url, start)
    except urllib.error.HTTPError as error:
        if error.code != 416:  # nothing is left to send: the file was whole already
            raise
        return start, start
    # A server may send all of it again, or (wrongly) another part than was asked for.
    resumed = answer.status == 206 and _begins_at(answer.headers.get("Content-Range"), start)
    if answer.status == 206 and not resumed:
        answer.close()
        answer = _open(url)
    with answer, path.open("ab" if resumed else "wb") as file:
        done = start if resumed else 0
        length = answer.headers.get("Content-Length")
        total = done + int(length) if length else 0
        # read1 hands over what has come; read would keep it back when the connection breaks.
        while chunk := answer.read1(_CHUNK):
            done += len(chunk)
            if done > MAX_PACKAGE:
                raise ModelError("{url} is larger than a model can be; check the address.", url=url)
            file.write(chunk)
            if progress:
                progress(done, total)
        file.flush()
        os.fsync(file.fileno())
    return done, total


def _begins_at(content_range: str | None, start: int) -> bool:
    return content_range is None or content_range.startswith(f"bytes {start}-")


def _check(url: str, path: Path, expected: object) -> None:
    if not expected:
        return
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != str(expected).strip().lower():
        raise ModelError(
            "{url} does not have the SHA-256 that the index gives and was not installed; run the command again.",
            url=url,
        )
