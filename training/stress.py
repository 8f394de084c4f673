"""Put odd text to a package: does it loop, invent, or lose a figure or a name that it never saw?

Judged by the product's own guards. Names and figures are drawn anew, from a seed that no training
text was made with.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable
from pathlib import Path

import sentencepiece as spm

from bilingua.engines.guards import faults
from training import generate
from training.evaluate import translate

EMOJI = "😀🎉🔥👍🏽🇲🇽❤️⚽🌀"
WORDS = {
    "en": "water of Wednesday government and houses increasingly salad not hello the run".split(),
    "es": "agua de miércoles gobierno y casas cada ensalada no hola la correr".split(),
}
# Sentences with room for a name and a figure, one in each language.
FRAMES = (
    ("{name} bought {figure} tickets.", "{name} compró {figure} boletos."),
    ("The police arrested {name} on Monday.", "La policía detuvo a {name} el lunes."),
    ("About {figure} people live in {name}.", "Unas {figure} personas viven en {name}."),
    ("“We lost {figure} points,” {name} said.", "“Perdimos {figure} puntos”, dijo {name}."),
    ("{name}, who is {figure} years old, won.", "{name}, que tiene {figure} años, ganó."),
)


def odd(chance: random.Random, language: str) -> str:
    """An input that no corpus holds and every newsroom sends."""
    words = WORDS[language]
    kinds: tuple[Callable[[], str], ...] = (
        lambda: chance.choice(words),
        lambda: chance.choice(words).upper(),
        lambda: " ".join(chance.choices(words, k=chance.randint(2, 6))),
        lambda: " ".join(chance.choices(words, k=4)).upper(),
        lambda: ", ".join(generate.name(chance) for _ in range(chance.randint(2, 12))),
        lambda: "".join(chance.choices(EMOJI, k=chance.randint(1, 5))),
        lambda: f"{chance.choice(words)} {chance.choice(EMOJI)} {chance.choice(words)}",
        lambda: chance.choice(("()", "[ ]", "{}", "« »", "“”", "( ", "...", "--", "•", "?!", "/")),
        lambda: str(chance.randrange(10**9)),
        lambda: f"{chance.randint(0, 9)}-{chance.randint(0, 9)}",
        lambda: f"https://example.org/{generate.name(chance).lower()}?a={chance.randrange(99)}",
        lambda: generate.person(chance),
        lambda: f"{generate.name(chance)}-{chance.randrange(1000)}",
        lambda: "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(5, 30))),
        lambda: " ".join([chance.choice(words)] * chance.randint(2, 8)),
    )
    return chance.choice(kinds)()


def copies(count: int, side: int, seed: int) -> list[tuple[str, str, str]]:
    """Sentences with the name and the figure that must come out of each ("" where there is none)."""
    chance = random.Random(seed)
    made = []
    for _ in range(count):
        frame = chance.choice(FRAMES)[side]
        name, figure = generate.person(chance), str(chance.randint(10, 99_999))
        made.append(
            (
                frame.format(name=name, figure=figure),
                name if "{name}" in frame else "",
                figure if "{figure}" in frame else "",
            )
        )
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path, help="Argos package folder")
    parser.add_argument("--languages", nargs=2, default=("en", "es"))
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=20_261)
    options = parser.parse_args()
    source, target = options.languages
    pieces = spm.SentencePieceProcessor(model_file=str(options.package / "sentencepiece.model"))

    def say(lines: list[str]) -> list[str]:
        model = options.package / "model"
        return translate(model, pieces, lines, options.beam, options.threads)[0]

    chance = random.Random(options.seed)
    lines = [odd(chance, source) for _ in range(options.count)]
    found = {"repetition": 0, "addition": 0}
    for line, said in zip(lines, say(lines), strict=True):
        for finding in faults(line, said, source, target):
            if finding.rule in found:
                found[finding.rule] += 1
    for rule, number in found.items():
        print(f"{rule}: {number} of {len(lines)} odd inputs")
    made = copies(2000, int(source == "es"), options.seed)
    said = say([sentence for sentence, _, _ in made])
    names = [(name, text) for (_, name, _), text in zip(made, said, strict=True) if name]
    figures = [(figure, text) for (_, _, figure), text in zip(made, said, strict=True) if figure]
    kept = sum(name in text for name, text in names)
    print(f"unknown names kept: {100 * kept / len(names):.1f} % of {len(names)}")
    kept = sum(figure in re.sub(r"(?<=\d)[.,\s](?=\d{3})", "", text) for figure, text in figures)
    print(f"unknown figures kept: {100 * kept / len(figures):.1f} % of {len(figures)}")


if __name__ == "__main__":
    main()
