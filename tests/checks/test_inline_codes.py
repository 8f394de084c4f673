"""Links, emphasis and addresses arrive, each once and well nested."""

from __future__ import annotations

from dataclasses import replace

from pairs import around, en_es, es_en, rules

from bilingua.article import CodeKind, Inline
from bilingua.checks import addresses, codes, lexicon, whole

EN, ES = "The city published the report.", "La ciudad publicó el informe."
LINK = ('<a href="https://example.org/a">', "</a>")
LINKED = replace(
    en_es(EN, ES),
    source_codes=around(EN, "report", *LINK),
    target_codes=around(ES, "informe", *LINK),
)


def test_a_link_that_arrived_is_fine() -> None:
    assert rules(codes.check, LINKED, info=True) == []
    assert rules(codes.check, en_es(EN, ES)) == []


def test_a_lost_link_is_an_error_a_lost_emphasis_a_warning() -> None:
    assert rules(codes.check, replace(LINKED, target_codes=())) == ["code-lost error"]
    bold = replace(LINKED, source_codes=around(EN, "report", "<b>", "</b>"), target_codes=())
    assert rules(codes.check, bold) == ["code-lost warning"]


def test_an_added_code_is_found() -> None:
    pair = replace(es_en(ES, EN), target_codes=around(EN, "city", "**", "**"))
    assert rules(codes.check, pair) == ["code-added warning"]


def test_markdown_and_html_say_the_same() -> None:
    pair = replace(
        LINKED,
        source_codes=around(EN, "report", "[", "](https://example.org/a)"),
        target_codes=around(ES, "informe", *LINK),
    )
    assert rules(codes.check, pair, info=True) == []


def test_crossing_and_empty_codes_are_found() -> None:
    bold = around(EN, "city published", "<b>", "</b>", 2)
    italic = around(EN, "published the", "<i>", "</i>", 3)
    crossed = (bold[0], italic[0], bold[1], italic[1])
    pair = replace(es_en(ES, EN), source_codes=crossed, target_codes=crossed)
    assert rules(codes.check, pair) == ["code-nesting error"]
    empty = (Inline(3, LINK[0], CodeKind.OPEN, 1), Inline(3, LINK[1], CodeKind.CLOSE, 1))
    assert rules(codes.check, replace(LINKED, target_codes=empty)) == ["code-empty warning"]


def test_a_link_that_leads_elsewhere_is_remarked() -> None:
    elsewhere = around(ES, "informe", '<a href="https://example.org/es">', "</a>")
    assert rules(codes.check, replace(LINKED, target_codes=elsewhere), info=True) == [
        "link-changed info"
    ]


def test_a_link_to_the_sister_edition_is_the_same_link() -> None:
    said = around(EN, "report", '<a href="b.en.html#top">', "</a>")
    heard = around(ES, "informe", '<a href="b.es.html#top">', "</a>")
    pair = replace(LINKED, source_codes=said, target_codes=heard)
    assert rules(codes.check, pair, info=True) == []


def test_addresses_arrive_to_the_letter() -> None:
    source = "Write to news@example.org or see https://example.org/a, @metro_news and #Vote2026."
    kept = "Escriba a news@example.org o vea https://example.org/a, @metro_news y #Vote2026."
    assert rules(addresses.check, en_es(source, kept)) == []
    assert rules(addresses.check, es_en(kept, source)) == []
    assert rules(addresses.check, en_es(source, kept.replace("news@", "noticias@"))) == [
        "address error"
    ]
    assert rules(addresses.check, en_es(source, kept.replace("#Vote2026", "#Vota2026"))) == [
        "address warning"
    ]


def test_code_and_protected_names_are_no_untranslated_text() -> None:
    kept = "the command with all of the options"
    source, target = f"Run {kept} before you start.", f"Ejecute {kept} antes de empezar."

    def protecting(text: str) -> tuple[Inline, ...]:
        return (Inline(text.index(kept), f"`{kept}`", CodeKind.ALONE, 1, covers=len(kept)),)

    pair = replace(
        en_es(source, target), source_codes=protecting(source), target_codes=protecting(target)
    )
    assert rules(whole.check, pair) == rules(lexicon.check, pair) == []
    assert rules(whole.check, en_es(source, target)) == ["untranslated error"]
    forgotten = replace(pair, target=f"Ejecute {kept} before you have a break and start.")
    finding = next(iter(whole.check(forgotten)))
    assert finding.values["text"].startswith("before you have")
