"""Packages from an index on the network: the one place of bilingua that downloads anything."""

from __future__ import annotations

import hashlib
import json
import os
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bilingua.engines.base import Direction
from bilingua.errors import ModelError
from bilingua.models.packages import install_file

TIMEOUT = 30
MAX_INDEX = 16 << 20
MAX_PACKAGE = 2 << 30
_CHUNK = 1 << 18


def install_from_index(
    direction: Direction,
    index_url: str,
    folder: Path,
    progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Download the newest package for a direction into `folder` and install it.

    A download that broke off is resumed. Where the index gives a "sha256", the file must match it.
    `progress` gets (bytes so far, bytes in all). Raises ModelError if any of it fails.
    """
    entry = _entry(direction, _fetch_index(index_url))
    links = [link for link in entry.get("links", []) if isinstance(link, str)]
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f"translate-{direction.source}_{direction.target}.argosmodel.part"
    problems = []
    for link in links:
        try:
            _download(link, partial, progress)
            _check(partial, entry.get("sha256"))
            installed = install_file(partial)
            partial.unlink()
            return installed
        except (OSError, ModelError) as error:
            problems.append(f"{link}: {error}")
    reason = "; ".join(problems) or "the index gives no link to it"
    raise ModelError(
        "The package for {direction} could not be installed ({reason}).",
        direction=direction,
        reason=reason,
    )


def _fetch_index(url: str) -> list[dict[str, Any]]:
    try:
        with _open(url) as answer:
            index = json.loads(answer.read(MAX_INDEX))
    except (OSError, ValueError) as error:
        raise ModelError(
            "The index {url} cannot be read ({error}); check the network, or download a package elsewhere and run “bilingua models install FILE.argosmodel”.",
            url=url,
            error=error,
        ) from error
    if not isinstance(index, list):
        raise ModelError("{url} is no index of Argos packages.", url=url)
    return [entry for entry in index if isinstance(entry, dict)]


def _entry(direction: Direction, index: list[dict[str, Any]]) -> dict[str, Any]:
    matching = [
        entry
        for entry in index
        if (entry.get("from_code"), entry.get("to_code")) == tuple(direction)
    ]
    if not matching:
        raise ModelError("The index has no package for {direction}.", direction=direction)
    return max(matching, key=lambda entry: _version(str(entry.get("package_version", "0"))))


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _open(url: str, start: int = 0) -> Any:
    if urlsplit(url).scheme not in ("http", "https"):
        raise ModelError("{url} is no web address.", url=url)
    headers = {"Range": f"bytes={start}-"} if start else {}
    return urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=TIMEOUT)


def _download(url: str, path: Path, progress: Callable[[int, int], None] | None) -> None:
    start = path.stat().st_size if path.exists() else 0
    try:
        answer = _open(url, start)
    except urllib.error.HTTPError as error:
        if error.code != 416:  # nothing is left to send: the file was whole already
            raise
        return
    with answer, path.open("ab" if answer.status == 206 else "wb") as file:
        done = start if answer.status == 206 else 0
        total = done + int(answer.headers.get("Content-Length") or 0)
        while chunk := answer.read(_CHUNK):
            done += len(chunk)
            if done > MAX_PACKAGE:
                raise ModelError("{url} is larger than a model can be.", url=url)
            file.write(chunk)
            if progress:
                progress(done, total)
        file.flush()
        os.fsync(file.fileno())
    if done < total:
        raise ModelError(
            "{url} broke off at {done} of {total} bytes; run the command again.",
            url=url,
            done=done,
            total=total,
        )


def _check(path: Path, expected: object) -> None:
    if not expected:
        return
    sha = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            sha.update(chunk)
    if sha.hexdigest() != str(expected).lower():
        # A wrong file must not be resumed from.
        path.unlink()
        raise ModelError("its SHA-256 is not the one the index gives; run the command again")
