"""Words that Apertium lacks are said by the list and its forms; it has none that Apertium knows."""

from __future__ import annotations

from importlib.resources import files

import pytest

from bilingua.engines.apertium import Apertium
from bilingua.engines.base import Decoding, Direction
from bilingua.engines.portuguese import UNKNOWN, mend, respell
from bilingua.engines.supplement import in_part_spanish, in_portuguese, said
from bilingua.lexicon import is_word

ES_PT, PT_ES = Direction("es", "pt"), Direction("pt", "es")


@pytest.mark.parametrize(
    ("word", "direction", "other"),
    [
        ("encuesta", ES_PT, "pesquisa"), ("encuestas", ES_PT, "pesquisas"),
        ("vacunada", ES_PT, "vacinada"), ("vacunadas", ES_PT, "vacinadas"),
        ("aerolíneas", ES_PT, "companhias aéreas"),
        ("cruceños", ES_PT, "de Santa Cruz"), ("obesidad", ES_PT, None),
        ("húngaras", PT_ES, None), ("ciganas", PT_ES, "gitanas"),
        ("empregadores", PT_ES, "empleadores"), ("cartões", PT_ES, None),
    ],
)  # fmt: skip
def test_forms_are_derived(word: str, direction: Direction, other: str | None) -> None:
    assert said(word, direction) == other


def test_what_the_list_has_is_no_unknown_word() -> None:
    assert mend(f"A {UNKNOWN}encuesta mostra", ES_PT) == "A pesquisa mostra"
    assert mend(f"{UNKNOWN}Encuesta nova", ES_PT) == "Pesquisa nova"
    # With a capital within a sentence it may be a name.
    assert mend(f"o cantor {UNKNOWN}Bono", ES_PT) == f"o cantor {UNKNOWN}Bono"
    assert said("encuesta", Direction("es", "en")) is None


@pytest.mark.parametrize("direction", [ES_PT, PT_ES])
def test_the_lists_have_what_apertium_lacks_and_no_rule_makes(
    direction: Direction, apertium: Apertium, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = files("bilingua.engines").joinpath(f"data/{direction.source}-{direction.target}.txt")
    words = dict(line.split(" ", 1) for line in lines.read_text("utf-8").splitlines())
    assert list(words) == sorted(words)
    monkeypatch.setattr("bilingua.engines.supplement._words", lambda direction: {})
    frame = {"es": "La {} es.", "pt": "A {} é."}[direction.source]
    answers = apertium.translate(direction, [frame.format(word) for word in words], Decoding())
    assert [word for word, answer in zip(words, answers, strict=True) if not answer.unknown] == []
    assert [word for word, other in words.items() if respell(word, direction) == other] == []


def test_those_who_were_are_told_of(apertium: Apertium) -> None:
    said_ = apertium.translate(ES_PT, ["El expresidente y la exministra votaron."], Decoding())
    assert said_[0].text == "O ex-presidente e a ex-ministra votaram."


def test_what_apertium_has_wrong_becomes_portuguese(apertium: Apertium) -> None:
    texts = ["El Senado respaldó al presidente estadounidense.", "Respaldaron la ley.", "Antes de las doce."]  # fmt: skip
    said_ = [answer.text for answer in apertium.translate(ES_PT, texts, Decoding())]
    assert said_[0].startswith("O Senado apoiou")
    assert said_[0].endswith("norte-americano.")
    assert said_[1:] == ["Apoiaram a lei.", "Antes das doze."]


def test_corrections_are_single_words_that_stay_corrected() -> None:
    lines = files("bilingua.engines").joinpath("data/pt.txt").read_text("utf-8").splitlines()
    assert lines == sorted(lines)
    for line in lines:
        wrong, right = line.split(" ", 1)
        assert in_portuguese(f"O {wrong} é") == f"O {right} é"
        assert in_portuguese(right) == right


def test_what_the_model_has_hardly_met_is_given_in_spanish() -> None:
    text = "O prefeito jogou fraldas; tempestades atingiram o arranha-céu."
    assert in_part_spanish(text) == "O prefeito jogou pañales; tormentas atingiram o rascacielos."


def test_names_that_are_words_are_given_as_they_are() -> None:
    text = "Paulo Coelho e Lucas Cordeiro foram a Recife."
    assert in_part_spanish(text) == text


def test_the_words_that_are_given_are_spanish() -> None:

    data = files("bilingua.engines") / "data" / "unheard.txt"
    lines = data.read_text("utf-8").splitlines()
    assert lines == sorted(lines)
    wrong = [
        word
        for line in lines
        for word in line.split(" ", 1)[1].split(" ")
        if not is_word(word, "es") and len(word) > 1
    ]
    assert wrong == []
