"""What bilingua wrote itself into a folder: no story of anybody's, and never translated again."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Collection
from pathlib import Path

from bilingua.files import RECORD

# The folder of a run's ledger lies in the folder of its editions.
LEDGER = ".bilingua"
# Review files, and what was written beside a file that a person had changed.
_NAMED = re.compile(r".\.(?:po|new\d*)\Z")
_LONGEST = 1 << 16


def is_named_so(name: str) -> bool:
    """Whether a file's name alone tells that it is bilingua's."""
    return _NAMED.search(name) is not None


def written_into(folder: Path, names: Collection[str]) -> frozenset[str]:
    """The files of a folder that bilingua remembers to have written; `names` is all that is there."""
    path = folder / RECORD
    found: set[str] = set()
    if RECORD not in names or path.is_symlink():
        return frozenset()
    with contextlib.suppress(OSError), path.open("rb") as record:
        for line in record:
            # A line that a power cut tore, or that somebody wrote, names nothing.
            with contextlib.suppress(ValueError, RecursionError, TypeError):
                found.update(json.loads(line[:_LONGEST]))
    return frozenset(found)
