"""One story out of a file that holds several."""

from __future__ import annotations

from pathlib import Path

from bilingua.archive.containers.base import Held
from bilingua.archive.containers.kinds import kind_of
from bilingua.errors import ReviewError
from bilingua.formats.registry import TOP


def story_at(path: Path, key: str) -> Held:
    """The story of this key. Raises ReviewError when the file has none, InputError when it is broken."""

    def top() -> bytes:
        with path.open("rb") as file:
            return file.read(TOP)

    container = kind_of(path.name, top).container
    held = (one for one in container.stories(path) if one.key == key) if container else iter(())
    found = next(held, None)
    if found is None:
        raise ReviewError(
            "{path} holds no story “{key}” any more; run “bilingua archive” again.",
            path=path,
            key=key,
        )
    if found.error:
        raise found.error
    return found
