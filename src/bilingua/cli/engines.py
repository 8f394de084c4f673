"""bilingua engines: what works on this machine, what is missing and how to get it."""

from __future__ import annotations

from pathlib import Path

import typer

from bilingua.cli.console import paragraph, print_json, styled
from bilingua.config import load_settings
from bilingua.engines.base import Direction, Engine
from bilingua.engines.routes import engines_for, find_routes
from bilingua.errors import EngineError
from bilingua.i18n import _

DIRECTIONS = (Direction("en", "es"), Direction("es", "en"))


def show_engines(*, as_json: bool, config: Path | None) -> None:
    """Print engines with their directions, and the routes that each direction can take."""
    settings = load_settings(config)
    engines = engines_for(
        settings.engines, packages=settings.packages, models=settings.firefox_models
    )
    found = {engine.name: [str(d) for d in engine.directions()] for engine in engines}
    missing = {engine.name: hint for engine in engines if (hint := engine.missing())}
    routes = {str(direction): _routes(engines, direction) for direction in DIRECTIONS}
    if as_json:
        report = {"engines": found, "missing": missing, "routes": routes}
        print_json(report)
        return
    width = max(map(len, found), default=0)
    typer.echo(styled(_("Engines"), bold=True))
    for name, directions in found.items():
        works = ", ".join(directions) or _("nothing installed")
        paragraph(f"{name:<{width}}  {works}", "  ", " " * (width + 4))
        if name in missing:
            paragraph(missing[name], " " * (width + 4))
    typer.echo(styled(_("Routes, the best first"), bold=True))
    for direction, known in routes.items():
        for number, route in enumerate(known or [_("none; install one of the engines above")]):
            typer.echo(f"  {'' if number else direction:<5}  {route}")


def _routes(engines: tuple[Engine, ...], direction: Direction) -> list[str]:
    try:
        return [str(route) for route in find_routes(engines, direction)]
    except EngineError:
        return []
