"""bilingua models: list, install, verify and remove packages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from bilingua.cli.console import note, print_json, progress
from bilingua.config import load_settings
from bilingua.engines.argos import Argos, user_folder
from bilingua.engines.base import Direction
from bilingua.errors import BilinguaError, UsageError
from bilingua.i18n import _
from bilingua.models import packages


def list_packages(*, as_json: bool, config: Path | None) -> None:
    """Print all packages with direction, version, size and licence."""
    models = packages.installed(load_settings(config).packages)
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
        print_json(report)
        return
    for m in models:
        licence = m.licence or _("no licence stated")
        typer.echo(f"{m.direction}  {m.version}  {m.size / 1e6:.1f} MB  {licence}  {m.path}")
    if not models:
        _say_none()


def install(what: Sequence[str], *, index: str | None, config: Path | None) -> None:
    """Install a file, or what the index has for two languages."""
    if len(what) == 1:
        path = packages.install_file(Path(what[0]))
    elif len(what) == 2:
        from bilingua.models.index import install_from_index

        url = index or load_settings(config).index
        with progress(_("Downloading"), in_bytes=True) as report:
            path = install_from_index(Direction(*what), url, user_folder().parent, report)
    else:
        raise UsageError("Name one package file or two languages, such as en es.")
    typer.echo(_("Installed {path}").format(path=path))
    typer.echo(_("Next: {command}").format(command="bilingua models verify"))


def verify_packages(*, as_json: bool, config: Path | None) -> int:
    """Translate a probe with every package; 1 if any of them fails, else 0."""
    engine, results = Argos(folders=load_settings(config).packages), []
    directions = list(engine.directions())
    with progress(_("Verifying")) as report:
        for number, direction in enumerate(directions, 1):
            try:
                results.append((str(direction), packages.verify(direction, engine), ""))
            except BilinguaError as error:
                results.append((str(direction), "", str(error)))
            if report:
                report(number, len(directions))
    if as_json:
        keys = ("direction", "translation", "error")
        listed = [dict(zip(keys, result, strict=True)) for result in results]
        print_json(listed)
    elif not results:
        _say_none()
    for name, text, problem in results:
        if problem:
            note(f"bilingua: {name}: {problem}")
        elif not as_json:
            typer.echo(f"{name}: {text}")
    return int(any(problem for _name, _text, problem in results))


def remove(source: str, target: str) -> None:
    """Remove the user's package for a direction."""
    for path in packages.remove(Direction(source, target)):
        typer.echo(_("Removed {path}").format(path=path))


def _say_none() -> None:
    typer.echo(_("No Argos package is installed; run “bilingua models install en es”."))
