"""What an editor reads after a check: what was found, worst first, and where; the same for tools."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import typer

from bilingua import confidence
from bilingua.article import Finding, Severity
from bilingua.cli.console import paragraph, styled
from bilingua.cli.summary import COLOURS, excerpt
from bilingua.i18n import _, fill, ngettext
from bilingua.pairing import Located, Place

# Findings that a table shows of one severity; the other formats give them all.
SHOWN = {Severity.ERROR: 100, Severity.WARNING: 50, Severity.INFO: 10}


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with its pair and its place."""

    located: Located
    finding: Finding
    place: Place


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything that was found, in reading order, and how sure bilingua is of the whole."""

    pairs: Sequence[Located]
    found: Sequence[Found]
    confidences: Sequence[float]

    @property
    def confidence(self) -> float:
        sizes = [len(located.pair.target or located.pair.source) for located in self.pairs]
        return confidence.of_story(list(zip(self.confidences, sizes, strict=True)))


def report(checked: Checked) -> dict[str, Any]:
    """The same for scripts."""
    return {
        "segments": len(checked.pairs),
        "confidence": checked.confidence,
        "signature": confidence.signature(),
        "counts": dict(Counter(str(found.finding.severity) for found in checked.found)),
        "findings": [
            {
                "file": found.place.file,
                "line": found.place.line,
                "column": found.place.column,
                "severity": str(found.finding.severity),
                "rule": found.finding.rule,
                "message": fill(found.finding.message, found.finding.values),
                "source": found.located.pair.source,
                "target": found.located.pair.target,
                "source_span": found.finding.source,
                "target_span": found.finding.target,
            }
            for found in checked.found
        ],
        "confidences": [
            {"line": located.place().line, "confidence": each}
            for located, each in zip(checked.pairs, checked.confidences, strict=True)
        ],
    }


def line(found: Found) -> str:
    """One finding as compilers write them: editors and CI find the place by it."""
    place, finding = found.place, found.finding
    message = " ".join(fill(finding.message, finding.values).split())
    return f"{place.file}:{place.line}:{place.column}: {finding.severity}: {message} [{finding.rule}]"  # fmt: skip


def show(checked: Checked) -> None:
    counts = Counter(found.finding.severity for found in checked.found)
    titles = {
        Severity.ERROR: ngettext("{count} error", "{count} errors", counts[Severity.ERROR]),
        Severity.WARNING: ngettext("{count} warning", "{count} warnings", counts[Severity.WARNING]),
        Severity.INFO: ngettext("{count} remark", "{count} remarks", counts[Severity.INFO]),
    }
    for severity, title in titles.items():
        if not counts[severity]:
            continue
        heading = title.format(count=counts[severity])
        typer.echo(styled(heading, bold=True, colour=COLOURS[severity]))
        own = [found for found in checked.found if found.finding.severity is severity]
        for found in own[: SHOWN[severity]]:
            _show_one(found)
        if len(own) > SHOWN[severity]:
            left = len(own) - SHOWN[severity]
            line = ngettext(
                "{count} more; --format lines shows it.", "{count} more; --format lines shows all.", left
            )  # fmt: skip
            typer.echo("  " + line.format(count=left))
    if not checked.found:
        typer.echo(_("Nothing was found; read the pair before you publish it."))
    size = ngettext("{count} segment", "{count} segments", len(checked.pairs))
    scored = any(located.score is not None for located in checked.pairs)
    line = (
        _("{segments}, confidence {confidence:.0%}: of the engine’s scores and of what was found")
        if scored
        else _("{segments}, confidence {confidence:.0%}: of what was found alone")
    )
    typer.echo(line.format(segments=size.format(count=len(checked.pairs)), confidence=checked.confidence))  # fmt: skip


def _show_one(found: Found) -> None:
    place, finding, pair = found.place, found.finding, found.located.pair
    message = fill(finding.message, finding.values)
    paragraph(f"{place.file}:{place.line}:{place.column} {message} [{finding.rule}]", "  · ", "    ")  # fmt: skip
    if pair.source:
        paragraph(excerpt(pair.source, finding.source, finding), "      ")
    if pair.target:
        paragraph(excerpt(pair.target, finding.target, finding), "    → ", "      ")
