"""Two texts are set against one another so that an editor sees what happened to each sentence."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingua.review.comparison import Comparison, Kind, Sentence, Status, Text
from bilingua.review.diff import compare_translation, compare_versions
from bilingua.review.file import Entry
from bilingua.review.layout import Fold, folded, summary
from bilingua.review.page import page
from bilingua.review.reading import Review, read_review
from bilingua.review.reviewed import compare_review
from bilingua.review.shown import in_plain_text
from bilingua.review.terminal import plain_lines
from bilingua.review.words import after, before, text_of

STORY = [
    "Council approves budget of $214 million",
    "The city council approved a budget of $214 million on Tuesday.",
    "Mayor Rosa Delgado called the vote historic.",
    "No layoffs are planned, the mayor said.",
    "The library will reopen in March after two years of work.",
    "Schools will get 12.5 percent more than last year.",
]


def text(*sentences: str, language: str = "en-US", name: str = "story.md") -> Text:
    return Text(name, language, tuple(Sentence(s, f"u{n}", n) for n, s in enumerate(sentences, 1)))


def told(comparison: Comparison) -> list[tuple[str, str]]:
    """Each row that is not the same, by its status and its text."""
    return [
        (row.status, in_plain_text(row.text or ()))
        for row in comparison.rows
        if row.status is not Status.SAME
    ]


def remarks(comparison: Comparison) -> list[str]:
    return [remark.text for row in comparison.rows for remark in row.remarks]


def test_the_same_text_has_no_changes() -> None:
    comparison = compare_versions(text(*STORY), text(*STORY))
    assert told(comparison) == []
    assert summary(comparison) == "6 segments, nothing changed"
    assert list(folded(comparison)) == [Fold(6)]


WORDS = st.lists(
    st.sampled_from("the council voted on 12 laws not now".split()), min_size=1, max_size=9
)
VERSIONS = st.lists(WORDS.map(" ".join), max_size=8)


@settings(max_examples=150, deadline=None)
@given(VERSIONS, VERSIONS)
def test_both_versions_can_be_read_out_of_their_comparison(old: list[str], new: list[str]) -> None:
    rows = compare_versions(text(*old), text(*new)).rows
    here = [text_of(before(r.text or ())) for r in rows if r.status not in ("added", "moved")]
    there = [text_of(after(r.text or ())) for r in rows if r.status not in ("removed", "left")]
    assert " ".join(here) == " ".join(old)
    assert " ".join(there) == " ".join(new)


@settings(max_examples=100, deadline=None)
@given(VERSIONS, VERSIONS)
def test_no_translation_of_a_review_file_gets_lost(old: list[str], new: list[str]) -> None:
    pairs = [(sentence, f"La frase número {n}.") for n, sentence in enumerate(old)]
    rows = compare_review(review(*pairs), text(*new)).rows
    said = " ".join(text_of(row.translation or ()) for row in rows)
    assert all(translation in said for _, translation in pairs)
    there = [text_of(after(row.text or ())) for row in rows if row.status != "removed"]
    assert " ".join(there) == " ".join(new)


def test_an_edit_within_a_sentence_is_told_by_its_words() -> None:
    edited = [s.replace("on Tuesday", "late on Tuesday") for s in STORY]
    assert told(compare_versions(text(*STORY), text(*edited))) == [
        ("changed", "The city council approved a budget of $214 million {+late +}on Tuesday.")
    ]


def test_changed_figures_and_negations_are_remarked() -> None:
    edited = [s.replace("$214", "$241").replace("No layoffs", "Layoffs") for s in STORY]
    comparison = compare_versions(text(*STORY), text(*edited))
    assert remarks(comparison) == [
        "A figure changed: 214 → 241.",
        "A figure changed: 214 → 241.",
        "A negation went: No.",
    ]
    assert comparison.look_at == [0, 1, 3]


def test_what_was_struck_and_what_was_added_is_told() -> None:
    new = [*STORY[:2], "Opponents left before the vote, angry about taxes.", *STORY[3:]]
    assert told(compare_versions(text(*STORY), text(*new))) == [
        ("removed", f"[-{STORY[2]}-]"),
        ("added", f"{{+{new[2]}+}}"),
    ]


def test_a_paragraph_that_was_moved_is_told_as_moved() -> None:
    new = [STORY[0], STORY[4], *STORY[1:4], STORY[5]]
    comparison = compare_versions(text(*STORY), text(*new))
    assert told(comparison) == [("moved", STORY[4]), ("left", STORY[4])]
    assert remarks(comparison) == ["Moved here from line 5.", "Moved to line 2."]


def test_a_sentence_that_was_moved_and_edited_is_told_as_both() -> None:
    edited = STORY[4].replace("two years", "three years")
    new = [STORY[0], edited, *STORY[1:4], STORY[5]]
    comparison = compare_versions(text(*STORY), text(*new))
    assert [status for status, _ in told(comparison)] == ["moved", "left"]
    assert "[-two-]{+three+} years" in told(comparison)[0][1]
    assert "A figure changed: two → three." in remarks(comparison)


def test_a_sentence_that_was_cut_in_two_is_one_change() -> None:
    old = "The library will reopen in March, and the bridge will be repaired by the state."
    new = ["The library will reopen in March.", "The bridge will be repaired by the state."]
    comparison = compare_versions(text(STORY[0], old), text(STORY[0], *new))
    assert [status for status, _ in told(comparison)] == ["changed"]


def test_a_translation_stands_beside_its_source_and_what_has_none_alone() -> None:
    spanish = ["El concejo aprueba un presupuesto de 214 millones de dólares", "El concejo municipal aprobó el martes un presupuesto de 214 millones de dólares.", "La alcaldesa Rosa Delgado calificó la votación de histórica."]  # fmt: skip
    comparison = compare_translation(text(*STORY[:3]), text(*spanish, language="es"))
    assert comparison.kind is Kind.PAIR
    assert [row.status for row in comparison.rows] == [Status.SAME] * 3
    longer = text(*STORY[:2], STORY[5], STORY[2])
    shorter = compare_translation(longer, text(*spanish, language="es"))
    assert [row.status for row in shorter.rows] == ["same", "same", "removed", "same"]
    assert summary(shorter) == "4 segments, 1 without a counterpart"


def review(*pairs: tuple[str, str]) -> Review:
    entries = tuple(Entry(f"u{n}.1", s, t, line=n) for n, (s, t) in enumerate(pairs, 1))
    return Review("story.es.po", "en-US", "es-US", "story.md", entries)


PAIRS = [(sentence, f"La frase {number} de la historia.") for number, sentence in enumerate(STORY)]


def test_a_source_that_did_not_change_is_shown_with_its_translation() -> None:
    comparison = compare_review(review(*PAIRS), text(*STORY))
    assert told(comparison) == []
    assert summary(comparison) == "6 segments, the source is unchanged since the translation"
    assert len(list(folded(comparison))) == 6


def test_what_changed_since_the_translation_is_told_with_the_translation_it_affects() -> None:
    now = [STORY[0], "A new sentence about something else entirely.", STORY[1].replace("$214", "$220"), *STORY[3:]]  # fmt: skip
    comparison = compare_review(review(*PAIRS), text(*now))
    rows = {row.status: row for row in comparison.rows if row.status is not Status.SAME}
    assert set(rows) == {"added", "changed", "removed"}
    assert rows[Status.ADDED].translation is None
    assert in_plain_text(rows[Status.CHANGED].translation or ()) == "La frase 1 de la historia."
    assert [r.rule for r in rows[Status.CHANGED].remarks] == ["source-changed", "figure-changed"]
    assert in_plain_text(rows[Status.REMOVED].translation or ()) == "La frase 2 de la historia."


def test_a_sentence_that_moved_takes_its_translation_along() -> None:
    comparison = compare_review(review(*PAIRS), text(STORY[0], STORY[4], *STORY[1:4], STORY[5]))
    (moved,) = (row for row in comparison.rows if row.status is Status.MOVED)
    assert in_plain_text(moved.translation or ()) == "La frase 4 de la historia."
    assert len(comparison.rows) == 6


def test_an_edition_that_a_person_changed_says_so() -> None:
    edition = text(
        *[t.replace("La frase 3", "La otra frase 3") for _, t in PAIRS], language="es-US"
    )
    comparison = compare_review(review(*PAIRS), text(*STORY), edition)
    assert "La {+otra +}frase 3 de" in in_plain_text(comparison.rows[3].translation or ())
    assert [row.remarks[0].rule for row in comparison.rows if row.remarks] == ["edited"]


def test_a_review_file_is_read_with_what_it_says_of_each_segment() -> None:
    source = """msgid ""
