"""Sentences that say the same find one another, whatever was joined, cut or left out."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from bilingua.review.align import Bead, align_documents

ENGLISH = [
    "The city council approved a $214 million budget on Tuesday.",
    "Mayor Rosa Delgado called the vote historic.",
    "Nobody spoke against it.",
    "“Why did it take us so long?” she asked after the meeting in Springfield.",
    "Schools will get 12.5 percent more than last year.",
    "The district has 18,412 students, according to the state.",
    "Work on the library begins in March, and the bridge will be repaired by 2027.",
]
SPANISH = [
    "El concejo municipal aprobó el martes un presupuesto de 214 millones de dólares.",
    "La alcaldesa Rosa Delgado calificó la votación de histórica.",
    "Nadie habló en contra.",
    "“¿Por qué tardamos tanto?”, preguntó tras la reunión en Springfield.",
    "Las escuelas recibirán un 12,5 por ciento más que el año pasado.",
    "El distrito tiene 18.412 estudiantes, según el estado.",
    "Las obras de la biblioteca comienzan en marzo, y el puente estará reparado en 2027.",
]
LINES = st.lists(st.text(max_size=30), max_size=12)


def one_to_one(count: int) -> list[Bead]:
    return [Bead((n,), (n,)) for n in range(count)]


def test_a_sentence_finds_its_translation_in_either_direction() -> None:
    assert align_documents(ENGLISH, SPANISH) == one_to_one(len(ENGLISH))
    assert align_documents(SPANISH, ENGLISH) == one_to_one(len(ENGLISH))


def test_two_sentences_find_the_one_that_says_both() -> None:
    joined = [*SPANISH[:4], " ".join(SPANISH[4:6]), SPANISH[6]]
    beads = align_documents(ENGLISH, joined)
    assert beads == [*one_to_one(4), Bead((4, 5), (4,)), Bead((6,), (5,))]
    backwards = align_documents(joined, ENGLISH)
    assert backwards == [Bead(bead.target, bead.source) for bead in beads]


def test_what_was_left_out_stands_alone() -> None:
    beads = align_documents(ENGLISH, [*SPANISH[:4], *SPANISH[5:]])
    assert beads == [*one_to_one(4), Bead((4,), ()), Bead((5,), (4,)), Bead((6,), (5,))]
    added = [
        *SPANISH[:3],
        "El alcalde de Chicago visitó ayer una fábrica de automóviles.",
        *SPANISH[3:],
    ]
    assert Bead((), (3,)) in align_documents(ENGLISH, added)


def test_nothing_aligns_with_nothing() -> None:
    assert align_documents([], []) == []
    assert align_documents(["One."], []) == [Bead((0,), ())]
    assert align_documents([], ["Uno.", "Dos."]) == [Bead((), (0,)), Bead((), (1,))]


@settings(max_examples=200, deadline=None)
@given(LINES, LINES)
def test_beads_hold_every_sentence_once_and_in_order(source: list[str], target: list[str]) -> None:
    beads = align_documents(source, target)
    assert [i for bead in beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(target)))
    assert all(bead.source or bead.target for bead in beads)


def test_a_text_of_other_length_is_covered_too() -> None:
    for rows, columns in ((900, 3), (3, 900), (1500, 400)):
        beads = align_documents([f"Line {n}." for n in range(rows)], ["Frase."] * columns)
        assert sum(len(bead.source) for bead in beads) == rows
        assert sum(len(bead.target) for bead in beads) == columns


def test_two_thousand_sentences_take_seconds_and_a_gap_of_hundreds_is_crossed() -> None:
    numbers = [number for number in range(1000, 2000) for _ in range(2)]
    source = [f"{ENGLISH[n % 7]} Police in Ward {number} told the council of {number + n} cases." for n, number in enumerate(numbers)]  # fmt: skip
    target = [f"{SPANISH[n % 7]} La policía del distrito {number} informó al concejo de {number + n} casos." for n, number in enumerate(numbers)]  # fmt: skip
    began = time.process_time()
    assert align_documents(source, target) == one_to_one(2000)
    assert time.process_time() - began < 8  # about one second on a quiet machine
    beads = align_documents(source, target[:700] + target[1100:])
    assert beads[:690] == one_to_one(690)
    assert beads[-890:] == [Bead((n + 400,), (n,)) for n in range(710, 1600)]


def test_a_figure_that_the_other_text_lacks_keeps_its_sentence_apart() -> None:
    source = ["The council met.", "The treaty provides for traditional aid to the schools of the city.", "Nobody spoke."]  # fmt: skip
    target = ["El concejo se reunió.", "Las tropas partieron el 20 de mayo.", "El tratado prevé ayudas tradicionales a las escuelas.", "Nadie habló."]  # fmt: skip
    assert Bead((), (1,)) in align_documents(source, target)


def test_a_number_in_words_finds_its_figures() -> None:
    beads = align_documents(
        ["He said so.", "They were nineteen.", "It rained."], ["Eran 19.", "Llovía."]
    )
    assert beads == [Bead((0,), ()), Bead((1,), (0,)), Bead((2,), (1,))]
