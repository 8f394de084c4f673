"""What a story quotes in the language of the other edition stands there as it was said."""

from __future__ import annotations

import pytest

from bilingua.checks.base import SegmentPair
from bilingua.checks.quotations import borrowed_quotations, check
from bilingua.localize.style import load_style

SIGN = 'They held signs that read "Nuestros hijos no son números" and "Keep Wolters Open."'


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        (SIGN, "en", ["Nuestros hijos no son números"]),
        ('"Sí se puede," the crowd chanted.', "en", ["Sí se puede"]),
        ('Ramos said, "No estamos solos," and left.', "en", ["No estamos solos"]),
        ("Gritaban «Make America Great Again».", "es", ["Make America Great Again"]),
        ('She called it "a betrayal" of children.', "en", []),
        ('He said "no" and "yes".', "en", []),
        ('Dijo que "no hay dinero".', "es", []),
        ("", "es", []),
    ],
)
def test_quotations_in_the_other_language_are_known(
    text: str, language: str, said: list[str]
) -> None:
    assert [text[start:end] for start, end in borrowed_quotations(text, language)] == said


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ('Llevaban carteles: "Nuestros hijos no son números" y "Keep Wolters Open".', False),
        ("Llevaban carteles: «Nuestros hijos no son números» y «Keep Wolters Open».", False),
        ('Llevaban carteles: "Nuestros hijos sin números de hijo" y "Keep Wolters Open".', True),
    ],
)
def test_other_words_for_them_are_an_error(target: str, told: bool) -> None:
    pair = SegmentPair(SIGN, target, load_style("en-US"), load_style("es-US"))
    assert ("quotation-retold" in [finding.rule for finding in check(pair)]) is told
