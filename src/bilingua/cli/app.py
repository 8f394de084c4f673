"""The commands and their options; what they do is in the module of each command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bilingua.cli.words import Command, Group, OpenGroup
from bilingua.i18n import _

app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    add_completion=True,
    help=_("Translate news stories offline into a pair of editions, English and Spanish."),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
models = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=_("List, install, verify and remove Argos packages."),
)
app.add_typer(models, name="models")
archive = typer.Typer(
    cls=OpenGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=_("Localize a whole archive: bilingua archive SOURCE."),
)
app.add_typer(archive, name="archive")

FILE, LANGUAGE = _("FILE"), _("LANGUAGE")
Stories = typer.Argument(metavar=_("STORY"), help=_("A file, or - for standard input."))
Config = Annotated[
    Path | None,
    typer.Option("--config", metavar=FILE, help=_("Settings in place of bilingua.toml.")),
]
Glossary = Annotated[
    list[Path] | None,
    typer.Option(metavar=FILE, help=_("Terms and their translations, CSV or TBX, besides the folder's glossary.csv.")),
]  # fmt: skip
AsJson = Annotated[bool, typer.Option("--json", help=_("Print JSON for scripts."))]


def _know_records(config: Path | None = None) -> None:
    """Read JSON records as the settings say, in whichever command meets one."""
    from bilingua.config import load_settings
    from bilingua.formats.registry import use_records

    use_records(load_settings(config).records)


@app.command(cls=Command, help=_("Translate stories into pairs of editions."))
def translate(
    files: Annotated[list[str] | None, Stories] = None,
    to: Annotated[str | None, typer.Option(metavar=_("LOCALE"), help=_("Language or locale to translate to: es, es_MX, en."))] = None,
    source: Annotated[str | None, typer.Option("--from", metavar=LANGUAGE, help=_("Language of the stories, en or es; detected if left out."))] = None,
    out: Annotated[Path | None, typer.Option(metavar=_("FOLDER"), help=_("Folder for the editions; ./editions if left out."))] = None,
    profile: Annotated[str | None, typer.Option(metavar=_("STYLE"), help=_("House style of the translated edition, or its file."))] = None,
    engine: Annotated[str | None, typer.Option(metavar=_("NAME"), help=_("Use this engine only: argos, firefox, apertium."))] = None,
    route: Annotated[str | None, typer.Option(metavar=_("ROUTE"), help=_("Translate along this route, such as en-pt-es."))] = None,
    glossary: Glossary = None,
    lines: Annotated[bool, typer.Option("--lines", help=_("Translate one segment a line to standard output."))] = False,
    raw: Annotated[bool, typer.Option("--raw", help=_("With --lines: leave all as the engine wrote it."))] = False,
    keep_boilerplate: Annotated[bool, typer.Option("--keep-boilerplate", help=_("Keep site furniture of plain-text stories."))] = False,
    force: Annotated[bool, typer.Option("--force", help=_("Overwrite files that a person has changed."))] = False,
    as_json: AsJson = False,
    config: Config = None,
) -> None:  # fmt: skip
    from bilingua.cli import translate as command
    from bilingua.errors import UsageError

    options = command.Options(
        to=to, source=source, out=out, profile=profile, engine=engine, route=route, config=config,
        glossary=tuple(glossary or ()), raw=raw, keep_boilerplate=keep_boilerplate, force=force, as_json=as_json,
    )  # fmt: skip
    _know_records(config)
    if lines:
        raise typer.Exit(command.translate_lines(files or ["-"], options))
    if raw:
        raise UsageError("--raw goes with --lines only; leave it out.")
    if not files:
        raise UsageError("Name a story to translate, or - for standard input.")
    if files == ["-"]:
        raise typer.Exit(command.translate_stream(options))
    raise typer.Exit(command.translate_files(files, options))


@archive.command(
    cls=Command,
    name="run",
    help=_("Localize folders and files of stories; goes on where it stopped."),
)
def run_archive(
    sources: Annotated[list[str], typer.Argument(metavar=_("SOURCE"), help=_("Folders, files of one or many stories, or patterns such as 'news/**/*.html'."))],
    to: Annotated[str | None, typer.Option(metavar=_("LOCALE"), help=_("Language or locale to translate to: es, es_MX, en."))] = None,
    source: Annotated[str | None, typer.Option("--from", metavar=LANGUAGE, help=_("Language of the stories, en or es; detected if left out."))] = None,
    out: Annotated[Path | None, typer.Option(metavar=_("FOLDER"), help=_("Folder for the editions; ./editions if left out."))] = None,
    workers: Annotated[int | None, typer.Option(metavar="N", help=_("Processes that translate side by side; one for each processor if left out, up to eight on one machine."))] = None,
    cluster: Annotated[str | None, typer.Option(metavar=_("ADDRESS"), help=_("Translate on a Ray cluster: auto, HOST:6379, ray://HOST:10001, or local to try it."))] = None,
    sitemap: Annotated[str | None, typer.Option(metavar="URL", help=_("Write a sitemap of the pages, whose editions will be below this address."))] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show the plan: stories, segments, time, room; translate nothing."))] = False,
    include: Annotated[list[str] | None, typer.Option(metavar=_("PATTERN"), help=_("Only files whose path matches; may be given again."))] = None,
    exclude: Annotated[list[str] | None, typer.Option(metavar=_("PATTERN"), help=_("No files or folders whose path matches; may be given again."))] = None,
    profile: Annotated[str | None, typer.Option(metavar=_("STYLE"), help=_("House style of the translated edition, or its file."))] = None,
    engine: Annotated[str | None, typer.Option(metavar=_("NAME"), help=_("Use this engine only: argos, firefox, apertium."))] = None,
    route: Annotated[str | None, typer.Option(metavar=_("ROUTE"), help=_("Translate along this route, such as en-pt-es."))] = None,
    glossary: Glossary = None,
    keep_boilerplate: Annotated[bool, typer.Option("--keep-boilerplate", help=_("Keep site furniture of plain-text stories."))] = False,
    force: Annotated[bool, typer.Option("--force", help=_("Overwrite files that a person has changed."))] = False,
    as_json: AsJson = False,
    config: Config = None,
) -> None:  # fmt: skip
    from bilingua.cli import archive as command

    options = command.Options(
        to=to, source=source, out=out, profile=profile, engine=engine, route=route, config=config,
        workers=workers, cluster=cluster, include=tuple(include or ()), exclude=tuple(exclude or ()),
        sitemap=sitemap, glossary=tuple(glossary or ()), dry_run=dry_run, keep_boilerplate=keep_boilerplate, force=force,
        as_json=as_json,
    )  # fmt: skip
    raise typer.Exit(command.localize_archive(sources, options))


OutFolder = Annotated[Path | None, typer.Argument(metavar=_("FOLDER"), help=_("Folder of the editions; ./editions if left out."))]  # fmt: skip


@archive.command(cls=Command, name="status", help=_("Show how far an archive is, and what failed."))
def archive_status(
    folder: OutFolder = None, as_json: AsJson = False, config: Config = None
) -> None:
    from bilingua.cli.archive import show_status

    raise typer.Exit(show_status(folder, as_json=as_json, config=config))


@archive.command(
    cls=Command, name="retry", help=_("Let the next run try the stories again that failed.")
)
def archive_retry(folder: OutFolder = None, config: Config = None) -> None:
    from bilingua.cli.archive import retry

    raise typer.Exit(retry(folder, config=config))


@archive.command(cls=Command, name="report", help=_("Report on an archive: a page, a table, JSON."))
def archive_report(
    folder: OutFolder = None,
    html: Annotated[Path | None, typer.Option(metavar=FILE, help=_("Write the page here; FOLDER/report/index.html if left out."))] = None,
    csv: Annotated[Path | None, typer.Option(metavar=FILE, help=_("Write a table with a row for each story; - is standard output."))] = None,
    top: Annotated[int, typer.Option(metavar="N", help=_("Stories in each list, shown side by side: the worst, the slowest."))] = 50,
    as_json: AsJson = False,
    config: Config = None,
) -> None:  # fmt: skip
    from bilingua.cli import report as command

    options = command.Options(html=html, csv=csv, as_json=as_json, top=top, config=config)
    raise typer.Exit(command.report(folder, options))


@app.command(cls=Command, help=_("Review pairs side by side in the browser."))
def review(
    folder: Annotated[Path | None, typer.Argument(metavar=_("FOLDER"), help=_("Folder with the pairs; ./editions if left out."))] = None,
    port: Annotated[int | None, typer.Option(metavar="N", help=_("Port to listen on; a free one if left out."))] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help=_("Print the address only; open no browser."))] = False,
    lang: Annotated[str | None, typer.Option(metavar=LANGUAGE, help=_("Language of the pages: en or es; the browser's if left out."))] = None,
    config: Config = None,
) -> None:  # fmt: skip
    from bilingua.cli.review import review_folder
    from bilingua.config import load_settings

    folder = folder or load_settings(config).out
    _know_records(config)
    code = review_folder(folder, port=port, browser=not no_browser, language=lang)
    raise typer.Exit(code)


@app.command(cls=Command, help=_("Rebuild editions from their review files."))
def apply(
    files: Annotated[list[str], typer.Argument(metavar=_("REVIEW_FILE"), help=_("The review file of a pair, such as story.es.po."))],
    out: Annotated[Path | None, typer.Option(metavar=_("FOLDER"), help=_("Folder for the edition; the review file's own if left out."))] = None,
    approve: Annotated[str | None, typer.Option(metavar=_("PERSON"), help=_("Approve the story in this person's name."))] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Overwrite files that a person has changed."))] = False,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    from bilingua.cli.apply import apply_files

    _know_records()
    raise typer.Exit(apply_files(files, out=out, approved_by=approve, force=force, as_json=as_json))


@app.command(
    cls=Command, help=_("Bring pairs up to date with stories that changed; people's work stays.")
)
def update(
    files: Annotated[list[str], typer.Argument(metavar=_("STORY"), help=_("A story that was translated before."))],
    to: Annotated[str | None, typer.Option(metavar=_("LOCALE"), help=_("Language or locale of the pair to update: es, es_MX, en."))] = None,
    out: Annotated[Path | None, typer.Option(metavar=_("FOLDER"), help=_("Folder of the pair; beside the story or ./editions if left out."))] = None,
    profile: Annotated[str | None, typer.Option(metavar=_("STYLE"), help=_("House style of the translated edition, or its file."))] = None,
    engine: Annotated[str | None, typer.Option(metavar=_("NAME"), help=_("Use this engine only: argos, firefox, apertium."))] = None,
    route: Annotated[str | None, typer.Option(metavar=_("ROUTE"), help=_("Translate along this route, such as en-pt-es."))] = None,
    glossary: Glossary = None,
    as_json: AsJson = False,
    config: Config = None,
) -> None:  # fmt: skip
    from bilingua.cli import update as command

    options = command.Options(
        to=to, out=out, profile=profile, engine=engine, route=route, glossary=tuple(glossary or ()),
        config=config, as_json=as_json,
    )  # fmt: skip
    _know_records(config)
    raise typer.Exit(command.update_files(files, options))


@app.command(cls=Command, help=_("Show which pairs are out of date, in review or approved."))
def status(
    folder: Annotated[Path, typer.Argument(metavar=_("FOLDER"), help=_("A folder of editions."))],
    as_json: AsJson = False,
) -> None:
    from bilingua.cli.status import show_status

    _know_records()
    show_status(folder, as_json=as_json)


@app.command(cls=Command, help=_("Check a translation against its source, or a review file."))
def check(
    files: Annotated[list[str] | None, typer.Argument(metavar=_("SOURCE TRANSLATION"), help=_("Two files, one of them - for standard input; or REVIEW.po."))] = None,
    profile: Annotated[str | None, typer.Option(metavar=_("STYLE"), help=_("House style of the translated edition, or its file."))] = None,
    source: Annotated[str | None, typer.Option("--from", metavar=LANGUAGE, help=_("Language of the source, en or es; detected if left out."))] = None,
    form: Annotated[str | None, typer.Option("--format", metavar=_("FORM"), help=_("table, lines (file:line:column, for editors) or json; table if left out."))] = None,
    fail_on: Annotated[str, typer.Option(metavar=_("SEVERITY"), help=_("Exit with 1 from this severity on: error, warning, info, never."))] = "error",
    glossary: Glossary = None,
    rules: Annotated[bool, typer.Option("--rules", help=_("Print the rules and what they mean."))] = False,
    as_json: AsJson = False,
    config: Config = None,
) -> None:  # fmt: skip
    from bilingua.cli import check as command
    from bilingua.errors import UsageError

    if as_json and form not in (None, "json"):
        raise UsageError("--json and --format {form} ask for two things; leave one out.", form=form)
    if rules:
        command.show_rules(as_json=as_json or form == "json")
        return
    if not files:
        raise UsageError("Name a story and its translation, or a review file.")
    chosen = "json" if as_json else form or "table"
    options = command.Options(source, profile, config, chosen, fail_on, tuple(glossary or ()))
    _know_records(config)
    raise typer.Exit(command.check_files(files, options))


@app.command(cls=Command, help=_("Hand review files out to translation tools, as XLIFF."))
def export(
    files: Annotated[list[str], typer.Argument(metavar=_("REVIEW_FILE"), help=_("The review file of a pair, or a folder of them."))],
    version: Annotated[str, typer.Option("--format", metavar=_("FORMAT"), show_default=False, help=_("xliff12, which is what you get if left out, or xliff21."))] = "xliff12",
    out: Annotated[str | None, typer.Option(metavar=FILE, help=_("File or folder to write to, or - for standard output; beside the review file if left out."))] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Overwrite files that a person has changed."))] = False,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    from bilingua.cli.exchange import export_files

    _know_records()
    raise typer.Exit(export_files(files, version=version, out=out, force=force, as_json=as_json))


@app.command(
    cls=Command, name="import", help=_("Take translations back from XLIFF into their review files.")
)
def import_(
    files: Annotated[list[str], typer.Argument(metavar=FILE, help=_("An XLIFF file that was exported, or - for standard input."))],
    into: Annotated[Path | None, typer.Option(metavar=_("REVIEW_FILE"), help=_("The review file to take it into; found by its name if left out."))] = None,
    by: Annotated[str | None, typer.Option(metavar=_("NAME"), help=_("Who translated, for the history; the name of the file if left out."))] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Take what comes in even where a person changed the review file since."))] = False,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    from bilingua.cli.exchange import import_files

    _know_records()
    raise typer.Exit(import_files(files, into=into, by=by, force=force, as_json=as_json))


@app.command(cls=Command, help=_("Tell which language stories are in."))
def detect(
    files: Annotated[list[str], Stories],
    as_json: AsJson = False,
) -> None:
    from bilingua.cli.detect import detect_files

    _know_records()
    raise typer.Exit(detect_files(files, as_json=as_json))


@app.command(
    cls=Command, help=_("Set two texts side by side: a pair, or what changed between versions.")
)
def diff(
    files: Annotated[list[str], typer.Argument(metavar=_("FILE"), help=_("Two stories, or a story and a review file, or one review file; - is standard input."))],
    html: Annotated[Path | None, typer.Option(metavar=FILE, help=_("Write a page that any browser shows."))] = None,
    every: Annotated[bool, typer.Option("--all", help=_("Show what did not change, too."))] = False,
    source: Annotated[str | None, typer.Option("--from", metavar=LANGUAGE, help=_("Language of the first file, en or es; detected if left out."))] = None,
    to: Annotated[str | None, typer.Option("--to", metavar=LANGUAGE, help=_("Language of the second file, en or es; detected if left out."))] = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    from bilingua.cli import diff as command

    options = command.Options(source=source, target=to, html=html, every=every, as_json=as_json)
    _know_records()
    raise typer.Exit(command.diff(files, options))


@app.command(cls=Command, help=_("Show the engines that work here, and what is missing."))
def engines(as_json: AsJson = False, config: Config = None) -> None:
    from bilingua.cli.engines import show_engines

    show_engines(as_json=as_json, config=config)


@app.command(cls=Command, name="config", help=_("Print the default settings, explained."))
def show_config() -> None:
    from bilingua.config import explained_defaults

    typer.echo(explained_defaults(), nl=False)


@models.command(cls=Command, name="list", help=_("List the packages on this machine."))
def list_models(as_json: AsJson = False, config: Config = None) -> None:
    from bilingua.cli.models import list_packages

    list_packages(as_json=as_json, config=config)


@models.command(
    cls=Command, name="install", help=_("Install a package file, or the package for two languages.")
)
def install_model(
    what: Annotated[list[str], typer.Argument(metavar=_("WHAT"), help=_("FILE.argosmodel, or two languages: en es."))],
    index: Annotated[str | None, typer.Option(metavar="URL", help=_("Address of the package index."))] = None,
    config: Config = None,
) -> None:  # fmt: skip
    from bilingua.cli.models import install

    install(what, index=index, config=config)


@models.command(
    cls=Command, name="verify", help=_("Translate a probe sentence with every package.")
)
def verify_models(as_json: AsJson = False, config: Config = None) -> None:
    from bilingua.cli.models import verify_packages

    raise typer.Exit(verify_packages(as_json=as_json, config=config))


@models.command(cls=Command, name="remove", help=_("Remove an installed package."))
def remove_model(
    source: Annotated[str, typer.Argument(metavar=_("FROM"), help=_("Language it translates from."))],
    target: Annotated[str, typer.Argument(metavar=_("TO"), help=_("Language it translates to."))],
) -> None:  # fmt: skip
    from bilingua.cli.models import remove

    remove(source, target)
