"""Sentences end where a reader of news would say they end."""

from __future__ import annotations

import time

import pytest

from bilingua.article import Marked, Role, Unit
from bilingua.segmentation import segment_unit

CASES = {
    "en": [
        "Sen. Ana Ruiz said Jan. 5 was fine.|He left at 7 p.m. Friday.|The U.S. State Department agreed.",
        "It lives in the U.S.|The end.",
        "John F. Kennedy Jr. Airport closed.|“It is bad,” he said.|“Very bad.”|She paid $1.5 million.",
        "It rose 2.5%.|24 people died.|Dr. Smith vs. the city.",
        "No. 5 won.|St. Louis lost 3-2.",
        "Why?|Because it rained… and then it stopped.",
        "Acme Inc. said it will pay.|Lt. Gov. Jeanette Nuñez, R-Fla., met J.K. Rowling at 5 p.m.|They saw p. 12.",
        "“I won’t go,” he said.|“Never again!”|(He did not comment.)|The city will appeal.",
        "He wrote on X.|Officials agreed with Francis X. Suarez.",
        "It was 7 p.m.|Police arrived on Sept. 5.|He said ... nothing.|Then he left.",
    ],
    "es": [
        "El Sr. Pérez llegó a EE. UU. el lunes.|La Dra. Gómez salió a las 7 p. m. del viernes.",
        "Vive en la Av. Bolívar.|El gral. Díaz dijo: «No».|¿Qué pasó?|Nadie sabe.",
        "Los EE.UU. firmaron.|El Gral. Sosa, el Lic. Gómez y Mons. Romero viven en la Av. Juárez núm. 5.",
        "El Dr. J. M. Pérez habló a las 8 a. m.|Luego se fue.|—No sé —dijo—.|Según EE. UU., no hay acuerdo.",
        "Lo fundó en el 25 a. C. para su familia.|Cayó en el 44 a. C.|Luego vino Augusto.",
        "La liga de EE. UU. (NBA) paró.|El autobús iba a St. Louis.|Acme Inc. compró otra empresa.",
        "Dio las gracias en su cuenta de X.|Llevaba dos años en el cargo de Francis X. Suárez.",
        "Costó $1.5 millones.|Luego subió un 2,5 %.|«Es malo», dijo.",
    ],
}


@pytest.mark.parametrize(
    ("language", "text"), [(lang, text) for lang, texts in CASES.items() for text in texts]
)
def test_sentences(language: str, text: str) -> None:
    whole = text.replace("|", " ")
    segments = segment_unit(Unit("u1", Role.BODY, Marked(whole), 0, 0, 1), language)
    assert [segment.text for segment in segments] == text.split("|")
    assert all(whole[s.start : s.end] == s.text for s in segments)


@pytest.mark.parametrize(
    ("text", "place", "first"),
    [
        ("MIAMI — Officials met. They left.", "MIAMI", "Officials met."),
        ("SPRINGFIELD, Ill. (AP) — The mayor resigned.", "SPRINGFIELD", "The mayor resigned."),
        ("LA HABANA (EFE).- El alcalde renunció.", "LA HABANA", "El alcalde renunció."),
        ("SAN JUAN, 7 ene – «No», dijo.", "SAN JUAN", "«No», dijo."),
    ],
)
def test_a_dateline_stands_by_itself(text: str, place: str, first: str) -> None:
    segments = segment_unit(Unit("u1", Role.BODY, Marked(text), 0, len(text), 1), "en")
    assert [segment.text for segment in segments[:2]] == [place, first]
    assert all(segment.text == text[segment.start : segment.end] for segment in segments)


@pytest.mark.parametrize("text", ["U.S. - Cuba talks resume.", "NATO members met.", "A 3-2 win."])
def test_no_dateline_where_there_is_none(text: str) -> None:
    unit = Unit("u1", Role.BODY, Marked(text), 0, len(text), 1)
    assert [segment.text for segment in segment_unit(unit, "en")] == [text]


def test_a_set_line_break_parts_sentences() -> None:
    text = "\nCity Hall\n 120 Main Street\n"
    segments = segment_unit(Unit("u1", Role.BODY, Marked(text), 0, len(text), 1), "en")
    assert [segment.text for segment in segments] == ["City Hall", "120 Main Street"]


def test_ten_thousand_full_stops_take_no_time() -> None:
    text = "." * 10_000 + "x" + "A" * 10_000
    start = time.monotonic()
    segment_unit(Unit("u1", Role.BODY, Marked(text), 0, len(text), 1), "en")
    assert time.monotonic() - start < 0.5
