"""JSON-LD in a page: the story's texts are translated, its two editions name each other."""

from __future__ import annotations

import json
from typing import Any

from bilingua.article import Marked
from bilingua.formats.base import Labels
from bilingua.formats.registry import format_named, merge, read

EDITIONS = {"en-US": "a story.en.html", "es-US": "a story.es.html"}
GRAPH = """{
  "@context": "https://schema.org",
  "@graph": [
    {"@type": "WebSite", "name": "The Paper", "inLanguage": "en"},
    {
      "@type": "ReportageNewsArticle",
      "headline": "The bridge is open",
      "alternativeHeadline": "A bridge",
      "image": [{"@type": "ImageObject", "caption": "At night"}],
      "author": {"@type": "Person", "description": "Writes on bridges."}
    }
  ]
}"""


def page(block: str) -> str:
    return f'<html><head><script type="application/ld+json">\n{block}\n</script></head><p>Hi all.</html>'


def labelled(block: str, language: str) -> Any:
    fmt, labels = format_named("html"), Labels(language, EDITIONS)
    once = fmt.label(page(block), labels)
    assert fmt.label(once, labels) == once
    return json.loads(once.split('ld+json">')[1].split("</script>")[0])


def test_the_texts_of_the_story_are_units_and_those_of_its_author_are_not() -> None:
    article = read("a.html", page(GRAPH).encode())
    texts = [unit.text for unit in article.units]
    assert texts == ["The bridge is open", "A bridge", "At night", "Hi all."]
    edition = merge(article, {"u1": Marked('El puente "abre" </script>')})
    assert '"headline": "El puente \\"abre\\" <\\/script>",\n' in edition


def test_the_editions_name_each_other_in_both_directions() -> None:
    source = labelled(GRAPH, "en-US")["@graph"]
    target = labelled(GRAPH, "es-US")["@graph"]
    assert [node["inLanguage"] for node in source] == ["en-US", "en-US"]
    assert [node["inLanguage"] for node in target] == ["es-US", "es-US"]
    assert source[1]["workTranslation"] == {
        "@type": "ReportageNewsArticle",
        "url": "a%20story.es.html",
        "inLanguage": "es-US",
    }
    assert target[1]["translationOfWork"]["url"] == "a%20story.en.html"
    assert "translationOfWork" not in source[1]
    assert "workTranslation" not in target[1]


def test_a_translation_into_a_third_language_stays_beside_ours() -> None:
    french = '{"@type": "NewsArticle", "url": "fr.html", "inLanguage": "fr"}'
    one = labelled(f'{{"@type": "NewsArticle", "workTranslation": {french}}}', "en-US")
    two = labelled(f'[{{"@type": ["NewsArticle"], "workTranslation": [{french}]}}]', "en-US")[0]
    for node in (one, two):
        assert [other["inLanguage"] for other in node["workTranslation"]] == ["fr", "es-US"]


def test_only_a_news_article_is_linked_and_broken_json_stays_as_it_is() -> None:
    recipe = '{"@type": "Recipe", "description": "Bread"}'
    assert labelled(recipe, "es-US") == json.loads(recipe)
    broken = page('{"@type": "NewsArticle", "headline": "A b",}')
    assert '"headline": "A b",}' in format_named("html").label(broken, Labels("es-US", EDITIONS))
