"""The archive's report in a real browser: contrast, narrow windows, paper, no trouble, no requests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from chrome import Chrome, Page
from newsroom import HOSTILE, make_pair
from test_looks import CONTRAST

from bilingua.archive.ledger import Ledger
from bilingua.archive.report.opened import opened
from bilingua.archive.report.queries import facts_of
from bilingua.archive.report.writing import PLACE, write_report
from bilingua.archive.rows import State
from bilingua.archive.work import Summary
from bilingua.errors import InputError

# Wide enough for what is longest, and hostile.
NAME = "evil'\" onload=alert(9) <b>" + "long" * 25 + ".txt"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a run that was stopped: all states, failures, more stories than are shown."""
    out = tmp_path_factory.mktemp("out")
    review = make_pair(out, NAME, HOSTILE).relative_to(out)
    ledger = Ledger(out / ".bilingua" / "ledger.sqlite")
    with ledger.saving():
        ledger.set("confidence", "confidence|chrf:45|" + "unscored:0.7|" * 20)
        for number in range(60):
            file = ledger.see_file(f"{number}/{NAME}", 1)
            language = "en" if number % 3 else "es"
            story = ledger.plan_story(
                file, "", NAME, seen=1, digest="", state=State.PLANNED, language=language,
                segments=4, review=str(review) if number % 4 else "not-there.es.po",
            )  # fmt: skip
            findings = {("value-changed", "error"): number, ("quotation", "info"): 12345}
            if number < 30:
                ledger.done(story, Summary(language, 4, number / 9, 0.4 + number / 60, findings))
            elif number < 50:
                ledger.failed(story, InputError("{name} is empty.", name=NAME + str(number)))
    ledger.close()
    with opened(out) as db:
        write_report(facts_of(db, 20), out, out / PLACE, datetime(2026, 1, 2, tzinfo=UTC))
    return out / PLACE


@pytest.fixture
def report(chrome: Chrome, index: Path) -> Iterator[Page]:
    """The page, with all that is folded unfolded."""
    tab = chrome.page()
    tab.look(1280, 900)
    tab.open(index.as_uri())
    tab.js("document.querySelectorAll('details').forEach(e => e.open = true)")
    yield tab
    tab.close()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 400])
def test_every_text_has_contrast_and_room(report: Page, width: int, dark: bool) -> None:
    report.look(width, 900, dark=dark)
    assert report.js(CONTRAST) == []
    assert report.js("document.documentElement.scrollWidth <= innerWidth")
    poor = """(() => {
      const light = (c) => c.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255)
        .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
      const paper = light(getComputedStyle(document.body).backgroundColor);
      const far = (c) => {
        const [hi, lo] = [light(c), paper].sort((a, b) => b - a);
        return (hi + 0.05) / (lo + 0.05);
      };
      return [...document.querySelectorAll('rect')].filter((e) => {
        const style = getComputedStyle(e);
        return Math.max(far(style.fill), style.stroke === 'none' ? 0 : far(style.stroke)) < 3;
      }).map((e) => e.outerHTML);
    })()"""
    assert report.js(poor) == []


@pytest.mark.parametrize("width", [1280, 400])
def test_words_of_a_chart_stay_within_it_and_apart(report: Page, width: int) -> None:
    report.look(width, 900)
    crossed = """[...document.querySelectorAll('svg.chart')].flatMap((svg) => {
      const all = [...svg.querySelectorAll('text')].map((t) => [t.textContent, t.getBoundingClientRect()]);
      const out = all.filter(([, r]) => r.left < -0.5 || r.right > innerWidth + 0.5);
      const over = all.filter(([, a], i) => all.some(([, b], j) => i < j && a.left < b.right
        && b.left < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom));
      return [...out, ...over].map(([text]) => text);
    })"""
    assert report.js(crossed) == []
    bars = (
        "[...document.querySelectorAll('svg.bars rect')].map(e => e.getBoundingClientRect().width)"
    )
    assert min(report.js(bars)) >= 0.5


def test_it_stands_alone_and_nothing_in_it_acts(report: Page, index: Path) -> None:
    report.js("document.querySelector('main a').click()")
    report.wait("location.pathname.includes('/stories/')")
    report.click(".back a")
    report.wait("location.pathname.endsWith('/index.html')")
    asked = {params["request"]["url"] for params in report.reported("Network.requestWillBeSent")}
    assert all(url.startswith(index.parent.as_uri()) for url in asked)
    assert len(asked) == 2
    assert report.troubles() == []
    assert report.js("document.querySelectorAll('img, script, main b[onload]').length") == 0


def test_a_chart_is_read_out_by_its_name_and_description(report: Page) -> None:
    report.call("Accessibility.enable")
    nodes = report.call("Accessibility.getFullAXTree")["nodes"]
    charts = [
        node["name"]["value"] for node in nodes
        if not node.get("ignored") and node["role"]["value"] in ("image", "img")
    ]  # fmt: skip
    assert any(name.startswith("Stories by confidence") and "median" in name for name in charts)
    assert all(charts)


def test_on_paper_it_is_black_on_white_and_short(report: Page) -> None:
    report.reload()
    # As wide as a sheet of A4 or Letter between its margins.
    report.look(680, 900, dark=True, media="print")
    style = report.js("(s => [s.backgroundColor, s.color])(getComputedStyle(document.body))")
    assert style == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert report.js(CONTRAST) == []
    assert report.js("document.querySelector('.stories thead').offsetHeight") > 5
    assert report.js("document.documentElement.scrollWidth") <= 680
    heads = "[...document.querySelectorAll('thead th')].filter(e => e.scrollWidth > e.clientWidth)"
    assert report.js(f"{heads}.map(e => e.innerText)") == []
    assert report.js("document.querySelector('.numbers table').checkVisibility()")
    assert not report.js("document.querySelector('details .stories').checkVisibility()")
