"""News idioms are said in plain words before an engine reads them, and nothing else is touched."""

from __future__ import annotations

import time

import pytest

from bilingua.localize.phrasebook import LONGEST, _phrases, plainly

ENGLISH = [
    ("The council voted late Wednesday.", "The council voted Wednesday night."),
    ("It was late Wednesday afternoon.", None),
    ("Enrollment fell to 68,000, down 12% from a decade ago.",
     "Enrollment fell to 68,000, a drop of 12% from a decade ago."),
    ("The rate was 4.1%, down from 4.3%.", None),
    ("A mother of three was hurt.", "A mother of three children was hurt."),
    ("Ana, a mother of two.", "Ana, a mother of two children."),
    ("A mother of three daughters.", None),
    ("He pleaded not guilty to two counts of wire fraud.",
     "He declared himself innocent of two charges of electronic fraud."),
    ("She signed off on it.", "She approved it."),
    ("Police said so.", "The police said so."),
    ("City police said so.", None),
    ("District officials said no.", "District authorities said no."),
    ("Two officials said no. Senior officials said so.", None),
    ("Natural gas prices rose; gas prices fell.", "Natural gas prices rose; gasoline prices fell."),
    ("The storm knocked out power to 1.2 million customers.",
     "The storm left 1.2 million customers without electricity."),
    ("School Board Closes Three Campuses", "Board of Education Closes Three Campuses"),
    ("SCHOOL BOARD VOTES", "BOARD OF EDUCATION VOTES"),
    ("He wants to run for Congress. They were running for mayor.",
     "He wants to be a candidate for Congress. They were candidates for mayor."),
    ("He ran for the bus.", None),
    ("", None),
]  # fmt: skip
SPANISH = [
    ("Dio una rueda de prensa.", "Dio una conferencia de prensa."),
    ("En lo que va de año ardieron 138.000 hectáreas.",
     "Desde el comienzo del año ardieron 138.000 hectáreas."),
    ("Quedó en libertad con cargos.", "Fue puesto en libertad con acusaciones."),
    ("El pleno del Congreso votó.", "La sesión plenaria del Congreso votó."),
    ("El pleno empleo llegó.", None),
    ("Dejó sin luz a 40.000 personas.", "Dejó 40.000 personas sin electricidad."),
    ("El fiscal y la fiscal del año fiscal 2024.", "El procurador y la procuradora del año fiscal 2024."),
    ("El primer mandatario llamó a otro mandatario.", "El presidente llamó a otro líder."),
    ("La consejera de Sanidad y el consejero de administración.",
     "La secretaria regional de Salud y el consejero de administración."),
    ("El choque de trenes y el choque cultural.", "La colisión de trenes y el choque cultural."),
    ("Visitará mañana martes la zona.", "Visitará mañana, martes, la zona."),
]  # fmt: skip


@pytest.mark.parametrize(("idiom", "plain"), ENGLISH)
def test_english_idioms(idiom: str, plain: str | None) -> None:
    assert plainly(idiom, "en") == (idiom if plain is None else plain)


@pytest.mark.parametrize(("idiom", "plain"), SPANISH)
def test_spanish_idioms(idiom: str, plain: str | None) -> None:
    assert plainly(idiom, "es") == (idiom if plain is None else plain)


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_plain_stays_so(language: str) -> None:
    """No line of the lists says with another line's idiom what it means."""
    for phrases in _phrases(language).values():
        for phrase in phrases:
            if "\\" not in phrase.plain:
                assert plainly(phrase.plain, language) == phrase.plain


def test_a_term_of_the_newsroom_stays() -> None:
    text = "The school board met late Friday."
    assert plainly(text, "en", [(4, 16)]) == "The school board met Friday night."


@pytest.mark.parametrize("text", ["late " * 4000, "the school board " * 1170, "down 1" * 3000])
def test_hostile_text_is_read_in_time(text: str) -> None:
    began = time.perf_counter()
    plainly(text[:LONGEST], "en")
    assert time.perf_counter() - began < 2
    assert plainly(text * 10, "en") == text * 10
