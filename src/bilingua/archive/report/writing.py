"""A report put on the disk: its page, and beside it the side-by-side pages that it leads to."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from bilingua.archive.report.facts import Facts, StoryFacts
from bilingua.archive.report.page import Link, report_page
from bilingua.archive.report.sides import side_page
from bilingua.errors import OutputError
from bilingua.files import EditionFolder, Written

# Below the folder of editions: what a web server shows when it is asked for the folder.
PLACE = Path("report", "index.html")


def write_report(facts: Facts, out: Path, path: Path, made: datetime) -> Written:
    """Write the page to `path` and the pages of its stories into a folder beside it.

    All addresses are relative, so that both can be moved together. A page that a person changed
    stays, and the new one stands beside it; side-by-side pages of an earlier report go. Raises
    OutputError.
    """
    try:
        links = _sides(facts, out, path)
        text = report_page(facts, out, made, links)
        return _write(EditionFolder(path.parent), path.name, text)
    except OutputError as error:
        raise OutputError(
            "{path} cannot be written ({strerror}); choose another place with --html.",
            **error.values,
        ) from error


def stories_folder(path: Path) -> Path:
    """The folder of the side-by-side pages of a report."""
    return path.with_name("stories" if path.stem == "index" else f"{path.stem}.stories")


def _sides(facts: Facts, out: Path, path: Path) -> dict[int, Link]:
    folder = EditionFolder(stories_folder(path))
    links: dict[int, Link] = {}
    names: set[str] = set()
    stories: dict[int, StoryFacts] = {one.id: one for top in facts.top.values() for one in top}
    for story in stories.values():
        if side := side_page(story, out, f"../{quote(path.name)}"):
            # One that a person changed is left to them; it is the one that they want to see.
            _write(folder, side.name, side.text)
            names.add(side.name)
            links[story.id] = Link(f"{quote(folder.folder.name)}/{side.name}", side.headline)
    _clear(folder, names)
    return links


def _write(folder: EditionFolder, name: str, text: str) -> Written:
    return folder.write(name, text.encode(errors="replace"))


def _clear(folder: EditionFolder, names: set[str]) -> None:
    """Take away pages of stories that the report no longer leads to."""
    for path in folder.folder.glob("*.html"):
        if path.name not in names and not folder.is_persons(path.name):
            path.unlink()
