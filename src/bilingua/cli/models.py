"""bilingua models: find, install, verify and remove packages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import typer

from bilingua.cli.console import note, progress
from bilingua.config import load_settings
from bilingua.engines.argos import Argos, user_folder
from bilingua.engines.base import Direction
from bilingua.errors import BilinguaError
from bilingua.i18n import _
from bilingua.models import packages


def list_packages(*, as_json: bool) -> None:
    """Print all packages with direction, version, size and licence."""
    models = packages.installed()
    if as_json:
        report = [
            {
                "direction": str(m.direction),
                "version": m.version,
                "bytes": m.size,
                "licence": m.licence,
                "path": str(m.path),
                "shipped": m.shipped,
            }
            for m in models
        ]
        typer.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    for m in models:
        typer.echo(f"{m.direction}  {m.version}  {m.size / 1e6:.0f} MB  {m.licence}  {m.path}")
    if not models:
        typer.echo(_("No Argos package is installed; run “bilingua models install en es”."))


def install(what: Sequence[str], *, index: str | None, config: Path | None) -> None:
    """Install a file, or what the index has for two languages."""
    if len(what) == 1:
        path = packages.install_file(Path(what[0]))
    elif len(what) == 2:
        from bilingua.models.index import install_from_index

        url = index or load_settings(config).index
        with progress(_("Downloading")) as report:
            path = install_from_index(Direction(*what), url, user_folder().parent, report)
    else:
        raise typer.BadParameter(_("Name one package file or two languages."))
    typer.echo(_("Installed in {path}").format(path=path))


def verify_packages(*, as_json: bool) -> int:
    """Translate a probe with every package; 1 if any of them fails, else 0."""
    engine, results = Argos(), []
    for direction in engine.directions():
        try:
            results.append((str(direction), packages.verify(direction, engine), ""))
        except BilinguaError as error:
            results.append((str(direction), "", str(error)))
    if as_json:
        keys = ("direction", "translation", "error")
        report = [dict(zip(keys, result, strict=True)) for result in results]
        typer.echo(json.dumps(report, ensure_ascii=False, indent=1))
    for name, text, problem in results if not as_json else ():
        if problem:
            note(f"{name}: {problem}")
        else:
            typer.echo(f"{name}: {text}")
    return int(any(problem for _name, _text, problem in results))


def remove(source: str, target: str) -> None:
    """Remove the user's package for a direction."""
    for path in packages.remove(Direction(source, target)):
        typer.echo(_("Removed {path}").format(path=path))
