"""What the route through Portuguese leaves behind is put right, and only that."""

from __future__ import annotations

import pytest

from bilingua.engines.apertium import Apertium
from bilingua.engines.base import Decoding, Direction
from bilingua.engines.portuguese import UNKNOWN, mend, prepare, respell

PT_ES, ES_PT = Direction("pt", "es"), Direction("es", "pt")


@pytest.mark.parametrize(
    ("portuguese", "spanish"),
    [
        ("crucificação", "crucificación"), ("expressionistas", "expresionistas"),
        ("pergaminhos", "pergaminos"), ("luminárias", "luminarias"), ("Lamentações", "Lamentaciones"),
        ("ausência", "ausencia"), ("Guimarães", "Guimarães"), ("casa", "casa"),
        ("reckless", "reckless"),
    ],
)  # fmt: skip
def test_an_unknown_word_is_respelled_and_a_name_is_not(portuguese: str, spanish: str) -> None:
    assert respell(portuguese, PT_ES) == spanish


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"lo {UNKNOWN}mosteiro", f"el {UNKNOWN}mostero"),
        ("lo que dijo", "lo que dijo"),
        (f"en uno {UNKNOWN}blog", f"en un {UNKNOWN}blog"),
        ("Además de eso, no hay dinero.", "Además, no hay dinero."),
        ("¿Para nodos?", "¿Para nosotros?"),
        ("los nodos de la red", "los nodos de la red"),
        ("Fueron para la capital.", "Fueron a la capital."),
        ("Comió para vivir.", "Comió para vivir."),
        ("Llegó La Habana.", "Llegó a La Habana."),
        (f"La {UNKNOWN}Virgínia de ayer.", f"La {UNKNOWN}Virginia de ayer."),
        ("Lo que quiere decir?", "Qué quiere decir?"),
        ("a las 6h30", "a las 6:30"),
        ("muy más grande", "mucho más grande"),
        ("un actor americano", "un actor estadounidense"),
        ("costó US $ 20", "costó US$20"),
        (f"40 {UNKNOWN}jardas", f"40 {UNKNOWN}yardas"),
    ],
)
def test_portuguese_marks_are_taken_off_the_spanish(before: str, after: str) -> None:
    assert mend(before, PT_ES) == after


def test_countries_lose_the_article_that_spanish_lacks() -> None:
    assert prepare("A Alemanha e a França disseram", PT_ES) == "Alemanha e França disseram"
    assert prepare("a casa", PT_ES) == "a casa"
    assert prepare("em relação a Cuba", PT_ES) == "em relação a Cuba"


def test_percentages_lose_the_article_that_portuguese_lacks() -> None:
    assert prepare("Subió un 4.5 por ciento.", ES_PT) == "Subió 4.5 por ciento."
    assert prepare("un 4 de julio", ES_PT) == "un 4 de julio"
    assert mend("pára que fique baixo a lei", ES_PT) == "para que fique sob a lei"


def test_but_is_not_read_as_bells() -> None:
    assert prepare("No es azul, sino verde.", ES_PT) == "No es azul, pero verde."
    assert prepare("No solo vino, sino que ganó.", ES_PT) == "No solo vino, pero ganó."
    assert prepare("Es su sino.", ES_PT) == "Es su sino."


def test_children_and_what_there_was() -> None:
    assert prepare("Hubo fiesta.", ES_PT) == "Existió fiesta."
    assert mend("Os meninos e os pais dos meninos", ES_PT) == "As crianças e os pais das crianças"


def test_which_is_not_those_who() -> None:
    assert mend("as ruas nas que vivem", ES_PT) == "as ruas nas quais vivem"
    assert mend("o dia no que chegou", ES_PT) == "o dia no qual chegou"
    assert mend("os que vivem", ES_PT) == "os que vivem"


def test_a_respelled_word_is_still_told_as_unknown(apertium: Apertium) -> None:
    rendering = apertium.translate(PT_ES, ["A flumificação foi boa."], Decoding())[0]
    assert rendering.unknown == ("flumificación",)
    assert rendering.text.startswith("La flumificación fue")


def test_visas_are_what_one_travels_with(apertium: Apertium) -> None:
    spanish = ["Emitió 20,000 visas de trabajo.", "Cerca de 25,000 migrantes recibieron visados."]
    said = [one.text for one in apertium.translate(ES_PT, spanish, Decoding())]
    assert said == ["Emitiu 20,000 vistos de trabalho.", "Uns 25,000 migrantes receberam vistos."]
    assert mend("números de visto", PT_ES) == "números de visado"
    assert mend("ha visto el de visto bueno", PT_ES) == "ha visto el de visto bueno"


def test_a_raft_is_no_ferry(apertium: Apertium) -> None:
    said = apertium.translate(ES_PT, ["Cruzan el estrecho en balsas."], Decoding())[0].text
    assert said == "Cruzam o estreito em jangadas."


@pytest.mark.parametrize(
    ("spanish", "said"),
    [
        ("Evacuaron a 1.800 vecinos.", "Evacuaron 1.800 vecinos."),
        ("La policía detuvo a tres hombres.", "La policía detuvo tres hombres."),
        ("Obligó a desalojar a unas 1.800 personas.", "Obligó a desalojar unas 1.800 personas."),
        ("Vendió el coche a dos hombres.", "Vendió el coche a dos hombres."),
        ("Lo detuvo a las tres.", "Lo detuvo a las tres."),
    ],
)
def test_portuguese_has_no_a_before_persons(spanish: str, said: str) -> None:
    assert prepare(spanish, ES_PT) == said
