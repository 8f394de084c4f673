"""What an archive holds and what a run of it would take, as tables."""

from __future__ import annotations

from bilingua.archive.plan import Estimate
from bilingua.archive.rows import STATES, Counts, State
from bilingua.cli.console import table
from bilingua.cli.watching import duration
from bilingua.i18n import _
from bilingua.language import language_name


def show_estimate(estimate: Estimate) -> None:
    """What a run would take."""
    size = f"{estimate.bytes / 1e6:,.1f}"
    rows = [
        (_("segments to translate"), f"{estimate.segments:,}"),
        (_("time"), _("about {time}").format(time=duration(estimate.seconds))),
        (_("room on the disk"), _("about {size} MB").format(size=size)),
    ]
    table(_("Estimate"), rows)


def show_counts(counts: Counts) -> None:
    """Stories by state and language, and their segments."""
    rows = [
        (_(STATES[state]), f"{count:,}") for state in State if (count := counts.states.get(state))
    ]
    rows += [
        (_(language_name(language)), f"{count:,}") for language, count in counts.languages.items()
    ]
    if counts.broken:
        rows.append((_("files that cannot be read to their end"), f"{counts.broken:,}"))
    table(_("Stories"), rows or [(_("none"), "0")])
    if counts.open_segments or counts.done_segments:
        rows = [
            (_("done"), f"{counts.done_segments:,}"),
            (_("open"), f"{counts.open_segments:,}"),
            (_("of these met before"), f"{counts.repeated:,}"),
        ]
        table(_("Segments"), rows)
