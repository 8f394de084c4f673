"""A page that stands alone: one style sheet within it, nothing loaded, nothing run, all escaped.

It knows where templates lie and what every page has; what is on a page is its own module's matter.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bilingua.i18n import _, interface_language, ngettext
from bilingua.review.shown import shown

# What the pages share: colours, type, paper.
SHARED = Path(__file__).parent / "templates"
STYLE = "page.css"


def render(folder: Path, template: str, /, **data: Any) -> str:
    """A page of a template, with its folder's style sheet and a policy that forbids all else."""
    environment = _environment(folder)
    style = environment.get_template(STYLE).render().strip()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return environment.get_template(template).render(
        **data,
        language=interface_language(),
        style=style,
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )


@cache
def _environment(folder: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([folder, SHARED]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"shown": shown, "fill": _fill}
    environment.globals |= {"_": _, "ngettext": ngettext}
    return environment


def _fill(message: str, **values: object) -> Markup:
    """A message with its {placeholders} filled; neither has markup of its own."""
    return Markup(escape(message)).format(**values)
