"""Segments that several stories of an archive share: handed to the engines once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from bilingua.archive.rows import State


class Recurring:
    """What the ledger knows of segments that recur: which stories hand them, what was said."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def use(self, story: int, language: str, handed: Iterable[tuple[int, str]]) -> None:
        """Say what a story hands to the engines: (number, line) each."""
        self._db.execute("DELETE FROM uses WHERE story = ?", (story,))
        self._db.executemany(
            "INSERT OR IGNORE INTO uses VALUES (?, ?)", [(story, number) for number, _ in handed]
        )
        self._db.executemany(
            # Kept from the second story on: most segments have one only.
            "INSERT INTO answers (id, language) VALUES (?, ?) "
            "ON CONFLICT (id) DO UPDATE SET handed = ?",
            [(number, language, line) for number, line in handed],
        )

    def forget_single(self) -> None:
        """Forget what only one story hands to the engines."""
        self._db.execute(
            "DELETE FROM uses WHERE answer IN (SELECT id FROM answers WHERE handed IS NULL)"
        )
        self._db.execute("DELETE FROM answers WHERE handed IS NULL")

    def unanswered(self, size: int) -> Iterator[tuple[str, list[tuple[int, str]]]]:
        """What is not answered yet, in groups of one language: (number, line) each.

        The groups are the same when some of them were answered before, or are in the meantime.
        """
        for language in ("en", "es"):
            last = -1
            while rows := self._db.execute(
                "SELECT id, handed FROM answers "
                "WHERE language = ? AND said IS NULL AND id > ? ORDER BY id LIMIT ?",
                (language, last, size),
            ).fetchall():
                yield language, rows
                last = rows[-1][0]

    def answered(self, answers: Sequence[tuple[int, str]]) -> None:
        """Keep what the engines said: (number, line) each."""
        self._db.executemany(
            "UPDATE answers SET said = ? WHERE id = ?", [(said, id) for id, said in answers]
        )

    def known(self, batch: int) -> list[tuple[str, str, str]]:
        """The answers for the segments of a batch: (language, what was handed, what was said)."""
        rows = self._db.execute(
            "SELECT DISTINCT answers.id, answers.language, handed, said FROM stories "
            "JOIN uses ON uses.story = stories.id JOIN answers ON answers.id = uses.answer "
            "WHERE batch = ? AND state = ? AND said IS NOT NULL ORDER BY answers.id",
            (batch, State.PLANNED),
        )
        return [(language, handed, said) for _, language, handed, said in rows]

    def forget(self) -> None:
        """Forget them all."""
        self._db.execute("DELETE FROM uses")
        self._db.execute("DELETE FROM answers")
