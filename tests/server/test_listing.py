"""The list tells what deserves a look first, whatever the folder holds."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from newsroom import make_pair
from visitor import Browser, entries, entry_with, shown

from bilingua.review.standing import State
from bilingua.server.index import Index

FINE = "# The mayor said\n\nThe mayor said.\n"


def headlines(page: str) -> list[str]:
    return [
        shown(part.partition("</bdi>")[0].rpartition("<bdi")[2].partition(">")[2])
        for part in page.split("<h2>")[1:]
        if "/stories/" in part.partition("</h2>")[0]
    ]


def test_the_worst_comes_first(folder: Path, browser: Browser) -> None:
    make_pair(folder, "a-fine.md", FINE)
    assert headlines(browser.get("/").text) == ["Council closes the bridge", "The mayor said"]
    by_name = browser.get("/", sort="name").text
    assert headlines(by_name) == ["The mayor said", "Council closes the bridge"]


def test_a_story_shows_what_waits_and_why(browser: Browser) -> None:
    page = shown(browser.get("/").text)
    assert "of 7 need" in page
    assert "“18,412 dollars” is missing from the translation." in page
    assert "unreviewed" in page
    assert "en-US → es-US" in page


def test_the_list_is_found_and_filtered(folder: Path, browser: Browser) -> None:
    make_pair(folder, "a-fine.md", FINE)
    assert headlines(browser.get("/", q="MAYOR fine").text) == ["The mayor said"]
    assert headlines(browser.get("/", show="waiting").text) == ["Council closes the bridge"]
    assert headlines(browser.get("/", show="approved").text) == []
    assert "No story here matches" in browser.get("/", q="nothing like it").text


@pytest.mark.parametrize("page", ["0", "-1", "99999999999", "x", "²"])
def test_an_address_that_means_nothing_shows_the_list(browser: Browser, page: str) -> None:
    answer = browser.get("/", page=page, sort="'", show="<b>", q="")
    assert headlines(answer.text) == ["Council closes the bridge"]


def test_a_review_file_that_is_broken_says_so_and_hides_no_other(
    folder: Path, browser: Browser
) -> None:
    (folder / "broken.es.po").write_text('msgid "a\n')
    (folder / "binary.es.po").write_bytes(b"\xff\xfe\0\0")
    page = browser.get("/").text
    assert "Council closes the bridge" in page
    assert shown(page).count("broken.es.po") >= 1
    assert "cannot be read" in browser.get("/", show="broken").text


def test_hidden_folders_are_passed_by_and_others_are_not(folder: Path, browser: Browser) -> None:
    make_pair(folder / "2026" / "nov", "deep.md", FINE)
    make_pair(folder / ".bilingua", "hidden.md", FINE)
    page = browser.get("/").text
    assert "2026/nov/deep.es.po" in page
    assert "hidden.es.po" not in page


def test_a_change_on_disk_shows_at_once(folder: Path, pair: Path) -> None:
    index = Index(folder)
    before = index.read().pairs[0]
    time.sleep(0.01)
    browser = Browser(folder)
    browser.act(pair, "accept", entry_with(pair, "18,412"))
    after = index.read().pairs[0]
    assert (before.state, after.state) == (State.UNREVIEWED, State.IN_REVIEW)
    assert after.waiting == before.waiting - 1


def test_the_index_reads_as_long_as_it_may_and_goes_on_later(folder: Path) -> None:
    for number in range(6):
        make_pair(folder, f"story-{number}.md", FINE)
    index = Index(folder)
    seen = [index.read(seconds=0) for _ in range(6)]
    assert [(len(part.pairs), part.pending) for part in seen] == [(n, 6 - n) for n in range(1, 7)]
    part = Browser(folder).get("/").text
    assert "hx-trigger" not in part.partition("<section")[2]


def test_files_that_are_gone_are_gone(folder: Path, browser: Browser, pair: Path) -> None:
    address = browser.story(pair)
    browser.get("/")
    pair.unlink()
    assert "Council" not in browser.get("/").text.partition("</form>")[2]
    assert browser.get(address).status_code == 404


def test_the_list_comes_in_pages(folder: Path, browser: Browser) -> None:
    data = (folder / "bridge.es.po").read_bytes()
    for number in range(60):
        (folder / f"copy-{number:02}.es.po").write_bytes(data)
    page = browser.get("/", sort="name").text
    assert len(headlines(page)) == 50
    assert "Page 1 of 2" in page
    assert len(headlines(browser.get("/", sort="name", page="2").text)) == 11


def test_the_app_speaks_the_readers_language(browser: Browser, pair: Path) -> None:
    for answer in (
        browser.client.get("/", headers={"Accept-Language": "es-MX,es;q=0.9,en;q=0.8"}),
        browser.get("/", lang="es"),
        browser.get("/"),  # it was remembered
        browser.get(browser.story(pair)),
    ):
        assert '<html lang="es">' in answer.text
    assert '<html lang="en">' in browser.get("/", lang="en").text
    assert len(entries(pair)) == 7


def test_the_help_says_how_confidence_is_made(browser: Browser) -> None:
    assert "times 0.4 for every rule that found an error" in browser.get("/", lang="en").text
    assert "por 0,4 por cada regla que halló un error" in browser.get("/", lang="es").text


def test_a_name_that_is_no_text_is_listed_and_opens(folder: Path, browser: Browser) -> None:
    odd = os.fsencode(folder) + b"/caf\xe9.es.po"
    with open(odd, "wb") as file:
        file.write((folder / "bridge.es.po").read_bytes())
    page = browser.get("/", sort="name")
    assert page.status_code == 200
    assert "caf?.es.po" in page.text
    assert browser.get(browser.story(Path(os.fsdecode(odd)))).status_code == 200
