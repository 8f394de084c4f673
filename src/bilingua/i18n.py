"""The language that bilingua itself speaks to people: English or Spanish.

Chosen by BILINGUA_LANG, else by the usual LC_ALL, LC_MESSAGES, LANG.
"""

from __future__ import annotations

import gettext as _gettext
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "locales"


def interface_language() -> str:
    """ "es" for a Spanish environment, else "en"."""
    for variable in ("BILINGUA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "es" if value.lower().startswith("es") else "en"
    return "en"


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
