"""What zip and tar files have in common: members that are stories, hold stories, or are neither.

A member may be a container itself, to a depth of three. Knows nothing of how members are packed.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from bilingua.archive.containers.base import Container, Edition, Held
from bilingua.archive.containers.inflating import Allowance, BombError, Bytes, DamageError, exactly
from bilingua.archive.containers.kinds import OTHER, Kind, kind_of
from bilingua.errors import BilinguaError, InputError
from bilingua.formats.base import Labels
from bilingua.formats.registry import MAX_BYTES, TOP

DEPTH = 3
# Between the key of a container's member and the key of a story in it.
WITHIN = "!"
_CHUNK = 1 << 18
_IN_MEMORY = 1 << 22
_MAX_NAME = 200
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]|\A[A-Za-z]:(?=/)")


@dataclass(frozen=True, slots=True)
class Nest:
    """How deep containers may yet lie in one another here, and what they may all unpack to."""

    allowance: Allowance
    depth: int = DEPTH

    @classmethod
    def of(cls, path: Path) -> Nest:
        """That of a file which lies in no other."""
        return cls(Allowance(path.name, path.stat().st_size))

    def inner(self) -> Nest:
        """The same, one container further in."""
        return replace(self, depth=self.depth - 1)


class Nesting(ABC):
    """A container that can lie in another one and keeps to its bounds."""

    def stories(self, path: Path) -> Iterator[Held]:
        """Every story, in the order that they lie in the file."""
        yield from self.stories_in(path, Nest.of(path))

    def rewrite(self, path: Path, out: BinaryIO, edition: Edition, labels: Labels | None) -> None:
        """Copy the file with each story as `edition` has it."""
        self.rewrite_in(path, out, edition, labels, Nest.of(path))

    @abstractmethod
    def stories_in(self, path: Path, nest: Nest) -> Iterator[Held]:
        """The stories of one that may lie in another container."""

    @abstractmethod
    def rewrite_in(
        self, path: Path, out: BinaryIO, edition: Edition, labels: Labels | None, nest: Nest
    ) -> None:
        """The copy of one that may lie in another container."""


class Keys:
    """Names of members made into keys: safe to build a path with, no two the same."""

    def __init__(self) -> None:
        self._taken: set[bytes] = set()

    def key(self, name: str) -> str:
        """The member's path without what leads out of a folder; a second one of it gets "#2"."""
        safe = "/".join(_parts(name))
        if WITHIN in safe:
            safe = safe.replace("%", "%25").replace(WITHIN, "%21")
        key, number = safe, 1
        while (
            mark := hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=8).digest()
        ) in self._taken:
            number += 1
            key = f"{safe}#{number}"
        self._taken.add(mark)
        return key


def _parts(path: str) -> list[str]:
    """A member's path as folders and a name, without what leads out of a folder."""
    path = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    parts = _UNSAFE.sub("", path.replace("\\", "/")).split("/")
    return [part for part in parts if part not in ("", ".", "..")] or ["member"]


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its key, what it is called, what it is, and its bytes, to be read once.

    One that `leads_out`, by a name with more steps up than down, is told of and left as it is.
    """

    key: str
    name: str
    kind: Kind
    data: Bytes
    leads_out: bool = False

    @property
    def is_wanted(self) -> bool:
        """Whether it is a story or holds some."""
        return self.kind is not OTHER

    @property
    def container(self) -> Container | None:
        """What reads it where it holds stories and may be looked into."""
        return None if self.leads_out else self.kind.container


def member(path: str, key: str, data: Bytes) -> Member:
    """A member, told by its name and, where need be, by its first bytes."""
    top: list[bytes] = []

    def first() -> bytes:
        top.append(exactly(data, TOP))
        return top[0]

    name = _parts(path)[-1]
    # What a person hides is not told, nor is what macOS packs beside each file.
    hidden = name.startswith(".") or key.startswith("__MACOSX/")
    try:
        kind = OTHER if hidden else kind_of(name, first)
    except BombError:
        raise
    except InputError:
        kind = OTHER
    return Member(key, name, kind, _Rejoined(b"".join(top), data), _leads_out(path))


def _leads_out(path: str) -> bool:
    """Whether a member's path climbs out of the folder that it would be unpacked into."""
    way = posixpath.normpath(path.replace("\\", "/").lstrip("/"))
    return way == ".." or way.startswith("../")


