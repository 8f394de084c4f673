"""A value that changed its meaning is an error; what a translator may choose to do is none."""

from __future__ import annotations

import pytest

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair
from bilingua.checks.values import check
from bilingua.localize.style import load_style


def found(source: str, target: str, one: str = "en-US", other: str = "es-ES") -> list[Finding]:
    return list(check(SegmentPair(source, target, load_style(one), load_style(other))))


def rules(source: str, target: str, one: str = "en-US", other: str = "es-ES") -> list[str]:
    return [finding.rule for finding in found(source, target, one, other)]


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("It has 3 rooms.", "Tiene tres habitaciones."),
        ("It has twenty-five rooms.", "Tiene 25 habitaciones."),
        ("It has 200,000 books.", "Tiene doscientos mil libros."),
        ("It has 118,800 visitors.", "Tiene 118,8 mil visitantes."),
        ("It has 1.2 billion users.", "Tiene 1.200 millones de usuarios."),
        ("It has 1.7m users.", "Tiene 1,7 millones de usuarios."),
        ("It sells billions of cups.", "Vende miles de millones de tazas."),
        ("It costs $1.2 billion.", "Cuesta 1.200 millones de dólares."),
        ("It costs £2.5m.", "Cuesta 2,5 millones de libras."),
        ("It costs 500 million pesos.", "Cuesta 500 millones de pesos mexicanos."),
        ("It costs $0.50.", "Cuesta 50 centavos."),
        ("Half of them left.", "Se fue la mitad."),
        ("Half of them left.", "Se fue el 50 %."),
        ("Two-thirds left.", "Se fueron dos tercios."),
        ("A quarter of them left.", "Se fue una cuarta parte."),
        ("It won twice.", "Ganó dos veces."),
        ("It has a dozen rooms.", "Tiene 12 habitaciones."),
        ("It has a dozen rooms.", "Tiene una docena de habitaciones."),
        ("It took two weeks.", "Tardó quince días."),
        ("In the first half of May.", "En la primera quincena de mayo."),
        ("It took 18 months.", "Tardó un año y medio."),
        ("A 2 ½-year gap.", "Un lapso de dos años y medio."),
        ("In the 1990s.", "En los años 90."),
        ("In the 1990s.", "En la década de los noventa."),
        ("In the sixties.", "En los años 60."),
        ("Since the 1970s it grew.", "Desde los 70, creció."),
        ("At 7 p.m.", "A las 19:00."),
        ("At 7:30 p.m.", "A las 19.30 horas."),
        ("At 8 p.m.", "A las 8 de la tarde."),
        ("At noon.", "Al mediodía."),
        ("At nine in the evening.", "A las 21 horas."),
        ("At half past nine.", "A las 9:30."),
        ("At 7 p.m. ET.", "A las 7 p. m., hora del este."),
        ("At 7 p.m. local time.", "A las 19.00, hora local."),
        ("He is 5'10\" tall.", "Mide cinco pies y diez pulgadas."),
        ("He is 5-foot-10.", "Mide 1,78 metros."),
        ("In the 1990s and 2000s.", "En los años 90 y 2000."),
        ("In the 1970s.", "En los setenta."),
        ("In his 30s.", "De unos 30 años."),
        ("It carried 120–160 tons.", "Llevaba 120 -160 toneladas."),
        ("On Sept. 11.", "El 11 de septiembre."),
        ("After 9/11.", "Tras el 11-S."),
        ("After Sept. 11.", "Tras el 11-S."),
        ("On May 2.", "El dos de mayo."),
        ("On Jan. 1.", "El primero de enero."),
        ("On Nov. 15 and 16.", "El 15 y 16 de noviembre."),
        ("In the 21st century.", "En el siglo XXI."),
        ("In the 19th and 20th centuries.", "En los siglos XIX y XX."),
        ("Super Bowl XLVII.", "El Super Bowl XLVII."),
        ("His 60th goal.", "Su gol número 60."),
        ("The fifth edition.", "La quinta edición."),
        ("The 5th edition.", "La 5.ª edición."),
        ("The 2012-13 season.", "La temporada 2012-2013."),
        ("It rose 5 percent.", "Subió un 5 %."),
        ("It rose 5 to 10 percent.", "Subió entre un 5 % y un 10 %."),
        ("It rose 2 percentage points.", "Subió 2 puntos porcentuales."),
        ("It is 10 miles away.", "Está a 16 kilómetros."),
        ("It was 95°F.", "Había 35 grados."),
        ("It was 5 degrees below zero.", "Había 5 grados bajo cero."),
        ("It is 100 feet (30 m) high.", "Mide 100 pies (30 metros)."),
        ("A 5-3 win.", "Una victoria por 5 a 3."),
        ("The vote was 56-43.", "La votación fue de 56 a 43."),
        ("In 2012, 26 people left.", "26 personas se fueron en 2012."),
        ("It paid $5 for 20%.", "Por el 20 % pagó 5 dólares."),
        ("He may leave. They march on.", "Puede irse. Siguen marchando."),
        ("The G-20 met.", "El G20 se reunió."),
        ("It closed on Monday, Jan. 5, 2026.", "Cerró el lunes, 5 de enero de 2026."),
        ("He came 4th.", "Acabó 4.º"),
        ("It took 24 hours.", "Tardó 24 horas."),
        ("It rose 20% to 30%.", "Subió del 20 al\u00a030 %."),
        ("COVID-19 took 5 (2-9) days.", "Pasaban 5 días (de 2 a 9) por la COVID-19."),
        ("They took 27 men on 3 and 4 May.", "El 3 y 4 de mayo llevaron a 27 hombres."),
        ("He came 4th in the race.", "Llegó 4° en la carrera."),
        ("In the last 16.", "En octavos."),
        ("In the last 8.", "En cuartos de final."),
        ("In the round of 32.", "En dieciseisavos de final."),
        ("It opened 250 years ago.", "Abrió hace un cuarto de milenio."),
        ("It opened 25 years ago.", "Abrió hace un cuarto de siglo."),
        ("It opened a quarter of a century ago.", "Abrió hace 25 años."),
        ("It opened a half-century ago.", "Abrió hace 50 años."),
        ("It opened a decade ago.", "Abrió hace 10 años."),
        ("It opened 20 years ago.", "Abrió hace dos décadas."),
        ("It took half an hour.", "Tardó 30 minutos."),
        ("Half a mile away.", "A 800 metros."),
        ("It is 1.5 kilometers long.", "Mide 1.500 metros."),
        ("It weighs 1,200 kilos.", "Pesa 1,2 toneladas métricas."),
        ("Temperatures rose to the 90s.", "Las temperaturas subieron a 90 grados."),
        ("Lows in the upper 40s.", "Mínimas de más de 40 grados."),
        ("The losses run into the millions.", "Las pérdidas son millonarias."),
        ("A multimillion-dollar deal.", "Un acuerdo de millones de dólares."),
        ("April Jones left.", "April Jones se fue."),
        ("The wife of Julio Toro.", "La esposa de Julio Toro."),
        ("He called Julio.", "Llamó a Julio."),
        ("It opens in July.", "Abre en Julio."),
        ("It costs 500 rupiah.", "Cuesta 500 rupias."),
        ("It costs 500 kroner.", "Cuesta 500 coronas noruegas."),
    ],
)
def test_people_say_the_same_in_many_ways(english: str, spanish: str) -> None:
    assert rules(english, spanish) == []
    assert rules(spanish, english, "es-ES", "en-US") == []


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("It has 26,720 books.", "Tiene 26.270 libros."),
        ("It has 25 books.", "Tiene treinta libros."),
        ("It has 1.2 billion users.", "Tiene 1,2 millones de usuarios."),
        ("It has 20 million users.", "Tiene 20 mil millones de usuarios."),
        ("It costs $5.", "Cuesta 5 euros."),
        ("It costs $1.2 trillion.", "Cuesta 1.200 millones de dólares."),
        ("It rose 5%.", "Subió un 15 %."),
        ("It closed Sept. 30.", "Cerró el 30 de octubre."),
        ("It closed in July 2009.", "Cerró en junio de 2009."),
        ("It closed in July.", "Cerró en junio."),
        ("It closed Monday.", "Cerró el martes."),
        ("At 7 p.m.", "A las 7 de la mañana."),
        ("In the 1990s.", "En los años 80."),
        ("In the 1990s.", "En 1990."),
        ("At nine in the evening.", "A las nueve de la mañana."),
        ("At 7 p.m. ET.", "A las 7 p. m., hora del centro."),
        ("At 7 p.m. ET.", "A las 7 p. m."),
        ("He is 5-foot-10.", "Mide 5 pies y 11 pulgadas."),
        ("It is 10 miles away.", "Está a 10 kilómetros."),
        ("It took three weeks.", "Tardó 3 meses."),
        ("It opened 20 years ago.", "Abrió hace tres décadas."),
        ("It is 1.5 kilometers long.", "Mide 1.520 metros."),
        ("Winters in the 90s.", "Inviernos de 90 grados."),
    ],
)
def test_a_changed_value_is_an_error_with_both_places(english: str, spanish: str) -> None:
    for source, target, styles in (
        (english, spanish, ("en-US", "es-ES")),
        (spanish, english, ("es-ES", "en-US")),
    ):
        (finding,) = found(source, target, *styles)
        assert (finding.rule, finding.severity) == ("value-changed", Severity.ERROR)
        assert finding.source is not None
        assert finding.target is not None
        assert source[slice(*finding.source)] == finding.values["value"]
        assert target[slice(*finding.target)] == finding.values["wrong"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            "25% of women and 15% of men left.",
            "Se fue el 15% de las mujeres y el 25% de los hombres.",
        ),
        ("In 2011 there were 2,700 cases.", "En 2.700 hubo 2011 casos."),
        (
            "He retired in 2006 after winning Formula 1.",
            "Se retiró en 1 tras ganar la Fórmula 2006.",
        ),
        ("It was 1.4 metres long and weighed 11 kg.", "Medía 11 metros y pesaba 1,4 kg."),
        ("It fell from 30 dollars to 2 dollars.", "Cayó de 2 dólares a 30 dólares."),
        ("Hall and 34 others were accused in 2013.", "En 34, Hall y otros 2013 fueron acusados."),
        ("It has 39 ships as of 2014.", "Desde el año 39 tiene 2014 barcos."),
        (
            "The November 2010 vote added 675 seats.",
            "El voto de noviembre de 675 sumó 2010 escaños.",
        ),
        (
            "The 190th of the 2008 list of 400 men.",
            "El 400 de los 190 hombres de la lista de 2008.",
        ),
    ],
)
def test_figures_that_changed_places_are_an_error(source: str, target: str) -> None:
    assert Severity.ERROR in {finding.severity for finding in found(source, target)}


