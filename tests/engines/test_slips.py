"""What engines say wrong for a word is mended where the source has that word, and nowhere else."""

from __future__ import annotations

import pytest

from bilingua.engines.base import Direction
from bilingua.engines.slips import straight

EN_ES, ES_EN = Direction("en", "es"), Direction("es", "en")


@pytest.mark.parametrize(
    ("source", "said", "right"),
    [
        ("Police arrested 37 people.", "37 personas fueron prendidas.", "37 personas fueron detenidas."),
        ("Agents arrested a man.", "Agentes prendieron a un hombre.", "Agentes detuvieron a un hombre."),
        ("They lit the stove.", "Prendieron la estufa; fue prendida.", "Prendieron la estufa; fue prendida."),
        ("He refused to drop it.", "Se rechazó a soltarla.", "Se negó a soltarla."),
        ("He refused to drop it.", "El hombre se rechazó a soltarla.", "El hombre se negó a soltarla."),
        ("The firm dismissed 300 workers.", "La firma dimitió 300 trabajadores.", "La firma despidió a 300 trabajadores."),
        ("The mayor resigned.", "El alcalde dimitió el lunes.", "El alcalde dimitió el lunes."),
        ("He killed an unarmed man.", "Mató a un hombre armado.", "Mató a un hombre desarmado."),
        ("He killed an armed man.", "Mató a un hombre armado.", "Mató a un hombre armado."),
        ("Armed and unarmed men came.", "Vinieron hombres armados y otros.", "Vinieron hombres armados y otros."),
        ("Meanwhile, it rained.", "Mientras eso, llovió.", "Mientras tanto, llovió."),
        ("The sheriff's deputies came.", "Vinieron los diputados del sheriff.", "Vinieron los agentes del sheriff."),
        ("The deputies voted.", "Votaron los diputados.", "Votaron los diputados."),
        ("8% more than a year ago", "8% más del que un año antes", "8% más que un año antes"),
        ("It goes to the Senate.", "Va a Senado.", "Va al Senado."),
        ("Drop the weapon.", "Suelte la arma de la agua.", "Suelte el arma del agua."),
        ("Officials said no.", "Oficiales dijeron que no.", "Funcionarios dijeron que no."),
        ("Officials have data.", "Hay datos oficiales del caso.", "Hay datos oficiales del caso."),
        ("Hmmm.", "Hmm (en inglés).", "Hmm."),
        ("Hello (in English).", "Hola (en inglés).", "Hola (en inglés)."),
        ("He paid 20 pesos.", "pagó 20 pesos.", "Pagó 20 pesos."),
        ("EBay and iPhone rose.", "eBay subió.", "EBay subió."),
        ("The eBay sale rose.", "eBay subió.", "eBay subió."),
    ],
)  # fmt: skip
def test_into_spanish(source: str, said: str, right: str) -> None:
    assert straight(source, said, EN_ES) == right


@pytest.mark.parametrize(
    ("source", "said", "right"),
    [
        ("Los funcionarios negaron.", "The public servants denied it.", "The officials denied it."),
        ("La bolsa cayó.", "The wallet fell.", "The stock market fell."),
        ("Una bolsa de plástico.", "A plastic wallet.", "A plastic wallet."),
        ("Perdió la cartera.", "He lost his wallet.", "He lost his wallet."),
        ("La policía investigó el caso.", "Police researched the case.", "Police investigated the case."),
        ("El médico investigó el virus.", "The doctor researched the virus.", "The doctor researched the virus."),
        ("El Hospital Virgen de la Concha.", "Virgen da Concha Hospital.", "Virgen de la Concha Hospital."),
    ],
)  # fmt: skip
def test_into_english(source: str, said: str, right: str) -> None:
    assert straight(source, said, ES_EN) == right
