"""An acronym is introduced where the source introduces it."""

from __future__ import annotations

from pairs import en_es, es_en

from bilingua.checks.acronyms import check
from bilingua.checks.base import SegmentPair

FIRST = "The Environmental Protection Agency (EPA) said no."
LATER = en_es("The EPA went on.", "La EPA prosiguió.")


def bare(*pairs: SegmentPair) -> list[tuple[int, str]]:
    """Where an acronym stands without its name."""
    return [(position, finding.values["acronym"]) for position, finding in check(pairs)]


def test_an_acronym_that_is_spelled_out_is_fine() -> None:
    for target in (
        "La Agencia de Protección Ambiental (EPA) dijo que no.",
        "La Agencia de Protección Ambiental (EPA, por sus siglas en inglés) dijo que no.",
        "La Agencia de Protección Ambiental (en inglés, EPA) dijo que no.",
        "La Agencia de Protección Ambiental, EPA, dijo que no.",
        "La EPA (Agencia de Protección Ambiental) dijo que no.",
    ):
        assert bare(en_es(FIRST, target), LATER) == []


def test_an_acronym_whose_name_was_lost_is_named_where_it_is_used_first() -> None:
    assert bare(en_es(FIRST, "La EPA dijo que no."), LATER) == [(0, "EPA")]
    assert bare(en_es(FIRST, "La Agencia de Protección Ambiental dijo que no."), LATER) == [
        (1, "EPA")
    ]
    spanish = "La Agencia de Protección Ambiental (EPA) dijo que no."
    assert bare(es_en(spanish, "The EPA said no.")) == [(0, "EPA")]


def test_a_translated_acronym_and_one_that_nobody_uses_are_fine() -> None:
    nato = "The North Atlantic Treaty Organization (NATO) met."
    assert (
        bare(en_es(nato, "La Organización del Tratado del Atlántico Norte (OTAN) se reunió.")) == []
    )
    assert bare(en_es(FIRST, "La Agencia de Protección Ambiental dijo que no.")) == []
    assert bare(LATER) == []
