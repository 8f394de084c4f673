"""The work on an archive, in pieces that any process can do: a batch of stories, a batch of segments.

A piece carries all that it needs and what comes of it is plain data; it is the same wherever and in
whatever order the pieces are done.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime

from bilingua import confidence
from bilingua.archive.transcript import read_answer, read_handed, write_answer
from bilingua.article import Severity
from bilingua.draft import Draft
from bilingua.editions import Files, Pair, edition_of, pair_of
from bilingua.engines.capitals import Recased
from bilingua.engines.guards import Guarded
from bilingua.errors import BilinguaError, InputError
from bilingua.formats.registry import read
from bilingua.pipeline import Road, Story, draft, settle, to_other, translate_drafts
from bilingua.review.file import read as read_review
from bilingua.review.file import write as write_review
from bilingua.review.updating import renewed


@dataclass(frozen=True, slots=True)
class Task:
    """A story to localize: its number in the ledger, its file, where that lies as seen from its pair.

    `language` is what the plan found it to be in; `key` names it in a file that holds several;
    `review` is its review file where a person has worked on that already; `links` are those of its
    links that lead to other stories of the archive.
    """

    id: int
    name: str
    data: bytes
    source_path: str
    language: str | None = None
    key: str | None = None
    review: bytes | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Stories that go to the engine together, with the answers that are known for their segments.

    `known` are (language, what was handed over, what was said). A batch always holds the same
    stories: what an engine calculates differs in the last bit with what stands beside a segment.
    """

    number: int
    tasks: tuple[Task, ...]
    made: datetime
    known: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Repeats:
    """Segments that several stories share, to be translated once; `numbers` are theirs."""

    language: str
    handed: tuple[str, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What is worth knowing of a localized story; `findings` counts each (rule, severity)."""

    language: str
    segments: int
    seconds: float
    confidence: float
    findings: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: its pair and its summary, or the error."""

    id: int
    files: Files | None = None
    summary: Summary | None = None
    error: BilinguaError | None = None


Job = Batch | Repeats


def localize(batch: Batch, road: Road) -> list[Outcome]:
    """Every story of a batch localized; none of them stops the others."""
    try:
        return _localized(batch, road)
    except Exception as error:
        # No part of bilingua raises this: the story that brings it about is to be told from the rest.
        if len(batch.tasks) == 1:
            return [Outcome(batch.tasks[0].id, error=unforeseen(batch.tasks[0].name, error))]
        singles = (Batch(batch.number, (task,), batch.made, batch.known) for task in batch.tasks)
        return [outcome for single in singles for outcome in localize(single, road)]


def answer_repeats(repeats: Repeats, road: Road) -> list[str]:
    """What the engines say to segments that several stories share, in their order."""
    handed = [read_handed(line) for line in repeats.handed]
    answers = settle(handed, to_other(repeats.language), road, align=True)
    return [write_answer(answers[one.recased].answer) for one in handed]


def _localized(batch: Batch, road: Road) -> list[Outcome]:
    began = time.monotonic()
    drafts = [
        drafted(task.name, task.data, replace(road, source=task.language)) for task in batch.tasks
    ]
    stories = translate_drafts(drafts, road, known=_known(batch, road))
    segments = sum(len(story.placed) for story in stories if isinstance(story, Story))
    each = (time.monotonic() - began) / (segments or 1)
    return [
        _outcome(task, story, batch.made, each)
        for task, story in zip(batch.tasks, stories, strict=True)
    ]


def drafted(name: str, data: bytes, road: Road) -> Draft | BilinguaError:
    """A story as it goes on the road, or why it does not: its file is hostile until it is read."""
    try:
        return draft(read(name, data), road)
    except BilinguaError as error:
        return error
    except Exception as error:
        return unforeseen(name, error)


def _outcome(
    task: Task, story: Story | BilinguaError, made: datetime, seconds_each: float
) -> Outcome:
    try:
        if isinstance(story, BilinguaError):
            raise story
        pair = pair_of(story, task.source_path, key=task.key, made=made, links=task.links)
        files: Files = _renewed(pair, task.review) if task.review else pair
    except BilinguaError as error:
        return Outcome(task.id, error=error)
    # One that shares its file with others has no editions of its own.
    files = Files(files.review, files.editions if task.key is None else ())
    return Outcome(task.id, files, _summary(story, seconds_each * len(story.placed)))


def _renewed(pair: Pair, theirs: bytes) -> Files:
    """A pair with what a person wrote for the story as it was, wherever that still fits."""
    name = pair.review[0]
    review = renewed(read_review(name, theirs), pair).review
    edition = edition_of(review, pair.story.article, name)
    return Files((name, write_review(review)), (pair.source, edition))


def _summary(story: Story, seconds: float) -> Summary:
    translations = story.translations
    sure = [(confidence.of_translation(one), len(one.text)) for one in translations]
    found = Counter(
        (finding.rule, Severity(finding.severity).value)
        for one in translations
        for finding in one.findings
    )
    return Summary(
        story.detection.language,
        len(translations),
        seconds,
        confidence.of_story(sure),
        dict(found),
    )


def _known(batch: Batch, road: Road) -> dict[Recased, Guarded]:
    known: dict[Recased, Guarded] = {}
    languages = {language for language, _, _ in batch.known}
    routes = {language: road.routes(to_other(language)) for language in languages}
    for language, handed, said in batch.known:
        if guarded := read_answer(said, routes[language]):
            known[read_handed(handed).recased] = guarded
    return known


def unforeseen(name: str, error: Exception) -> BilinguaError:
    """What a person is told of a story that brings about what no part of bilingua raises."""
    what = f"{type(error).__name__}: {error}".rstrip(".:")
    return InputError(
        "{name} brings about something that bilingua did not foresee ({what}); report it.",
        name=name,
        what=" ".join(what.split())[:300],
    )
