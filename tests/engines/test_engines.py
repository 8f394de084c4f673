"""The engines that are on this machine, each by the one contract."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingua.engines.apertium import MODES, Apertium, escape
from bilingua.engines.base import Decoding, Direction
from bilingua.engines.firefox import Firefox
from bilingua.engines.programs import Programs

EN_ES, ES_EN = Direction("en", "es"), Direction("es", "en")
EN_PT = Direction("en", "pt")


def test_apertium_answers_every_segment_in_order(apertium: Apertium) -> None:
    segments = ["The house is big.", "", "Two cats.", "The house is big."]
    texts = [r.text for r in apertium.translate(EN_ES, segments, Decoding())]
    assert texts == ["La casa es grande.", "", "Dos gatos.", "La casa es grande."]


@pytest.mark.parametrize(
    "token",
    [
        "a^b",
        "c\\d",
        "[e]",
        "{g}",
        "i@j.org",
        "<k>",
        "*",
        "#m",
        "~",
        "http://e.org/a_b?c=d&e",
        "C++",
        "$5.290.000.}",
        "[US$20]",
        "{$1,200.50}/",
    ],
)
def test_apertium_eats_none_of_its_stream_characters(apertium: Apertium, token: str) -> None:
    text = apertium.translate(ES_EN, [f"El hombre {token} habla."], Decoding())[0].text
    assert token in text.split()


def test_apertium_keeps_amounts_and_either_or(apertium: Apertium) -> None:
    text = apertium.translate(ES_EN, ["El costo: $1,200.50 (2.5%) y/o nada."], Decoding())[0].text
    assert "$1,200.50 (2.5%) and/or" in text


def test_apertium_tells_words_it_does_not_know(apertium: Apertium) -> None:
    rendering = apertium.translate(ES_EN, ["El zxcvbn habla."], Decoding())[0]
    assert rendering.unknown == ("zxcvbn",)
    assert "*" not in rendering.text


@pytest.mark.parametrize("which", [0, 4, -1])
def test_apertium_starts_again_after_a_program_died(apertium: Apertium, which: int) -> None:
    own = Apertium()
    assert own.translate(EN_ES, ["Two cats."], Decoding())[0].text == "Dos gatos."
    process = own._running[EN_ES]._processes[which]
    process.kill()
    process.wait()
    assert own.translate(EN_ES, ["Two cats."], Decoding())[0].text == "Dos gatos."
    own.close()


DIES_AT_THE_THIRD = f"""#!{sys.executable}
import os, sys
for answered in range(3):
    while (byte := os.read(0, 1)) not in (b"", b"\\0"):
        os.write(1, byte)
    if answered == 2 or not byte:
        sys.exit(1)
    os.write(1, byte)
"""


def test_apertium_gives_dying_programs_less_at_a_time(apertium: Apertium, tmp_path: Path) -> None:
    program = tmp_path / "dies"
    program.write_text(DIES_AT_THE_THIRD, "utf-8")
    program.chmod(0o755)
    before, last = (MODES / "eng-spa.mode").read_text("utf-8").rsplit("|", 1)
    (tmp_path / "eng-spa.mode").write_text(f"{before}| {program} |{last}", "utf-8")
    frail = Apertium(modes=tmp_path)
    segments = ["Two cats.", "Three cats.", "Four cats.", "Five cats.", "Six cats."]
    texts = [r.text for r in frail.translate(EN_ES, segments, Decoding())]
    frail.close()
    assert texts == ["Dos gatos.", "Tres gatos.", "Cuatro gatos.", "Cinco gatos.", "Seis gatos."]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("$5.,[]{}^/@<>*#+~_|&=\\ña ", min_size=1, max_size=9), max_size=8))
def test_no_run_of_characters_breaks_the_stream(apertium: Apertium, odd: list[str]) -> None:
    texts = apertium.translate(EN_ES, [*odd, "Two cats."], Decoding())
    assert [len(texts), texts[-1].text] == [len(odd) + 1, "Dos gatos."]


def test_escaping_leaves_plain_words_alone() -> None:
    assert escape("Hello  world 5%") == "Hello world 5%"
    assert escape("a/b c\\d") == "a\\/b [c\\\\d]"


def test_firefox_translates_to_portuguese(firefox: Firefox) -> None:
    segments = ["The house is big.", "", "Good morning.\nFriends."]
    texts = [r.text for r in firefox.translate(EN_PT, segments, Decoding())]
    assert texts[0] == "A casa é grande."
    assert texts[1] == ""
    assert "\n" not in texts[2]


def test_firefox_keeps_both_dashes(firefox: Firefox) -> None:
    said = firefox.translate(EN_PT, ["The mayor — a Democrat — said no."], Decoding())[0].text
    assert said.count(" - ") == 2


def test_firefox_serves_several_threads(firefox: Firefox) -> None:
    texts: list[str] = []

    def work() -> None:
        texts.append(firefox.translate(EN_PT, ["The house is big."], Decoding())[0].text)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == ["A casa é grande."] * 3


def test_engines_say_how_to_get_more() -> None:
    from pathlib import Path

    assert "apt install" in (Apertium(modes=Path("/nonexistent")).missing() or "")


def test_an_age_stands_apart_from_the_words_around_it(apertium: Apertium) -> None:
    (rendering,) = apertium.translate(EN_ES, ["The 29-year-old conductor spoke."], Decoding())
    assert "de 29 años" in rendering.text


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("It was a 17th-century convent.", "del siglo 17"),
        ("Venus has 500-degree temperatures.", "de 500 grados"),
        ("The 30-million-euro bridge fell.", "30 millones"),
        ("It paid a US$30 fee.", "$30"),
        ("It fell in the 1960s.", "el 1960s"),
        ("It is worth 15 billion euros.", "15 miles de millones de euros"),
        ("They came on Tuesday.", "el martes"),
        ("He will meet foreign-ministry officials Thursday.", "jueves"),
        ("The year that ended September 30 was good.", "el septiembre 30"),
    ],
)
def test_figures_and_days_come_out_whole(apertium: Apertium, english: str, spanish: str) -> None:
    (rendering,) = apertium.translate(EN_ES, [english], Decoding())
    assert spanish in rendering.text


def test_programs_that_ran_are_ended_where_another_cannot_start() -> None:
    own = Path(f"/proc/{os.getpid()}/task/{threading.get_native_id()}/children")
    before = own.read_text("utf-8")
    with pytest.raises(FileNotFoundError):
        Programs("sort | sort | no-such-program")
    assert own.read_text("utf-8") == before
