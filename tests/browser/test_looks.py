"""It can be read and reached by everybody: contrast, narrow windows, names, focus, motion, hostile text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from chrome import CTRL, Chrome, Page
from newsroom import HOSTILE, make_pair
from reviewing import Server, begin, write

from bilingua.review.comparison import Sentence, Text
from bilingua.review.diff import compare_versions
from bilingua.review.page import page as page_of

# For each visible text its contrast with what is behind it, by the formula of WCAG 2.
CONTRAST = """
(() => {
  const parse = (c) => {
    const m = c.match(/[\\d.]+/g).map(Number);
    return c.startsWith('color(srgb') ? [...m.slice(0, 3).map((v) => v * 255), m[3] ?? 1]
      : [m[0], m[1], m[2], m[3] ?? 1];
  };
  const over = (a, b) => [0, 1, 2].map((i) => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
  const luminance = (c) => {
    const [r, g, b] = c.map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (e) => {
    const stack = [];
    for (; e; e = e.parentElement) stack.push(parse(getComputedStyle(e).backgroundColor));
    return stack.reverse().reduce((under, c) => over(c, under), [255, 255, 255, 1]);
  };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !e.checkVisibility({visibilityProperty: true})) continue;
    if (e.closest('script, option, noscript, .skip') || e.matches(':disabled')) continue;
    const style = getComputedStyle(e), back = behind(e), front = over(parse(style.color), back);
    const [hi, lo] = [luminance(front), luminance(back)].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize), bold = Number(style.fontWeight) >= 700;
    const need = size >= 24 || (size >= 18.66 && bold) ? 3 : 4.5;
    const ratio = (hi + 0.05) / (lo + 0.05);
    if (ratio < need) poor.push([e.className, walker.currentNode.data.trim().slice(0, 30), ratio]);
  }
  return poor;
})()
"""


def test_no_script_of_a_story_ever_runs(chrome: Chrome, folder: Path, server: Server) -> None:
    review_file = make_pair(folder, HOSTILE_NAME, HOSTILE)
    page = chrome.page()
    page.look(1280, 900)
    page.open(server.address)
    page.open(
        page.js(
            "[...document.querySelectorAll('.pair a')].find(a => a.innerText.includes('<script>')).href"
        )
    )
    for number in range(1, 5):
        page.js(f"document.querySelector('#s{number} .edit').click()")
        page.wait(f"document.querySelector('#s{number} textarea')")
        page.js(f"document.querySelector('#s{number} textarea').focus()")
        page.type("\"><img src=x onerror=alert(7)><script>alert(8)</script>' hx-get='/x")
        page.press("s", CTRL)
        page.wait(f"!document.querySelector('#s{number} textarea')")
        page.press("h")
        page.wait(f"document.querySelector('#s{number} .history')")
    assert page.troubles() == []
    assert page.js("document.querySelectorAll('main img, main script').length") == 0
    assert review_file.is_file()
    page.close()


HOSTILE_NAME = "evil'\" onload=alert(9) <b>.txt"


def test_the_policy_blocks_what_slips_through(story: Page) -> None:
    """That the guard works at all: what a hole would let in is blocked and reported."""
    story.js(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.bad = 1\">')"
    )
    story.js(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'window.bad = 1'}))"
    )
    story.wait("true")
    assert any("Content Security Policy" in trouble for trouble in story.troubles())
    assert story.js("window.bad") is None


def test_pages_ask_nobody_but_the_app(story: Page, server: Server) -> None:
    story.press("n")
    asked = {params["request"]["url"] for params in story.reported("Network.requestWillBeSent")}
    assert asked
    assert all(url.startswith(server.origin + "/") for url in asked)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 400])
def test_every_text_has_contrast(story: Page, folder: Path, dark: bool, width: int) -> None:
    (folder / "broken.es.po").write_text("no po")
    story.look(width, 900, dark=dark, still=True)
    assert story.js(CONTRAST) == []
    begin(story, "18,412")
    write(story, "Uno.")
    story.press("s", CTRL)
    story.wait("document.querySelector('#said').innerText")
    assert story.js(CONTRAST) == []
    begin(story, "old bridge")
    write(story, "Sin.")
    story.press("s", CTRL)
    story.wait("document.querySelector('.editor .problem')")
    story.js("document.querySelector('.seg .edit:not(.open *)').click()")
    story.wait("document.querySelectorAll('.editor').length === 2")
    assert story.js(CONTRAST) == []
    story.press("Escape")
    story.js("document.querySelector('[data-do=help]').click()")
    assert story.js(CONTRAST) == []
    story.open(story.js("location.origin") + "/?sort=name")
    assert story.js(CONTRAST) == []


def test_a_window_of_400_pixels_needs_no_scrolling_sideways(story: Page, folder: Path) -> None:
    long = "Supercalifragilistico" * 8
    make_pair(folder, f"{'x' * 120}.md", f"# {long}\n\nThe council <b>voted</b> {long} `{long}`.\n")
    story.look(400, 800)

    def fits() -> bool:
        return bool(story.js("document.documentElement.scrollWidth <= innerWidth"))

    assert fits()
    selector = begin(story, "old bridge")
    assert fits()
    write(story, long)
    story.press("s", CTRL)
    story.wait(f"document.querySelector('{selector} .problem')")
    assert fits()
    story.js("document.querySelector('[data-do=help]').click()")
    assert fits()
    assert story.js("document.querySelector('#help').scrollWidth <= innerWidth")
    story.press("Escape")
    for waiting in (1, 0):
        story.js("document.querySelector('.seg.needs .accept').click()")
        story.wait(f"document.querySelector('#waiting').dataset.waiting === '{waiting}'")
    story.js("document.querySelector('#progress .primary').click()")
    story.wait("document.querySelector('#progress .approved')")
    assert fits()
    story.open(story.js("location.origin") + "/")
    assert fits()
    story.open(
        story.js(
            "[...document.querySelectorAll('.pair a')].find(a => a.innerText.includes('Super')).href"
        )
    )
    assert fits()
    begin(story, "Super")
    assert fits()


def test_everything_that_can_be_used_has_a_name(story: Page) -> None:
    begin(story, "old bridge")
    for _ in range(2):
        nodes = story.call("Accessibility.getFullAXTree")["nodes"]
        usable = {"button", "link", "textbox", "combobox", "checkbox", "searchbox", "progressbar"}
        for node in nodes:
            if not node.get("ignored") and node["role"]["value"] in usable:
                assert node["name"]["value"].strip(), json.dumps(node)[:400]
        story.open(story.js("location.origin") + "/")


def test_what_is_said_is_announced(story: Page) -> None:
    assert story.js("document.querySelector('#said').getAttribute('aria-live')") == "polite"
    assert story.js("document.querySelector('#alert').getAttribute('role')") == "alert"
    assert story.js("document.documentElement.lang") == "en"
    assert story.js("document.querySelector('.said').lang") == "es-US"


def test_the_focus_is_always_seen(story: Page) -> None:
    begin(story, "old bridge")
    seen = set()
    for _ in range(30):
        story.press("Tab")
        style = story.js(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return [s.outlineStyle, parseFloat(s.outlineWidth), document.activeElement.tagName]; })()"
        )
        if style[2] != "BODY":
            assert style[0] != "none", story.js("document.activeElement.outerHTML")
            assert style[1] >= 2
            seen.add(style[2])
    assert {"BUTTON", "A"} <= seen


def test_nothing_moves_for_those_who_prefer_that(story: Page) -> None:
    moving = (
        "[...document.querySelectorAll('*')].filter(e =>"
        " parseFloat(getComputedStyle(e).transitionDuration) > 0"
        " || getComputedStyle(e).animationName !== 'none').length"
    )
    story.look(1280, 900, still=True)
    assert story.js(moving) == 0


def test_the_page_speaks_spanish_on_a_click(story: Page) -> None:
    story.click(".tools a")
    story.wait("document.documentElement.lang === 'es'")
    story.open(story.js("location.origin") + "/")
    assert story.js("document.documentElement.lang") == "es"
    story.open(story.js("location.origin") + "/?lang=en")


def test_what_a_field_is_for_is_seen_in_the_dark(page: Page) -> None:
    page.look(1280, 900, dark=True)
    field = "getComputedStyle(document.querySelector('#q'), '::placeholder').color"
    assert page.js(field) == page.js("getComputedStyle(document.querySelector('.sum')).color")


def test_on_paper_all_is_dark_on_white_though_the_screen_was_dark(story: Page) -> None:
    story.look(1000, 900, dark=True, still=True, media="print")
    assert story.js(CONTRAST) == []
    story.open(story.js("location.origin") + "/")
    assert story.js(CONTRAST) == []


@pytest.mark.parametrize("media", ["", "print"])
@pytest.mark.parametrize("dark", [False, True])
def test_the_page_of_a_comparison_has_contrast(
    chrome: Chrome, tmp_path: Path, dark: bool, media: str
) -> None:
    old, new = (
        Text(f"{name}.md", "en", (Sentence(f"The vote was {said} on Monday.", "u1", 1),))
        for name, said in (("old", "6-3"), ("new", "not 5-4"))
    )
    (tmp_path / "page.html").write_text(page_of(compare_versions(old, new)))
    page = chrome.page((tmp_path / "page.html").as_uri())
    page.look(800, 900, dark=dark, media=media)
    assert page.js("document.querySelectorAll('ins.telling').length") > 0
    assert page.js(CONTRAST) == []
    page.close()


def test_on_paper_there_are_texts_and_no_buttons(story: Page) -> None:
    story.look(1000, 900, media="print")
    assert (
        story.js(
            "[...document.querySelectorAll('.seg button, .tools')].filter(e => e.checkVisibility()).length"
        )
        == 0
    )
    assert story.js("document.querySelectorAll('.seg .src p').length") == 7


def test_the_list_is_filtered_as_one_types_and_the_way_back_leads_back(
    page: Page, folder: Path
) -> None:
    make_pair(folder, "a-fine.md", "# The mayor said\n\nThe council voted.\n")
    page.reload()
    page.click("#q")
    page.type("mayor")
    page.wait(
        "document.querySelectorAll('.pair').length === 1 && location.search.includes('mayor')"
    )
    page.click(".pair a")
    page.wait("document.querySelector('main[data-pair]')")
    page.js("history.back()")
    page.wait("document.querySelector('#pairs') && document.querySelectorAll('.pair').length === 1")
    assert page.js("document.querySelector('#q').value") == "mayor"
    assert page.text(".pair h2") == "The mayor said"
