"""translate-toolkit, a reader and writer that shares nothing with bilingua, sees the same and its
edits come back."""

from __future__ import annotations

from typing import Any

import pytest
from reviews import REVIEW, VERSIONS, entry

from bilingua.exchange import xliff
from bilingua.exchange.merging import Merged, merge
from bilingua.exchange.settling import Terms
from bilingua.review.tags import plain

pytest.importorskip("translate.storage.xliff2", reason="pip install translate-toolkit")
from translate.storage.placeables import StringElem
from translate.storage.xliff import Xliff1File
from translate.storage.xliff2 import Xliff2File


def opened(version: str) -> Any:
    """The XLIFF as translate-toolkit has it."""
    kind = Xliff1File if version == "xliff12" else Xliff2File
    return kind.parsestring(xliff.write(REVIEW, "story.es.po", version))


def unit(store: Any, context: str) -> Any:
    """A unit of it by its context: u3.2 is “…u3.2” in 1.2 and “u3::s2” in 2.1."""
    name, _, number = context.partition(".")
    ends = (f"\x04{context}", f"{name}::s{number}")
    return next(one for one in store.units if one.getid().endswith(ends))


def saved(store: Any) -> Merged:
    (document,) = xliff.read("story.es.xlf", bytes(store))
    return merge(REVIEW, document, Terms("story.es.xlf", "Ana"))


@pytest.mark.parametrize("version", VERSIONS)
def test_it_sees_every_text_and_state(version: str) -> None:
    store = opened(version)
    assert len(store.units) == len(REVIEW.entries)
    assert (store.sourcelanguage, store.targetlanguage) == ("en-US", "es-US")
    for known in REVIEW.entries:
        there = unit(store, known.context)
        assert there.source == plain(known.source)
        assert (there.target or "") == plain(known.target)
    assert unit(store, "u2.1").isfuzzy()
    assert unit(store, "u4.1").isapproved()
    assert not unit(store, "u1.1").isapproved()
    assert not unit(store, "u5.1").istranslated()


def test_it_sees_the_notes_the_places_and_the_proposals_of_xliff_12() -> None:
    there = unit(opened("xliff12"), "u2.1")
    assert "“6-3” is missing" in there.getnotes("bilingua")
    assert there.getnotes("translator") == "Ver acta."
    assert there.getlocations() == ["story.html:5"]
    assert len(there.getalttrans()) == 2


@pytest.mark.parametrize("version", VERSIONS)
def test_opened_and_saved_nothing_changes(version: str) -> None:
    merged = saved(opened(version))
    assert merged.review == REVIEW
    assert merged.problems == ()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_text_written_there_comes_back(version: str) -> None:
    store = opened(version)
    there = unit(store, "u1.1")
    there.target = "El concejo & el «puente» <1> viejo"
    there.marktranslated()
    there.markapproved()
    merged = saved(store)
    assert merged.taken == ("u1.1",)
    came = entry(merged.review, "u1.1")
    assert came.target == "El concejo & el «puente» &lt;1> viejo"
    assert (came.origin, came.fuzzy) == ("person", False)


@pytest.mark.parametrize("version", VERSIONS)
def test_an_acceptance_made_there_comes_back(version: str) -> None:
    store = opened(version)
    unit(store, "u2.1").markfuzzy(False)
    merged = saved(store)
    assert merged.taken == ("u2.1",)
    assert not entry(merged.review, "u2.1").fuzzy
    assert entry(merged.review, "u2.1").target == entry(REVIEW, "u2.1").target


@pytest.mark.parametrize("version", VERSIONS)
def test_a_doubt_raised_there_comes_back(version: str) -> None:
    store = opened(version)
    unit(store, "u1.1").markfuzzy()
    assert entry(saved(store).review, "u1.1").fuzzy


@pytest.mark.parametrize("version", VERSIONS)
def test_a_note_written_there_comes_back_and_once_only(version: str) -> None:
    store = opened(version)
    unit(store, "u3.2").addnote("¿Seguro?")
    merged = saved(store)
    assert entry(merged.review, "u3.2").comment == "¿Seguro?"
    (document,) = xliff.read("story.es.xlf", bytes(store))
    again = merge(merged.review, document, Terms("story.es.xlf", "Ana"))
    assert again.review == merged.review


def test_codes_moved_there_come_back() -> None:
    store = opened("xliff12")
    there = unit(store, "u2.1")
    (text,) = there.rich_target
    pair = next(one for one in text.sub if getattr(one, "id", None) == "1")
    alone = next(one for one in text.sub if getattr(one, "id", None) == "2")
    pair.sub = [StringElem("6-3")]
    there.rich_target = [StringElem(["Por ", pair, " quedó decidido.", alone])]
    there.markfuzzy(False)
    assert entry(saved(store).review, "u2.1").target == "Por <1>6-3</1> quedó decidido.<2/>"


@pytest.mark.parametrize("version", VERSIONS)
def test_codes_lost_there_are_told(version: str) -> None:
    store = opened(version)
    unit(store, "u2.1").rich_target = [StringElem(["Por 6-3."])]
    merged = saved(store)
    (problem,) = merged.problems
    assert "u2" in str(problem)
    assert "<1> of the source is missing" in str(problem)
    assert entry(merged.review, "u2.1").target == entry(REVIEW, "u2.1").target
    assert "Por 6-3." in entry(merged.review, "u2.1").comment
