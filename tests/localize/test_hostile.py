"""Text that nobody wrote in good faith costs no more than its length."""

from __future__ import annotations

import time

import pytest

from bilingua.checks.base import SegmentPair
from bilingua.checks.values import check
from bilingua.localize.localization import localize
from bilingua.localize.style import load_style

pytestmark = pytest.mark.slow

MANY = 8_000
HOSTILE = {
    "digits": "7" * 100 * MANY,
    "points between digits": "1." * MANY,
    "commas between digits": "1,234," * MANY,
    "spaced digits": "1 234 " * MANY,
    "millions": "million " * MANY,
    "millones": "mil millones " * MANY,
    "and": "one and " * MANY,
    "y": "treinta y " * MANY,
    "figures": "5 de enero de " * MANY,
    "months": "Jan. " * MANY,
    "dashes": "1-" * MANY,
    "slashes": "1/2/" * MANY,
    "quotes": "\"'" * MANY,
    "opening quotes": "«“ " * MANY,
    "stops in quotes": 'a." ' * MANY,
    "spaces": " " * 100 * MANY,
    "dollars": "$" * MANY,
    "letters": "a" * 100 * MANY,
    "capitals": "A-1-" * MANY,
    "addresses": "a.a@" * MANY,
    "em dashes": "a — " * MANY,
    "questions": "¿a? " * MANY,
    "heights": "5'10\" " * MANY,
    "small words": "y inmigrantes del relación " * MANY,
    "halves": "a quarter of a " * MANY,
    "decades": "temperatures in the 90s " * MANY,
    "names like months": "de Julio A " * MANY,
    "years for counts": "in 34, 2013 others " * MANY,
    "different figures": " ".join(map(str, range(MANY))),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("styles", [("en-US", "es-ES"), ("es-ES", "en-US")])
def test_hostile_text_is_read_in_a_breath(name: str, styles: tuple[str, str]) -> None:
    one, other = map(load_style, styles)
    text = HOSTILE[name]
    spent = []
    for length in (len(text) // 4, len(text)):
        piece = text[:length]
        began = time.perf_counter()
        localized = localize(
            piece, piece[::-1] if name == "different figures" else piece, one, other
        )
        for _ in check(SegmentPair(piece, localized.text, one, other)):
            pass
        spent.append(time.perf_counter() - began)
    # Four times the text: four times the work and a margin for a busy machine, not sixteen times.
    assert spent[1] < 9 * max(spent[0], 0.05), spent
