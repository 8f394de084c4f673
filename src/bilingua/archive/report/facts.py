"""What a report says, as plain data; where it comes from and how it looks are other modules' matter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bilingua.archive.rows import State, failure_of

# Confidence in equal parts, from 0 to 1.
BINS = 20


@dataclass(frozen=True, slots=True)
class Progress:
    """Stories, and their segments, of a language or of none that could be told, by their state."""

    language: str | None
    states: dict[State, int]
    segments: dict[State, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.states.values())


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule found something, by severity, and in how many stories."""

    rule: str
    errors: int
    warnings: int
    remarks: int
    stories: int


@dataclass(frozen=True, slots=True)
class Findings:
    """What the checks found, rule by rule; in how many stories there is an error."""

    rules: tuple[RuleCount, ...]
    with_errors: int

    @property
    def errors(self) -> int:
        """All errors."""
        return sum(one.errors for one in self.rules)

    @property
    def warnings(self) -> int:
        """All warnings."""
        return sum(one.warnings for one in self.rules)


@dataclass(frozen=True, slots=True)
class Confidence:
    """How confident bilingua is of the stories that are done.

    `bins` count stories by twentieths, from 0 up; `signature` says how the numbers are made, and is
    None where the ledger does not know.
    """

    signature: str | None
    bins: tuple[int, ...]
    median: float | None


@dataclass(frozen=True, slots=True)
class Repeats:
    """Segments that several stories share: how many, and how often the engines were spared one."""

    shared: int
    spared: int


@dataclass(frozen=True, slots=True)
class Time:
    """Seconds: of the runs by the clock (None where the ledger does not know), of the engines.

    `engines` adds up what each story took, also what was done side by side.
    """

    clock: float | None
    engines: float


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """A story that is done, as lists of stories show it; `review` is seen from the out folder."""

    id: int
    path: str
    key: str
    language: str
    segments: int
    seconds: float
    confidence: float
    errors: int
    warnings: int
    review: str

    @property
    def place(self) -> str:
        """Where it is: its file and, where that holds several, which of them it is."""
        return f"{self.path}#{self.key}" if self.key else self.path


class Order(StrEnum):
    """By what a list of stories is ordered, from the top."""

    ERRORS = "errors"
    CONFIDENCE = "confidence"
    SECONDS = "seconds"


@dataclass(frozen=True, slots=True)
class Failure:
    """A story, or a file, and why it failed: a message with its values, as the ledger keeps it."""

    path: str
    key: str
    line: str

    @property
    def place(self) -> str:
        """Where it is."""
        return f"{self.path}#{self.key}" if self.key else self.path

    @property
    def text(self) -> str:
        """Why it failed, in the language of the interface."""
        return failure_of(self.line)


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for which stories failed: its message, how many there are, the first of them."""

    message: str
    count: int
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a report says."""

    progress: tuple[Progress, ...]
    findings: Findings
    confidence: Confidence
    repeats: Repeats
    time: Time
    top: dict[Order, tuple[StoryFacts, ...]]
    reasons: tuple[Reason, ...]
    broken: int
    broken_files: tuple[Failure, ...]
    files: int
    command: str | None

    @property
    def states(self) -> dict[State, int]:
        """Stories by their state, whatever their language."""
        return {state: sum(one.states[state] for one in self.progress) for state in State}

    @property
    def segments(self) -> dict[State, int]:
        """Segments by the state of their story."""
        return {state: sum(one.segments[state] for one in self.progress) for state in State}

    @property
    def stories(self) -> int:
        """All stories that the archive has."""
        return sum(count for state, count in self.states.items() if state is not State.GONE)

    @property
    def rate(self) -> float | None:
        """Segments a second: by the clock where that is known, else of an engine at work."""
        seconds = self.time.clock or self.time.engines
        return self.segments[State.DONE] / seconds if seconds else None
