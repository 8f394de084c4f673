"""What a translator did comes into the review file; what a person did there meanwhile stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lxml import etree
from reviews import (
    HEADLINE,
    REVIEW,
    VERSIONS,
    changed,
    entry,
    exported,
    imported,
    segment,
    translate,
)

from bilingua.errors import ReviewError
from bilingua.review.editing import approve, set_fuzzy, set_target
from bilingua.review.file import ReviewFile, read, write

pytestmark = pytest.mark.parametrize("version", VERSIONS)
THEIRS = "El concejo cierra el puente antiguo"


def test_a_new_text_is_taken_and_accepted(version: str) -> None:
    tree = exported(REVIEW, version)
    translate(tree, "u1.1", THEIRS, "translated")
    merged = imported(REVIEW, tree)
    came = entry(merged.review, "u1.1")
    assert (came.target, came.origin, came.fuzzy) == (THEIRS, "person", False)
    assert came.by.startswith("Ana, ")
    assert merged.taken == ("u1.1",)
    assert merged.problems == ()
    others = [one for one in merged.review.entries if one is not came]
    assert others == [one for one in REVIEW.entries if one.context != "u1.1"]


def test_a_new_text_that_still_needs_review_stays_fuzzy(version: str) -> None:
    pair, alone = {"xliff12": ("g", "x"), "xliff21": ("pc", "ph")}[version]
    tree = exported(REVIEW, version)
    translate(tree, "u2.1", f'El voto: <{pair} id="1">6-3</{pair}>.<{alone} id="2"/>', "fuzzy")
    came = entry(imported(REVIEW, tree).review, "u2.1")
    assert (came.target, came.fuzzy) == ("El voto: <1>6-3</1>.<2/>", True)


def test_a_source_that_a_tool_wrote_into_an_empty_target_is_no_translation(version: str) -> None:
    tree = exported(REVIEW, version)
    translate(tree, "u5.1", "Photo", "fuzzy")
    assert imported(REVIEW, tree).review == REVIEW
    translate(tree, "u5.1", "Photo", "translated")
    assert entry(imported(REVIEW, tree).review, "u5.1").target == "Photo"


def test_a_missing_translation_is_filled(version: str) -> None:
    tree = exported(REVIEW, version)
    translate(tree, "u5.1", "Foto", "translated")
    merged = imported(REVIEW, tree)
    assert entry(merged.review, "u5.1").target == "Foto"


@pytest.mark.parametrize("state", ["translated", "accepted", "final"])
def test_a_segment_is_accepted_there(version: str, state: str) -> None:
    tree = exported(REVIEW, version)
    translate(tree, "u2.1", None, state)
    came = entry(imported(REVIEW, tree).review, "u2.1")
    assert not came.fuzzy
    assert came.origin == "engine"
    assert came.by.startswith("Ana, ")


def test_a_machine_text_that_was_accepted_is_signed(version: str) -> None:
    tree = exported(REVIEW, version)
    translate(tree, "u1.1", None, "accepted")
    came = entry(imported(REVIEW, tree).review, "u1.1")
    assert came.by.startswith("Ana, ")
    assert came.target == HEADLINE.target


def test_a_segment_is_sent_back_there(version: str) -> None:
    tree = exported(REVIEW, version)
    translate(tree, "u4.1", None, "fuzzy")
    assert entry(imported(REVIEW, tree).review, "u4.1").fuzzy


def test_an_emptied_target_asks_for_a_person_and_costs_no_text(version: str) -> None:
    tree = exported(REVIEW, version)
    translate(tree, "u4.1", "")
    came = entry(imported(REVIEW, tree).review, "u4.1")
    assert (came.target, came.fuzzy) == ("Por Jo Ash", True)


def test_a_tool_that_drops_states_and_what_bilingua_noted_decides_nothing(version: str) -> None:
    tree = exported(REVIEW, version)
    for element in list(tree.iter("{*}context-group", "{*}metadata")):
        element.getparent().remove(element)
    for element in tree.iter("{*}target", "{*}segment", "{*}trans-unit"):
        for name in ("state", "subState", "approved"):
            element.attrib.pop(name, None)
    assert imported(REVIEW, tree).review == REVIEW
    translate(tree, "u1.1", THEIRS)
    translate(tree, "u4.1", "De Jo Ash")
    merged = imported(REVIEW, tree)
    assert entry(merged.review, "u1.1").target == THEIRS
    # A person's text, and the file cannot say that it is the one that went out.
    assert entry(merged.review, "u4.1").target == "Por Jo Ash"
    assert len(merged.problems) == 1


def test_a_note_is_added_to_the_comment_once(version: str) -> None:
    tree = exported(REVIEW, version)
    add_note(tree, "u2.1", "¿Quién votó?\n¿Y cómo?")
    once = imported(REVIEW, tree).review
    assert entry(once, "u2.1").comment == "Ver acta.\n¿Quién votó?\n¿Y cómo?"
    assert imported(once, tree).review == once
    assert imported(REVIEW, tree).taken == ()


def add_note(tree: Any, context: str, text: str) -> None:
    element = segment(tree, context)
    name = etree.QName(element).namespace
    if etree.QName(element).localname == "segment":
        notes = element.getparent().find(f"{{{name}}}notes")
        etree.SubElement(notes, f"{{{name}}}note").text = text
    else:
        etree.SubElement(element, f"{{{name}}}note", {"from": "Ana"}).text = text


def mine(review: ReviewFile, target: str = "El concejo clausura el viejo puente") -> ReviewFile:
    """What somebody did to the review file while its XLIFF was out."""
    return set_target(review, "u1.1", target, "Luis")


def test_what_a_person_changed_meanwhile_stays_and_the_other_is_kept_beside(version: str) -> None:
    tree = exported(REVIEW, version)
    translate(tree, "u1.1", THEIRS, "translated")
    merged = imported(mine(REVIEW), tree)
    came = entry(merged.review, "u1.1")
    assert came.target == "El concejo clausura el viejo puente"
    assert came.comment == f"From story.es.xlf: {THEIRS}"
    (problem,) = merged.problems
    assert "u1" in str(problem)
    assert "--force" in str(problem)
    assert imported(merged.review, tree).review == merged.review


def test_it_is_taken_all_the_same_by_force(version: str) -> None:
    tree = exported(REVIEW, version)
    translate(tree, "u1.1", THEIRS, "translated")
    merged = imported(mine(REVIEW), tree, force=True)
    assert entry(merged.review, "u1.1").target == THEIRS
    assert merged.problems == ()


def test_what_was_edited_in_a_po_editor_meanwhile_stays_too(version: str) -> None:
    tree = exported(REVIEW, version)
    translate(tree, "u1.1", THEIRS, "translated")
    data = write(REVIEW).replace(HEADLINE.target.encode(), b"Cierran el puente")
    merged = imported(read("story.es.po", data), tree)
    assert entry(merged.review, "u1.1").target == "Cierran el puente"
    assert len(merged.problems) == 1


def test_what_was_only_changed_here_stays_and_is_no_conflict(version: str) -> None:
    tree = exported(REVIEW, version)
    review = mine(REVIEW)
    merged = imported(review, tree)
    assert merged.review == review
    assert merged.problems == ()


def test_the_same_text_on_both_sides_is_no_conflict(version: str) -> None:
    tree = exported(REVIEW, version)
    translate(tree, "u1.1", THEIRS, "translated")
    review = mine(REVIEW, THEIRS)
    assert imported(review, tree).problems == ()
    assert imported(review, tree).review == review


def test_what_a_machine_changed_meanwhile_gives_way_to_a_person(version: str) -> None:
    tree = exported(REVIEW, version)
    translate(tree, "u1.1", THEIRS, "translated")
    review = changed(REVIEW, "u1.1", target="El consejo cierra el puente viejo")
    merged = imported(review, tree)
    assert entry(merged.review, "u1.1").target == THEIRS
    assert merged.problems == ()


def test_a_text_that_was_accepted_here_meanwhile_stays(version: str) -> None:
    tree = exported(REVIEW, version)
    translate(tree, "u1.1", THEIRS, "translated")
    merged = imported(set_fuzzy(REVIEW, "u1.1", False, "Luis"), tree)
    assert entry(merged.review, "u1.1").target == HEADLINE.target
    assert len(merged.problems) == 1


def test_an_acceptance_of_what_is_no_longer_said_does_not_count(version: str) -> None:
    tree = exported(REVIEW, version)
    translate(tree, "u2.1", None, "accepted")
    review = changed(REVIEW, "u2.1", target="Otra <1>cosa</1>.<2/>")
    merged = imported(review, tree)
    assert merged.review == review
    assert "u2" in str(merged.problems[0])


def test_an_approved_story_that_gets_a_new_text_is_approved_no_more(version: str) -> None:
    whole = set_target(set_fuzzy(REVIEW, "u2.1", False, "Ana"), "u5.1", "Foto", "Ana")
    approved = approve(whole, "Eva")
    tree = exported(approved, version)
    assert imported(approved, tree).review == approved
    translate(tree, "u1.1", THEIRS)
    merged = imported(approved, tree)
    assert merged.taken == ("u1.1",)
    assert merged.review.approval is None
    assert merged.review.field("X-Approved") == ""


def test_a_story_that_was_approved_meanwhile_stays_as_it_was_approved(version: str) -> None:
    tree = exported(REVIEW, version)
    translate(tree, "u1.1", THEIRS, "translated")
    whole = set_target(set_fuzzy(REVIEW, "u2.1", False, "Ana"), "u5.1", "Foto", "Ana")
    merged = imported(approve(whole, "Eva"), tree)
    assert entry(merged.review, "u1.1").target == HEADLINE.target
    assert merged.review.is_reviewed


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("El voto fue 6-3.", "<1> of the source is missing"),
        ('<{pair} id="1">6-3</{pair}><{alone} id="2"/><{alone} id="3"/>', "<3/> is not in the source"),
        ('<{pair} id="1">6-3</{pair}><{alone} id="2"/><{alone} id="2"/>', "<2/> stands more than once"),
        ('<{pair} id="b7">6-3</{pair}><{alone} id="2"/>', "b7> is not a code of the source"),
    ],
)  # fmt: skip
def test_codes_that_are_not_the_sources_are_told_by_the_unit(
    version: str, written: str, told: str
) -> None:
    names = {"xliff12": ("g", "x"), "xliff21": ("pc", "ph")}[version]
    tree = exported(REVIEW, version)
    translate(tree, "u2.1", written.format(pair=names[0], alone=names[1]), "translated")
    translate(tree, "u1.1", THEIRS, "translated")
    merged = imported(REVIEW, tree)
    (problem,) = merged.problems
    assert "u2" in str(problem)
    assert told in str(problem)
    came = entry(merged.review, "u2.1")
    assert came.target == entry(REVIEW, "u2.1").target
    assert "From story.es.xlf: " in came.comment
    assert entry(merged.review, "u1.1").target == THEIRS


def test_crossing_codes_are_told(version: str) -> None:
    source = "<1>a</1> <2>b</2>"
    review = changed(REVIEW, "u4.1", source=source, target=source)
    tree = exported(review, version)
    crossed = {
        "xliff12": '<bx id="1" rid="1"/>a<bx id="2" rid="2"/>b<ex id="3" rid="1"/>c<ex id="4" rid="2"/>',
        "xliff21": '<sc id="1"/>a<sc id="2"/>b<ec startRef="1"/>c<ec startRef="2"/>',
    }
    translate(tree, "u4.1", crossed[version])
    assert "closes what it did not open last" in str(imported(review, tree).problems[0])


def test_a_translation_of_a_sentence_that_is_gone_is_kept_and_told(version: str) -> None:
    tree = exported(REVIEW, version)
    translate(tree, "u1.1", THEIRS, "translated")
    translate(tree, "u4.1", "De Jo Ash", "translated")
    updated = changed(REVIEW, "u1.1", source="Council closes two bridges", target="Cierran dos")
    merged = imported(updated, tree)
    assert entry(merged.review, "u1.1").target == "Cierran dos"
    assert entry(merged.review, "u4.1").target == "De Jo Ash"
    (kept,) = merged.review.obsolete
    assert (kept.source, kept.target) == (HEADLINE.source, THEIRS)
    assert "story.es.xlf" in kept.comment
    assert "u1" in str(merged.problems[0])
    stored = read("story.es.po", write(merged.review))
    assert [one.target for one in stored.obsolete] == [THEIRS]
    assert imported(stored, tree).review == stored


def test_a_sentence_that_is_gone_and_was_not_worked_on_is_only_named(version: str) -> None:
    tree = exported(REVIEW, version)
    updated = changed(REVIEW, "u1.1", source="Council closes two bridges", target="Cierran dos")
    merged = imported(updated, tree)
    assert merged.review == updated
    assert merged.problems == ()
    assert [place.replace(" s", ".") for place in merged.passed] == ["u1.1"]


def test_a_sentence_that_moved_is_found(version: str) -> None:
    tree = exported(REVIEW, version)
    translate(tree, "u1.1", THEIRS, "translated")
    new = replace(HEADLINE, context="u1.1", source="New above", target="Nuevo")
    moved = [
        replace(one, context=f"u{int(one.context[1]) + 1}{one.context[2:]}")
        for one in REVIEW.entries
    ]
    merged = imported(replace(REVIEW, entries=(new, *moved)), tree)
    assert entry(merged.review, "u2.1").target == THEIRS
    assert entry(merged.review, "u1.1").target == "Nuevo"
    assert merged.problems == merged.passed == ()


def test_part_of_a_file_is_enough(version: str) -> None:
    tree = exported(REVIEW, version)
    for context in ("u1.1", "u5.1"):
        element = segment(tree, context)
        element.getparent().remove(element)
    translate(tree, "u4.1", "De Jo Ash")
    merged = imported(REVIEW, tree)
    assert merged.taken == ("u4.1",)
    assert merged.problems == merged.passed == ()


def test_a_file_of_another_story_is_refused(version: str) -> None:
    other = ReviewFile(REVIEW.fields, (replace(HEADLINE, source="Quite another story"),))
    with pytest.raises(ReviewError, match="No segment of"):
        imported(other, exported(REVIEW, version))


def test_a_file_of_other_languages_is_refused(version: str) -> None:
    tree = exported(REVIEW, version)
    for element, name in ((tree, "trgLang"), (tree[0], "target-language")):
        if element.get(name):
            element.set(name, "fr-FR")
    with pytest.raises(ReviewError, match="to fr-FR"):
        imported(REVIEW, tree)
