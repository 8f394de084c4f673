"""How many names come through, and how many lost ones are noticed, on text that people have translated.

    python benchmarks/names.py news.en news.es                     the default route
    python benchmarks/names.py news.en news.es --engine apertium   one engine
    python benchmarks/names.py news.en news.es --checks            the checks alone

A name is a capitalised word within the source sentence (not its first word) that the human
reference has to the letter; it is kept where the translation has it, too. Some of the others are
places in the form that the gazetteer has for the other language, where the reference has the
source's (Zimbabue for Zimbabwe): they are counted apart. For the checks, one name
that is no dictionary word is spoiled in every fifth reference that has one, five times over: made
an ordinary word of the text, or misspelled by one letter. One sentence a line, aligned.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair
from bilingua.checks.names import check
from bilingua.config import load_settings
from bilingua.engines.base import Direction
from bilingua.names.find import find_names
from bilingua.names.gazetteer import is_word
from bilingua.names.restore import has
from bilingua.pipeline import Road, translate_segments
from bilingua.road import road_for

_WORD = re.compile(r"[^\W\d_]+")
FOLDS = 5


def names(source: str, reference: str) -> Counter[str]:
    """The names of a sentence, as often as both texts have them."""
    capitals = [word for word in _WORD.findall(source)[1:] if word[0].isupper() and len(word) > 1]
    return Counter(capitals) & Counter(_WORD.findall(reference))


def kept(
    sources: Sequence[str], said: Sequence[str], references: Sequence[str], direction: Direction
) -> tuple[int, int, int]:
    """How many names the translations have, how many as places in their own form, of how many."""
    whole = found = own = 0
    for source, text, reference in zip(sources, said, references, strict=True):
        wanted = names(source, reference)
        lost = wanted - Counter(_WORD.findall(text))
        whole += wanted.total()
        found += wanted.total() - lost.total()
        for name in find_names([source], direction.source)[0] if lost else ():
            here = lost & Counter(_WORD.findall(name.text))
            if name.place and has(text, name.written(direction.target)):
                own += here.total()
                lost -= here
    return found, own, whole


def misspelled(name: str, chance: random.Random) -> str:
    """A name with one letter within it left out, exchanged with the next or replaced."""
    at = chance.randrange(1, len(name) - 2)
    letter = chance.choice(
        [c for c in "aeiou" if c != name[at]] if name[at] in "aeiou" else "dlmnprt"
    )
    ways = (
        name[:at] + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        name[:at] + letter + name[at + 1 :],
    )
    return chance.choice([way for way in ways if way != name])


def spoiled(pairs: Sequence[SegmentPair], fold: int) -> dict[int, tuple[str, SegmentPair]]:
    """By position, every fifth pair that has names with one of them spoiled."""
    chance = random.Random(fold)
    said = {word for pair in pairs for word in _WORD.findall(pair.target) if 4 < len(word) < 9}
    ordinary = sorted(word for word in said if word.islower())
    planted = {}
    named = [
        (position, name)
        for position, pair in enumerate(pairs)
        for candidates in [
            [
                word
                for word in names(pair.source, pair.target)
                if len(word) > 3
                and word.istitle()
                and not is_word(word, pair.source_style.language)
            ]
        ]
        if candidates
        for name in [chance.choice(candidates)]
    ]
    for number, (position, name) in enumerate(named):
        if number % FOLDS == fold:
            other = chance.choice(ordinary).capitalize() if number % 2 else misspelled(name, chance)
            target = re.sub(rf"\b{name}\b", other, pairs[position].target)
            planted[position] = (name, replace(pairs[position], target=target))
    return planted


def errors(pairs: Sequence[SegmentPair]) -> list[tuple[int, Finding]]:
    """The errors that the check of names finds."""
    return [(n, finding) for n, finding in check(pairs) if finding.severity is Severity.ERROR]


def print_checks(lines: dict[str, list[str]], road: Road) -> None:
    """The table of what the checks notice."""
    print("| direction | names spoiled | noticed | untouched segments with an error |")
    print("| --- | --- | --- | --- |")
    for source, target in (("en", "es"), ("es", "en")):
        styles = road.styles[source], road.styles[target]
        pairs = [
            SegmentPair(*both, *styles) for both in zip(lines[source], lines[target], strict=True)
        ]
        false = len({position for position, _ in errors(pairs)})
        whole = noticed = 0
        for fold in range(FOLDS):
            planted = spoiled(pairs, fold)
            changed = [planted[n][1] if n in planted else pair for n, pair in enumerate(pairs)]
            told = {
                (n, word) for n, f in errors(changed) for word in _WORD.findall(f.values["name"])
            }
            whole += len(planted)
            noticed += sum((n, name) in told for n, (name, _) in planted.items())
        print(f"| {source}→{target} | {whole} | {noticed / whole:.1%} | {false / len(pairs):.2%} |")


def print_kept(lines: dict[str, list[str]], road: Road, engine: str, folder: Path | None) -> None:
    """The table of names that come through."""
    print("| direction | engine | names kept | as places in their form | of | share | both |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for source, target in (("en", "es"), ("es", "en")):
        direction = Direction(source, target)
        _, translations = translate_segments(lines[source], direction, road)
        said = [" ".join(translation.text.split()) for translation in translations]
        found, own, whole = kept(lines[source], said, lines[target], direction)
        shares = f"{found / whole:.1%} | {(found + own) / whole:.1%}"
        print(f"| {source}→{target} | {engine} | {found} | {own} | {whole} | {shares} |")
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{source}-{target}").write_text("\n".join(said) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("english", type=Path)
    parser.add_argument("spanish", type=Path)
    parser.add_argument("--engine", help="this engine or chain only, as bilingua's --engine")
    parser.add_argument("--profile", default="es-ES", help="house style of the Spanish references")
    parser.add_argument("--checks", action="store_true", help="the checks alone")
    parser.add_argument("--save", type=Path, help="folder for the translations")
    options = parser.parse_args()
    lines = {
        "en": options.english.read_text("utf-8").splitlines(),
        "es": options.spanish.read_text("utf-8").splitlines(),
    }
    road = road_for(load_settings(), profile=options.profile, engine=options.engine)
    road = replace(road, target=None)
    if options.checks:
        print_checks(lines, road)
    else:
        print_kept(lines, road, options.engine or "default", options.save)


if __name__ == "__main__":
    main()
