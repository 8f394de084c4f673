"""bilingua engines: what works on this machine, what is missing and how to get it."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from bilingua.config import load_settings
from bilingua.engines.base import Direction
from bilingua.engines.routes import engines_for, find_routes
from bilingua.errors import EngineError
from bilingua.i18n import _

DIRECTIONS = (Direction("en", "es"), Direction("es", "en"))


def show_engines(*, as_json: bool, config: Path | None) -> None:
    """Print engines with their directions, and the route that each direction takes."""
    settings = load_settings(config)
    engines = engines_for(
        settings.engines, packages=settings.packages, models=settings.firefox_models
    )
    found = {engine.name: [str(d) for d in engine.directions()] for engine in engines}
    missing = {engine.name: hint for engine in engines if (hint := engine.missing())}
    routes: dict[str, list[str]] = {}
    for direction in DIRECTIONS:
        try:
            routes[str(direction)] = [str(route) for route in find_routes(engines, direction)]
        except EngineError:
            routes[str(direction)] = []
    if as_json:
        report = {"engines": found, "missing": missing, "routes": routes}
        typer.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    nothing, no_route = _("nothing installed"), _("no route")
    for name, directions in found.items():
        typer.echo(f"{name}: {', '.join(directions) or nothing}")
        if name in missing:
            typer.echo("  " + _("To get more: {hint}").format(hint=missing[name]))
    for name, known in routes.items():
        typer.echo(f"{name}: {known[0] if known else no_route}")
