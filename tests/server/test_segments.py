"""An editor's work on a story is saved as it was meant, and nobody's is overwritten."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from newsroom import make_pair
from visitor import Browser, entries, entry_with, shown

from bilingua.review import store
from bilingua.review.store import load


def test_the_story_stands_side_by_side(browser: Browser, pair: Path) -> None:
    page = browser.get(browser.story(pair)).text
    assert page.count('<article class="seg ') == 7
    assert '<p lang="en-US" dir="ltr">' in page
    assert '<p class="said" lang="es-US" dir="ltr">' in page
    assert 'engine</span><span class="sure">confidence 74%' in page


def test_findings_are_marked_on_both_sides(browser: Browser, pair: Path) -> None:
    page = browser.get(browser.story(pair)).text
    assert 'cost was <mark class="error">18,412 dollars</mark>' in page
    assert re.search(r'alto <mark class="(error|warning)">11</mark>', page)


def test_codes_are_shown_as_their_tags(browser: Browser, pair: Path) -> None:
    page = browser.get(browser.story(pair)).text
    assert (
        '<span class="tag">&lt;1&gt;</span>the old bridge<span class="tag">&lt;/1&gt;</span>'
        in page
    )


def test_what_is_saved_is_accepted_signed_and_said(browser: Browser, pair: Path) -> None:
    entry = entry_with(pair, "18,412")
    answer = browser.act(
        pair, "save", entry, text="El costo fue de 18,412 dólares, dijo el alcalde."
    )
    assert answer.status_code == 200
    assert '<div id="said" hx-swap-oob="innerHTML">Saved.' in answer.text
    saved = entry_with(pair, "18,412")
    assert saved.target == "El costo fue de 18,412 dólares, dijo el alcalde."
    assert (saved.fuzzy, saved.origin, saved.by.split(",")[0]) == (False, "person", "Ana")
    assert "<mark" not in answer.text.partition('class="tgt"')[2]


def test_a_segment_is_accepted_and_reopened(browser: Browser, pair: Path) -> None:
    entry = entry_with(pair, "18,412")
    assert browser.act(pair, "accept", entry).status_code == 200
    accepted = entry_with(pair, "18,412")
    assert (accepted.fuzzy, accepted.origin) == (False, "engine")
    assert browser.act(pair, "reopen", accepted).status_code == 200
    assert entry_with(pair, "18,412").fuzzy


def test_two_editors_never_overwrite_one_another(
    browser: Browser, folder: Path, pair: Path
) -> None:
    seen = entry_with(pair, "18,412")
    other = Browser(folder, by="Eva")
    assert other.act(pair, "save", seen, text="Lo de Eva.").status_code == 200
    answer = browser.act(pair, "save", seen, text="Lo de Ana.")
    assert answer.status_code == 409
    assert entry_with(pair, "18,412").target == "Lo de Eva."
    assert "Saved by Eva" in shown(answer.text)
    assert "\nLo de Ana.</textarea>" in answer.text
    assert "Eva" in answer.text.partition('class="theirs"')[2]
    # Choosing one's own names what was seen in the conflict.
    assert (
        browser.act(pair, "save", entry_with(pair, "18,412"), text="Lo de Ana.").status_code == 200
    )
    assert entry_with(pair, "18,412").target == "Lo de Ana."


def test_accepting_what_was_changed_meanwhile_accepts_nothing(
    browser: Browser, folder: Path, pair: Path
) -> None:
    seen = entry_with(pair, "18,412")
    other = Browser(folder, by="Eva")
    other.act(pair, "save", seen, text="Lo de Eva.")
    other.act(pair, "reopen", entry_with(pair, "18,412"))
    answer = browser.act(pair, "accept", seen)
    assert answer.status_code == 409
    assert entry_with(pair, "18,412").fuzzy
    assert "Lo de Eva." in shown(answer.text)


def test_two_segments_of_a_story_are_no_conflict(
    browser: Browser, folder: Path, pair: Path
) -> None:
    one, other = entry_with(pair, "18,412"), entry_with(pair, "river is high")
    assert Browser(folder, by="Eva").act(pair, "save", one, text="Uno.").status_code == 200
    assert browser.act(pair, "save", other, text="Otro.").status_code == 200
    assert entry_with(pair, "18,412").target == "Uno."


@pytest.mark.parametrize(
    "text",
    ["Sin etiquetas.", "<1>Una que no cierra", "<1>a</1> <1>b</1>", "<1>a</1> <7/>", "</1>a<1>"],
)
def test_tags_that_are_not_the_sources_are_told_at_the_segment(
    browser: Browser, pair: Path, text: str
) -> None:
    before = pair.read_bytes()
    answer = browser.act(pair, "save", entry_with(pair, "old bridge"), text=text)
    assert answer.status_code == 422
    assert pair.read_bytes() == before
    assert 'aria-invalid="true"' in answer.text
    assert 'class="problem"' in answer.text
    assert "</textarea>" in answer.text


def test_the_history_tells_who_did_what(browser: Browser, folder: Path, pair: Path) -> None:
    entry = entry_with(pair, "18,412")
    engines = entry.target
    browser.act(pair, "save", entry, text="Uno.")
    Browser(folder, by="Eva").act(pair, "save", entry_with(pair, "18,412"), text="Dos.")
    page = browser.get(browser.story(pair) + "/history", context=entry.context).text
    told = shown(page)
    assert told.index("Eva") < told.rindex("Ana")
    assert "<del>Uno</del>" in page
    assert "<ins>Dos</ins>" in page
    answer = browser.act(pair, "revert", entry_with(pair, "18,412"))
    assert answer.status_code == 200
    again = entry_with(pair, "18,412")
    assert (again.target, again.origin, again.fuzzy) == (engines, "engine", True)


def test_a_story_is_approved_when_nothing_waits(browser: Browser, pair: Path) -> None:
    story = browser.story(pair)
    answer = browser.post(story + "/approve", version=load(pair).digest)
    assert answer.status_code == 422
    assert "still wait for a person" in answer.text
    for entry in entries(pair):
        if entry.fuzzy:
            browser.act(pair, "accept", entry)
    assert browser.post(story + "/approve", version="of-before").status_code == 409
    answer = browser.post(story + "/approve", version=load(pair).digest)
    assert "Approved" in answer.text
    assert load(pair).review.is_reviewed
    assert "approved" in browser.get("/").text
    assert browser.post(story + "/withdraw").status_code == 200
    assert not load(pair).review.is_reviewed


def test_line_breaks_come_back_as_they_are_in_files(browser: Browser, pair: Path) -> None:
    entry = entry_with(pair, "river is high")
    browser.act(pair, "save", entry, text="Una línea\r\ny otra “con” <b> & más.")
    assert entry_with(pair, "river is high").target == "Una línea\ny otra “con” <b> & más."


def test_text_that_begins_with_a_line_break_keeps_its_words_in_the_form(
    browser: Browser, folder: Path
) -> None:
    review_file = make_pair(
        folder, "quotes.txt", 'The mayor said "no" & <b>.\n\nThe council voted.\n'
    )
    entry = entries(review_file)[0]
    page = browser.get(browser.story(review_file) + "/edit", context=entry.context).text
    assert "&amp; &lt;b&gt;" in page.partition("<textarea")[2]


def test_the_edition_follows_the_review_file_at_once(browser: Browser, pair: Path) -> None:
    edition = pair.with_name("bridge.es.md")
    assert "sin revisar por un editor" in edition.read_text("utf-8")
    for entry in entries(pair):
        if entry.fuzzy:
            browser.act(pair, "save", entry, text=f"Texto de «Ana» {entry.context}.")
    assert "Texto de «Ana» u4.1." in edition.read_text("utf-8")
    moved = entry_with(pair, "old bridge")
    browser.act(pair, "save", moved, text="<1>El puente viejo</1> sobre el río cierra.")
    assert "[El puente viejo](https://example.org/bridge) sobre" in edition.read_text("utf-8")
    browser.post(browser.story(pair) + "/approve", version=load(pair).digest)
    assert "revisada por un editor" in edition.read_text("utf-8")


def test_an_edition_that_somebody_changed_by_hand_stays(browser: Browser, pair: Path) -> None:
    edition = pair.with_name("bridge.es.md")
    edition.write_text("Mi propio texto.\n")
    answer = browser.act(pair, "save", entry_with(pair, "18,412"), text="Uno.")
    assert "bridge.es.md was changed by a person and stays" in shown(answer.text)
    assert edition.read_text() == "Mi propio texto.\n"
    assert "Uno." in pair.with_name("bridge.es.md.new").read_text("utf-8")


def test_a_story_that_changed_is_told_and_loses_no_work(browser: Browser, pair: Path) -> None:
    source = pair.with_name("bridge.en.md")
    source.write_text(source.read_text("utf-8").replace("18,412", "18,413"), "utf-8")
    assert "bilingua update" in shown(browser.get(browser.story(pair)).text)
    answer = browser.act(pair, "save", entry_with(pair, "old bridge"), text="Uno <1>y</1> dos.")
    assert answer.status_code == 200
    assert "bilingua update" in shown(answer.text)
    assert entry_with(pair, "old bridge").target == "Uno <1>y</1> dos."
    answer = browser.act(pair, "save", entry_with(pair, "old bridge"), text="Sin etiquetas.")
    assert answer.status_code == 422


def test_what_the_source_said_before_is_shown_with_what_a_person_wrote_then(
    browser: Browser, pair: Path
) -> None:
    store.edit(
        pair,
        lambda review: replace(
            review,
            entries=tuple(
                replace(
                    entry, previous="The river is not high", kept=("El río no está alto",),
                    fuzzy=True,
                ) if "river is high" in entry.source else entry
                for entry in review.entries
            ),
        ),
        by="bilingua",
    )  # fmt: skip
    page = browser.get(browser.story(pair)).text
    assert "<del>not </del>" in page or "<del> not</del>" in page
    assert "El río no está alto" in shown(page)
    browser.act(pair, "kept", entry_with(pair, "river is high"), number="0")
    entry = entry_with(pair, "river is high")
    assert (entry.target, entry.kept, entry.fuzzy) == ("El río no está alto", (), False)
    for number in ("7", "x", "-1"):
        assert browser.act(pair, "kept", entry, number=number).status_code == 400


def test_a_full_disk_is_no_saved(
    browser: Browser, pair: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = pair.read_bytes()
    monkeypatch.setattr(store, "write_atomic", full)
    answer = browser.act(pair, "save", entry_with(pair, "18,412"), text="Uno.")
    assert answer.status_code == 400
    assert "No space left on device" in answer.text
    assert pair.read_bytes() == before


def test_segments_without_end_are_shown_and_compared(browser: Browser, folder: Path) -> None:
    endless = "voted the council " * 20_000
    review_file = make_pair(folder, "endless.txt", f"The mayor said\n\n{endless}\n")
    entry = entry_with(review_file, "voted the council voted")
    begun = time.monotonic()
    answer = browser.act(review_file, "save", entry, text="otra cosa " * 20_000)
    assert answer.status_code == 200
    page = browser.get(browser.story(review_file) + "/history", context=entry.context)
    assert page.status_code == 200
    assert time.monotonic() - begun < 20


def test_editors_at_once_in_one_folder_keep_each_others_editions(
    browser: Browser, folder: Path
) -> None:
    files = [make_pair(folder, f"story-{n}.md") for n in range(6)]

    def save(review_file: Path) -> int:
        answer = browser.act(review_file, "save", entry_with(review_file, "18,412"), text="Uno.")
        return int(answer.status_code)

    with ThreadPoolExecutor(6) as pool:
        for _ in range(3):
            assert list(pool.map(save, files)) == [200] * 6
    assert not list(folder.glob("*.new*"))


def test_a_figure_that_a_person_loses_is_told(browser: Browser, pair: Path) -> None:
    answer = browser.act(pair, "save", entry_with(pair, "18,412"), text="El costo fue alto.")
    assert "Saved. Look once more: " in shown(answer.text)
    entry = entry_with(pair, "18,412")
    assert "value-missing" in [remark.rule for remark in entry.remarks]
    right = "El costo fue de 18,412 dólares, dijo el alcalde."
    answer = browser.act(pair, "save", entry, text=right)
    assert "Look once more" not in answer.text
    assert entry_with(pair, "18,412").remarks == ()
