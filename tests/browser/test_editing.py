"""In a real browser: what was acknowledged is never lost, and nobody overwrites anybody."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path

import pytest
from chrome import CTRL, Chrome, Page, wait_until
from newsroom import long_story, make_pair
from reviewing import Server, begin, entry_with, saved, segment, silence, write

from bilingua.cli.review import door_to
from bilingua.review.store import load


def test_the_page_that_a_browser_is_opened_with_leads_into_the_app(
    chrome: Chrome, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    door = door_to(server.address)
    assert door
    context = chrome.call("Target.createBrowserContext")["browserContextId"]
    page = chrome.page(context=context)
    page.call("Page.navigate", url=door.as_uri())
    page.wait("document.querySelector('.pair a')", "the list of stories is there")
    assert page.js("location.pathname + location.search") == "/"
    page.open(page.js("document.querySelector('.pair a').href"))
    assert page.js("!!document.querySelector('.seg')")
    page.close()


def test_an_edit_is_there_after_a_reload(story: Page, pair: Path) -> None:
    selector = begin(story, "18,412")
    write(story, "El costo fue de 18,412 dólares, dijo el “alcalde”.")
    story.click(f"{selector} .editor .primary")
    saved(story)
    assert entry_with(pair, "18,412").target == "El costo fue de 18,412 dólares, dijo el “alcalde”."
    assert "18,412 dólares" in pair.with_name("bridge.es.md").read_text("utf-8")
    story.reload()
    assert "18,412 dólares" in story.text(f"{selector} .said")
    assert "1 of 7 needs a person" in story.text("#progress")
    assert story.troubles() == []


def test_nothing_that_was_acknowledged_is_lost_when_the_server_is_killed(
    chrome: Chrome, folder: Path
) -> None:
    review_file = make_pair(folder, "long.md", long_story(40))
    server = Server(folder)
    page = chrome.page()
    page.open(server.address)
    page.open(page.js("document.querySelector('.pair a').href"))
    acknowledged: dict[int, str] = {}
    tried: dict[int, str] = {}
    chance = random.Random(7)
    for round_ in range(3):
        threading.Timer(chance.uniform(0.3, 1.5), server.process.kill).start()
        for number in range(1, 40):
            selector = f"#s{number}"
            text = f"Ronda {round_}, segmento {number}."
            silence(page)
            page.js(f"document.querySelector('{selector} .edit').click()")
            wait_until(
                lambda s=selector: page.js(
                    f"!!document.querySelector('{s} textarea') || !document.querySelector('#alert').hidden"
                ),
                "the editor opens, or the server is gone",
            )
            if not page.js("document.querySelector('#alert').hidden"):
                break
            page.js(f"document.querySelector('{selector} textarea').focus()")
            write(page, text)
            tried[number] = text
            page.press("s", CTRL)
            wait_until(
                lambda: page.js(
                    "document.querySelector('#said').innerText.startsWith('Saved')"
                    " || !document.querySelector('#alert').hidden"
                ),
                "it is saved, or the server is gone",
            )
            if not page.js("document.querySelector('#said').innerText.startsWith('Saved')"):
                break
            acknowledged[number] = text
        wait_until(lambda: server.process.poll() is not None, "the server is dead")
        entries = load(review_file).review.entries
        edition = review_file.with_name("long.es.md").read_text("utf-8")
        for number, text in acknowledged.items():
            # Or what was written after it and not acknowledged any more.
            assert entries[number - 1].target in (text, tried[number])
            assert text in edition or tried[number] in edition
        server.start()
        page.open(server.address)
        page.open(page.js("document.querySelector('.pair a').href"))
    assert acknowledged
    server.kill()
    page.close()


def test_what_was_being_written_when_the_server_died_can_be_saved_when_it_is_back(
    story: Page, server: Server, pair: Path, chrome: Chrome
) -> None:
    selector = begin(story, "18,412")
    write(story, "Escrito mientras no había servidor.")
    server.kill()
    story.click(f"{selector} .editor .primary")
    story.wait("!document.querySelector('#alert').hidden")
    assert "nothing was saved" in story.text("#alert")
    assert story.js(f"document.querySelector('{selector} textarea').value").startswith("Escrito")
    server.start()
    # Its address is opened in another tab, as the browser does by itself.
    other = chrome.page(server.address)
    other.close()
    silence(story)
    story.click(f"{selector} .editor .primary")
    saved(story)
    assert story.js("document.querySelector('#alert').hidden")
    assert entry_with(pair, "18,412").target == "Escrito mientras no había servidor."


def test_a_draft_outlives_the_page_and_the_server(story: Page, server: Server, pair: Path) -> None:
    selector = begin(story, "18,412")
    write(story, "Un borrador sin guardar.")
    story.press("Escape")
    story.wait(f"!document.querySelector('{selector} textarea')")
    assert story.js(f"document.querySelector('{selector}').classList.contains('draft')")
    server.kill()
    server.start()
    story.open(server.address)
    story.open(story.js("document.querySelector('.pair a').href"))
    assert story.js(f"document.querySelector('{selector}').classList.contains('draft')")
    begin(story, "18,412")
    assert "draft that you had not saved" in story.text(f"{selector} .restored")
    assert story.js("document.activeElement.value") == "Un borrador sin guardar."
    story.press("s", CTRL)
    saved(story)
    assert entry_with(pair, "18,412").target == "Un borrador sin guardar."
    assert not story.js(f"document.querySelector('{selector}').classList.contains('draft')")
    assert story.js("Object.keys(localStorage).filter(k => k.startsWith('draft')).length") == 0


def test_a_draft_can_be_given_up(story: Page, pair: Path) -> None:
    before = entry_with(pair, "18,412").target
    selector = begin(story, "18,412")
    write(story, "Un borrador.")
    story.press("Escape")
    story.wait(f"!document.querySelector('{selector} textarea')")
    begin(story, "18,412")
    story.click(f"{selector} [data-do=saved-text]")
    story.wait(f"!document.querySelector('{selector} textarea')")
    begin(story, "18,412")
    assert story.js("document.activeElement.value") == before


def test_two_tabs_in_conflict_show_both_texts_and_a_choice(
    story: Page, chrome: Chrome, pair: Path
) -> None:
    other = chrome.page(story.js("location.href"))
    other.look(1280, 900)
    selector = begin(story, "18,412")
    begin(other, "18,412")
    write(other, "Lo de la otra pestaña.")
    other.press("s", CTRL)
    saved(other)
    story.front()
    write(story, "Lo de esta pestaña.")
    story.press("s", CTRL)
    story.wait(f"document.querySelector('{selector} .conflict')")
    assert "Lo de la otra pestaña." in story.js(
        f"[...document.querySelectorAll('{selector} .theirs ins, {selector} .theirs')]"
        ".map(e => [...e.childNodes].filter(n => n.nodeName !== 'DEL')"
        ".map(n => n.textContent).join('')).join(' ')"
    )
    assert story.js(f"document.querySelector('{selector} textarea').value") == "Lo de esta pestaña."
    assert entry_with(pair, "18,412").target == "Lo de la otra pestaña."
    silence(story)
    story.click(f"{selector} .editor .primary")
    saved(story)
    assert entry_with(pair, "18,412").target == "Lo de esta pestaña."
    # And the other way round: what is there stays, and the draft is given up.
    other.front()
    begin(other, "18,412")
    assert other.js("document.activeElement.value") == "Lo de esta pestaña."
    assert other.troubles() == [] or all("409" in trouble for trouble in other.troubles())
    other.close()


def test_a_draft_of_an_older_text_is_no_overwriting(
    story: Page, chrome: Chrome, pair: Path
) -> None:
    selector = begin(story, "18,412")
    write(story, "Un borrador viejo.")
    story.press("Escape")
    story.wait(f"!document.querySelector('{selector} textarea')")
    other = chrome.page(story.js("location.href"))
    begin(other, "18,412")
    other.js("Object.keys(localStorage).length")
    write(other, "Más nuevo.")
    other.press("s", CTRL)
    saved(other)
    other.close()
    story.reload()
    begin(story, "18,412")
    assert story.js("document.activeElement.value") == "Un borrador viejo."
    story.press("s", CTRL)
    story.wait(f"document.querySelector('{selector} .conflict')")
    assert entry_with(pair, "18,412").target == "Más nuevo."


def test_codes_are_checked_and_can_be_put_in_by_a_button(story: Page, pair: Path) -> None:
    selector = begin(story, "old bridge")
    write(story, "Sin el enlace.")
    story.press("s", CTRL)
    story.wait(f"document.querySelector('{selector} .problem')")
    assert "<1>" in story.text(f"{selector} .problem")
    assert story.js(f"document.querySelector('{selector} textarea').value") == "Sin el enlace."
    write(story, "El puente cierra ")
    story.click(f"{selector} [data-tag='<1>']")
    story.type("hoy")
    story.click(f"{selector} [data-tag='</1>']")
    silence(story)
    story.press("s", CTRL)
    saved(story)
    assert entry_with(pair, "old bridge").target == "El puente cierra <1>hoy</1>"


def test_words_that_are_selected_go_to_the_glossary(story: Page, folder: Path) -> None:
    selector = segment(story, "18,412")
    story.js(
        f"""(() => {{ const node = document.querySelector('{selector} .src p').firstChild;
        const range = document.createRange(); range.setStart(node, 4); range.setEnd(node, 8);
        getSelection().removeAllRanges(); getSelection().addRange(range); }})()"""
    )
    story.press("g")
    story.wait("document.querySelector('#term').open")
    assert story.js("document.querySelector('#term [name=source]').value") == "cost"
    assert story.js("document.activeElement.name") == "target"
    story.type("costo total")
    story.press("Enter")
    saved(story)
    story.wait("!document.querySelector('#term').open")
    assert (folder / "glossary.csv").read_text("utf-8") == "en,es,note\ncost,costo total,\n"


def test_ctrl_c_ends_the_server_while_a_page_is_open(story: Page, server: Server) -> None:
    begun = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - begun < 10
    story.press("n")  # the page lives on
    assert story.js("document.activeElement.matches('.seg.needs')")
