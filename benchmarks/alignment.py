"""How well `align_documents` finds what belongs together: precision, recall and F1 of beads.

    python benchmarks/alignment.py news.en news.es

Two files of aligned lines are cut into documents of --lines consecutive lines. On either side some
neighbours are joined, some lines are cut where a sentence ends, and some are left out; the beads
that this makes are what is to be found. A bead counts only when it is found exactly.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bilingua.review.align import Bead, align_documents
from bilingua.segmentation import boundaries

Document = tuple[list[str], list[str], list[Bead]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("english", type=Path)
    parser.add_argument("spanish", type=Path)
    parser.add_argument("--lines", type=int, default=40, help="lines a document has")
    parser.add_argument("--joined", type=float, default=0.1, help="share of neighbours joined")
    parser.add_argument("--errors", action="store_true", help="print what was not found")
    options = parser.parse_args()
    pairs = list(
        zip(
            options.english.read_text("utf-8").splitlines(),
            options.spanish.read_text("utf-8").splitlines(),
            strict=True,
        )
    )
    print("| direction | left out | beads | precision | recall | F1 | seconds |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for backwards in (False, True):
        for left_out in (0.0, 0.05):
            rng = random.Random(13)
            documents = list(_documents(pairs, options.lines, options.joined, left_out, rng))
            if backwards:
                documents = [
                    (there, here, [Bead(bead.target, bead.source) for bead in beads])
                    for here, there, beads in documents
                ]
            began = time.perf_counter()
            answers = [align_documents(here, there) for here, there, _ in documents]
            seconds = time.perf_counter() - began
            found = sum(map(len, answers))
            wanted = sum(len(beads) for _, _, beads in documents)
            right = sum(
                len(set(answer) & set(beads))
                for answer, (_, _, beads) in zip(answers, documents, strict=True)
            )
            precision, recall = right / found, right / wanted
            score = 2 * precision * recall / (precision + recall)
            direction = "es→en" if backwards else "en→es"
            print(
                f"| {direction} | {left_out:.0%} | {wanted} | {precision:.3f} | {recall:.3f} | {score:.3f} | {seconds:.2f} |"
            )
            if options.errors:
                _show_errors(documents, answers)


def _documents(
    pairs: Sequence[tuple[str, str]], lines: int, joined: float, left_out: float, rng: random.Random
) -> Iterator[Document]:
    for start in range(0, len(pairs), lines):
        yield _document(pairs[start : start + lines], joined, left_out, rng)


def _document(
    pairs: Sequence[tuple[str, str]], joined: float, left_out: float, rng: random.Random
) -> Document:
    """One document: its lines joined, cut and left out at random."""
    here: list[str] = []
    there: list[str] = []
    beads: list[Bead] = []
    at = 0
    while at < len(pairs):
        ours, theirs = pairs[at]
        at += 1
        chance = rng.random()
        if chance < left_out:
            sides: tuple[list[str], list[str]] = (
                ([ours], []) if rng.random() < 0.5 else ([], [theirs])
            )
        elif chance < left_out + joined and at < len(pairs):
            more, others = pairs[at]
            at += 1
            both = f"{ours} {more}", f"{theirs} {others}"
            sides = rng.choice([([both[0]], [theirs, others]), ([ours, more], [both[1]])])
        else:
            cuts = _sentences(ours, "en"), _sentences(theirs, "es")
            # Where both sides have as many sentences, nobody can say which of them are beads.
            sides = cuts if 1 in map(len, cuts) else ([ours], [theirs])
        beads.append(
            Bead(
                tuple(range(len(here), len(here) + len(sides[0]))),
                tuple(range(len(there), len(there) + len(sides[1]))),
            )
        )
        here += sides[0]
        there += sides[1]
    return here, there, beads


def _sentences(text: str, language: str) -> list[str]:
    sentences, start = [], 0
    for end, following in boundaries(text, language):
        sentences.append(text[start:end])
        start = following
    return [*sentences, text[start:]]


def _show_errors(documents: Sequence[Document], answers: Sequence[Sequence[Bead]]) -> None:
    for answer, (here, there, beads) in zip(answers, documents, strict=True):
        for name, some in (
            ("missed", set(beads) - set(answer)),
            ("wrong", set(answer) - set(beads)),
        ):
            for bead in sorted(some, key=lambda bead: (bead.source, bead.target)):
                print(f"\n{name} {bead.source}-{bead.target}")
                print("  " + " ¶ ".join(here[i] for i in bead.source))
                print("  " + " ¶ ".join(there[j] for j in bead.target))


if __name__ == "__main__":
    main()
