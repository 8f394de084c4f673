"""What bilingua wrote itself into a folder: no story of anybody's, and never translated again."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection
from pathlib import Path

from bilingua.ownership import RECORD, entries

# The folder of a run's ledger lies in the folder of its editions.
LEDGER = ".bilingua"
# Review files, and what was written beside a file that a person had changed.
_NAMED = re.compile(r".\.(?:po|new\d*)\Z")


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
        for entry in entries(record):
            found.update(entry)
    return frozenset(found)
