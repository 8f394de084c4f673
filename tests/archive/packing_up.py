"""Archives as other programs make them, and what containers make of them."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from bilingua.archive.containers.base import Container, Held


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: Mapping[str, bytes], mode: str = "w", kind: int = tarfile.PAX_FORMAT) -> bytes:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=kind) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size, info.mode, info.mtime, info.uname = len(data), 0o640, 1_700_000_000, "desk"
            archive.addfile(info, BytesIO(data))
    return out.getvalue()


def stories(container: Container, path: Path) -> dict[str, Held]:
    held = list(container.stories(path))
    found = {one.key: one for one in held}
    assert len(found) == len(held), "two stories share a key"
    return found


def rewritten(container: Container, path: Path, *, loud: bool = True) -> bytes:
    """The container with every story in capitals, or as it is."""
    out = BytesIO()
    container.rewrite(path, out, lambda held: held.data.upper() if loud else None, None)
    return out.getvalue()
