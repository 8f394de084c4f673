"""What institutions of the news are called in both languages: a glossary that every newsroom has.

The Spanish names are those that the institutions give themselves, or that news agencies give them. A
newsroom's own glossary goes before it, and no check asks for these.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from bilingua.glossary.terms import Glossary, Term

_PATH = Path(__file__).with_name("institutions.csv")


@cache
def institutions() -> Glossary:
    """The shipped terms; those of the United States also with the country's name."""
    terms: list[Term] = []
    with _PATH.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            english, spanish = row["en"], row["es"]
            if row["country"] == "US":
                bare = english.removeprefix("the ")
                terms.append(Term.of(f"the U.S. {bare}", f"{spanish} de Estados Unidos"))
            terms.append(Term.of(english, spanish))
    return Glossary(tuple(terms))
