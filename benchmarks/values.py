"""How many planted value errors the value check finds, and how often it cries without need.

    python benchmarks/values.py news.en news.es --profile es-ES

One sentence a line, aligned, translated by people. In each sentence that has the occasion one
error is planted into the translation: a digit is changed, two figures change places, a month
becomes another, or a million a billion. Found is an error finding that the clean pair does not
have. A false alarm is an error finding about the people's own translation.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable
from pathlib import Path

from babel import Locale

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair
from bilingua.checks.values import check
from bilingua.localize.style import HouseStyle, load_style

FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
SCALES = {
    "en": {"million": "billion", "millions": "billions", "billion": "million", "billions": "millions"},
    "es": {"mil millones": "millones", "millones": "mil millones", "millón": "billón",
           "billones": "millones", "billón": "millón"},
}  # fmt: skip
Plant = Callable[[str, str, random.Random], str | None]


def other_digit(text: str, language: str, chance: random.Random) -> str | None:
    """One digit of one figure changed; never into a leading zero."""
    places = [place for place, letter in enumerate(text) if letter in "0123456789"]
    if not places:
        return None
    place = chance.choice(places)
    first = not text[place - 1 : place].isdigit()
    digit = chance.choice(
        [d for d in "0123456789" if d != text[place] and not (first and d == "0")]
    )
    return text[:place] + digit + text[place + 1 :]


def swapped(text: str, language: str, chance: random.Random) -> str | None:
    """Two different figures in each other's place."""
    figures = list(FIGURE.finditer(text))
    pairs = [(a, b) for a in figures for b in figures if a.start() < b.start() and a[0] != b[0]]
    if not pairs:
        return None
    one, two = chance.choice(pairs)
    return text[: one.start()] + two[0] + text[one.end() : two.start()] + one[0] + text[two.end() :]


def other_month(text: str, language: str, chance: random.Random) -> str | None:
    """One month named in full made another."""
    names = [str(name) for name in Locale.parse(language).months["format"]["wide"].values()]
    # "May" is also a verb, and "march" is what people do.
    sure = [name for name in names if name not in ("May", "March")]
    found = list(re.finditer(rf"\b(?:{'|'.join(sure)})\b", text))
    if not found:
        return None
    match = chance.choice(found)
    name = chance.choice([name for name in names if name != match[0]])
    return text[: match.start()] + name + text[match.end() :]


def other_scale(text: str, language: str, chance: random.Random) -> str | None:
    """A million made a billion, or the other way round."""
    words = SCALES[language]
    found = list(re.finditer(rf"\b(?:{'|'.join(words)})\b", text))
    if not found:
        return None
    match = chance.choice(found)
    return text[: match.start()] + words[match[0]] + text[match.end() :]


PLANTS: dict[str, Plant] = {
    "one digit changed": other_digit,
    "two figures swapped": swapped,
    "another month": other_month,
    "million ↔ billion": other_scale,
}


def errors(source: str, target: str, styles: tuple[HouseStyle, HouseStyle]) -> list[Finding]:
    """The check's error findings about one pair."""
    found = check(SegmentPair(source, target, *styles))
    return [finding for finding in found if finding.severity is Severity.ERROR]


def row(
    direction: str,
    lines: list[tuple[str, str]],
    styles: tuple[HouseStyle, HouseStyle],
    options: argparse.Namespace,
) -> list[str]:
    """One direction's line of the table."""
    clean = [errors(source, target, styles) for source, target in lines]
    alarms = sum(map(bool, clean))
    cells = [direction, f"{alarms}/{len(lines)} ({alarms / len(lines):.2%})"]
    for name, plant in PLANTS.items():
        chance = random.Random(options.seed)
        found = planted = 0
        for (source, target), before in zip(lines, clean, strict=True):
            # Where something is amiss already, an error would be no discovery.
            wrong = None if before else plant(target, styles[1].language, chance)
            if wrong is None:
                continue
            planted += 1
            seen = bool(errors(source, wrong, styles))
            found += seen
            if options.missed and not seen:
                print(f"[{direction}, {name}]\n  {source}\n  {wrong}")
        cells.append(f"{found}/{planted} ({found / max(planted, 1):.1%})")
    return cells


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("english", type=Path)
    parser.add_argument("spanish", type=Path)
    parser.add_argument("--profile", default="es-ES", help="house style of the Spanish text")
    parser.add_argument("--seed", type=int, default=2013, help="of what is planted where")
    parser.add_argument(
        "--missed", action="store_true", help="print what was planted and not found"
    )
    options = parser.parse_args()
    english = options.english.read_text("utf-8").split("\n")
    spanish = options.spanish.read_text("utf-8").split("\n")
    lines = [(en, es) for en, es in zip(english, spanish, strict=True) if en and es]
    en, es = load_style("en-US"), load_style(options.profile)
    head = ["direction", "false alarms", *PLANTS]
    print("| " + " | ".join(head) + " |")
    print("| --- " * len(head) + "|")
    for cells in (
        row("en→es", lines, (en, es), options),
        row("es→en", [(two, one) for one, two in lines], (es, en), options),
    ):
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