def test_a_lost_figure_is_an_error_at_its_place() -> None:
    source = "It cost 2,200 pesos."
    (finding,) = found(source, "Costó pesos.")
    assert (finding.rule, finding.severity) == ("value-missing", Severity.ERROR)
    assert finding.source is not None
    assert source[slice(*finding.source)] == "2,200 pesos"


def test_a_conversion_that_was_left_out_is_told_and_one_set_beside_is_not() -> None:
    english, spanish = "It is 10 miles away.", "Está a 10 millas (16 kilómetros)."
    assert rules(english, spanish) == []
    assert rules(spanish, english, "es-ES", "en-US") == ["value-missing"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("His 60th goal; nobody else had scored 60.", "Su gol 60; nadie más logró tantos."),
        ("It has 100 square kilometers (39 sq mi).", "Tiene 100 kilómetros cuadrados."),
        ("He had COVID-19.", "Tenía coronavirus."),
    ],
)
def test_a_figure_that_may_be_left_out_is_a_warning(source: str, target: str) -> None:
    (finding,) = found(source, target)
    assert (finding.rule, finding.severity) == ("value-missing", Severity.WARNING)


def test_a_figure_too_many_is_a_warning() -> None:
    (finding,) = found("It cost much.", "Costó 2.200 pesos.")
    assert (finding.rule, finding.severity) == ("value-added", Severity.WARNING)


