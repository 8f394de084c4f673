"""Faults planted in human translations: how many of them the checks find, and what they cry wolf at.

    python benchmarks/planted.py news.en news.es                     both directions
    python benchmarks/planted.py news.en news.es --profile STYLE     the style of the Spanish side

One sentence a line, aligned. A fault counts as found when the spoiled pair has an error or a
warning that the pair as it was has not. The same faults are planted every time.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bilingua.article import CodeKind, Finding, Inline, Severity
from bilingua.checks.base import SegmentPair
from bilingua.checks.story import check_story
from bilingua.config import load_settings
from bilingua.lexicon import LANGUAGES, is_word
from bilingua.road import road_for

SEED = 2026
# A plant takes two neighbouring pairs and answers with (pair before, pair after), or None.
Spoiled = tuple[SegmentPair, SegmentPair] | None
Plant = Callable[[SegmentPair, SegmentPair, random.Random], Spoiled]

_FIGURE = re.compile(r"(?<![\w.,])\d[\d.,]*\d|(?<![\w.,])\d(?![\w.,])")
_NEGATION = {
    "en": re.compile(r"\b(?:not|never|no|nobody|nothing|without)\s|(?<=\w)n['’]t(?=\s)"),
    "es": re.compile(r"\b(?:no|nunca|jamás|sin)\s", re.IGNORECASE),
}
_MONTHS = {
    "en": """January February March April May June July August September October November
        December""".split(),
    "es": """enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre
        diciembre""".split(),
}
_ENDS = re.compile(r"[.!?][\"”»’']*\s*\Z")
_NAME = re.compile(r"(?<=[\w,] )[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{3,}\b")


def other_text(pair: SegmentPair, target: str) -> Spoiled:
    return (pair, replace(pair, target=target)) if target != pair.target else None


def digit(pair: SegmentPair, _: SegmentPair, chance: random.Random) -> Spoiled:
    """Change one digit of a figure that both sides have."""
    shared = [m for m in _FIGURE.finditer(pair.target) if m[0] in _FIGURE.findall(pair.source)]
    if not shared:
        return None
    figure = chance.choice(shared)
    at = chance.randrange(figure.start(), figure.end())
    if not pair.target[at].isdigit():
        at = figure.start()
    new = chance.choice([d for d in "123456789" if d != pair.target[at]])
    return other_text(pair, pair.target[:at] + new + pair.target[at + 1 :])


def swapped(pair: SegmentPair, _: SegmentPair, chance: random.Random) -> Spoiled:
    """Let two figures that both sides have change places."""
    known = _FIGURE.findall(pair.source)
    shared = [m for m in _FIGURE.finditer(pair.target) if m[0] in known]
    if len({m[0] for m in shared}) < 2:
        return None
    one = shared[0]
    other = next(m for m in shared if m[0] != one[0])
    text = pair.target
    return other_text(
        pair,
        text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :],
    )  # fmt: skip


def negation(pair: SegmentPair, _: SegmentPair, chance: random.Random) -> Spoiled:
    """Drop a negation where both sides have as many of them."""
    languages = pair.source_style.language, pair.target_style.language
    said = _NEGATION[languages[0]].findall(pair.source)
    heard = list(_NEGATION[languages[1]].finditer(pair.target))
    if not said or len(said) != len(heard):
        return None
    lost = chance.choice(heard)
    return other_text(pair, pair.target[: lost.start()] + pair.target[lost.end() :])


def sentence(pair: SegmentPair, after: SegmentPair, chance: random.Random) -> Spoiled:
    """Join two pairs of whole sentences and drop one of the two target sentences."""
    texts = [text.strip() for text in (pair.source, after.source, pair.target, after.target)]
    if not all(_ENDS.search(text) for text in texts):
        return None
    joined = replace(pair, source=" ".join(texts[:2]), target=" ".join(texts[2:]))
    return joined, replace(joined, target=chance.choice(texts[2:]))


def surname(pair: SegmentPair, _: SegmentPair, chance: random.Random) -> Spoiled:
    """Put a word in the place of a name that both sides have.

    A capitalised word of both dictionaries (Federal, Interior) may be no name on either side.
    """
    shared = [
        m
        for m in _NAME.finditer(pair.target)
        if re.search(rf"\b{m[0]}\b", pair.source)
        and not all(is_word(m[0].lower(), language) for language in LANGUAGES)
    ]
    if not shared:
        return None
    name = chance.choice(shared)
    word = {"en": "Stone", "es": "Piedra"}[pair.target_style.language]
    return other_text(pair, pair.target[: name.start()] + word + pair.target[name.end() :])


def untranslated(pair: SegmentPair, _: SegmentPair, __: random.Random) -> Spoiled:
    """Leave a sentence of six words or more as it was."""
    return other_text(pair, pair.source) if len(pair.source.split()) > 5 else None


def half(pair: SegmentPair, _: SegmentPair, __: random.Random) -> Spoiled:
    """Go on in the source's language half-way through such a sentence."""
    said, heard = pair.source.split(), pair.target.split()
    if len(said) < 6 or len(heard) < 6:
        return None
    return other_text(pair, " ".join(heard[: len(heard) // 2] + said[len(said) // 2 :]))


def link(pair: SegmentPair, _: SegmentPair, chance: random.Random) -> Spoiled:
    """Wrap a word on both sides in a link and lose it in the target."""

    def linked(text: str) -> tuple[Inline, ...]:
        word = chance.choice(list(re.finditer(r"\w+", text)) or [None])
        if word is None:
            return ()
        return (
            Inline(word.start(), '<a href="https://example.org/">', CodeKind.OPEN, 1),
            Inline(word.end(), "</a>", CodeKind.CLOSE, 1),
        )

    before = replace(pair, source_codes=linked(pair.source), target_codes=linked(pair.target))
    return before, replace(before, target_codes=())


def month(pair: SegmentPair, _: SegmentPair, chance: random.Random) -> Spoiled:
    """Write another month where the source names this one."""
    own = _MONTHS[pair.target_style.language]
    for number, name in enumerate(own):
        said = _MONTHS[pair.source_style.language][number]
        if re.search(rf"\b{said}\b", pair.source) and re.search(rf"\b{name}\b", pair.target):
            wrong = chance.choice([m for m in own if m != name])
            return other_text(pair, re.sub(rf"\b{name}\b", wrong, pair.target, count=1))
    return None


_GROUPED = r"(?<=\d{4} |\.\d{3} )millones"
# (what the target says, what is planted, what the source says for it): a reference whose two sides
# disagree would be mended by the plant.
_SCALES = {
    "en": (
        ("billion", "million", rf"mil millones|billones|{_GROUPED}"),
        ("million", "billion", "mill(?:ón|ones)"),
    ),
    "es": (
        ("mil millones", "millones", "billion"),
        (_GROUPED, "mil millones", "billion"),
        ("millones", "mil millones", "million"),
    ),
}


def billion(pair: SegmentPair, _: SegmentPair, __: random.Random) -> Spoiled:
    """Make millions of billions, or billions of millions, where both sides say the same."""
    for old, new, said in _SCALES[pair.target_style.language]:
        if re.search(rf"\b{old}\b", pair.target) and re.search(rf"(?:{said})\b", pair.source):
            return other_text(pair, re.sub(rf"\b{old}\b", new, pair.target, count=1))
    return None


_OPPOSITE = {"north": "south", "south": "north", "east": "west", "west": "east",
             "norte": "sur", "sur": "norte", "oeste": "este"}  # fmt: skip
_DIRECTION = {
    language: re.compile(rf"\b(?:{words})(?=(?:ern)?\b)")
    for language, words in (("en", "north|south|east|west"), ("es", "norte|sur|(?<=[ae]l )oeste"))
}
_SAID = {"north": "norte", "south": "sur", "west": "oeste", "east": "este"}


def direction(pair: SegmentPair, _: SegmentPair, chance: random.Random) -> Spoiled:
    """Exchange north and south, or east and west, where both sides name them."""
    languages = pair.source_style.language, pair.target_style.language
    said = {_SAID.get(word, word) for word in _DIRECTION[languages[0]].findall(pair.source)}
    heard = [
        match
        for match in _DIRECTION[languages[1]].finditer(pair.target)
        if _SAID.get(match[0], match[0]) in said
    ]
    if not heard:
        return None
    word = chance.choice(heard)
    text = pair.target
    return other_text(pair, text[: word.start()] + _OPPOSITE[word[0]] + text[word.end() :])


PLANTS: dict[str, Plant] = {
    "a digit changed": digit,
    "two figures swapped": swapped,
    "a month changed": month,
    "million ↔ billion": billion,
    "north ↔ south, east ↔ west": direction,
    "a name translated": surname,
    "a negation dropped": negation,
    "a sentence dropped": sentence,
    "left untranslated": untranslated,
    "half left untranslated": half,
    "a link lost": link,
}


def planted(
    plant: Plant, pairs: Sequence[SegmentPair], chance: random.Random
) -> Iterator[tuple[SegmentPair, SegmentPair]]:
    for pair, after in zip(pairs, [*pairs[1:], pairs[-1]], strict=True):
        if spoiled := plant(pair, after, chance):
            yield spoiled


def findings(pair: SegmentPair) -> Counter[tuple[str, str, str]]:
    """What is found in one pair, and how often; an error that was a warning is a new one."""
    return Counter(map(_key, check_story([pair])[0]))


def _key(finding: Finding) -> tuple[str, str, str]:
    return str(finding.severity), finding.rule, str(sorted(finding.values.items()))


def recall(plant: Plant, pairs: Sequence[SegmentPair]) -> tuple[int, int, int]:
    """How many faults were planted, found, and found as errors."""
    count = found = errors = 0
    for before, after in planted(plant, pairs, random.Random(SEED)):
        new = {key[0] for key in findings(after) - findings(before)}
        count += 1
        found += bool(new & {"error", "warning"})
        errors += "error" in new
    return count, found, errors


def alarms(pairs: Sequence[SegmentPair], severity: Severity) -> tuple[int, Counter[str]]:
    """How many untouched pairs have a finding so grave, and by which rules."""
    alarmed, rules = 0, Counter[str]()
    for pair in pairs:
        grave = {f.rule for f in check_story([pair])[0] if f.severity is severity}
        alarmed += bool(grave)
        rules.update(grave)
    return alarmed, rules


def report(pairs: Sequence[SegmentPair], direction: str) -> None:
    for name, plant in PLANTS.items():
        count, found, errors = recall(plant, pairs)
        if count:
            print(
                f"| {direction} | {name} | {count} | {found} | {found / count:.1%} "
                f"| {errors / count:.1%} |"
            )


def report_alarms(pairs: Sequence[SegmentPair], direction: str) -> None:
    for severity in (Severity.ERROR, Severity.WARNING):
        alarmed, rules = alarms(pairs, severity)
        by_rule = ", ".join(f"{rule} {count}" for rule, count in rules.most_common())
        print(
            f"| {direction} | {severity} | {len(pairs)} | {alarmed} | {alarmed / len(pairs):.2%} "
            f"| {by_rule} |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("english", type=Path)
    parser.add_argument("spanish", type=Path)
    parser.add_argument("--profile", default="es-ES", help="house style of the Spanish references")
    options = parser.parse_args()
    styles = road_for(load_settings(), profile=options.profile).styles
    english = options.english.read_text("utf-8").splitlines()
    spanish = options.spanish.read_text("utf-8").splitlines()
    directions = {
        "en→es": [SegmentPair(a, b, styles["en"], styles["es"]) for a, b in zip(english, spanish, strict=True)],
        "es→en": [SegmentPair(b, a, styles["es"], styles["en"]) for a, b in zip(english, spanish, strict=True)],
    }  # fmt: skip
    print("| direction | planted | pairs | found | recall | as errors |")
    print("| --- | --- | --- | --- | --- | --- |")
    for direction, pairs in directions.items():
        report(pairs, direction)
    print("\n| direction | false alarms | pairs | alarmed | share | by rule |")
    print("| --- | --- | --- | --- | --- | --- |")
    for direction, pairs in directions.items():
        report_alarms(pairs, direction)
    began = time.process_time()
    for pairs in directions.values():
        check_story(pairs)
    spent = time.process_time() - began
    print(f"\n{1000 * spent / sum(map(len, directions.values())):.2f} ms a segment")


if __name__ == "__main__":
    main()
