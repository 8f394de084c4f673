"""The plan of a run: which stories there are, in which language, which of their segments recur.

It reads the whole archive once, story by story, and writes what it learns into the ledger; what has
not changed since the last run is not read again.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bilingua import confidence
from bilingua.archive.containers.base import Held
from bilingua.archive.ledger import Ledger
from bilingua.archive.rows import Counts, State
from bilingua.archive.sources import SourceFile
from bilingua.archive.stories import stories_in
from bilingua.archive.transcript import number_of, write_handed
from bilingua.archive.work import drafted
from bilingua.archive.writing import review_path, story_name
from bilingua.draft import Handed
from bilingua.errors import BilinguaError, SameLanguageError
from bilingua.files import digest
from bilingua.language import other_language
from bilingua.pipeline import Road, settle, to_other

# What goes to the engine together: enough to fill its batches, little enough to lose in a power cut.
BATCH_SEGMENTS = 500
BATCH_STORIES = 100
# Stories that are planned before the ledger is saved: each time the disk is waited for.
_AT_ONCE = 200
# Segments that are translated to tell how long the rest will take.
_SAMPLE = 60


@dataclass(slots=True)
class Plan:
    """What a plan read: files, bytes of the stories to be done, some of their segments."""

    files: int = 0
    bytes: int = 0
    sample: list[tuple[str, Handed]] = field(default_factory=list)


def make_plan(
    files: Iterable[SourceFile],
    ledger: Ledger,
    road: Road,
    out: Path,
    *,
    fingerprint: str,
    stopping: Callable[[], bool] = lambda: False,
    progress: Callable[[int], None] | None = None,
) -> Plan:
    """Read the archive and put into the ledger what is to be done.

    `fingerprint` names all that editions depend on besides their stories; with another one than
    before everything is done anew. `stopping` ends it before the next file, with nothing lost.
    `progress` is called with the number of stories read.
    """
    if ledger.setting("fingerprint") not in (None, fingerprint):
        with ledger.saving():
            ledger.forget_work()
    seen = int(ledger.setting("plan") or 0) + 1
    planner = _Planner(ledger, road, out, seen, progress)
    with ledger.saving():
        ledger.set("fingerprint", fingerprint)
        ledger.set("plan", str(seen))
        ledger.set("confidence", confidence.signature())
    with ledger.saving():
        for file in files:
            if stopping():
                return planner.plan
            planner.file(file)
        ledger.forget_unseen(seen)
        ledger.recurring.forget_single()
        ledger.part_into_batches(BATCH_SEGMENTS, BATCH_STORIES)
    return planner.plan


class _Planner:
    """Puts files into the ledger, one after another."""

    def __init__(
        self,
        ledger: Ledger,
        road: Road,
        out: Path,
        seen: int,
        progress: Callable[[int], None] | None,
    ) -> None:
        self.plan = Plan()
        self._ledger = ledger
        self._road = road
        self._out = out
        self._seen = seen
        self._progress = progress
        self._read = 0
        self._random = random.Random(seen)
        self._candidates = 0

    def file(self, file: SourceFile) -> None:
        self.plan.files += 1
        ledger, stat = self._ledger, _stat(file.path)
        known = ledger.file(file.relative)
        if known and stat and (known.size, known.mtime) == stat and self._is_whole(known.id):
            ledger.see_file(file.relative, self._seen)
            ledger.keep_stories(known.id, self._seen)
            if file.container and self._was_edited(known.id):
                ledger.wrote(known.id, 0)
            return
        id = ledger.see_file(file.relative, self._seen)
        problem: BilinguaError | None = None
        try:
            for held in stories_in(file):
                self._story(file, id, held)
                self._count()
        except BilinguaError as error:
            problem = error
        ledger.read_file(id, *(stat or (-1, -1)), problem)

    def _is_whole(self, file: int) -> bool:
        """Whether the pairs of all stories that are done are still there."""
        return all(
            row.state is not State.DONE or (self._out / (row.review or "")).is_file()
            for row in self._ledger.stories(file)
        )

    def _was_edited(self, file: int) -> bool:
        """Whether a review file is newer than the editions that were made of all of them."""
        made = self._ledger.written(file)
        return any(
            _changed(self._out / row.review) > made
            for row in self._ledger.stories(file)
            if row.state is State.DONE and row.review
        )

    def _count(self) -> None:
        self._read += 1
        if self._read % _AT_ONCE == 0:
            self._ledger.save()
        if self._progress:
            self._progress(self._read)

    def _story(self, file: SourceFile, id: int, held: Held) -> None:
        ledger, whole = self._ledger, digest(held.data)
        known = ledger.story(id, held.key)
        if known and known.digest == whole and known.state is not State.GONE:
            there = known.review and (self._out / known.review).is_file()
            if known.state is not State.DONE or there:
                ledger.see_story(known.id, self._seen)
                return
        cut = held.error or drafted(held.name, held.data, self._road)
        if isinstance(cut, BilinguaError):
            left = isinstance(cut, SameLanguageError)
            ledger.plan_story(
                id,
                held.key,
                held.name,
                seen=self._seen,
                digest=whole,
                state=State.LEFT if left else State.FAILED,
                language=self._road.target if left else None,
                error=None if left else cut,
            )
            return
        language = cut.detection.language
        target = other_language(language)
        name = story_name(file, held, taken=False)
        if ledger.is_taken(review_path(file, name, target), id, held.key):
            name = story_name(file, held, taken=True)
        story = ledger.plan_story(
            id,
            held.key,
            name,
            seen=self._seen,
            digest=whole,
            state=State.PLANNED,
            review=review_path(file, name, target),
            language=language,
            segments=len(cut.segments),
            characters=sum(len(segment.text) for segment in cut.segments),
        )
        handed = {one.recased: one for one in cut.handed if not one.is_blank}
        lines = [write_handed(one) for one in handed.values()]
        ledger.recurring.use(story, language, [(number_of(language, line), line) for line in lines])
        self.plan.bytes += len(held.data)
        for one in handed.values():
            self._sample(language, one)

    def _sample(self, language: str, handed: Handed) -> None:
        """Keep some of all segments, each with the same chance (reservoir sampling)."""
        self._candidates += 1
        sample = self.plan.sample
        if len(sample) < _SAMPLE:
            sample.append((language, handed))
        elif (place := self._random.randrange(self._candidates)) < _SAMPLE:
            sample[place] = (language, handed)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a run will take: segments for the engines, seconds, bytes on the disk."""

    segments: int
    seconds: float
    bytes: int


def estimate(plan: Plan, counts: Counts, road: Road, workers: int) -> Estimate:
    """What the rest will take, from the speed of the engines at a sample of the plan.

    On the disk there will be two editions as large as the stories, and a review file with both
    texts and some 150 bytes of frame a segment.
    """
    room = 2 * plan.bytes + 2 * counts.open_characters + 150 * counts.open_segments
    return Estimate(counts.open, _seconds_each(plan, road) * counts.open / workers, room)


def _seconds_each(plan: Plan, road: Road) -> float:
    """How long the engines take for a segment; 0 if there is none."""
    some: dict[str, list[Handed]] = {}
    for language, handed in plan.sample:
        some.setdefault(language, []).append(handed)

    for language, group in some.items():
        # Loads the models, which is done once.
        settle(group[:1], to_other(language), road, align=True)
    began = time.monotonic()
    for language, group in some.items():
        settle(group, to_other(language), road, align=True)
    return (time.monotonic() - began) / max(1, len(plan.sample))


def _changed(path: Path) -> int:
    """When a file was changed, in ns; 0 if there is none."""
    found = _stat(path)
    return found[1] if found else 0


def _stat(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
