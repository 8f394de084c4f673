"""The road as a whole, on a real engine: what a step learned of a segment arrives in the edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dictionary import Dictionary

from bilingua.engines.apertium import Apertium
from bilingua.engines.base import Decoding, Direction, Rendering
from bilingua.formats.markdown import Markdown
from bilingua.localize.style import load_style
from bilingua.pipeline import Road, Story, translate_articles, translate_segments

EN_ES = Direction("en", "es")
BODY = "The council of Springfield voted on Monday to close the old bridge over the river.\n"


def translated(raw: str, engine: Apertium, **style: str) -> Story:
    styles = {"en": replace(load_style("en-US"), **style), "es": load_style("es-US")}
    story = translate_articles([Markdown().extract("story.md", raw)], Road([engine], styles))[0]
    assert isinstance(story, Story)
    return story


def test_a_shouted_headline_is_set_as_a_sentence(apertium: Apertium) -> None:
    story = translated(f"# COUNCIL OF SPRINGFIELD CLOSES BRIDGE\n\n{BODY}", apertium)
    headline = story.translations[0].text
    assert headline.startswith("El c") or headline.startswith("C")
    assert "Springfield" in headline
    assert not headline.isupper()


def test_a_story_all_in_capitals_stays_in_capitals(apertium: Apertium) -> None:
    story = translated(f"# COUNCIL CLOSES BRIDGE TODAY\n\n{BODY.upper()}", apertium)
    assert [t.text.isupper() for t in story.translations] == [True, True]


def test_a_dateline_is_nothing_but_a_place() -> None:
    engine = Dictionary(
        "words", 1.0, "es-en", {"MADRID": "MADRI", "L'ESCALA": "STAIRS", "URGENTE": "URGENT"}
    )
    raw = "".join(
        f"{place} — El alcalde renunció.\n\n"
        for place in (
            "LONDRES (EFE)", "CIUDAD DE MÉXICO (AP)", "MADRID", "TORREJÓN", "L’ESCALA", "URGENTE"
        )
    )  # fmt: skip
    styles = {language: load_style(f"{language}-US") for language in ("en", "es")}
    article = Markdown().extract("story.md", raw)
    (story,) = translate_articles([article], Road([engine], styles), source="es")
    assert isinstance(story, Story)
    places = [translation.text for translation in story.translations[::2]]
    assert places == ["LONDON", "MEXICO CITY", "MADRID", "TORREJÓN", "L’ESCALA", "URGENT"]


def test_an_english_paper_may_set_its_headlines_in_title_case(apertium: Apertium) -> None:
    raw = (
        "# El alcalde cierra el puente de la ciudad\n\nEl alcalde cerró el puente viejo el lunes.\n"
    )
    plain = translated(raw, apertium).translations[0].text
    titled = translated(raw, apertium, headlines="title").translations[0].text
    assert titled.lower() == plain.lower()
    assert "Mayor" in titled
    assert "Bridge of the City" in titled


def test_whoever_watches_gets_the_same_text(apertium: Apertium) -> None:
    raw = "# Council Closes Springfield Bridge\n\n" + "".join(
        f"{BODY.replace('Monday', day)}\n" for day in "Monday Tuesday Friday Saturday".split()
    )
    article = Markdown().extract("story.md", raw)
    styles = {"en": load_style("en-US"), "es": load_style("es-US")}
    seen: list[tuple[int, int]] = []
    road = Road([apertium], styles)
    alone = translate_articles([article], road)[0]
    watched = translate_articles([article], road, progress=lambda *at: seen.append(at))[0]
    assert isinstance(alone, Story)
    assert isinstance(watched, Story)
    assert [t.text for t in alone.translations] == [t.text for t in watched.translations]
    assert seen[-1] == (5, 5)


def test_a_lost_figure_is_looked_for_on_another_route() -> None:
    words = {"The": "El", "council": "concejo", "has": "tiene", "members.": "miembros."}
    lossy = Dictionary("lossy", 0.5, "en-es", words | {"1,250": "muchos"})
    whole = Dictionary("whole", 1.0, "en-es", words)
    styles = {"en": load_style("en-US"), "es": load_style("es-US")}
    texts = ["The council has 1,250 members.", "The council has members."]
    _, (figure, plain) = translate_segments(texts, EN_ES, Road([lossy, whole], styles))
    assert figure.text == "El concejo tiene 1,250 miembros."
    assert figure.findings == ()
    assert (figure.route, plain.route) == ("whole en→es", "lossy en→es")
    _, (alone, _) = translate_segments(texts, EN_ES, Road([lossy], styles))
    assert [finding.rule for finding in alone.findings] == ["value-missing"]


def test_a_figure_that_is_lost_at_length_is_looked_for_in_clauses() -> None:
    words = {"Prices": "Precios", "rose": "subieron", "by": "un", "percent,": "por ciento,",
             "but": "pero", "wages": "sueldos", "stayed": "siguieron", "low": "bajos", "and": "y",
             "nobody": "nadie", "was": "estaba", "glad": "contento", "about": "por", "it.": "ello."}  # fmt: skip

    class Forgetful(Dictionary):
        def _render(self, segment: str) -> Rendering:
            kept = segment if len(segment.split()) < 12 else segment.replace("30 ", "")
            return super()._render(kept)

    engine = Forgetful("forgetful", 1.0, "en-es", words)
    styles = {"en": load_style("en-US"), "es": load_style("es-US")}
    text = "Prices rose by 30 percent, but wages stayed low and nobody was glad about it."
    _, (translation,) = translate_segments([text], EN_ES, Road([engine], styles))
    assert translation.text.startswith("Precios subieron un 30")
    assert [f.rule for f in translation.findings if f.severity == "error"] == []


def test_an_unsure_engine_is_told_of() -> None:
    class Hesitant(Dictionary):
        def _render(self, segment: str) -> Rendering:
            return replace(super()._render(segment), score=-0.9)

    engine = Hesitant("hesitant", 1.0, "en-es", {"Good": "Buenos", "day.": "días."})
    styles = {"en": load_style("en-US"), "es": load_style("es-US")}
    _, (translation,) = translate_segments(["Good day."], EN_ES, Road([engine], styles))
    assert [finding.rule for finding in translation.findings] == ["unsure"]


class Unsure(Dictionary):
    """Says of some words that it did not know them."""

    def translate(
        self, direction: Direction, segments: Sequence[str], decoding: Decoding
    ) -> list[Rendering]:
        rendered = super().translate(direction, segments, decoding)
        return [replace(one, unknown=("migrantes", "raftsivas", "Zzyzx")) for one in rendered]


def test_words_that_an_engine_did_not_know_and_the_language_has_are_no_warnings() -> None:
    engine = Unsure("unsure", 1.0, "en-es", {"Migrants": "Migrantes", "boats": "raftsivas"})
    styles = {"en": load_style("en-US"), "es": load_style("es-US")}
    _, said = translate_segments(["Migrants boats"], EN_ES, Road([engine], styles))
    unknown = [f.values["word"] for f in said[0].findings if f.rule == "unknown-word"]
    assert unknown == ["raftsivas", "Zzyzx"]
