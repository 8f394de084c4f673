"""BLEU and chrF of every route on this machine, on text that people have translated.

    python benchmarks/quality.py news.en news.es          both directions, the default and every route
    python benchmarks/quality.py news.en news.es --raw    the engines by themselves

Name the style of the references with --profile: for WMT13 benchmarks/wmt13.toml.

One sentence a line, aligned. Needs the extra "evaluate" (sacrebleu).
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path

from sacrebleu import corpus_bleu, corpus_chrf

from bilingua.config import load_settings
from bilingua.engines.base import Direction
from bilingua.engines.routes import find_routes
from bilingua.pipeline import translate_segments
from bilingua.road import road_for


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("english", type=Path)
    parser.add_argument("spanish", type=Path)
    parser.add_argument("--profile", default="es-ES", help="house style of the Spanish references")
    parser.add_argument("--raw", action="store_true", help="leave out localization")
    options = parser.parse_args()
    lines = {
        "en": options.english.read_text("utf-8").splitlines(),
        "es": options.spanish.read_text("utf-8").splitlines(),
    }
    # The references are in this style whichever way the text goes.
    road = replace(road_for(load_settings(), profile=options.profile), target=None)
    print(
        "| direction | route | BLEU | chrF | sentences a second |\n| --- | --- | --- | --- | --- |"
    )
    for source, target in (("en", "es"), ("es", "en")):
        routes = find_routes(road.engines, Direction(source, target))
        # The first row is what a story gets: the best route, helped by the others.
        for route in (None, *routes):
            # The first use of a route loads its models; that is not what is timed.
            engines = "+".join(step.engine.name for step in route.steps) if route else None
            pinned = replace(road, route=engines)
            translate_segments(lines[source][:1], Direction(source, target), pinned)
            began = time.perf_counter()
            _, translations = translate_segments(
                lines[source], Direction(source, target), pinned, raw=options.raw
            )
            speed = len(translations) / (time.perf_counter() - began)
            said = [" ".join(translation.text.splitlines()) for translation in translations]
            bleu = corpus_bleu(said, [lines[target]]).score
            chrf = corpus_chrf(said, [lines[target]]).score
            print(
                f"| {source}→{target} | {route or 'default'} | {bleu:.1f} | {chrf:.1f} | {speed:.0f} |"
            )


if __name__ == "__main__":
    main()
