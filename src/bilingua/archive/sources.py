"""What an archive run is pointed at: files, folders and patterns, walked lazily in a stable order.

Finds files and says what they are; reads no story. Never leaves the folders it was given.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingua.archive import own
from bilingua.archive.containers.base import Container
from bilingua.archive.containers.kinds import OTHER, Kind, kind_of
from bilingua.archive.patterns import Pattern, is_pattern
from bilingua.errors import BilinguaError, InputError
from bilingua.formats.registry import TOP


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the archive: a story, a container, or something to be left alone.

    `relative` is its path below what was asked for, with slashes: where its editions go under
    --out. `error` says why a file or folder cannot be read.
    """

    path: Path
    relative: str
    kind: Kind = OTHER
    error: BilinguaError | None = None

    @property
    def format(self) -> str | None:
        """The format of a story."""
        return self.kind.format

    @property
    def container(self) -> Container | None:
        """What reads it, when it holds stories."""
        return self.kind.container

    @property
    def is_left_alone(self) -> bool:
        """Whether it is neither a story nor a container: an image, a style sheet, a link."""
        return self.kind is OTHER and self.error is None


@dataclass(frozen=True, slots=True)
class _Root:
    """One source: a folder, with what its files must match, or a single file of one."""

    folder: str
    file: str | None = None
    pattern: Pattern | None = None

    def covers(self, path: str) -> bool:
        """Whether the file at an absolute path is among those of this folder."""
        relative = path.removeprefix(_join(self.folder, ""))
        if relative == path or relative.startswith(".") or "/." in relative:
            return False
        return self.pattern is None or self.pattern.matches(relative)


class Sources:
    """The files of an archive, as a person names them.

    `out` is the folder of the editions, which is not read again. A file must match one pattern of
    `include`, if there are any; what matches one of `exclude` is not looked at, nor what lies in it.
    """

    def __init__(
        self,
        names: Sequence[str | Path],
        *,
        out: Path | None = None,
        include: Sequence[str] = (),
        exclude: Sequence[str] = (),
    ) -> None:
        """Raises InputError when a source does not exist."""
        self._roots = [_root(str(name)) for name in names]
        self._include = [Pattern(text) for text in include]
        self._exclude = [Pattern(text) for text in exclude]
        self._out = os.path.realpath(out) if out else None
        folders = [root.folder for root in self._roots]
        self._base = os.path.commonpath(folders) if folders else ""

    def __iter__(self) -> Iterator[SourceFile]:
        """Every file once, in the order of the sources and, within one, of their names."""
        before: list[_Root] = []
        named: set[str] = set()
        for root in self._roots:
            for found in self._files(root):
                if not (before or named):
                    yield found
                    continue
                path = str(found.path)
                if path not in named and not any(other.covers(path) for other in before):
                    yield found
            # A shell hands over every file by itself: too many to ask one by one.
            if root.file is None:
                before.append(root)
            else:
                named.add(_join(root.folder, root.file))

    def _files(self, root: _Root) -> Iterator[SourceFile]:
        inside = os.path.relpath(root.folder, self._base).replace(os.sep, "/")
        prefix = "" if inside == "." else f"{inside}/"
        if root.file is not None:
            yield _file(root.folder, root.file, prefix)
            return
        yield from self._walk(root, prefix)

    def _walk(self, root: _Root, prefix: str) -> Iterator[SourceFile]:
        """Folders in depth, each listed when it is come to, so that one of them is in memory."""
        depth = None if root.pattern is None else root.pattern.depth
        stack = [self._listed(root.folder, prefix, "")]
        while stack:
            entry = next(stack[-1], None)
            if entry is None:
                stack.pop()
                continue
            if isinstance(entry, SourceFile):
                yield entry
                continue
            folder, inside, name = entry.folder, entry.inside, entry.name
            relative = inside + name
            if any(pattern.matches(relative) for pattern in self._exclude):
                continue
            if entry.is_folder:
                if depth is None or len(stack) <= depth:
                    stack.append(self._listed(_join(folder, name), prefix, f"{relative}/"))
            elif not self._is_meant(root, relative):
                continue
            elif entry.is_file:
                yield _file(folder, name, prefix + inside)
            else:
                yield SourceFile(Path(_join(folder, name)), prefix + relative)

    def _is_meant(self, root: _Root, relative: str) -> bool:
        if root.pattern is not None and not root.pattern.matches(relative):
            return False
        return not self._include or any(one.matches(relative) for one in self._include)

    def _listed(self, folder: str, prefix: str, inside: str) -> Iterator[_Entry | SourceFile]:
        """What lies in a folder, sorted, without what is hidden or bilingua's own."""
        try:
            if inside and self._out is not None and os.path.realpath(folder) == self._out:
                return
            with os.scandir(folder) as scan:
                found = {
                    entry.name: (entry.is_dir(follow_symlinks=False), _is_file(entry))
                    for entry in scan
                }
        except OSError as error:
            yield SourceFile(
                Path(folder), prefix + inside.rstrip("/"), error=_unreadable(folder, error)
            )
            return
        if inside and own.LEDGER in found:
            return  # the editions of another run
        written = own.written_into(Path(folder), found)
        for name in sorted(found):
            if not (name.startswith(".") or name in written or own.is_named_so(name)):
                yield _Entry(folder, inside, name, *found[name])


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name in a folder; `inside` is the folder's path below its source."""

    folder: str
    inside: str
    name: str
    is_folder: bool
    is_file: bool


def _join(folder: str, name: str) -> str:
    return folder + name if folder.endswith(os.sep) else folder + os.sep + name


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Neither a link, whatever it leads to, nor a pipe or device, which may never end."""
    return entry.is_file(follow_symlinks=False)


def _file(folder: str, name: str, inside: str) -> SourceFile:
    """A file, told by its name and, where need be, by its first bytes."""
    whole = _join(folder, name)
    relative = inside + name

    def top() -> bytes:
        with open(whole, "rb") as file:
            return file.read(TOP)

    if not relative.isascii() and _is_broken(relative):
        shown = relative.encode("utf-8", "backslashreplace").decode()
        error = InputError("The name of {name} is not UTF-8; rename it.", name=shown)
        return SourceFile(Path(whole), shown, error=error)
    try:
        return SourceFile(Path(whole), relative, kind_of(name, top))
    except OSError as error:
        return SourceFile(Path(whole), relative, error=_unreadable(relative, error))


def _is_broken(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return True
    return False


def _unreadable(name: str, error: OSError) -> InputError:
    return InputError("{name} cannot be read ({reason}).", name=name, reason=error.strerror)


def _root(name: str) -> _Root:
    """A source by its name: what exists by it, else what it is a pattern for."""
    path = os.path.abspath(name)
    if os.path.isdir(path):
        return _Root(path)
    if os.path.isfile(path):
        return _Root(os.path.dirname(path), os.path.basename(path))
    parts = name.replace(os.sep, "/").split("/")
    first = next((number for number, part in enumerate(parts) if is_pattern(part)), None)
    if os.path.exists(path):
        raise InputError("{name} is neither a file nor a folder; name the stories.", name=name)
    if first is not None:
        folder = os.path.abspath("/".join(parts[:first]) or ("/" if name.startswith("/") else "."))
        if os.path.isdir(folder):
            return _Root(folder, pattern=Pattern("/".join(parts[first:]), anchored=True))
    raise InputError("{name} cannot be read: there is no such file; check its name.", name=name)
