"""Confidence: lower where the engine was less sure and where something was found; never made up."""

from __future__ import annotations

import pytest

from bilingua.article import Finding, Segment, Severity, Translation
from bilingua.confidence import SURENESS, of_segment, of_story, of_translation, signature

ERROR = Finding("negation-lost", Severity.ERROR, "Lost.")
WARNING = Finding("omission", Severity.WARNING, "Short.")
INFO = Finding("quotation", Severity.INFO, "Read it.")


def test_a_surer_engine_makes_for_more_confidence() -> None:
    scores = [-3.0, -0.5, -0.42, -0.35, -0.3, -0.25, -0.2, -0.15, -0.1, 0.0]
    confidences = [of_segment(score, []) for score in scores]
    assert confidences == sorted(confidences)
    assert confidences[0] == SURENESS[0][1]
    assert confidences[-1] == SURENESS[-1][1]
    assert of_segment(-0.25, []) == pytest.approx(0.708, abs=0.01)


def test_what_was_found_takes_from_it_once_a_rule() -> None:
    clean = of_segment(-0.2, [])
    assert of_segment(-0.2, [INFO]) == clean
    assert of_segment(-0.2, [WARNING]) < clean
    assert of_segment(-0.2, [ERROR]) < of_segment(-0.2, [WARNING])
    assert of_segment(-0.2, [ERROR, ERROR]) == of_segment(-0.2, [ERROR])
    assert of_segment(-0.2, [ERROR, WARNING]) < of_segment(-0.2, [ERROR])
    assert of_segment(-0.6, [Finding("unsure", Severity.WARNING, "")]) == of_segment(-0.6, [])


def test_a_person_is_believed_but_for_what_was_found() -> None:
    assert of_segment(None, [], "person") == 1
    assert of_segment(None, [ERROR], "person") < 1
    segment = Segment("u1", 0, 0, 3, "Yes")
    assert of_translation(Translation(segment, "18", "copied", "")) == 1
    assert 0 < of_translation(Translation(segment, "Sí", "engine", "apertium en→es")) < 1


def test_a_story_is_as_its_long_segments_are() -> None:
    assert of_story([(0.5, 100), (1.0, 100)]) == 0.75
    assert of_story([(0.5, 300), (1.0, 100)]) == 0.625
    assert of_story([]) == 1


def test_the_signature_says_how_it_was_made() -> None:
    assert signature().startswith("confidence|chrf:45|table:wmt13")
    assert "error:0.4|warning:0.8" in signature()
