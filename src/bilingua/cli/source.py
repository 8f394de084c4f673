"""Where stories come from: files that a person names, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from bilingua.cli.console import note
from bilingua.errors import InputError, UsageError
from bilingua.i18n import _
from bilingua.language import LANGUAGES, language_of

STDIN = "-"


def language_from(named: str | None) -> str | None:
    """The language that --from names; None where it is to be found out. Raises UsageError."""
    language = language_of(named)
    if named is not None and language not in LANGUAGES:
        raise UsageError("--from takes en or es.")
    return language


def bytes_of(name: str) -> bytes:
    """The bytes of a file, or of standard input for "-"; InputError when they cannot be had."""
    if name == STDIN:
        if sys.stdin is None:
            raise InputError("Standard input is closed; name a file instead.")
        if sys.stdin.isatty():
            note(_("Type or paste the text; Ctrl-D on a line of its own ends it."))
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except IsADirectoryError as error:
        raise InputError("{name} is a folder; name the stories in it.", name=name) from error
    except FileNotFoundError as error:
        raise InputError(
            "{name} cannot be read: there is no such file; check its name.", name=name
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError("{name} cannot be read ({reason}).", name=name, reason=reason) from error
