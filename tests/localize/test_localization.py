"""Values keep their meaning and take the edition's form."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingua.errors import SettingsError
from bilingua.localize.localization import localize
from bilingua.localize.prepare import prepare
from bilingua.localize.reading import find
from bilingua.localize.render import render
from bilingua.localize.style import load_style

N = "\u00a0"
# What the source says; how en-US, en-GB, es-US, es-MX and es-ES write it.
FORMS = [
    ("Sept. 30", "Sept. 30", "30 September", *["30 de septiembre"] * 3),
    ("Jan. 5, 2026", "Jan. 5, 2026", "5 January 2026", *["5 de enero de 2026"] * 3),
    ("March 14", "March 14", "14 March", *["14 de marzo"] * 3),
    ("July 2009", "July 2009", "July 2009", *["julio de 2009"] * 3),
    ("26,720", "26,720", "26,720", "26,720", "26,720", "26.720"),
    ("1,276.50", "1,276.50", "1,276.50", "1,276.50", "1,276.50", "1276,50"),
    ("5%", "5%", "5%", "5%", "5%", f"5{N}%"),
    ("12.5 percent", "12.5%", "12.5%", "12.5%", "12.5%", f"12,5{N}%"),
    ("$20 million", "$20 million", "$20 million", "$20 millones", "20 millones de dólares", f"20{N}millones de dólares"),
    ("$1.2 billion", "$1.2 billion", "$1.2 billion", "$1,200 millones", "1,200 millones de dólares", f"1200{N}millones de dólares"),
    ("$10 billion", "$10 billion", "$10 billion", "$10 mil millones", "10 mil millones de dólares", f"10{N}mil millones de dólares"),
    ("$3 trillion", "$3 trillion", "$3 trillion", "$3 billones", "3 billones de dólares", f"3{N}billones de dólares"),
    ("1 million", "1 million", "1 million", "1 millón", "1 millón", f"1{N}millón"),
    ("$2,450", "$2,450", "$2,450", "$2,450", "2,450 dólares", "2450 dólares"),
    ("€1.5 million", "€1.5 million", "€1.5 million", "€1.5 millones", "1.5 millones de euros", f"1,5{N}millones de euros"),
]  # fmt: skip
STYLES = ("en-US", "en-GB", "es-US", "es-MX", "es-ES")


@pytest.mark.parametrize(
    ("said", "style", "written"),
    [(row[0], style, row[1 + i]) for row in FORMS for i, style in enumerate(STYLES)],
)
def test_a_value_is_written_as_the_edition_writes_it(said: str, style: str, written: str) -> None:
    found = find(said, "en_US")
    assert len(found) == 1
    assert (found[0].start, found[0].end) == (0, len(said))
    assert render(found[0].value, load_style(style)) == written


@pytest.mark.parametrize(
    ("source", "target", "style", "written"),
    [
        ("It cost $1.2 billion on Sept. 30.", "Costó $1.2 mil millones el 30 de Septiembre.", "es-US",
         "Costó $1,200 millones el 30 de septiembre."),
        ("It had 26,720 in 1994.", "Tenía 26.720 en 1994.", "es-US", "Tenía 26,720 en 1994."),
        ("It had 26,720 in 1994.", "Tenía 26,720 en 1994.", "es-ES", "Tenía 26.720 en 1994."),
        ('"No," he said.', '"No", dijo.', "es-ES", "«No», dijo."),
        ("“No,” he said.", "«No», dijo.", "es-US", "“No”, dijo."),
        ("Why?", "Por qué?", "es-US", "¿Por qué?"),
        ("“It fell,” he said!", "“Cayó”, dijo!", "es-US", "¡“Cayó”, dijo!"),
        ("He said: “Why?”", "Dijo: “Por qué?”", "es-US", "Dijo: “¿Por qué?”"),
        ("He came. Why?", "Vino. Por qué?", "es-US", "Vino. ¿Por qué?"),
        ("The U.S. won 3-2.", "EEUU ganó 3-2.", "es-US", f"EE.{N}UU. ganó 3-2."),
        ("A 2 ½-year gap", "Un período de 2,5 años", "es-US", "Un período de 2 ½ años"),
        ("A 2 ½-year gap", "Un período de dos años y medio", "es-US", "Un período de dos años y medio"),
        ("The mayor — a Democrat — won.", "El alcalde - un demócrata - ganó.", "es-US",
         "El alcalde — un demócrata — ganó."),
        ("The mayor — a Democrat — won.", "El alcalde - un demócrata - ganó.", "es-ES",
         "El alcalde —un demócrata— ganó."),
        ("The mayor - a Democrat - won.", "El alcalde - un demócrata - ganó.", "es-US",
         "El alcalde - un demócrata - ganó."),
        ("It rained on Saturday in Miami.", "Llovió en el Saturday en Miami.", "es-US",
         "Llovió el sábado en Miami."),
        ("It opened in April and August.", "Abrió en April y August.", "es-US",
         "Abrió en abril y agosto."),
        ("Theresa May spoke in May.", "Theresa May habló en May.", "es-US",
         "Theresa May habló en mayo."),
        ("He ran 339 yards and 5 miles.", "Corrió 339 yards y 5 miles.", "es-US",
         "Corrió 339 yardas y 5 millas."),
        ("The error was plus or minus 1.7 percentage points.",
         "El error fue más o menos 1,7 puntos porcentuales.", "es-US",
         "El error fue más o menos 1.7 puntos porcentuales."),
        ("It left at 1 p.m.", "Salió a las 1 p.m.", "es-US", "Salió a la 1 p.m."),
        ("It left at 2 p.m.", "Salió a la 2 p.m.", "es-US", "Salió a las 2 p.m."),
        ("It left at 1:30 p.m.", "Salió a las 13:30.", "es-US", "Salió a la 1:30 p.m."),
        ("He liked Black Friday.", "Le gustaba Black Friday.", "es-US", "Le gustaba Black Friday."),
    ],
)  # fmt: skip
def test_a_translation_takes_the_editions_form(
    source: str, target: str, style: str, written: str
) -> None:
    localized = localize(source, target, load_style("en-US"), load_style(style))
    assert localized.text == written
    assert localized.findings == ()


def test_spanish_becomes_english() -> None:
    localized = localize(
        "Subió un 12,5 % y costó 1.200 millones de dólares el 4 de marzo de 2026.",
        "It rose 12.5% and cost 1.2 billion dollars on 4 March 2026.",
        load_style("es-ES"),
        load_style("en-US"),
    )
    assert localized.text == "It rose 12.5% and cost $1.2 billion on March 4, 2026."


def test_a_changed_figure_is_put_right_and_told() -> None:
    localized = localize(
        "It cost 2,200 pesos.", "Costó 2,20 pesos.", load_style("en-US"), load_style("es-US")
    )
    assert localized.text == "Costó 2,200 pesos."
    assert [finding.rule for finding in localized.findings] == ["value-repaired"]


def test_what_was_put_right_is_shown_where_it_stands_in_the_end() -> None:
    localized = localize(
        "On Sept. 30 it cost 2,200 pesos.", 'El 30 de sept. costó 2,20 pesos.',
        load_style("en-US"), load_style("es-US"),
    )  # fmt: skip
    assert localized.text == "El 30 de septiembre costó 2,200 pesos."
    (finding,) = localized.findings
    assert finding.target is not None
    assert localized.text[slice(*finding.target)] == "2,200 pesos"


def test_several_changed_figures_are_put_right_where_their_order_is_sure() -> None:
    localized = localize(
        "It sold 12,450 in May and 13,460 in June.", "Vendió 1,245 en mayo y 1,346 en junio.",
        load_style("en-US"), load_style("es-US"),
    )  # fmt: skip
    assert localized.text == "Vendió 12,450 en mayo y 13,460 en junio."
    assert [finding.rule for finding in localized.findings] == ["value-repaired"] * 2


def test_a_figure_that_resembles_nothing_in_the_source_is_left() -> None:
    target = "Vinieron 15 personas."
    localized = localize("It cost 2,200.", target, load_style("en-US"), load_style("es-US"))
    assert (localized.text, localized.findings) == (target, ())


def test_a_small_number_may_become_a_word() -> None:
    localized = localize(
        "It won 3 games.", "Ganó tres partidos.", load_style("en-US"), load_style("es-US")
    )
    assert localized.findings == ()


def test_billon_from_a_us_source_is_never_guessed() -> None:
    localized = localize(
        "Cuesta 3 billones de dólares.", "It costs 3 billion dollars.",
        load_style("es-US"), load_style("en-US"),
    )  # fmt: skip
    assert "trillion" not in localized.text


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("It is due within two weeks.", "Vence en los próximos 15 días."),
        ("Half of them left.", "Se fue el 50%."),
        ("It is 1,000 feet away.", "Está a 305 metros."),
        ("In the November issue in 1954.", "En el número de noviembre de 1954."),
    ],
)
def test_what_a_translator_told_in_another_way_is_kept(source: str, target: str) -> None:
    assert localize(source, target, load_style("en-US"), load_style("es-US")).text == target


def test_a_date_in_figures_is_never_printed() -> None:
    en, es = load_style("en-US"), load_style("es-US")
    assert (
        localize("Due 3/5/26.", "Vence el 3/5/26.", en, es).text == "Vence el 5 de marzo de 2026."
    )
    assert localize("Vence el 2026-03-05.", "Due on 2026-03-05.", es, en).text == (
        "Due on March 5, 2026."
    )


def test_engines_are_handed_words_for_abbreviations() -> None:
    assert prepare("Sen. Ruiz, Sept. 30: “ok”", "en_US") == 'Senator Ruiz, September 30: "ok"'
    assert prepare("A 2 ½-year gap", "en_US") == "A 2.5-year gap"
    assert prepare("El intervalo de 2 ½ años", "es_US") == "El intervalo de 2,5 años"
    assert prepare("U.S. and US-Cuba talks in the U.S.", "en_US") == (
        "United States and United States-Cuba talks in the United States."
    )
    assert prepare("In fiscal 2013", "en_US") == "In fiscal year 2013"
    assert prepare("En EE. UU., a las 4 p. m.", "es_US") == "En Estados Unidos, a las 4 p.m."


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("At 5pm.", "At 5 p.m."),
        ("At 7 p.m. Eastern time on", "At 7 p.m. ET on"),
        ("At half past nine", "At 9:30"),
        ("At a quarter to nine", "At 8:45"),
        ("On the 10th of October", "On October 10"),
        ("July the 22nd", "July 22"),
        ("Due 1 Jan.", "Due 1 January."),
        ("The mid-1990's", "The mid-1990s"),
        ("18th-Century art", "18th century art"),
        ("Gaza's 1.7m people", "Gaza's 1.7 million people"),
        ("Worth £2.5m or €3bn", "Worth £2.5 million or €3 billion"),
        ("Winds of 40 mph", "Winds of 40 miles per hour"),
        ("1,000 mi long", "1,000 miles long"),
        ("15 dollars/hour", "15 dollars per hour"),
        ("In the 2012 fiscal year", "In fiscal year 2012"),
        ("It hired 62, up from 41 then", "It hired 62, compared with 41 then"),
        ("At 5% (down from $6 million)", "At 5% (compared with $6 million)"),
        ("It went up from 2% to 3%, up from here", "It went up from 2% to 3%, up from here"),
        ("A 6-foot-4 guard, 5'10\" tall", "A 6 foot 4 inch guard, 5 feet 10 inches tall"),
    ],
)
def test_an_engine_is_told_in_words_what_a_story_abbreviates(said: str, told: str) -> None:
    assert prepare(said, "en_US") == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("A las 7 p. m., hora del este, el", "A las 7 p.m. ET el"),
        ("A las nueve y media", "A las 9:30"),
        ("El ejercicio fiscal 2012", "El año fiscal 2012"),
        ("En el año 200 a. C.", "En el año 200 a.C."),
        ("A 80 mi de", "A 80 millas de"),
        ("Son 62, frente a las 41 de", "Son 62, en comparación con las 41 de"),
        ("Es el 4%, frente al 5.2%", "Es el 4%, en comparación con el 5.2%"),
        ("Bajó frente al dólar y frente a él", "Bajó frente al dólar y frente a él"),
    ],
)
def test_so_is_one_from_spanish(said: str, told: str) -> None:
    assert prepare(said, "es_ES") == told


def test_single_quotation_marks_are_no_apostrophes() -> None:
    assert (
        prepare("Talks on ‘safe, legal’ migration", "en_US") == 'Talks on "safe, legal" migration'
    )
    assert prepare("The ‘city’s best’ won", "en_US") == 'The "city\'s best" won'
    assert prepare("The workers’ and mayors’ pay", "en_US") == "The workers' and mayors' pay"
    assert prepare("“He said ‘no’ to me”", "en_US") == "\"He said 'no' to me\""
    en, es = load_style("en-US"), load_style("es-US")
    assert localize("A ‘safe’ trip", 'Un viaje "seguro"', en, es).text == "Un viaje “seguro”"


def test_a_newsroom_extends_a_shipped_style(tmp_path: Path) -> None:
    own = tmp_path / "ours.toml"
    own.write_text('extends = "es-US"\npercent_space = true\n')
    assert load_style(own).percent_space
    assert load_style(own).locale == "es_US"
    own.write_text('extends = "es-US"\nquotes = ["«", "»"]\nunits = "metric"\n')
    assert load_style(own).quotes == ("«", "»")
    own.write_text('extends = "es-US"\npercents = true\n')
    with pytest.raises(SettingsError, match="percents"):
        load_style(own)
    with pytest.raises(SettingsError, match="es-US"):
        load_style("es-XX")


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        ("percent_space = 1", "true or false"),
        ('group_from = "1000"', "whole number"),
        ("group_from = true", "whole number"),
        ('clock = "24"', "12, 24"),
        ('money = "sign"', "symbol, words"),
        ("money = 3", "symbol, words"),
        ('quotes = "«»"', "two marks for quotes"),
        ('quotes = ["«"]', "two marks for quotes"),
        ("inner_quotes = [1, 2]", "two marks for inner_quotes"),
        ("united_states = 1", "text in quotation marks"),
        ("locale = []", "text in quotation marks"),
    ],
)
def test_a_rule_of_the_wrong_kind_is_told_in_one_sentence(
    tmp_path: Path, rule: str, complaint: str
) -> None:
    own = tmp_path / "ours.toml"
    own.write_text(f'extends = "es-US"\n{rule}\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=complaint):
        load_style(own)


@pytest.mark.parametrize(
    ("typed", "locale", "handed"),
    [
        ("The mayor—a Democrat—won.", "en_US", "The mayor — a Democrat — won."),
        ("The mayor -- a Democrat -- won.", "en_US", "The mayor — a Democrat — won."),
        ("El alcalde —un demócrata— ganó.", "es_ES", "El alcalde - un demócrata - ganó."),
        ("—Vino —dijo.", "es_ES", "—Vino - dijo."),
        ("In 2009—10 it rose.", "en_US", "In 2009—10 it rose."),
        ("Abrió a las 10.30, pasadas las 9.45.", "es_US", "Abrió a las 10:30, pasadas las 9:45."),
        ("Subió a las 10.300 y a las 3.50 %.", "es_ES", "Subió a las 10.300 y a las 3.50 %."),
        ("It rained in Tampa, Fla.", "en_US", "It rained in Tampa, Florida."),
    ],
)
def test_what_engines_misread_is_handed_over_as_they_keep_it(
    typed: str, locale: str, handed: str
) -> None:
    assert prepare(typed, locale) == handed


def test_soles_are_no_suns() -> None:
    source = "El gasto pasó de 3.200 millones de soles a 4.150 millones de soles."
    said = "Spending rose from 3.2 billion suns to 4.15 billion suns."
    assert localize(source, said, load_style("es-ES"), load_style("en-US")).text == said.replace(
        "suns", "soles"
    )
    sky = "El planeta tiene dos soles."
    assert localize(
        sky, "The planet has two suns.", load_style("es-ES"), load_style("en-US")
    ).text.endswith("two suns.")


@pytest.mark.parametrize("zone", ["GMT", "UTC"])
def test_a_time_with_a_point_before_its_zone(zone: str) -> None:
    source = f"a las 15.00 hora local (20.00 {zone})"
    said = f"at 15:00 local time (20:00 {zone})"
    assert (
        localize(source, said, load_style("es-ES"), load_style("en-US")).text
        == f"at 3 p.m. local time (8 p.m. {zone})"
    )
