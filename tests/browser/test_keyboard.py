"""The whole work can be done without a mouse."""

from __future__ import annotations

from pathlib import Path

from chrome import CTRL, SHIFT, Page
from reviewing import Server, entry_with, saved, silence

from bilingua.review.store import load


def focused(page: Page) -> str:
    return str(page.js("document.activeElement.outerHTML.slice(0, 200)"))


def tab_to(page: Page, selector: str, back: bool = False) -> None:
    for _ in range(40):
        page.press("Tab", SHIFT if back else 0)
        if page.js(f"document.activeElement.matches({selector!r})"):
            return
    raise AssertionError(f"Tab does not reach {selector}; it is at {focused(page)}")


def test_a_story_is_found_corrected_accepted_and_approved_by_keyboard_alone(
    page: Page, pair: Path
) -> None:
    tab_to(page, ".pair a")
    page.press("Enter")
    page.wait("document.querySelector('main[data-pair]') && document.readyState === 'complete'")
    page.press("n")
    assert page.js("document.activeElement.matches('.seg.needs.error')")
    page.press("e")
    page.wait("document.activeElement.matches('textarea')")
    page.js("document.activeElement.select()")
    page.type("El costo fue de 18,412 dólares.")
    page.press("Enter", CTRL)
    saved(page)
    assert entry_with(pair, "18,412").target == "El costo fue de 18,412 dólares."
    page.wait("document.activeElement.matches('.seg.needs')", "the next one has the focus")
    silence(page)
    page.press("a")
    saved(page)
    page.wait("document.querySelector('#waiting').dataset.waiting === '0'")
    assert not load(pair).review.waiting
    page.press("k")
    page.press("j")
    silence(page)
    page.press("u")
    saved(page)
    assert load(pair).review.waiting == 1
    page.press("h")
    page.wait("document.querySelector('.history')")
    assert "accepted" in page.text(".history")
    page.press("Escape")
    page.wait("!document.querySelector('.history')")
    silence(page)
    page.press("a")
    saved(page)
    silence(page)
    tab_to(page, "[hx-post$=approve]", back=True)
    page.press("Enter")
    saved(page)
    assert load(pair).review.is_reviewed
    assert "Approved" in page.text("#progress")
    assert page.troubles() == []


def test_the_help_is_a_dialog_that_gives_the_focus_back(story: Page) -> None:
    story.press("n")
    before = story.js("document.activeElement.id")
    story.press("?")
    story.wait("document.querySelector('#help').open")
    assert "Next segment that needs a person" in story.text("#help")
    story.press("Escape")
    story.wait("!document.querySelector('#help').open")
    assert story.js("document.activeElement.id") == before


def test_single_letters_can_be_turned_off(story: Page, server: Server) -> None:
    story.press("?")
    story.click("#letters")
    story.press("Escape")
    story.press("n")
    assert story.js("document.activeElement.matches('.seg')") is False
    story.reload()
    story.press("n")
    assert story.js("document.activeElement.matches('.seg')") is False
    story.js("localStorage.clear()")


def test_letters_are_letters_while_somebody_writes(story: Page) -> None:
    story.press("n")
    story.press("e")
    story.wait("document.activeElement.matches('textarea')")
    before = story.js("document.activeElement.value")
    for letter in "najku":
        story.press(letter)
    assert story.js("document.activeElement.value") == before + "najku"


def test_a_short_cut_of_the_browser_is_the_browsers(story: Page) -> None:
    story.press("n", CTRL)
    assert story.js("document.activeElement.matches('.seg')") is False
