"""How many figures of a text come out of the road with their value, and whether a loss is told.

    python benchmarks/figures.py news.en news.es                    the default route
    python benchmarks/figures.py news.en news.es --engine apertium  one engine
    python benchmarks/figures.py news.en news.es --raw              engines by themselves

One sentence a line, aligned; every line is translated both ways. Figures are read here by a few lines of
their own, so that what is measured does not measure itself: digits with any grouping, a scale word
after them, times on either clock, decades, and on the other side also small numbers in words and
centuries in Roman numerals.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Hashable
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
    r"(?<![\w.,])(\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d[\d.,]*\d|\d)"
    r"(?:[ \u00a0-](thousand|million|billion|trillion|mil millones|mil|mill[oó]n(?:es)?|bill[oó]n(?:es)?)\b)?",
    re.I,
)
# 9pm, 7:30 a. m., 21:00, 19.30 h, 21 horas, 9 de la noche: one value, whatever the clock.
CLOCK = re.compile(
    r"(?<![\w.,:])([01]?\d|2[0-4])(?:([:.])([0-5]\d))?"
    r"(?:[ \u00a0]?([ap])\.?[ \u00a0]?m\b|[ \u00a0]?(h(?:s|rs|oras|ours)?)\b(?!/)"
    r"|[ ]de[ ]la[ ](mañana|tarde|noche|madrugada)\b|(?<=:\d\d)(?![\d:]))",
    re.I,
)
# 20.12.2012, whose month the other side spells out.
DATE = re.compile(r"(\d{1,2})\.\d{1,2}\.(\d{4})(?!\d)")
UTC = re.compile(r"([01]\d|2[0-3])([0-5]\d)(?= (?:GMT|UTC)\b)")
MILLIONS = re.compile(r"m(?= people\b)")
HALF_TOLD_LATER = re.compile(
    r"[ ]?(?:-|–|to|and|a|y)[ ]?\d{1,2}(?::\d\d)?[ \u00a0]?[ap]\.?[ \u00a0]?m\b"
)
# 1990s, ’90s; los años 90, la década de 1990, los años 90 y 2000.
DECADE = re.compile(
    r"(?<![\w.,])['’]?(\d{3}0|\d0)['’]?s\b"
    r"|(?:años|década de(?: los(?: años)?)?|los) (\d{3}0|\d0)\b(?![.,]?\d| ?%|[ \u00a0](?:mil|bil))"
    r"(?: y (?:los )?(\d{3}0|\d0)\b)?",
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


def hours(match: re.Match[str]) -> set[Hashable]:
    """What a time may mean on the 24-hour clock; an hour that counts may also be a duration."""
    hour, minute = int(match[1]), int(match[3] or 0)
    half, part = (match[4] or "").lower(), (match[6] or "").lower()
    found: set[Hashable] = set(readings(match[1])) if match[5] and not match[3] else set()
    if half or part:
        evening = half == "p" or part in ("tarde", "noche")
        return {(hour % 12 + 12 * evening, minute)}
    return found | {(hour % 24, minute), *({((hour + 12) % 24, minute)} if hour <= 12 else ())}


def decades(match: re.Match[str]) -> list[set[Hashable]]:
    """The decades of a match; two figures may be the last century's or this one's."""
    found: list[set[Hashable]] = []
    for figure in filter(None, match.groups()):
        centuries = (1900, 2000) if len(figure) == 2 else (0,)
        found.append({("decade", century + int(figure)) for century in centuries})
        if match[0].startswith("los"):
            found[-1].add(Decimal(figure))  # los 70: the seventies, or seventy of them
    return found


def figures(text: str) -> list[set[Hashable]]:
    """The figures of a text with all that each may mean."""
    found: list[set[Hashable]] = []
    position = 0
    while figure := FIGURE.search(text, position):
        decade = next(
            (m for m in DECADE.finditer(text, position) if figure.start() < m.end()), None
        )
        clock = CLOCK.match(text, figure.start())
        if decade and decade.start() <= figure.start():
            found += decades(decade)
            position = decade.end()
        elif date := DATE.match(text, figure.start()):
            found += [{Decimal(part)} for part in date.groups()]
            position = date.end()
        elif utc := UTC.match(text, figure.start()):
            found.append({(int(utc[1]), int(utc[2]))})
            position = utc.end()
        elif clock and (clock[2] != "." or clock[4] or clock[5]) and any(clock.groups()[1:]):
            found.append(hours(clock))
            position = clock.end()
        else:
            scale = Decimal(10) ** SCALE[figure[2].lower()] if figure[2] else Decimal(1)
            all_of: set[Hashable] = {reading * scale for reading in readings(figure[1])}
            if MILLIONS.match(text, figure.end()):
                all_of = {reading * 10**6 for reading in readings(figure[1])}
            if HALF_TOLD_LATER.match(text, figure.end()) and figure[1].isdigit():
                all_of |= {(int(figure[1]), 0), (int(figure[1]) + 12, 0)}
            found.append(all_of)
            position = figure.end()
    return found


def kept(source: str, target: str) -> list[bool]:
    """Of every figure of the source, whether the target has one that may mean the same."""
    there: set[Hashable] = set().union(*figures(target))
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
