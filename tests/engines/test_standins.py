"""Apertium translates around names, and leaves the names."""

from __future__ import annotations

import pytest

from bilingua.engines.apertium import Apertium
from bilingua.engines.base import Decoding, Direction
from bilingua.engines.firefox import Firefox
from bilingua.engines.routes import find_routes
from bilingua.engines.standins import mask
from bilingua.formats.text import Text
from bilingua.localize.style import load_style
from bilingua.names.find import find_names
from bilingua.names.name import Kind, Name
from bilingua.pipeline import Road, Story, translate_articles, translate_segments

EN_ES, ES_EN = Direction("en", "es"), Direction("es", "en")
STYLES = {"en": load_style("en-US"), "es": load_style("es-US")}
STORY = [
    "Edward Alex Lee arrived in Havana on Tuesday.",
    "The Bush administration freed Alan Gross, according to the Miami Herald.",
    "Gross thanked Roger Stone.",
]


def test_a_name_is_left_and_a_place_is_called_as_the_target_calls_it(apertium: Apertium) -> None:
    text = "Linda Gray and Roger Stone live in Havana."
    decoding = Decoding(names=[find_names([text], "en")[0]])
    said = apertium.translate(EN_ES, [text], decoding)[0].text
    assert "Linda Gray y Roger Stone" in said
    assert "en La Habana" in said


def test_without_names_nothing_changes(apertium: Apertium) -> None:
    assert apertium.translate(EN_ES, ["Two cats."], Decoding())[0].text == "Dos gatos."


def test_stand_ins_are_given_out_in_the_order_of_the_names() -> None:
    # By the order of a set, editions would differ from process to process.
    text = "Dallas, Boston, Denver, Austin, Dayton"
    names = [
        Name(text.index(one), text.index(one) + 6, one, Kind.PLACE) for one in text.split(", ")
    ]
    in_order = [mask(name.text, [name], EN_ES).text for name in names[:1]]
    masked = mask(text, names, EN_ES)
    assert masked.text.startswith(in_order[0])
    assert [name.text for _, name, _ in masked.meant] == text.split(", ")


def test_a_stand_in_that_was_lost_or_doubled_is_no_name() -> None:
    names = find_names(["He saw Alan Gross."], "en")[0]
    masked = mask("He saw Alan Gross.", names, EN_ES)
    assert "Gross" not in masked.text
    assert masked.restored(masked.text) == "He saw Alan Gross."
    assert masked.restored("He saw.") is None
    assert masked.restored(masked.text * 2) is None


@pytest.mark.parametrize("chain", ["apertium", "firefox+apertium"])
def test_a_storys_names_come_through(chain: str, apertium: Apertium, firefox: Firefox) -> None:
    road = Road([apertium, firefox], STYLES, route=chain)
    _, translations = translate_segments(STORY, EN_ES, road)
    text = " ".join(translation.text for translation in translations)
    for name in (
        "Edward Alex Lee",
        "Bush",
        "Alan Gross",
        "Miami Herald",
        "Roger Stone",
        "La Habana",
    ):
        assert name in text
    assert text.count("Gross") == 2


def test_from_spanish_a_family_name_that_is_a_word_stays(apertium: Apertium) -> None:
    road = Road([apertium], STYLES)
    story = ["Lo dijo Pedro Reyes en Nueva York.", "Reyes vive en La Habana."]
    _, translations = translate_segments(story, ES_EN, road)
    assert "Pedro Reyes in New York" in translations[0].text
    assert translations[1].text.startswith("Reyes lives in Havana")


def test_a_segment_that_is_only_a_name_is_not_translated(apertium: Apertium) -> None:
    road = Road([apertium], STYLES)
    assert str(find_routes([apertium], EN_ES)[0]) == "apertium en→es"
    _, translations = translate_segments(["Philippines", "Alan Gross", *STORY], EN_ES, road)
    assert [t.text for t in translations[:2]] == ["Filipinas", "Alan Gross"]


def test_a_family_name_of_one_story_is_a_word_in_the_next(apertium: Apertium) -> None:
    road = Road([apertium], STYLES)
    texts = ["The mayor thanked Alan Gross.\n\nGross left.", "Gross income fell."]
    articles = [Text().extract("story.txt", text) for text in texts]
    first, second = translate_articles(articles, road, source="en")
    assert isinstance(first, Story)
    assert isinstance(second, Story)
    assert first.translations[1].text.startswith("Gross")
    assert "Gross" not in second.translations[0].text
