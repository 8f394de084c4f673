"""A sentence, a clause or a unit that one side lacks is noticed; what is only said shortly is not."""

from __future__ import annotations

from pairs import en_es, es_en, rules

from bilingua.checks.omission import check, sentences

EN = (
    "The council of Springfield approved a budget of 20 million dollars on Monday night.",
    "Councilwoman Rosa Peña said that the schools had waited for the money for three years.",
)
ES = (
    "El concejo de Springfield aprobó el lunes por la noche un presupuesto de 20 millones.",
    "La concejal Rosa Peña dijo que las escuelas llevaban tres años a la espera del dinero.",
)


def test_a_lost_sentence_is_named() -> None:
    for left, lost in ((0, 1), (1, 0)):
        pair = en_es(" ".join(EN), ES[left])
        finding = next(iter(check(pair)))
        assert (finding.rule, finding.severity) == ("omission", "error")
        assert pair.source[slice(*finding.source)] == EN[lost]
        assert rules(check, es_en(" ".join(ES), EN[left])) == ["omission error"]


def test_an_invented_sentence_is_named() -> None:
    pair = es_en(ES[0], " ".join(EN))
    finding = next(iter(check(pair)))
    assert (finding.rule, finding.severity) == ("addition", "error")
    assert pair.target[slice(*finding.target)] == EN[1]


def test_sentences_that_were_joined_are_all_there() -> None:
    joined = (
        "El lunes por la noche, en Springfield, el concejo aprobó un presupuesto de 20 millones de "
        "dólares, y la concejal Rosa Peña dijo al respecto que las escuelas de la ciudad llevaban ya "
        "tres años a la espera de ese dinero."
    )
    assert rules(check, en_es(" ".join(EN), joined)) == []
    assert rules(check, es_en(joined, " ".join(EN))) == []


def test_sentences_that_a_mark_joins_may_be_shorter_together() -> None:
    spanish = (
        "Se parecen mucho en el vocabulario. Al hablar, los vecinos de ambas riberas se entienden."
    )
    english = "They are alike in vocabulary; neighbors understand each other."
    assert "omission error" not in rules(check, es_en(spanish, english))


def test_a_lost_clause_shows_in_the_length() -> None:
    source = f"{EN[0].rstrip('.')}, and {EN[1][0].lower()}{EN[1][1:]}"
    assert rules(check, en_es(source, f"{ES[0]}"))[0].startswith("omission")


def test_nothing_at_all_is_an_error_on_either_side() -> None:
    assert rules(check, en_es(EN[0], " ")) == ["omission error"]
    assert rules(check, es_en("", EN[0])) == ["addition error"]
    assert rules(check, en_es("", "")) == []


def test_short_texts_may_differ_in_length() -> None:
    assert rules(check, en_es("Weather", "El tiempo de mañana")) == []
    assert rules(check, es_en("Estados Unidos", "U.S.")) == []


def test_sentences_keep_their_places() -> None:
    text = " ".join(EN)
    assert [text[s.start : s.end] for s in sentences(text, "en")] == list(EN)
