"""A translation is made of the words of its language."""

from __future__ import annotations

import time

import pytest
from pairs import en_es, es_en

from bilingua.article import Finding, Severity
from bilingua.checking import merged
from bilingua.checks.base import SegmentPair
from bilingua.checks.lexicon import check
from bilingua.checks.story import check_story

NO_WORD = "“{word}” is no word of the target language."
LEFT = "“{text}” was left untranslated."


def said(pair: SegmentPair) -> list[tuple[str, str]]:
    """The message and the word of each finding; the word stands where the finding says."""
    found = list(check(pair))
    told = [next(iter(finding.values.values())) for finding in found]
    assert [pair.target[slice(*f.target)] for f in found if f.target] == told
    assert {(f.rule, f.severity) for f in found} <= {("no-word", Severity.WARNING)}
    return [(finding.message, word) for finding, word in zip(found, told, strict=True)]


@pytest.mark.parametrize(
    ("pair", "word"),
    [
        (en_es("The insurgency spread.", "La insurgenencia se extendió."), "insurgenencia"),
        (en_es("They built flimsy boats.", "Construyeron barcas flimsivas."), "flimsivas"),
        (en_es("The media ask.", "La mídia pregunta."), "mídia"),
        (en_es("Settled case law.", "La jurisprudência firme."), "jurisprudência"),
        (es_en("Los insurgentes huyeron.", "The insurgenents fled."), "insurgenents"),
        (es_en("Una quimioterapia larga", "A long chemterapia"), "chemterapia"),
    ],
)
def test_an_invented_word_is_found(pair: SegmentPair, word: str) -> None:
    assert said(pair) == [(NO_WORD, word)]


@pytest.mark.parametrize(
    ("pair", "word"),
    [
        (en_es("They crossed on flimsy rafts.", "Cruzaron en frágiles rafts."), "rafts"),
        (en_es("Rafts sank.", "Se hundieron los rafts."), "rafts"),
        (en_es("They had sulphur.", "Tenían sulphur."), "sulphur"),
        (es_en("Faltan mascarillas.", "There are no mascarillas."), "mascarillas"),
    ],
)
def test_a_word_of_the_source_is_found_as_such(pair: SegmentPair, word: str) -> None:
    assert said(pair) == [(LEFT, word)]


@pytest.mark.parametrize(
    "pair",
    [
        en_es("Migrants on rafts", "Migrantes en balsas"),
        en_es("He told him so.", "Fue a decírselo; lo hizo soplándole al oído."),
        en_es("The ex-minister's eco-friendly plan", "El plan ecosostenible de la exministra"),
        es_en("La deuda de la ciudad", "The city's debt isn’t the state's"),
        en_es("They eat rakfisk there.", "Allí se come rakfisk."),
        en_es("Rakfisk is fermented.", "El rakfisk se fermenta."),
        en_es("Ask Flimsivas and LAPD", "Pregunte a Flimsivas y a la LAPD"),
        en_es("See http://raftsiva.com/flimsivas?insurgen=ababab or ask@flimsivas.com",
              "Vea http://raftsiva.com/flimsivas?insurgen=ababab o ask@flimsivas.com"),
        en_es("Open flimsy_file.xlsx", "Abra flimsy_file.xlsx o www.flimsivas.es y #flimsivas @flimsivas"),
        en_es("The H1N1 virus", "El virus abcd1ef y el efgh-2"),
        en_es("He called it “wishful thinking” on air.", "Lo llamó «wishful thinking» al aire."),
        en_es("", ""),
    ],
)  # fmt: skip
def test_the_words_of_a_language_and_what_is_kept_on_purpose_are_left_in_peace(
    pair: SegmentPair,
) -> None:
    assert said(pair) == []


def test_no_more_than_three_words_of_a_segment_are_told_and_each_once() -> None:
    target = "Los flimsivas, las insurgenencias, los flimsivas, la mídia y los instintosos"
    assert [word for _, word in said(en_es("Many things", target))] == [
        "flimsivas",
        "insurgenencias",
        "mídia",
    ]


def test_a_stretch_that_was_left_untranslated_is_told_once() -> None:
    source = "The mayor said that the rafts were sinking and that they should have been warned."
    target = "El alcalde dijo that the rafts were sinking and that they should have been avisados."
    found = check_story([en_es(source, target)])[0]
    assert [f.rule for f in found if f.rule in ("untranslated", "no-word")] == ["untranslated"]


def test_a_word_that_the_engine_did_not_know_is_told_where_it_stands() -> None:
    unknown = Finding("unknown-word", Severity.WARNING, "…", {"word": "mídia"})
    name = Finding("unknown-word", Severity.WARNING, "…", {"word": "Ústav"})
    found = list(check(en_es("The media ask.", "La mídia pregunta.")))
    assert [f.rule for f in merged((unknown, name), found)] == ["unknown-word", "no-word"]


@pytest.mark.parametrize(
    "text",
    ["flimsivas " * 20000, "«rafts» " * 20000, "a-" * 50000, "l'" * 50000, "fffff@" * 20000, "(ffff " * 20000],
)  # fmt: skip
def test_hostile_text_takes_linear_time(text: str) -> None:
    started = time.perf_counter()
    list(check(en_es("rafts " + text, text)))
    list(check(es_en("Nada", text)))
    assert time.perf_counter() - started < 5


def test_a_name_in_portuguese_is_told() -> None:
    morao = es_en("Vienen de Morón de la Frontera.", "They come from Morão da Fronteira.")
    assert said(morao) == [(NO_WORD, "Morão")]
    assert said(es_en("Vive en São Paulo.", "He lives in São Paulo.")) == []
