"""bilingua detect: the language of stories."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from bilingua.cli.console import note
from bilingua.errors import BilinguaError, InputError
from bilingua.formats.registry import read
from bilingua.i18n import _
from bilingua.language import detect_article, mixed_units


def detect_files(files: Sequence[str], *, as_json: bool) -> int:
    """Print each story's language and confidence; 1 if any of them failed, else 0."""
    found: list[dict[str, Any]] = []
    failed = False
    for name in files:
        try:
            found.append(_detect(name))
        except BilinguaError as error:
            failed = True
            found.append({"file": name, "error": str(error)})
            note(f"bilingua: {name}: {error}")
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return int(failed)
    for item in found:
        if "error" not in item:
            typer.echo(f"{item['file']}: {item['language']} ({item['confidence']:.0%})")
            for unit in item["mixed"]:
                typer.echo("  " + _("line {line} reads as {language}: {text}").format(**unit))
    return int(failed)


def _detect(name: str) -> dict[str, Any]:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise InputError(
            "{name} cannot be read ({strerror}).", name=name, strerror=error.strerror
        ) from error
    article = read(Path(name).name, data)
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
