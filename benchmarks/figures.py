"""How many figures of a text come out of the road with their value, and whether a loss is told.

    python benchmarks/figures.py news.en news.es                    the default route
    python benchmarks/figures.py news.en news.es --engine apertium  one engine
    python benchmarks/figures.py news.en news.es --raw              engines by themselves

One sentence a line, aligned; every line is translated both ways. Figures are read here by a few lines of
their own, so that what is measured does not measure itself: digits with any grouping, a scale word
after them, and on the other side also small numbers in words and centuries in Roman numerals.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from sacrebleu import corpus_bleu, corpus_chrf

from bilingua.article import Severity
from bilingua.config import load_settings
from bilingua.engines.base import Direction
from bilingua.pipeline import translate_segments
from bilingua.road import road_for

FIGURE = re.compile(
    r"(?<![\w.,])(\d[\d.,\u00a0\u202f]*\d|\d)(?:[ \u00a0-](thousand|million|billion|trillion|mil millones|mil|mill[oó]n(?:es)?|bill[oó]n(?:es)?)\b)?",
    re.I,
)
SCALE = {
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "mil millones": 9, "mil": 3,
    "millón": 6, "millon": 6, "millones": 6, "billón": 12, "billon": 12, "billones": 12,
}  # fmt: skip
WORDS = (
    "zero|cero one|un|una|uno|first|primero|primera|primer two|dos|second|segundo|segunda|twice three|tres|third|tercer|tercero|tercera "
    "four|cuatro|fourth|cuarto|cuarta five|cinco|fifth|quinto|quinta six|seis|sixth|sexto|sexta seven|siete|seventh|séptimo|séptima eight|ocho|eighth|octavo|octava nine|nueve|ninth|noveno|novena ten|diez "
    "eleven|once twelve|doce thirteen|trece fourteen|catorce fifteen|quince sixteen|dieciséis "
    "seventeen|diecisiete eighteen|dieciocho nineteen|diecinueve twenty|veinte"
)
VALUE = {word: Decimal(n) for n, words in enumerate(WORDS.split()) for word in words.split("|")}
ROMAN = {
    tens + ones: Decimal(10 * ten + one)
    for ten, tens in enumerate(("", "X", "XX"))
    for one, ones in enumerate("|I|II|III|IV|V|VI|VII|VIII|IX".split("|"))
    if ten or one
}


def readings(digits: str) -> set[Decimal]:
    """All that a figure may mean: its marks group, or the last of them is the decimal one."""
    plain = re.sub(r"[.,\s]", "", digits)
    found = {Decimal(plain)}
    if match := re.fullmatch(r"(.*)[.,](\d+)", digits):
        whole = re.sub(r"[.,\s]", "", match[1])
        found.add(Decimal(f"{whole}.{match[2]}"))
    return found


def figures(text: str) -> list[set[Decimal]]:
    """The figures of a text with all that each may mean."""
    found = []
    for match in FIGURE.finditer(text):
        scale = Decimal(10) ** SCALE[match[2].lower()] if match[2] else Decimal(1)
        found.append({reading * scale for reading in readings(match[1])})
    return found


def kept(source: str, target: str) -> list[bool]:
    """Of every figure of the source, whether the target has one that may mean the same."""
    there = set().union(*figures(target)) if figures(target) else set()
    there |= {VALUE[word] for word in re.findall(r"\w+", target.lower()) if word in VALUE}
    there |= {ROMAN[word] for word in re.findall(r"\b[IVX]+\b", target) if word in ROMAN}
    return [bool(one & there) for one in figures(source)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("english", type=Path)
    parser.add_argument("spanish", type=Path)
    parser.add_argument("--profile", default="es-ES", help="house style of the Spanish references")
    parser.add_argument("--engine", help="this engine, or a chain of them: firefox+apertium")
    parser.add_argument("--raw", action="store_true", help="leave out localization and checks")
    parser.add_argument("--show", type=int, default=0, help="print so many of the losses")
    options = parser.parse_args()
    lines = {
        "en": options.english.read_text("utf-8").splitlines(),
        "es": options.spanish.read_text("utf-8").splitlines(),
    }
    road = road_for(load_settings(), profile=options.profile, engine=options.engine)
    road = replace(road, target=None)
    print("| direction | figures | kept | lost with an error finding | BLEU | chrF |")
    print("| --- | --- | --- | --- | --- | --- |")
    for source, target in (("en", "es"), ("es", "en")):
        _, translations = translate_segments(
            lines[source], Direction(source, target), road, raw=options.raw
        )
        count, shown = Counter[str](), 0
        for text, translation in zip(lines[source], translations, strict=True):
            told = any(f.severity is Severity.ERROR for f in translation.findings)
            for found in kept(text, translation.text):
                count["all"] += 1
                count["kept"] += found
                count["told"] += not found and told
                if not found and shown < options.show:
                    shown += 1
                    print(
                        f"<!-- {'told' if told else 'NOT TOLD'}\n  {text}\n  {translation.text} -->"
                    )
        lost = count["all"] - count["kept"]
        said = [" ".join(translation.text.splitlines()) for translation in translations]
        bleu = corpus_bleu(said, [lines[target]]).score
        chrf = corpus_chrf(said, [lines[target]]).score
        print(
            f"| {source}→{target} | {count['all']} | {count['kept'] / max(1, count['all']):.2%} "
            f"| {count['told']} of {lost} | {bleu:.1f} | {chrf:.1f} |"
        )


if __name__ == "__main__":
    main()
