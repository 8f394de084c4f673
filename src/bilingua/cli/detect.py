"""bilingua detect: the language of stories."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from bilingua.cli.console import complain, paragraph, print_json, progress
from bilingua.cli.source import STDIN, bytes_of
from bilingua.errors import BilinguaError
from bilingua.formats.registry import read
from bilingua.i18n import _
from bilingua.language import detect_article, language_name, mixed_units


def detect_files(files: Sequence[str], *, as_json: bool) -> int:
    """Print each story's language and confidence; 1 if any of them failed, else 0."""
    found: list[dict[str, Any]] = []
    with progress(_("Detecting")) as report:
        for number, name in enumerate(files, 1):
            try:
                found.append(_detect(name))
            except BilinguaError as error:
                found.append({"file": name, "error": str(error)})
            if report:
                report(number, len(files))
    if as_json:
        print_json(found)
    else:
        _show(found)
    for item in found:
        if "error" in item:
            complain(item["file"], item["error"])
    return int(any("error" in item for item in found))


def _show(found: Sequence[dict[str, Any]]) -> None:
    for item in found:
        if "error" not in item:
            typer.echo(f"{item['file']}: {item['language']} ({item['confidence']:.0%})")
        for unit in item.get("mixed", ()):
            language = _(language_name(unit["language"]))
            line = _("line {line} reads as {language}: {text}")
            paragraph(
                line.format(line=unit["line"], language=language, text=unit["text"]), "  ", "    "
            )


def _detect(name: str) -> dict[str, Any]:
    article = read("stdin" if name == STDIN else Path(name).name, bytes_of(name))
    detection = detect_article(article)
    units = {unit.id: unit for unit in article.units}
    return {
        "file": name,
        "language": detection.language,
        "confidence": detection.confidence,
        "mixed": [
            {"line": units[unit].line, "language": language, "text": units[unit].text[:80]}
            for unit, language in mixed_units(detection)
        ],
    }
