"""How many names come through, on text that people have translated.

    python benchmarks/names.py news.en news.es                     the default route
    python benchmarks/names.py news.en news.es --engine apertium   one engine

A name is a capitalised word within the source sentence (not its first word) that the human
reference has to the letter; it is kept where the translation has it, too.
One sentence a line, aligned.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bilingua.config import load_settings
from bilingua.engines.base import Direction
from bilingua.pipeline import translate_segments
from bilingua.road import road_for

_WORD = re.compile(r"[^\W\d_]+")


def names(source: str, reference: str) -> Counter[str]:
    """The names of a sentence, as often as both texts have them."""
    words = [word for word in _WORD.findall(source)[1:] if word[0].isupper() and len(word) > 1]
    return Counter(words) & Counter(_WORD.findall(reference))


def kept(sources: Sequence[str], said: Sequence[str], references: Sequence[str]) -> tuple[int, int]:
    """How many names the translations have, of how many."""
    whole = found = 0
    for source, text, reference in zip(sources, said, references, strict=True):
        wanted = names(source, reference)
        whole += wanted.total()
        found += (wanted & Counter(_WORD.findall(text))).total()
    return found, whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("english", type=Path)
    parser.add_argument("spanish", type=Path)
    parser.add_argument("--engine", help="this engine or chain only, as bilingua's --engine")
    parser.add_argument("--profile", default="es-ES", help="house style of the Spanish references")
    parser.add_argument("--save", type=Path, help="folder for the translations")
    options = parser.parse_args()
    lines = {
        "en": options.english.read_text("utf-8").splitlines(),
        "es": options.spanish.read_text("utf-8").splitlines(),
    }
    road = road_for(load_settings(), profile=options.profile, engine=options.engine)
    road = replace(road, target=None)
    print("| direction | engine | names kept | of | share |\n| --- | --- | --- | --- | --- |")
    for source, target in (("en", "es"), ("es", "en")):
        _, translations = translate_segments(lines[source], Direction(source, target), road)
        said = [" ".join(translation.text.split()) for translation in translations]
        found, whole = kept(lines[source], said, lines[target])
        print(
            f"| {source}→{target} | {options.engine or 'default'} | {found} | {whole} | {found / whole:.1%} |"
        )
        if options.save:
            options.save.mkdir(parents=True, exist_ok=True)
            (options.save / f"{source}-{target}").write_text("\n".join(said) + "\n", "utf-8")


if __name__ == "__main__":
    main()