class _Rejoined:
    """Bytes that were looked at already, and what follows on them."""

    def __init__(self, top: bytes, rest: Bytes) -> None:
        self._top, self._rest = top, rest

    def read(self, size: int) -> bytes:
        if not self._top:
            return self._rest.read(size)
        data, self._top = self._top[:size], self._top[size:]
        return data


def stories_of(one: Member, nest: Nest) -> Iterator[Held]:
    """The story that a member is, or those that it holds."""
    container = one.container
    if container is None:
        yield held(one)
        return
    try:
        with _spooled(one, nest) as path:
            stories = (
                container.stories_in(path, nest.inner())
                if isinstance(container, Nesting)
                else container.stories(path)
            )
            for story in stories:
                yield replace(story, key=f"{one.key}{WITHIN}{story.key}")
    except BilinguaError as error:
        yield Held(one.key, one.name, b"", _told(one, error))


def held(one: Member) -> Held:
    """A story, or why it cannot be read."""
    if one.leads_out:
        return Held(one.key, one.name, b"", _outside(one.name))
    try:
        data = exactly(one.data, MAX_BYTES + 1)
    except BilinguaError as error:
        return Held(one.key, one.name, b"", _told(one, error))
    if len(data) > MAX_BYTES:
        return Held(one.key, one.name, b"", too_large(one.name))
    return Held(one.key, one.name, data)


def _told(one: Member, error: BilinguaError) -> BilinguaError:
    """What a person is told: packed bytes do not know whose they are."""
    if isinstance(error, DamageError):
        return InputError(
            "{name} is damaged in its archive; copy the archive again from where it came.",
            name=one.name,
        )
    return error


def _outside(name: str) -> InputError:
    """A member that would be unpacked where no one expects it."""
    return InputError(
        "{name} has a path that leads out of its archive; pack it again without “..”.", name=name
    )


def too_large(name: str) -> InputError:
    """A story that is none by its size."""
    return InputError(
        "{name} is larger than {limit} MB; split it into one file a story.",
        name=name,
        limit=MAX_BYTES >> 20,
    )


def edition_of(
    one: Member, edition: Edition, labels: Labels | None, nest: Nest, out: BinaryIO
) -> bool:
    """Write a member's edition to `out`; False, with nothing of worth in it, where there is none."""
    container = one.container
    if container is None:
        story = held(one)
        data = None if story.error else edition(story)
        if data is not None:
            out.write(data)
        return data is not None
    asked = _Asked(edition, one.key + WITHIN)
    try:
        with _spooled(one, nest) as path:
            if isinstance(container, Nesting):
                container.rewrite_in(path, out, asked, labels, nest.inner())
            else:
                container.rewrite(path, out, asked, labels)
    except BilinguaError:
        return False
    return asked.answered


@contextmanager
def scratch() -> Iterator[BinaryIO]:
    """A file for what is small as a rule: in memory until it is not."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        yield cast(BinaryIO, file)


class _Asked:
    """An edition for the stories of an inner container, which knows whether there was any."""

    def __init__(self, edition: Edition, prefix: str) -> None:
        self._edition, self._prefix = edition, prefix
        self.answered = False

    def __call__(self, story: Held) -> bytes | None:
        data = self._edition(replace(story, key=self._prefix + story.key))
        self.answered = self.answered or data is not None
        return data


@contextmanager
def _spooled(one: Member, nest: Nest) -> Iterator[Path]:
    """A container that lies in another one, as a file of its own while it is read."""
    if not nest.depth:
        raise InputError(
            "{name} lies in more than {depth} archives inside one another; unpack the outer ones.",
            name=one.name,
            depth=DEPTH,
        )
    with tempfile.TemporaryDirectory(prefix="bilingua-") as folder:
        # Under its own name: that tells a packed file's, and is what a person is told of it.
        path = Path(folder) / one.name.encode()[-_MAX_NAME:].decode("utf-8", "ignore")
        with path.open("xb") as file:
            while data := one.data.read(_CHUNK):
                file.write(data)
        yield path
