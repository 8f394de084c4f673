"""Who is said to have said it is the same person on both sides."""

from __future__ import annotations

import pytest
from pairs import en_es, es_en, rules

from bilingua.checks.attribution import check


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Ana Ruiz said that Luis Paz lied.", "Luis Paz dijo que Ana Ruiz mintió."),
        (
            "Mayor Ana Ruiz said that Gov. Luis Paz lied.",
            "El gobernador Luis Paz dijo que la alcaldesa Ana Ruiz mintió.",
        ),
        ("According to Ruiz, Paz lied.", "Según Paz, Ruiz mintió."),
        ("“No,” Ruiz told Paz.", "«No», le dijo Paz a Ruiz."),
        ("“No,” Ruiz, a friend of Paz, said.", "«No», dijo Paz, un amigo de Ruiz."),
    ],
)
def test_another_speaker_is_found_both_ways(source: str, target: str) -> None:
    assert rules(check, en_es(source, target)) == ["attribution warning"]
    assert rules(check, es_en(target, source)) == ["attribution warning"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Mayor Ana Ruiz said no.", "La alcaldesa Ana Ruiz dijo que no."),
        ("According to Ruiz, Paz lied.", "Paz mintió, según Ruiz."),
        ("According to Ruiz, Paz lied.", "Ruiz dijo que Paz mintió."),
        ("Ruiz, who met Paz in Miami, said no.", "Ruiz, quien vio a Paz en Miami, dijo que no."),
        (
            "Ruiz, a student at Corpus Christi, who saw Paz, said no.",
            "Ruiz, estudiante en Corpus Christi, que vio a Paz, dijo que no.",
        ),
        (
            "“It shrank to Camp Paz, to a cage,” Ruiz said.",
            "«Se redujo a Camp Paz, a una jaula», dijo Ruiz.",
        ),
        ("“No,” said Ruiz. Paz said yes.", "«No», dijo Ruiz. Paz dijo que sí."),
    ],
)
def test_the_same_speaker_may_be_named_in_another_way(source: str, target: str) -> None:
    assert rules(check, en_es(source, target)) == []
    assert rules(check, es_en(target, source)) == []
