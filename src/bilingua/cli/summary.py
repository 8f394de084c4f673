"""What an editor reads after a translation: what was made, what to look at first, what to do next."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import typer

from bilingua import confidence
from bilingua.article import Finding, Severity, Translation
from bilingua.cli.console import paragraph, styled, table
from bilingua.editions import left_out_texts
from bilingua.files import Written
from bilingua.i18n import _, fill, ngettext
from bilingua.language import language_name
from bilingua.pipeline import Story
from bilingua.review.po import needs_person

# Findings shown here; the review file has them all.
SHOWN = 3
# Characters of a segment shown on either side of what was found.
AROUND = 70
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
# What opens a review file, the most helpful first: windows where there are some, else a pager.
_WINDOWS = ("poedit", "lokalize", "gtranslator", "virtaal", "xdg-open", "open")
_PAGER = "less"


@dataclass(frozen=True, slots=True)
class Done:
    """A story that was translated, and where its files went."""

    name: str
    story: Story
    written: tuple[Written, ...]

    @property
    def look_at(self) -> int:
        """How many segments need a person."""
        return sum(map(needs_person, self.story.translations))


def report(done: Done) -> dict[str, Any]:
    """The same for scripts."""
    story = done.story
    lines = {unit.id: unit.line for unit in story.article.units}
    return {
        "file": done.name,
        "language": story.detection.language,
        "confidence": story.detection.confidence,
        "locale": story.target_style.locale,
        "route": story.routes,
        "segments": len(story.translations),
        "origins": dict(Counter(t.origin for t in story.translations)),
        "findings": dict(Counter(str(f.severity) for t in story.translations for f in t.findings)),
        "need_a_person": done.look_at,
        "translation": {
            "confidence": confidence.of_story(
                [(confidence.of_translation(t), len(t.text)) for t in story.translations]
            ),
            "signature": confidence.signature(),
        },
        "look_first_at": [
            {
                "line": lines[translation.segment.unit],
                "severity": str(finding.severity),
                "rule": finding.rule,
                "confidence": confidence.of_translation(translation),
                "message": fill(finding.message, finding.values),
                "source": translation.segment.text,
                "target": translation.text,
            }
            for translation, finding in first_to_look_at(story)
        ],
        "left_out": left_out_texts(story),
        "written": [str(file.path) for file in done.written],
        "kept": [str(file.kept) for file in done.written if file.kept],
    }


def show(stories: Sequence[Done]) -> None:
    """A short table for each story, and the one command to run next."""
    for done in stories:
        _show(done)
        typer.echo()
    if not stories:
        return
    if len(stories) > 1:
        waiting = sum(done.look_at > 0 for done in stories)
        line = _("{stories} stories translated; {waiting} of them need a person.")
        typer.echo(line.format(stories=len(stories), waiting=waiting))
    first = max(stories, key=lambda done: done.look_at)
    if first.look_at:
        line = ngettext(
            "{count} segment of {name} needs a person; the review file marks it fuzzy.",
            "{count} segments of {name} need a person; the review file marks them fuzzy.",
            first.look_at,
        )
        paragraph(line.format(count=first.look_at, name=first.name), "")
    else:
        typer.echo(_("Nothing was found; read the pair before you publish it."))
    typer.echo(_("Next: {command}").format(command=styled(_opening(first), bold=True)))


def first_to_look_at(story: Story) -> list[tuple[Translation, Finding]]:
    """The gravest findings, one a segment, in reading order where they are as grave.

    An unknown word or an unsure sentence shows when the edition is read; a wrong figure does not.
    """
    found: dict[str, tuple[Translation, Finding]] = {}
    for translation in story.translations:
        if translation.findings:
            # A headline stands in a page up to four times; it is read once.
            worst = min(translation.findings, key=_gravity)
            found.setdefault(translation.segment.text, (translation, worst))
    return sorted(found.values(), key=lambda pair: _gravity(pair[1]))[:SHOWN]


def _gravity(finding: Finding) -> tuple[int, bool]:
    return list(Severity).index(finding.severity), finding.rule in ("unknown-word", "unsure")


def _show(done: Done) -> None:
    story = done.story
    language = _(language_name(story.detection.language))
    paths = [str(file.path) for file in done.written]
    rows = [
        (
            _("Language"),
            f"{language} ({story.detection.confidence:.0%}) → {story.target_style.tag}",
        ),
        (_("Route"), story.routes),
        (_("Segments"), f"{len(story.translations)} ({_origins(story)})"),
        (_("Findings"), _findings(story)),
        (_("Written"), paths[0]),
        *(("", path) for path in paths[1:]),
    ]
    table(done.name, rows)
    found = first_to_look_at(story)
    if found:
        typer.echo("  " + _("Look first at:"))
    lines = {unit.id: unit.line for unit in story.article.units}
    for translation, finding in found:
        severity = styled(_(str(finding.severity)), colour=COLOURS[finding.severity])
        message = fill(finding.message, finding.values)
        place = _("line {line}").format(line=lines[translation.segment.unit])
        paragraph(f"{place}, {severity}: {message}", "  · ", "    ")
        paragraph(excerpt(translation.segment.text, finding.source, finding), "      ")
        paragraph(excerpt(translation.text, finding.target, finding), "    → ", "      ")
    left_out = left_out_texts(story)
    if left_out:
        typer.echo("  " + _("Left out as site furniture (--keep-boilerplate keeps it):"))
        for text in left_out:
            typer.echo(f"  · {text if len(text) < 70 else text[:69] + '…'}")
    for file in done.written:
        if file.kept:
            paragraph(
                _(
                    "{kept} was changed by a person and stays; the new text is in {new} (--force overwrites)."
                ).format(kept=file.kept, new=file.path),
                "  ! ",
                "    ",
            )
    if done.written[-1].kept:
        paragraph(
            _(
                "The review file holds a person's work: “bilingua update {name}” brings the story and that work together."
            ).format(name=done.name),
            "  ! ",
            "    ",
        )


def excerpt(text: str, span: tuple[int, int] | None, finding: Finding) -> str:
    """The part of a segment around what was found, cut between words."""
    named = next((value for value in finding.values.values() if value and value in text), "")
    low = span[0] if span else text.find(named)
    high = span[1] if span else low + len(named)
    start, end = max(0, low - AROUND), min(len(text), max(high + AROUND, 2 * AROUND))
    if start:
        start = text.find(" ", start, low) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", 0, end), high)
    return "…" * (start > 0) + text[start:end] + "…" * (end < len(text))


def _origins(story: Story) -> str:
    counts = Counter(translation.origin for translation in story.translations)
    return ", ".join(f"{_(origin)} {count}" for origin, count in counts.most_common())


def _findings(story: Story) -> str:
    counts = Counter(f.severity for t in story.translations for f in t.findings)
    texts = {
        Severity.ERROR: ngettext("{count} error", "{count} errors", counts[Severity.ERROR]),
        Severity.WARNING: ngettext("{count} warning", "{count} warnings", counts[Severity.WARNING]),
        Severity.INFO: ngettext("{count} remark", "{count} remarks", counts[Severity.INFO]),
    }
    shown = [
        styled(text.format(count=counts[severity]), colour=COLOURS[severity])
        for severity, text in texts.items()
        if counts[severity]
    ]
    return ", ".join(shown) or _("none")


def _opening(done: Done) -> str:
    """The command that opens a story's review file with what this machine has."""
    windows = sys.platform == "darwin" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    opener = next((name for name in _WINDOWS if windows and shutil.which(name)), _PAGER)
    return f"{opener} {shlex.quote(str(done.written[-1].path))}"
