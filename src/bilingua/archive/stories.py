"""The stories of a file of the archive, whether it is one or holds several."""

from __future__ import annotations

from collections.abc import Iterator

from bilingua.archive.containers.base import Held
from bilingua.archive.sources import SourceFile
from bilingua.errors import InputError
from bilingua.formats.registry import MAX_PACKAGE


def stories_in(file: SourceFile) -> Iterator[Held]:
    """Every story of a file, in order; a file that is one has the key "".

    Raises BilinguaError when it cannot be read, or not to its end.
    """
    if file.error:
        raise file.error
    if file.container:
        yield from file.container.stories(file.path)
        return
    if file.is_left_alone:
        return
    try:
        with file.path.open("rb") as opened:
            # One byte more than a story may have tells that it is none.
            data = opened.read(MAX_PACKAGE + 1)
    except OSError as error:
        raise InputError(
            "{name} cannot be read ({strerror}); see that you may.",
            name=file.path,
            strerror=error.strerror,
        ) from error
    yield Held("", file.path.name, data)
