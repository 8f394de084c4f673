"""A report as one page that any browser shows and any printer prints."""

from __future__ import annotations

import json
import shlex
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup

from bilingua.archive.report.charts import Bar, Part, bars, columns
from bilingua.archive.report.facts import BINS, Facts, Failure, Order, Progress, RuleCount
from bilingua.archive.report.queries import TOLD
from bilingua.archive.rows import STATES, State
from bilingua.checks.rules import RULES
from bilingua.i18n import _, interface_language, ngettext
from bilingua.language import language_name
from bilingua.standalone import render

TEMPLATES = Path(__file__).parent / "templates"
GENERATOR = "bilingua archive report"
# In a list of stories or failures, those that are seen without asking for more.
OPEN = 10
# Rules in a chart; the table has them all.
_CHARTED = 8
_MEANINGS = {rule.id: rule.meaning for rule in RULES}


@dataclass(frozen=True, slots=True)
class Link:
    """Where a story's side-by-side page is, seen from the report, and the story's headline."""

    address: str
    headline: str


def report_page(facts: Facts, out: Path, made: datetime, links: Mapping[int, Link]) -> str:
    """The page; `links` lead to side-by-side pages, by the numbers of their stories."""
    states = [state for state in STATES if facts.states[state]]
    return render(
        TEMPLATES,
        "report.html",
        generator=GENERATOR,
        facts=facts,
        lead=sentences(facts),
        folder=out.absolute().name,
        made=_moment(made),
        links=links,
        State=State,
        Order=Order,
        states=[(state, _(STATES[state])) for state in states],
        progress=_progress_chart(facts, states),
        severities=_severity_charts(facts.findings.rules),
        confidence=_confidence_chart(facts) if facts.states[State.DONE] else None,
        bins=_bins(facts.confidence.bins),
        meaning=lambda rule: _(_MEANINGS[rule]) if rule in _MEANINGS else "",
        language_of=_language,
        reason=_reason,
        details=_details,
        number=number,
        share=_share,
        duration=duration,
        retry=f"bilingua archive retry {shlex.quote(str(out))}",
        open=OPEN,
        told=TOLD,
    )


def number(value: float, digits: int = 0) -> str:
    """A number as the reader's language writes it."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(value, pattern, locale=interface_language()))


def duration(seconds: float) -> str:
    """Hours, minutes and seconds, the two largest of them; of less than a minute, tenths."""
    if seconds < 60:
        return f"{number(seconds, 1)} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{number(hours)} h {minutes} min" if hours else f"{minutes} min {rest} s"


def _moment(made: datetime) -> str:
    """A date and a time to the minute, in universal time."""
    day = format_date(made, "long", locale=interface_language())
    return f"{day}, {made.astimezone(UTC):%H:%M} UTC"


def _share(part: float, whole: float) -> str:
    """A share in per cent; what is not all, or not nothing, never reads as if it were."""
    share = part / whole if whole else 0.0
    if 0 < share < 0.001:
        return f"< {_percent(0.001)}"
    return f"> {_percent(0.999)}" if 0.999 < share < 1 else _percent(share)


def _percent(share: float) -> str:
    """With one decimal where CLDR has none; its sign as the language sets it: 12.5%, 12,5 %."""
    locale = Locale.parse(interface_language())
    pattern = locale.percent_formats[None].pattern
    if share not in (0, 1):
        pattern = pattern.replace("##0", "##0.0")
    return str(format_percent(share, pattern, locale=locale))


def _language(code: str | None) -> str:
    return _(language_name(code)) if code else _("not told")


def _progress_chart(facts: Facts, states: Sequence[State]) -> Markup:
    rows = [Progress(None, facts.states, facts.segments), *facts.progress]
    names = [_("all"), *(_language(one.language) for one in facts.progress)]
    return bars(
        "progress",
        _("Stories by language and state"),
        _("For each language a bar, as long as it has stories, parted by what became of them."),
        [
            Bar(name, number(row.total), tuple(Part(row.states[s], s) for s in states))
            for name, row in zip(names, rows, strict=True)
        ],
    )


def _severity_charts(rules: Sequence[RuleCount]) -> list[tuple[str, int, Markup]]:
    """For each severity: its name, how much was found of it, and the rules that found most."""
    severities = (
        ("error", _("Errors"), {rule.rule: rule.errors for rule in rules}),
        ("warning", _("Warnings"), {rule.rule: rule.warnings for rule in rules}),
        ("remark", _("Remarks"), {rule.rule: rule.remarks for rule in rules}),
    )
    charts = []
    for kind, name, counts in severities:
        found = sorted(
            (item for item in counts.items() if item[1]), key=lambda item: (-item[1], item[0])
        )
        chart = bars(
            f"rules-{kind}",
            _("{severity} by rule").format(severity=name),
            _("The rules that found most, the most frequent first."),
            [Bar(rule, number(n), (Part(n, kind),)) for rule, n in found[:_CHARTED]],
        )
        charts.append((name, sum(counts.values()), chart))
    return charts


def _confidence_chart(facts: Facts) -> Markup:
    median, highest = facts.confidence.median or 0.0, max(facts.confidence.bins)
    return columns(
        "confidence",
        _("Stories by confidence"),
        _("From 0 to 1 in twentieths; a line stands at the median, {median}.").format(
            median=number(median, 2)
        ),
        facts.confidence.bins,
        ticks=[number(tick / 4, 2) for tick in range(5)],
        highest=ngettext("{count} story", "{count} stories", highest).format(count=number(highest)),
        mark=(median, _("median {median}").format(median=number(median, 2))),
    )


def _bins(bins: Sequence[int]) -> list[tuple[str, int]]:
    """The parts of the axis from the first to the last that has a story."""
    some = [place for place, count in enumerate(bins) if count]
    return [
        (f"{number(place / BINS, 2)}–{number((place + 1) / BINS, 2)}", bins[place])
        for place in range(min(some, default=0), max(some, default=-1) + 1)
    ]


def _reason(message: str) -> str:
    """What failures have in common: their message with gaps where each has its own."""
    return _(message).format_map(defaultdict(lambda: "…"))


def _details(failure: Failure) -> str:
    """What a failure's message says of its own besides where it is."""
    values = json.loads(failure.line)[1].values()
    return " · ".join(value for value in values if value and value not in failure.place)


def sentences(facts: Facts) -> str:
    """How far the run is and what went wrong, in a few words."""
    done, failed, waiting = (
        facts.states[state] for state in (State.DONE, State.FAILED, State.PLANNED)
    )
    wrong = facts.findings.with_errors
    said = [
        ngettext(
            "{done} of {count} story is localized.",
            "{done} of {count} stories are localized.",
            facts.stories,
        ).format(done=number(done), count=number(facts.stories))
    ]
    if failed:
        said.append(
            ngettext("{count} failed.", "{count} failed.", failed).format(count=number(failed))
        )
    if waiting:
        line = ngettext("{count} is still to be done.", "{count} are still to be done.", waiting)
        said.append(line.format(count=number(waiting)))
    if done:
        line = ngettext(
            "The checks found errors in {count} story.",
            "The checks found errors in {count} stories.",
            wrong,
        )
        said.append(line.format(count=number(wrong)))
    return " ".join(said)
