"""All checks together: over a story, over hostile text, and none without its line in the registry."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from pairs import en_es, es_en

from bilingua import checking
from bilingua.article import (
    CodeKind,
    Finding,
    Inline,
    Marked,
    Role,
    Segment,
    Severity,
    Translation,
    Unit,
)
from bilingua.assembly import place
from bilingua.checks import acronyms, gender
from bilingua.checks.base import Check
from bilingua.checks.rules import RULES
from bilingua.checks.story import CHECKS, FIRST, check_story
from bilingua.localize.style import load_style
from bilingua.segmentation import segment_unit

SOURCE = Path(__file__).parents[2] / "src" / "bilingua"
GOOD = en_es(
    "The council of Springfield did not approve the budget on Monday.",
    "El concejo de Springfield no aprobó el presupuesto el lunes.",
)


def test_a_good_pair_has_no_findings_either_way() -> None:
    assert check_story([GOOD, es_en(GOOD.target, GOOD.source)]) == [(), ()]


def test_what_was_not_translated_is_looked_at_no_closer() -> None:
    (findings,) = check_story([replace(GOOD, target=GOOD.source)])
    assert [finding.rule for finding in findings] == ["untranslated"]
    (findings,) = check_story([replace(GOOD, target="")])
    assert [finding.rule for finding in findings] == ["omission"]


def test_spans_lie_within_their_texts() -> None:
    texts = ["“No,” he said (again.", "", "a b a b a b a b a b", "Él dijo: «no»!", GOOD.source, "?"]
    pairs = [make(a, b) for a in texts for b in texts for make in (en_es, es_en)]
    for pair, findings in zip(pairs, check_story(pairs), strict=True):
        for finding in findings:
            for span, text in ((finding.source, pair.source), (finding.target, pair.target)):
                assert span is None or 0 <= span[0] <= span[1] <= len(text), finding


def test_every_rule_is_in_the_registry_with_its_severities() -> None:
    known = {rule.id: rule.severities for rule in RULES}
    assert len(known) == len(RULES)
    for path in (SOURCE / "checks").glob("*.py"):
        for rule in re.findall(r'Finding\(\s*"([\w-]+)"', path.read_text("utf-8")):
            assert rule in known, f"{rule} of {path.name}"
    for severities in known.values():
        assert list(severities) == sorted(severities, key=list(Severity).index)


HOSTILE = {
    "one word": "a" * 1_000_000,
    "words": "no " * 330_000,
    "different words": " ".join(f"w{n}" for n in range(130_000)),
    "quotes": '"' * 100_000,
    "curly quotes": "“" * 100_000,
    "apostrophes": "'a" * 100_000,
    "brackets": "(" * 100_000,
    "names": "El senador Smith dijo " * 45_000,
    "capitals": "Aa " * 330_000,
    "stops": ". " * 300_000,
    "questions": "a? " * 300_000,
    "spaces": "x" + " " * 1_000_000,
    "a question first": "? " + "a " * 400_000,
    "letters and a mark": "a" * 500_000 + "?",
    "figures": "$1,000 dólares " * 60_000,
    "addresses": "a@b.c @a #a http://a " * 40_000,
    "dots": "." * 1_000_000,
    "nobody": "nadie nunca nada " * 60_000,
    "initials": "A. " * 330_000,
    "titles": "Mr. Al " * 140_000,
    "acronyms": "Ab Cd (ABC) " * 80_000,
    "parties": "(R-Aa, R-Aa., " * 70_000,
    "hard spaces": "a\u00a0\u00a0" * 330_000,
    "thousands": "1," * 500_000,
    "capital": "A" * 1_000_000,
}


# No segment of a story is a hundredth as long.
LONG = 250_000


def seconds(text: str) -> float:
    start = time.perf_counter()
    for make in (en_es, es_en):
        check_story([make(text, text + " no"), make(text + " not", text), make("Text.", text)])
    return time.perf_counter() - start


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_time_in_proportion(name: str) -> None:
    text = HOSTILE[name]
    small, large = (seconds(text[: len(text) // part]) for part in (400, 40))
    # Ten times the text: a hundred times the time would be the square.
    assert large < 40 * small + 0.5


@pytest.mark.slow
@pytest.mark.parametrize("check", [*FIRST, *CHECKS], ids=lambda check: check.__module__)
@pytest.mark.parametrize("name", HOSTILE)
def test_each_check_reads_hostile_text_in_seconds(name: str, check: Check) -> None:
    text = HOSTILE[name][:LONG]
    start = time.process_time()
    list(check(en_es(text, text + " no")))
    list(check(es_en("Text. " + text, text)))
    assert time.process_time() - start < 15


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_persons_and_acronyms_of_hostile_text_are_read_in_seconds(name: str) -> None:
    text = HOSTILE[name][:LONG]
    start = time.process_time()
    for check in (gender.check, acronyms.check):
        list(check([en_es(text, text + " no"), es_en(text, text)]))
    assert time.process_time() - start < 15


def test_a_segment_takes_less_than_a_millisecond() -> None:
    def counting() -> float:
        start = time.process_time()
        for _ in range(100_000):
            pass
        return time.process_time() - start

    def once(run: int) -> float:
        # Each pair is another one, so that nothing is remembered.
        pairs = [
            replace(GOOD, source=f"{GOOD.source} {run} {n}", target=f"{GOOD.target} {run} {n}")
            for n in range(100)
        ]
        # A processor that counts so far in more than 1.3 ms has so much more time for a segment.
        slow = max(1.0, min(counting() for _ in range(3)) / 0.0013)
        start = time.process_time()
        check_story(pairs)
        return (time.process_time() - start) / len(pairs) / slow

    # The best of many: whatever else runs takes its share of any one.
    assert min(map(once, range(16))) < 0.001


def story(found: tuple[Finding, ...]) -> tuple[Translation, ...]:
    """A story of one unit that was translated with these findings, checked."""
    unit = Unit("u1", Role.BODY, Marked(GOOD.source), 0, len(GOOD.source), 1)
    segment = Segment("u1", 0, 0, len(unit.text), unit.text)
    text = GOOD.target.replace(" no", "")
    translation = Translation(segment, text, "engine", "", None, (), found)
    styles = load_style("en-US"), load_style("es-US")
    placed = place([unit], [translation])
    return tuple(one.translation for one in checking.checked([unit], placed, styles))


def test_what_the_checks_find_travels_with_the_translation() -> None:
    (translation,) = story(())
    assert [finding.rule for finding in translation.findings] == ["negation-lost"]


def test_what_an_earlier_step_said_is_not_said_again() -> None:
    earlier = Finding("negation-lost", Severity.WARNING, "Known.", {}, (31, 34))
    assert story((earlier,))[0].findings == (earlier,)
    elsewhere = Finding("negation-lost", Severity.WARNING, "Another.", {}, (0, 3))
    assert len(story((elsewhere,))[0].findings) == 2


def test_half_a_pair_of_codes_in_a_segment_is_no_fault() -> None:
    text = "The mayor left. Nobody spoke."
    codes = (Inline(0, "**", CodeKind.OPEN, 1), Inline(len(text), "**", CodeKind.CLOSE, 1))
    unit = Unit("u1", Role.BODY, Marked(text, codes), 0, len(text), 1)
    said = ("El alcalde se fue.", "Nadie habló.")
    translations = [
        Translation(segment, target, "engine", "")
        for segment, target in zip(segment_unit(unit, "en"), said, strict=True)
    ]
    styles = load_style("en-US"), load_style("es-US")
    checked = checking.checked([unit], place([unit], translations), styles)
    assert [one.translation.findings for one in checked] == [(), ()]
