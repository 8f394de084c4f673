"""The ledger opened to be read: a run that writes it at the same time is not disturbed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from bilingua.archive.schema import VERSION, ledger_of
from bilingua.errors import OutputError


@contextmanager
def opened(out: Path) -> Iterator[sqlite3.Connection]:
    """The ledger of a folder of editions, as it is now: what is written meanwhile is not seen.

    Raises OutputError when there is none, or it cannot be read.
    """
    path = ledger_of(out)
    try:
        with closing(_connected(path)) as db:
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if version != VERSION:
                raise OutputError(
                    "{path} was made by another version of bilingua; take that one to read it.",
                    path=path,
                )
            # All that is asked is asked of one state.
            db.execute("BEGIN")
            yield db
    except sqlite3.Error as error:
        raise OutputError(
            "{path} cannot be read ({reason}); copy it from a backup, or run the archive again.",
            path=path,
            reason=error,
        ) from error


def _connected(path: Path) -> sqlite3.Connection:
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    db = sqlite3.connect(address, uri=True, isolation_level=None, timeout=10)
    try:
        db.execute("SELECT 1 FROM run").fetchone()
    except sqlite3.OperationalError as error:
        db.close()
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
        # On a disk that takes no writing, SQLite cannot keep count of readers; nobody writes either.
        waiting = path.with_name(f"{path.name}-wal")
        if waiting.exists() and waiting.stat().st_size:
            raise
        db = sqlite3.connect(f"{address}&immutable=1", uri=True, isolation_level=None)
    return db