def test_a_day_of_the_week_that_was_left_out_is_a_warning() -> None:
    (finding,) = found("It closed Monday.", "Cerró.")
    assert (finding.rule, finding.severity) == ("value-missing", Severity.WARNING)


@pytest.mark.parametrize("style", ["es-US", "es-419"])
def test_billon_from_the_united_states_is_an_error(style: str) -> None:
    said = found("Debe 3 billones de dólares.", "It owes $3 trillion.", style, "en-US")
    assert [(one.rule, one.severity) for one in said] == [("billon-ambiguous", Severity.ERROR)]


def test_billon_from_spain_is_a_million_millions() -> None:
    assert rules("Debe 3 billones.", "It owes 3 trillion.", "es-ES", "en-US") == []
    assert rules("Debe 3 billones.", "It owes 3 billion.", "es-ES", "en-US") == ["value-changed"]


def test_a_mexican_dollar_sign_is_the_peso() -> None:
    (finding,) = found("Pagó $500.", "He paid $500.", "es-MX", "en-US")
    assert (finding.rule, finding.severity) == ("currency-ambiguous", Severity.WARNING)
    assert rules("Pagó $500.", "He paid 500 Mexican pesos.", "es-MX", "en-US") == []
    assert rules("He paid $500.", "Pagó 500 dólares.", "en-US", "es-MX") == []


def test_nobody_groups_behind_a_zero() -> None:
    assert rules("It is 0.004% of it.", "Es el 0,004 % de ello.", "en-US", "es-419") == []


def test_a_date_in_figures_may_be_two_days() -> None:
    (finding,) = found("Due 3/5/26.", "Vence el 5 de marzo de 2026.")
    assert (finding.rule, finding.severity) == ("date-ambiguous", Severity.WARNING)
    assert rules("Due 3/25/26.", "Vence el 25 de marzo de 2026.") == []


def test_a_date_must_fall_on_its_day() -> None:
    source = "It opens Tuesday, Jan. 5, 2026."
    (finding,) = found(source, "Abre el martes, 5 de enero de 2026.")
    assert (finding.rule, finding.severity) == ("weekday-wrong", Severity.WARNING)
    assert finding.source is not None
    assert source[slice(*finding.source)] == "Tuesday, Jan. 5, 2026"


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("He ran 312 yards.", "Corrió 312 y.", ["unit-lost"]),
        ("It lies 20 miles away.", "Está a 20 de distancia.", ["unit-lost"]),
        ("It lies 20 miles away.", "Está a 20 millas.", []),
        ("She is 20 years old.", "Tiene 20.", []),
    ],
)
def test_a_measure_that_became_a_bare_figure_is_told(
    source: str, target: str, told: list[str]
) -> None:
    assert rules(source, target) == told
