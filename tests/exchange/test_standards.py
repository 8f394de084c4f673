"""What is written is valid: by the schemas of OASIS where they are at hand, and by the rules that
no schema can say."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree
from reviews import REVIEW, VERSIONS, exported, segment
from test_identity import reviews

from bilingua.exchange.xliff21 import ITS, MATCHES, NAMESPACE
from bilingua.review.editing import approve, set_fuzzy, set_target
from bilingua.review.file import ReviewFile

# apt install php-symfony-translation, or any folder with the schemas from docs.oasis-open.org.
SCHEMAS = Path(
    os.environ.get("XLIFF_SCHEMAS", "/usr/share/php/Symfony/Component/Translation/Resources/schemas")
)  # fmt: skip
NAMES = {
    "xliff12": {"urn:oasis:names:tc:xliff:document:1.2": ("xliff-core-1.2-strict.xsd",)},
    "xliff21": {
        NAMESPACE: ("xliff_core_2.0.xsd", "xliff-core-2.0.xsd"),
        MATCHES: ("matches.xsd",),
        "urn:oasis:names:tc:xliff:metadata:2.0": ("metadata.xsd",),
        ITS: ("its.xsd",),
    },
}


def schema(version: str) -> Any:
    """The schemas of a version and those of its modules that are there."""

    class Local(etree.Resolver):
        def resolve(self, url: str, _id: str, context: Any) -> Any:
            return self.resolve_filename(str(SCHEMAS / url.rpartition("/")[2]), context)

    found = [
        (namespace, name)
        for namespace, names in NAMES[version].items()
        for name in names
        if (SCHEMAS / name).is_file()
    ]
    if not found or not (SCHEMAS / "xml.xsd").is_file():
        pytest.skip("The schemas of OASIS are not here: apt install php-symfony-translation")
    imports = "".join(f'<i:import namespace="{ns}" schemaLocation="{at}"/>' for ns, at in found)
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    text = f'<i:schema xmlns:i="http://www.w3.org/2001/XMLSchema">{imports}</i:schema>'
    return etree.XMLSchema(etree.fromstring(text, parser))


def stages() -> dict[str, ReviewFile]:
    """A review file as it goes from the engine to the desk."""
    accepted = REVIEW
    for entry in REVIEW.entries:
        if entry.target:
            accepted = set_fuzzy(accepted, entry.context, False, "Ana")
    whole = set_target(accepted, "u5.1", "Foto", "Ana")
    return {"machine": REVIEW, "accepted": accepted, "approved": approve(whole, "Eva")}


@pytest.mark.parametrize("stage", stages())
@pytest.mark.parametrize("version", VERSIONS)
def test_the_schemas_of_oasis_accept_it(version: str, stage: str) -> None:
    schema(version).assertValid(exported(stages()[stage], version))


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=40, deadline=None)
@given(review=reviews())
def test_they_accept_it_whatever_the_texts_hold(version: str, review: ReviewFile) -> None:
    schema(version).assertValid(exported(review, version))


@pytest.mark.parametrize("version", VERSIONS)
def test_states_are_those_of_the_table(version: str) -> None:
    told = {
        name: {
            entry.context: said(exported(review, version), entry.context)
            for entry in review.entries
        }
        for name, review in stages().items()
    }
    if version == "xliff12":
        assert told["machine"]["u1.1"] == ("translated", "no")
        assert told["machine"]["u2.1"] == ("needs-review-translation", "no")
        assert told["machine"]["u3.2"] == told["machine"]["u4.1"] == ("signed-off", "yes")
        assert told["machine"]["u5.1"] == (None, "no")
        assert set(told["approved"].values()) == {("final", "yes")}
    else:
        assert told["machine"]["u1.1"] == ("translated", "bilingua:engine")
        assert told["machine"]["u2.1"] == ("initial", "bilingua:fuzzy")
        assert told["machine"]["u3.2"] == told["machine"]["u4.1"] == ("reviewed", None)
        assert told["machine"]["u5.1"] == ("initial", None)
        assert set(told["approved"].values()) == {("final", None)}


def said(tree: Any, context: str) -> tuple[str | None, str | None]:
    element = segment(tree, context)
    if element.get("approved") is None:
        return element.get("state"), element.get("subState")
    target = element.find("{*}target")
    return (None if target is None else target.get("state")), element.get("approved")


@pytest.mark.parametrize("version", VERSIONS)
def test_findings_comments_and_what_the_source_said_are_notes(version: str) -> None:
    tree = exported(REVIEW, version)
    notes = {note.text: note for note in tree.iter("{*}note")}
    finding = notes["error: figure: “6-3” is missing from the translation."]
    assert finding.get("from", finding.get("category")) == "bilingua"
    assert finding.get("annotates", finding.get("appliesTo")) == "target"
    assert finding.get("priority") == "1"
    assert "The source said before: The vote was <1>5-4</1>." in notes
    assert notes["Ver acta."].get("from", notes["Ver acta."].get("category")) == "translator"


def test_xliff_12_has_the_score_on_a_proposal_and_older_texts_beside_it() -> None:
    unit = segment(exported(REVIEW, "xliff12"), "u2.1")
    proposal, before = unit.iterchildren("{*}alt-trans")
    assert proposal.get("match-quality") == "30.1%"
    assert proposal.get("origin") == "argos en→es"
    assert before.get("alttranstype") == "previous-version"
    assert ["".join(one.itertext()) for one in before] == [
        "The vote was 5-4.", "El voto fue de 5-4.",
    ]  # fmt: skip
    assert unit.get("restype") == "x-body"
    places = {one.get("context-type"): one.text for one in unit.iter("{*}context")}
    assert (places["sourcefile"], places["linenumber"]) == ("story.html", "5")
    assert (places["x-origin"], places["x-route"]) == ("engine", "argos en→es")


def test_xliff_21_has_the_score_in_two_modules() -> None:
    unit = segment(exported(REVIEW, "xliff21"), "u2.1").getparent()
    proposal, before = unit.iter(f"{{{MATCHES}}}match")
    assert (proposal.get("type"), proposal.get("matchQuality")) == ("mt", "30.1")
    assert proposal.get(f"{{{ITS}}}mtConfidence") == "0.3012"
    assert proposal.get("ref") == "#s1"
    assert (before.get("subType"), before.get("origin")) == ("bilingua:kept", "person")
    root = unit.getroottree().getroot()
    assert root.get(f"{{{ITS}}}annotatorsRef") == "mt-confidence|bilingua"
    assert unit.get("type") == "bilingua:body"
    assert unit.get("name") == "story.html:5"


@settings(max_examples=40, deadline=None)
@given(review=reviews())
def test_xliff_12_keeps_the_rules_that_no_schema_says(review: ReviewFile) -> None:
    tree = exported(review, "xliff12")
    assert repeated(unit.get("id") for unit in tree.iter("{*}trans-unit")) == []
    for text in tree.iter("{*}source", "{*}target"):
        assert repeated(code.get("id") for code in text.iterdescendants()) == []
        # xml:space is inherited from the trans-unit, or alt-trans.
        assert text.getparent().get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    for target in tree.iter("{*}target"):
        assert target.getparent().find("{*}target") is target


@settings(max_examples=40, deadline=None)
@given(review=reviews())
def test_xliff_21_keeps_the_rules_that_no_schema_says(review: ReviewFile) -> None:
    tree = exported(review, "xliff21")
    assert repeated(unit.get("id") for unit in tree.iter("{*}unit")) == []
    for unit in tree.iter(f"{{{NAMESPACE}}}unit"):
        assert re.fullmatch(r"[-\w.]+", unit.get("id"), re.ASCII)
        segments = list(unit.iterchildren(f"{{{NAMESPACE}}}segment"))
        ids = [one.get("id") for one in segments]
        data = {one.get("id") for one in unit.iter(f"{{{NAMESPACE}}}data")}
        for name in ("source", "target"):
            codes = [code for one in segments for text in one.iterchildren(f"{{{NAMESPACE}}}{name}")
                     for code in text.iterdescendants()]  # fmt: skip
            starts = {c.get("id") for c in codes if c.tag.endswith("}sc") and not c.get("isolated")}
            ends = {c.get("startRef") for c in codes if c.get("startRef")}
            assert starts == ends
            assert repeated([*ids, *(code.get("id") for code in codes if code.get("id"))]) == []
            refs = {v for c in codes for k, v in c.attrib.items() if k.startswith("dataRef")}
            assert refs <= data
        for match in unit.iter(f"{{{MATCHES}}}match"):
            assert match.get("ref").removeprefix("#") in ids
        for one in segments:
            assert one.get("state") == "initial" or one.find("{*}target") is not None


def repeated(names: Any) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def test_languages_are_bcp_47() -> None:
    mexican = replace(REVIEW, fields=(("Language", "es_MX"), *REVIEW.fields[1:]))
    (old,) = exported(mexican, "xliff12").iterchildren("{*}file")
    assert (old.get("source-language"), old.get("target-language")) == ("en-US", "es-MX")
    new = exported(mexican, "xliff21")
    assert (new.get("srcLang"), new.get("trgLang")) == ("en-US", "es-MX")
