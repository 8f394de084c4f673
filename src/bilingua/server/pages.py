"""Templates into pages: every value escaped, every sentence in the reader's language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from babel.dates import format_datetime
from babel.numbers import format_decimal
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from bilingua.confidence import WEIGHTS
from bilingua.i18n import _, interface_language, ngettext
from bilingua.server.words import SEVERITIES, STATES, language_name, role_name

_LONGEST = 160


class Pages:
    """The app's templates."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("bilingua.server"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.globals |= {
            "_": _,
            "ngettext": ngettext,
            "language_name": language_name,
            "role_name": role_name,
            "severities": SEVERITIES,
            "states": STATES,
            "weights": WEIGHTS,
        }
        self._environment.filters |= {
            "fill": _fill,
            "when": _when,
            "shortened": _shortened,
            "number": _number,
        }

    def render(
        self, request: Request, name: str, /, *, status: int = 200, **context: Any
    ) -> HTMLResponse:
        """A page, or a part of one, from a template."""
        # A file's name may hold bytes that are no text.
        page = self.text(request, name, **context).encode(errors="replace")
        return HTMLResponse(page, status)

    def text(self, request: Request, name: str, /, **context: Any) -> str:
        """A page, or a part of one, as text."""
        return self._environment.get_template(name).render(
            request=request, language=interface_language(), **context
        )


def _fill(message: str, **values: object) -> Markup:
    """A message with its {placeholders} filled; its own characters are no markup either."""
    return Markup(escape(message)).format(**values)


def _shortened(text: str) -> str:
    """A text for a line of its own."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _number(value: float) -> str:
    """A number as the reader's language writes it."""
    return format_decimal(value, locale=interface_language())


def _when(moment: float | str) -> str:
    """A time in the reader's language: from a file's time stamp or as gettext writes it."""
    try:
        when = (
            datetime.fromtimestamp(moment)
            if isinstance(moment, float)
            else datetime.strptime(moment, "%Y-%m-%d %H:%M%z").astimezone()
        )
    except ValueError:
        return str(moment)
    return format_datetime(when, "d MMM y, HH:mm", locale=interface_language())
