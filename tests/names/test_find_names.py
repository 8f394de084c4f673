"""A story's names are found by how they stand in it, and everyday capitals are not names."""

from __future__ import annotations

import time

import pytest

from bilingua.names.find import find_names
from bilingua.names.name import Kind

STORY = [
    "Edward Alex Lee arrived in Havana on Tuesday.",
    "The Bush administration suspended the talks with Alan Gross, a spokesman said.",
    "Gross is serving a sentence, wrote the Miami Herald.",
]


def names(language: str, *segments: str) -> list[list[str]]:
    return [[name.text for name in found] for found in find_names(segments, language)]


def kinds(language: str, segment: str) -> dict[str, Kind]:
    return {name.text: name.kind for name in find_names([segment], language)[0]}


def test_a_storys_names_are_found() -> None:
    assert names("en", *STORY) == [
        ["Edward Alex Lee", "Havana"], ["Bush", "Alan Gross"], ["Gross", "Miami Herald"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "segment", "found"),
    [
        ("en", "Police said Sen. Rand Pebble, 67, left.", "Rand Pebble"),
        ("en", "The mayor thanked Bill de Blasio.", "Bill de Blasio"),
        ("en", "It was Henry F. Stone Jr. who spoke.", "Henry F. Stone Jr"),
        ("es", "Lo dijo el senador Juan Morales.", "Juan Morales"),
        ("es", "Volvió con Óscar de la Rosa.", "Óscar de la Rosa"),
    ],
)
def test_a_person_is_known_by_title_particle_initial(
    language: str, segment: str, found: str
) -> None:
    assert kinds(language, segment) == {found: Kind.PERSON}


@pytest.mark.parametrize(
    ("language", "segment"),
    [
        ("en", "The Supreme Court of the United States heard the White House on Monday."),
        ("en", "The Mexican ambassador and two Cubans met at the Department of Justice."),
        ("en", "Council Closes Old Bridge Over River"),
        ("es", "El Ministerio de Defensa y la Corte Suprema callaron."),
    ],
)
def test_institutions_nationalities_and_headlines_are_no_names(language: str, segment: str) -> None:
    assert set(kinds(language, segment).values()) <= {Kind.PLACE}


def test_a_headline_has_the_names_that_the_story_has() -> None:
    assert names("en", "Judge Sentences Gross to Prison Term", *STORY)[0] == ["Gross"]


def test_places_know_what_the_other_language_calls_them() -> None:
    havana, county = find_names(["From Havana to Miami-Dade County."], "en")[0]
    assert havana.written("es") == "La Habana"
    assert county.written("es") == "condado de Miami-Dade"
    assert find_names(["Vive en Nueva York."], "es")[0][0].written("en") == "New York"


def test_addresses_handles_and_hashtags_are_names_of_their_own() -> None:
    text = "Write to news@example.org or see https://example.org/a?b=c, @desk, #Cuba."
    assert names("en", text)[0] == [
        "news@example.org", "https://example.org/a?b=c", "@desk", "#Cuba",
    ]  # fmt: skip


def test_a_work_and_a_newspaper_keep_their_titles() -> None:
    text = "She starred in “Primary Colors” and reads The Tap Tap and the Evening Standard."
    assert names("en", text)[0] == ["Primary Colors", "The Tap Tap", "Evening Standard"]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "words", ["A ", "Aa ", "A. ", "AB ", "St. ", "de la ", "de Aa ", "Juan de la Cruz ", "Havana ",
              "Bank ", "Aa\n", "O'", "Al-", "“A", "A.", "a@"]
)  # fmt: skip
def test_hostile_text_takes_no_longer_than_its_length(words: str, language: str) -> None:
    text = words * (100_000 // len(words))
    began = time.perf_counter()
    find_names([text], language)
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("language", "segment", "name"),
    [
        ("en", "They sued Deutsche Bank over it.", "Deutsche Bank"),
        ("en", "He flies with Star Alliance.", "Star Alliance"),
        ("en", "She works on Wall Street now.", "Wall Street"),
        ("en", "He spoke with Lord Snowdon.", "Lord Snowdon"),
        ("en", "They studied at Al-Azhar.", "Al-Azhar"),
        ("en", "He lives in the town of Reading.", "Reading"),
        ("es", "Queda al norte del distrito de Paro.", "Paro"),
        ("es", "Nació en el municipio de La Unión.", "La Unión"),
        ("es", "Así murió ayer el ACTA, por sus siglas en inglés.", "ACTA"),
        ("en", "He moved to Chicken, Alaska, last year.", "Chicken"),
        ("es", "Vive cerca de Mobile, en Mobile, Alabama.", "Mobile"),
        ("en", "She told the American weekly Time about it.", "Time"),
        ("en", "It was in the magazine “Time.”", "Time"),
        ("en", "He made “The Group” and others.", "The Group"),
        ("en", "Deutsche Bank wants to sell it.", "Deutsche Bank"),
        ("es", "Lo dijo a la revista Semana el lunes.", "Semana"),
        ("es", "La banda Can tocó en Bogotá.", "Can"),
    ],
)
def test_firms_streets_towns_works_and_peers_are_names(
    language: str, segment: str, name: str
) -> None:
    assert name in names(language, segment)[0]


@pytest.mark.parametrize(
    "segment",
    [
        "The World Bank and the First Lady met in the Ministry of Education and Culture.",
        "They flew First Class on New Year.",
        "Latin American and Roman history is on the Internet, thank God.",
        "In Parliament, Republicans asked the single State for Help, Tuesday.",
        "The White House said so, as the Pentagon told the Ministry of the Interior.",
    ],
)
def test_what_each_language_has_a_word_for_is_none(segment: str) -> None:
    assert names("en", segment) == [[]]


def test_an_ordinary_word_that_always_has_a_capital_is_a_name() -> None:
    story = ["The Messenger probe found ice.", "Nothing like the Messenger flew before."]
    assert names("en", *story) == [["Messenger"], ["Messenger"]]


def test_what_is_agreed_or_done_somewhere_has_the_name_of_the_place_only() -> None:
    text = "They kept to the Oslo Accords after the Madrid Bombings."
    assert names("en", text) == [["Oslo", "Madrid"]]
