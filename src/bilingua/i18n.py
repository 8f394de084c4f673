"""The language that bilingua itself speaks to people: English or Spanish.

Chosen by BILINGUA_LANG, else by the usual LC_ALL, LC_MESSAGES, LANG; for a while, where one program
speaks to several people, by `speaking`.
"""

from __future__ import annotations

import gettext as _gettext
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "locales"
# What `speaking` set, in the thread or task that it was set in.
_spoken: ContextVar[str | None] = ContextVar("interface language", default=None)


def interface_language() -> str:
    """ "es" for a Spanish environment, else "en"."""
    if spoken := _spoken.get():
        return spoken
    for variable in ("BILINGUA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "es" if value.lower().startswith("es") else "en"
    return "en"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak this language within the block, whatever the environment says."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    return _gettext.translation("bilingua", FOLDER, [language], fallback=True)


def N_(message: str) -> str:
    """Marks a message for the catalogues that is translated later, when it is shown."""
    return message


def _(message: str) -> str:
    """A message in the interface language."""
    return _catalogue(interface_language()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """A message that depends on a count, in the interface language."""
    return _catalogue(interface_language()).ngettext(one, many, count)


def fill(message: str, values: Mapping[str, object]) -> str:
    """A finding's or an error's message in the interface language, its {placeholders} filled."""
    return _(message).format_map(dict(values))
