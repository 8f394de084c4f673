"""Bytes packed the way that another file is packed: with gzip, bzip2, xz, or not at all."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast


@contextmanager
def packing(file: BinaryIO, out: BinaryIO) -> Iterator[BinaryIO]:
    """Packs as `file` is packed; gzip keeps the time that its header gives."""
    top = file.read(8)
    file.seek(0)
    if top.startswith(b"\x1f\x8b"):
        time = int.from_bytes(top[4:8], "little")
        with gzip.GzipFile("", "wb", 6, out, time) as packed:
            yield cast(BinaryIO, packed)
    elif top.startswith(b"BZh"):
        with bz2.BZ2File(out, "wb") as packed_bz2:
            yield cast(BinaryIO, packed_bz2)
    elif top.startswith(b"\xfd7zXZ"):
        with lzma.LZMAFile(out, "wb") as packed_xz:
            yield cast(BinaryIO, packed_xz)
    else:
        yield out
