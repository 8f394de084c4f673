"""The ledger: what is to be done, what is done, what failed and why. SQLite, one writer.

Whatever it says is done is on the disk; a run that was cut off goes on from what it says.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bilingua.archive.recurring import Recurring
from bilingua.archive.rows import Counts, FileRow, State, StoryRow, failure_line, failure_of
from bilingua.archive.schema import SCHEMA, VERSION
from bilingua.archive.work import Summary
from bilingua.errors import BilinguaError, OutputError

_STORY = "id, file, key, name, digest, state, batch, language, review"


class Ledger:
    """The ledger of one folder of editions."""

    def __init__(self, path: Path) -> None:
        """Open or make it. Raises OutputError when that cannot be done."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=10)
            self._db.execute("PRAGMA journal_mode = WAL")
            # What is said to be done has to be so after a power cut.
            self._db.execute("PRAGMA synchronous = FULL")
            (version,) = self._db.execute("PRAGMA user_version").fetchone()
            if version == 0:
                self._db.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
        except (OSError, sqlite3.Error) as error:
            raise OutputError(
                "{path} cannot be opened ({reason}); see that nothing else writes to that folder.",
                path=path,
                reason=error,
            ) from error
        if version not in (0, VERSION):
            raise OutputError(
                "{path} was made by another version of bilingua; choose another folder with --out.",
                path=path,
            )
        self.recurring = Recurring(self._db)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def saving(self) -> Iterator[None]:
        """All that is written within is there afterwards, or none of it since the last `save`."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def save(self) -> None:
        """What was written so far while saving is there, whatever comes; a disk's flush each time."""
        self._db.execute("COMMIT")
        self._db.execute("BEGIN IMMEDIATE")

    # The run as a whole

    def setting(self, name: str) -> str | None:
        """What is known of the run under a name."""
        row = self._db.execute("SELECT value FROM run WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set(self, name: str, value: str) -> None:
        """Remember something of the run."""
        self._db.execute("INSERT OR REPLACE INTO run VALUES (?, ?)", (name, value))

    def unset(self, name: str) -> None:
        """Forget something of the run."""
        self._db.execute("DELETE FROM run WHERE name = ?", (name,))

    # Files

    def file(self, path: str) -> FileRow | None:
        """A file by its path from the root of the archive."""
        found = self._db.execute(
            "SELECT id, size, mtime FROM files WHERE path = ?", (path,)
        ).fetchone()
        return FileRow(*found) if found else None

    def see_file(self, path: str, seen: int) -> int:
        """The number of a file, which this plan has met; a new one gets a new number.

        Until the plan knows what is in it, its size and time count for nothing.
        """
        self._db.execute(
            "INSERT INTO files (path, seen) VALUES (?, ?) "
            "ON CONFLICT (path) DO UPDATE SET seen = excluded.seen",
            (path, seen),
        )
        (number,) = self._db.execute("SELECT id FROM files WHERE path = ?", (path,)).fetchone()
        return int(number)

    def read_file(self, id: int, size: int, mtime: int, error: BilinguaError | None) -> None:
        """Say that a file of this size and time was read to its end, or why it was not."""
        self._db.execute(
            "UPDATE files SET size = ?, mtime = ?, error = ? WHERE id = ?",
            (size, mtime, failure_line(error), id),
        )

    def forget_work(self) -> None:
        """Take every story for a changed one, and no answer for known: engines or styles changed."""
        self._db.execute("UPDATE stories SET digest = NULL")
        self._db.execute("UPDATE files SET size = NULL")
        self.recurring.forget()
        self.unset("seconds")

    def keep_stories(self, file: int, seen: int) -> None:
        """Say that a file still holds the stories that it held."""
        self._db.execute("UPDATE stories SET seen = ? WHERE file = ?", (seen, file))

    # Stories

    def story(self, file: int, key: str) -> StoryRow | None:
        """A story by its file and its key there."""
        found = self._db.execute(
            f"SELECT {_STORY} FROM stories WHERE file = ? AND key = ?", (file, key)
        ).fetchone()
        return _story(found) if found else None

    def stories(self, file: int) -> Iterator[StoryRow]:
        """All stories of a file, one by one."""
        yield from map(
            _story, self._db.execute(f"SELECT {_STORY} FROM stories WHERE file = ?", (file,))
        )

    def is_taken(self, review: str, file: int, key: str) -> bool:
        """Whether another story's review file is there."""
        row = self._db.execute(
            "SELECT 1 FROM stories WHERE review = ? AND NOT (file = ? AND key = ?)",
            (review, file, key),
        ).fetchone()
        return row is not None

    def plan_story(
        self,
        file: int,
        key: str,
        name: str,
        *,
        seen: int,
        digest: str,
        state: State,
        review: str | None = None,
        language: str | None = None,
        segments: int = 0,
        characters: int = 0,
        error: BilinguaError | None = None,
    ) -> int:
        """Put down a new or changed story; its number."""
        self._db.execute(
            "INSERT INTO stories (file, key, name, digest, state, seen, review, language, "
            "segments, characters, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (file, key) DO UPDATE SET name = excluded.name, "
            "digest = excluded.digest, state = excluded.state, seen = excluded.seen, batch = NULL, "
            "review = excluded.review, language = excluded.language, segments = excluded.segments, "
            "characters = excluded.characters, error = excluded.error",
            (file, key, name, digest, state, seen, review, language, segments, characters,
             failure_line(error)),
        )  # fmt: skip
        self._db.execute("UPDATE files SET written = 0 WHERE id = ?", (file,))
        (number,) = self._db.execute(
            "SELECT id FROM stories WHERE file = ? AND key = ?", (file, key)
        ).fetchone()
        return int(number)

    def see_story(self, id: int, seen: int) -> None:
        """Say that a story is still there and did not change."""
        self._db.execute("UPDATE stories SET seen = ? WHERE id = ?", (seen, id))

    def forget_unseen(self, seen: int) -> None:
        """Stories and files that this plan did not meet are gone, and what was wrong with them."""
        self._db.execute(
            "UPDATE stories SET state = ?, batch = NULL, error = NULL WHERE seen < ?",
            (State.GONE, seen),
        )
        self._db.execute("UPDATE files SET error = NULL WHERE seen < ?", (seen,))

    def retry(self) -> int:
        """Take failed stories for changed ones; how many there are."""
        changed = self._db.execute(
            "UPDATE stories SET digest = NULL WHERE state = ?", (State.FAILED,)
        ).rowcount
        self._db.execute(
            "UPDATE files SET size = NULL WHERE error IS NOT NULL "
            "OR id IN (SELECT file FROM stories WHERE state = ?)",
            (State.FAILED,),
        )
        return changed

    def counts(self) -> Counts:
        """What there is and where it stands."""
        states = dict(self._db.execute("SELECT state, count(*) FROM stories GROUP BY state"))
        languages = self._db.execute(
            "SELECT language, count(*) FROM stories WHERE state IN ('planned', 'done') "
            "GROUP BY language"
        )
        done, open_segments, characters = self._db.execute(
            "SELECT total(segments) FILTER (WHERE state = 'done'), "
            "total(segments) FILTER (WHERE state = 'planned'), "
            "total(characters) FILTER (WHERE state = 'planned') FROM stories"
        ).fetchone()
        (uses,) = self._db.execute(
            "SELECT count(*) FROM uses JOIN stories ON stories.id = story WHERE state = 'planned'"
        ).fetchone()
        (unanswered,) = self._db.execute(
            "SELECT count(*) FROM answers WHERE said IS NULL"
        ).fetchone()
        (broken,) = self._db.execute(
            "SELECT count(*) FROM files WHERE error IS NOT NULL"
        ).fetchone()
        return Counts(
            {State(state): count for state, count in states.items()},
            dict(languages),
            int(done),
            int(open_segments),
            int(characters),
            max(0, uses - unanswered),
            unanswered,
            broken,
        )

    def own_pairs(self) -> Iterator[tuple[str, str, str]]:
        """Stories that are done and have files of their own: name, language, review file each."""
        yield from self._db.execute(
            "SELECT name, language, review FROM stories WHERE state = 'done' AND key = '' "
            "ORDER BY review"
        )

    def failures(self, limit: int | None) -> Iterator[dict[str, str]]:
        """Stories, and files, that failed: where they are and why; None for all of them."""
        rows = self._db.execute(
            "SELECT path, key, stories.error FROM stories JOIN files ON files.id = file "
            "WHERE stories.error IS NOT NULL UNION ALL "
            "SELECT path, '', error FROM files WHERE error IS NOT NULL LIMIT ?",
            (-1 if limit is None else limit,),
        )
        for path, key, error in rows:
            yield {"story": f"{path}#{key}" if key else path, "error": failure_of(error)}

    # Batches

    def part_into_batches(self, segments: int, stories: int) -> None:
        """Give planned stories without a batch to new ones, in order, none larger than this.

        A batch that was given out stays what it is, for it is translated as a whole.
        """
        (last,) = self._db.execute("SELECT max(batch) FROM stories").fetchone()
        number, room, held = (-1 if last is None else last), 0, stories
        waiting = self._db.execute(
            "SELECT id, segments FROM stories WHERE state = ? AND batch IS NULL ORDER BY id",
            (State.PLANNED,),
        )
        given: list[tuple[int, int]] = []
        for id, size in waiting:
            if held >= stories or size > room:
                number, room, held = number + 1, segments, 0
            room -= size
            held += 1
            given.append((number, id))
        self._db.executemany("UPDATE stories SET batch = ? WHERE id = ?", given)

    def batch_sizes(self) -> dict[int, int]:
        """How many planned stories each batch has."""
        rows = self._db.execute(
            "SELECT batch, count(*) FROM stories WHERE state = ? GROUP BY batch", (State.PLANNED,)
        )
        return dict(rows)

    def waiting(self, file: int) -> int:
        """How many stories of a file are still to be done."""
        (count,) = self._db.execute(
            "SELECT count(*) FROM stories WHERE file = ? AND state = ?", (file, State.PLANNED)
        ).fetchone()
        return int(count)

    def done(self, id: int, summary: Summary) -> None:
        """Say that a story is localized and on the disk."""
        grave = {"error": 0, "warning": 0}
        for (_, severity), count in summary.findings.items():
            grave[severity] = grave.get(severity, 0) + count
        findings = [[*rule, count] for rule, count in sorted(summary.findings.items())]
        self._db.execute(
            "UPDATE stories SET state = ?, language = ?, segments = ?, seconds = ?, "
            "confidence = ?, findings = ?, errors = ?, warnings = ?, error = NULL "
            "WHERE id = ?",
            (State.DONE, summary.language, summary.segments, summary.seconds, summary.confidence,
             json.dumps(findings), grave["error"], grave["warning"], id),
        )  # fmt: skip

    def failed(self, id: int, error: BilinguaError) -> None:
        """Say why a story was not localized."""
        self._db.execute(
            "UPDATE stories SET state = ?, error = ? WHERE id = ?",
            (State.FAILED, failure_line(error), id),
        )

    def note(self, id: int, error: BilinguaError | OSError) -> None:
        """Say why what a localized story says could not be put into its file's edition."""
        if isinstance(error, OSError):
            error = OutputError("{name} cannot be read ({strerror}); see that you may.",
                                name=error.filename, strerror=error.strerror)  # fmt: skip
        self._db.execute("UPDATE stories SET error = ? WHERE id = ?", (failure_line(error), id))

    def wrote(self, file: int, at: int) -> None:
        """Say when the editions of a file of several stories were written, in ns; 0: they are to be."""
        self._db.execute("UPDATE files SET written = ? WHERE id = ?", (at, file))

    def not_written(self, file: int, error: BilinguaError) -> None:
        """Say why the editions of a file were not written; the next plan reads it again."""
        self._db.execute(
            "UPDATE files SET written = 0, size = NULL, error = ? WHERE id = ?",
            (failure_line(error), file),
        )

    def clear_notes(self, file: int) -> None:
        """Forget what was noted of the localized stories of a file: its editions are written anew."""
        self._db.execute(
            "UPDATE stories SET error = NULL WHERE file = ? AND state = ?", (file, State.DONE)
        )

    def written(self, file: int) -> int:
        """When the editions of a file of several stories were written, in ns; 0 if they are to be."""
        (at,) = self._db.execute("SELECT written FROM files WHERE id = ?", (file,)).fetchone()
        return int(at)


def _story(row: Sequence[object]) -> StoryRow:
    id, file, key, name, digest, state, *rest = row
    return StoryRow(id, file, key, name, digest, State(str(state)), *rest)  # type: ignore[arg-type]
