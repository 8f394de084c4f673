"""What bilingua wrote itself into a folder: no story of anybody's, and never translated again."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from pathlib import Path

from bilingua.files import MANIFEST

# The folder of a run's ledger lies in the folder of its editions.
LEDGER = ".bilingua"
# Review files, and what was written beside a file that a person had changed.
_NAMED = re.compile(r".\.(?:po|new\d*)\Z")
_MAX_MANIFEST = 64 << 20


def is_named_so(name: str) -> bool:
    """Whether a file's name alone tells that it is bilingua's."""
    return _NAMED.search(name) is not None


def written_into(folder: Path, names: Collection[str]) -> frozenset[str]:
    """The files of a folder that bilingua remembers to have written; `names` is all that is there."""
    path = folder / MANIFEST
    try:
        if MANIFEST not in names or path.is_symlink() or path.stat().st_size > _MAX_MANIFEST:
            return frozenset()
        known = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return frozenset()
    return frozenset(known) if isinstance(known, dict) else frozenset()
