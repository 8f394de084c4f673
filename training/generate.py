"""Write exact English-Spanish pairs for what news needs and corpora lack.

Rare names, figures, dates, money, headlines, quotes and lists. Names are built from syllables and
figures from random digits, so that a model can only learn to copy them, not know them.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from pathlib import Path

SYLLABLES = (
    "ba be bo bra can car chi con da de dri du el fa fer gal gar gon gu ha her is ja ka kel ko la "
    "li lo mac mal mar mer mi mon na ne no or pa per pre ra re ri ro sa sal schu si so sta ta te "
    "ti to tru va vel vi wa wil ya ze zu"
).split()
ENDINGS = "n r s ck dt ff gh nn ss th wick ford son ley ton berg stein man ski wald ez".split()
MONTHS = (
    "January February March April May June July August September October November December".split(),
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre".split(),
)
PEOPLE = (
    ("the mayor", "el alcalde"), ("the spokeswoman", "la portavoz"), ("the judge", "el juez"),
    ("the minister", "el ministro"), ("the governor", "el gobernador"),
    ("the director", "la directora"), ("the coach", "el entrenador"),
)  # fmt: skip
THINGS = (
    ("schools", "escuelas"), ("houses", "viviendas"), ("vehicles", "vehículos"),
    ("hospitals", "hospitales"), ("trees", "árboles"), ("jobs", "empleos"),
    ("tons of wheat", "toneladas de trigo"), ("bicycles", "bicicletas"),
)  # fmt: skip
SAYINGS = (
    ("We will not accept it", "No lo aceptaremos"), ("There is still time", "Aún hay tiempo"),
    ("It was a good year", "Fue un buen año"), ("Nobody was hurt", "Nadie resultó herido"),
    ("The work has begun", "El trabajo ha comenzado"),
)  # fmt: skip
Pair = tuple[str, str]


def name(chance: random.Random) -> str:
    """A surname or place that no corpus holds."""
    stem = "".join(chance.choices(SYLLABLES, k=chance.randint(1, 3)))
    return (stem + chance.choice(ENDINGS)).capitalize()


def person(chance: random.Random) -> str:
    return f"{name(chance)} {name(chance)}" if chance.random() < 0.6 else name(chance)


def number(chance: random.Random) -> Pair:
    """A figure as each edition's language groups it."""
    value = chance.randrange(2, 10 ** chance.randint(1, 7))
    english = f"{value:,}"
    return english, english.replace(",", ".") if value >= 10000 else str(value)


def date(chance: random.Random) -> Pair:
    month, day, year = chance.randrange(12), chance.randint(1, 28), chance.randint(1900, 2040)
    english, spanish = MONTHS[0][month], MONTHS[1][month]
    return f"{english} {day}, {year}", f"{day} de {spanish} de {year}"


def money(chance: random.Random) -> Pair:
    whole, tenth = chance.randint(2, 999), chance.randint(1, 9)
    scale = chance.choice((("million", "millones"), ("billion", "mil millones")))
    unit = chance.choice((("dollars", "dólares"), ("euros", "euros"), ("pesos", "pesos")))
    return f"{whole}.{tenth} {scale[0]} {unit[0]}", f"{whole},{tenth} {scale[1]} de {unit[1]}"


def quote(chance: random.Random) -> Pair:
    who, (english, spanish) = person(chance), chance.choice(SAYINGS)
    title = chance.choice(PEOPLE)
    return (
        f"“{english},” said {title[0]}, {who}.",
        f"«{spanish}», dijo {title[1]}, {who}.",
    )


def headline(chance: random.Random) -> Pair:
    place, (figure, cifra), (what, que) = name(chance), number(chance), chance.choice(THINGS)
    return f"{place} to build {figure} {what}", f"{place} construirá {cifra} {que}"


def statement(chance: random.Random) -> Pair:
    (day, dia), (price, precio), who, other = (
        date(chance),
        money(chance),
        person(chance),
        name(chance),
    )
    return (
        f"On {day}, {who} paid {price} to {other}.",
        f"El {dia}, {who} pagó {precio} a {other}.",
    )


def listing(chance: random.Random) -> Pair:
    names = [person(chance) for _ in range(chance.randint(2, 5))]
    head = ", ".join(names[:-1])
    # Spanish "y" turns to "e" before the sound of i.
    link = "e" if names[-1].startswith(("I", "Hi")) else "y"
    return f"{head} and {names[-1]}", f"{head} {link} {names[-1]}"


def score(chance: random.Random) -> Pair:
    first, second, goals = name(chance), name(chance), (chance.randint(0, 9), chance.randint(0, 9))
    result = f"{goals[0]}-{goals[1]}"
    return f"{first} {result} {second}", f"{first} {result} {second}"


def share(chance: random.Random) -> Pair:
    whole, part, who = chance.randint(1, 99), chance.randint(0, 9), name(chance)
    return (
        f"In {who}, prices rose {whole}.{part}%.",
        f"En {who}, los precios subieron un {whole},{part} %.",
    )


def alone(chance: random.Random) -> Pair:
    """A name or a code by itself: it must come out as it went in, with nothing invented."""
    code = f"{chance.choice('ABCDEFGHKLMNPRSTVXZ')}{chance.choice('BDFGKLMRST')}"
    word = chance.choice((person(chance), f"{code}-{chance.randint(10, 9999)}"))
    return word, word


KINDS: tuple[Callable[[random.Random], Pair], ...] = (
    quote, headline, statement, listing, score, share, alone, date, money,
)  # fmt: skip


def pairs(count: int, seed: int = 1) -> Iterator[Pair]:
    """`count` pairs, the same ones for the same seed."""
    chance = random.Random(seed)
    for _ in range(count):
        yield chance.choice(KINDS)(chance)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True, type=Path, help="TSV: English, Spanish")
    options = parser.parse_args()
    lines = (f"{english}\t{spanish}\n" for english, spanish in pairs(options.count, options.seed))
    with options.out.open("w", encoding="utf-8") as out:
        out.writelines(lines)


if __name__ == "__main__":
    main()