msgstr ""
"Language: es_US\\n"
"X-Source-Language: en-US\\n"

# Ask the desk.
#. role: headline
#. origin: engine
#. route: argos en→es
#. score: -0.208
#. error: figure: “18” is missing. [0–4]
#: story.md:2
#, fuzzy
#| msgid "Old."
msgctxt "u1.1"
msgid "New."
msgstr "Nuevo."

#~ msgid "Gone."
#~ msgstr "Ido."
"""
    (entry,) = read_review("story.es.po", source.encode()).entries
    assert (entry.source, entry.target, entry.line, entry.role) == ("New.", "Nuevo.", 2, "headline")
    assert (entry.fuzzy, entry.previous, entry.score) == (True, "Old.", -0.208)
    assert [remark.text for remark in entry.remarks] == [
        "“18” is missing.",
        "Ask the desk.",
    ]
    (row,) = compare_review(read_review("story.es.po", source.encode())).rows
    assert row.needs_person
    assert row.made == "person · argos en→es · score -0.21"
    assert in_plain_text(row.text or ()) == "[-Old-]{+New+}."


HOSTILE = "<script>alert(1)</script> \x1b[2J \u202eevil\u202c \" onload='x' {{ 7*7 }} </td></table>"


def test_hostile_text_is_shown_and_never_acts() -> None:
    story = text(HOSTILE, *STORY, name="<img src=x onerror=alert(1)>.md")
    for comparison in (
        compare_versions(story, text(*STORY, HOSTILE)),
        compare_review(review((HOSTILE, HOSTILE), *PAIRS), story),
    ):
        markup = page(comparison)
        assert "<script" not in markup
        assert "<img" not in markup
        assert "{{ 7*7 }}" in markup
        assert markup.count("</table>") == 1
        seen = markup + "\n".join(plain_lines(comparison))
        assert not {"\x1b", "\u202e", "\u202c"} & set(seen)


def test_the_page_needs_nothing_but_itself() -> None:
    markup = page(compare_review(review(*PAIRS), text(*STORY[1:])))
    assert "http:" not in markup
    assert "https:" not in markup
    assert "default-src &#39;none&#39;" in markup or "default-src 'none'" in markup
    assert '<td role="cell" lang="en-US">' in markup
    assert '<td role="cell" lang="es-US">' in markup


@pytest.mark.parametrize("edited", [False, True])
def test_two_thousand_sentences_are_compared_in_seconds(edited: bool) -> None:
    story = [f"{STORY[n % 6]} It was the {n}th item on a list of {n * 7}." for n in range(2000)]
    new = [s.replace("list", "long list") if n % 9 == 0 else s for n, s in enumerate(story)]
    began = time.process_time()
    comparison = compare_versions(text(*story), text(*(new if edited else story)))
    assert len(list(plain_lines(comparison))) >= 3
    assert time.process_time() - began < 5  # well under a second on a quiet machine
    assert comparison.counts[Status.CHANGED] == (len(range(0, 2000, 9)) if edited else 0)


def test_a_sentence_that_comes_again_thousands_of_times_does_no_harm() -> None:
    began = time.process_time()
    compare_versions(text(*["Same."] * 5000), text(*["Same."] * 4999, "Other."))
    assert time.process_time() - began < 10
