"""Which words are words."""

from __future__ import annotations

import time

import pytest

from bilingua.lexicon import is_word
from bilingua.lexicon.graph import WordGraph, pack

ENGLISH = """raft rafts insurgency organise organize jurisprudence flimsy don't isn't workers' city's
    he'll eco-friendly well-known non-profit antigovernment cyberattack"""
SPANISH = """balsas migrantes endebles jurisprudencia medios insurgencia pingüinos averigüe
    dárselo soplándole vestirlos digámoslo antisoviética exmilitar antirrobo subcontratación
    científico-técnica astronómicamente viejecito modernísimas poquito podcast gasoducto tifón"""
INVENTED = {
    "es": "flimsivas insurgenencia instintosos jurisprudência mídia ironíamente rafts enxofre",
    "en": "pigsbot cautical chemterapia insurgenence azufre mascarilla overnombre jurisprudência",
}


@pytest.mark.parametrize("word", ENGLISH.split())
def test_english_has_its_words(word: str) -> None:
    assert is_word(word, "en")


@pytest.mark.parametrize("word", SPANISH.split())
def test_spanish_has_its_words(word: str) -> None:
    assert is_word(word, "es")


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_an_engine_invented_or_left_behind_is_no_word(language: str) -> None:
    assert [word for word in INVENTED[language].split() if is_word(word, language)] == []


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "word", ["", "-", "--", "'", "Madrid", "LA", "covid19", "1984", "a b", "a\n"]
)
def test_names_figures_and_marks_are_no_words(word: str, language: str) -> None:
    assert not is_word(word, language)


def test_curly_apostrophes_are_straight_ones() -> None:
    assert is_word("don’t", "en")
    assert is_word("city’s", "en")


@pytest.mark.parametrize(
    "word",
    [
        "re" * 20000,
        "a-" * 20000,
        "l" * 40000,
        "ísim" * 10000 + "o",
        "n't" * 9000,
        "é" * 40,
        "-" * 40,
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_hostile_words_are_answered_at_once(word: str, language: str) -> None:
    started = time.perf_counter()
    assert not is_word(word, language)
    assert time.perf_counter() - started < 0.5


def test_a_lookup_takes_microseconds() -> None:
    is_word("balsas", "es")
    words = [f"{start}{end}" for start in SPANISH.split() for end in "abcdefgh"]
    started = time.perf_counter()
    for word in words:
        is_word(word, "es")
    assert (time.perf_counter() - started) / len(words) < 0.0005


def test_a_graph_has_the_words_it_was_made_of_and_no_others() -> None:
    words = ["casa", "casas", "cosa", "cosas", "as", "niño", "ñ"]
    graph = WordGraph(pack(words))
    assert all(word in graph for word in words)
    assert not any(word in graph for word in ["", "c", "cas", "casass", "osa", "nino", "ss", "x"])


def test_a_graph_shares_what_words_share() -> None:
    stems = [f"{one}{two}" for one in "bcdfgl" for two in "aeiou"]
    assert len(pack(s + "mente" for s in stems)) < len(pack(s for s in stems)) + 4 * 7


@pytest.mark.parametrize("words", [[], [""]])
def test_a_graph_of_nothing_has_no_word(words: list[str]) -> None:
    graph = WordGraph(pack(words))
    assert "" not in graph
    assert "a" not in graph
