"""The commands and their options; what they do is in the module of each command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bilingua.i18n import _

app = typer.Typer(
    no_args_is_help=True,
    add_completion=True,
    help=_("Translate news stories offline into a pair of editions, English and Spanish."),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
models = typer.Typer(no_args_is_help=True, help=_("Find, install, verify and remove models."))
app.add_typer(models, name="models")

Config = Annotated[Path | None, typer.Option("--config", help=_("Settings file (bilingua.toml)."))]
AsJson = Annotated[bool, typer.Option("--json", help=_("Print JSON for scripts."))]


@app.command(help=_("Translate stories into pairs of editions with a review file."))
def translate(
    files: Annotated[list[str] | None, typer.Argument(help=_("Stories; - reads standard input."))] = None,
    to: Annotated[str | None, typer.Option(help=_("Language or locale to translate to (es, es_MX, en)."))] = None,
    source: Annotated[str | None, typer.Option("--from", help=_("Language of the stories (en or es); detected if left out."))] = None,
    out: Annotated[Path | None, typer.Option(help=_("Folder for the editions."))] = None,
    profile: Annotated[str | None, typer.Option(help=_("House style of the translated edition."))] = None,
    engine: Annotated[str | None, typer.Option(help=_("Use this engine only."))] = None,
    route: Annotated[str | None, typer.Option(help=_("Translate along this route, such as en-pt-es."))] = None,
    lines: Annotated[bool, typer.Option("--lines", help=_("Translate standard input line by line."))] = False,
    raw: Annotated[bool, typer.Option("--raw", help=_("With --lines: leave values and typography as the engine wrote them."))] = False,
    keep_boilerplate: Annotated[bool, typer.Option("--keep-boilerplate", help=_("Keep site furniture of plain-text stories."))] = False,
    force: Annotated[bool, typer.Option("--force", help=_("Overwrite editions that a person has changed."))] = False,
    as_json: AsJson = False,
    config: Config = None,
) -> None:  # fmt: skip
    from bilingua.cli import translate as command

    options = command.Options(
        to=to, source=source, out=out, profile=profile, route=route or engine, config=config,
        raw=raw, keep_boilerplate=keep_boilerplate, force=force, as_json=as_json,
    )  # fmt: skip
    if lines:
        raise typer.Exit(command.translate_lines(options))
    if not files:
        raise typer.BadParameter(_("Name a story to translate, or - for standard input."))
    if files == ["-"]:
        raise typer.Exit(command.translate_stream(options))
    raise typer.Exit(command.translate_files(files, options))


@app.command(help=_("Tell the language of a story, and its units in the other language."))
def detect(
    files: Annotated[list[str], typer.Argument(help=_("Stories; - reads standard input."))],
    as_json: AsJson = False,
) -> None:
    from bilingua.cli.detect import detect_files

    raise typer.Exit(detect_files(files, as_json=as_json))


@app.command(help=_("Show the engines and directions that work on this machine."))
def engines(as_json: AsJson = False, config: Config = None) -> None:
    from bilingua.cli.engines import show_engines

    show_engines(as_json=as_json, config=config)


@app.command(name="config", help=_("Print the default settings, explained."))
def show_config() -> None:
    from bilingua.config import DEFAULTS

    typer.echo(DEFAULTS.read_text("utf-8"), nl=False)


@models.command(name="list", help=_("List installed Argos packages."))
def list_models(as_json: AsJson = False) -> None:
    from bilingua.cli.models import list_packages

    list_packages(as_json=as_json)


@models.command(name="install", help=_("Install a package file, or the package for two languages."))
def install_model(
    what: Annotated[list[str], typer.Argument(help=_("FILE.argosmodel, or two languages: en es."))],
    index: Annotated[str | None, typer.Option(help=_("Address of the package index."))] = None,
    config: Config = None,
) -> None:
    from bilingua.cli.models import install

    install(what, index=index, config=config)


@models.command(name="verify", help=_("Translate a probe sentence with every package."))
def verify_models(as_json: AsJson = False) -> None:
    from bilingua.cli.models import verify_packages

    raise typer.Exit(verify_packages(as_json=as_json))


@models.command(name="remove", help=_("Remove an installed package."))
def remove_model(
    source: Annotated[str, typer.Argument(help=_("Language it translates from."))],
    target: Annotated[str, typer.Argument(help=_("Language it translates to."))],
) -> None:
    from bilingua.cli.models import remove

    remove(source, target)
