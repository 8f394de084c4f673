"""Small words beside what they have to agree with."""

from __future__ import annotations

import pytest

from bilingua.localize.agreement import agreed, disagreements


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("impuestos y inmigrantes y incluso casas", "impuestos e inmigrantes e incluso casas"),
        ("siete o ocho", "siete u ocho"),
        ("El utilidad cortó la luz.", "La utilidad cortó la luz."),
        ("tras un invitación del alcalde", "tras una invitación del alcalde"),
        ("respondió al afición", "respondió a la afición"),
        ("el costo del financiación", "el costo de la financiación"),
        ("los decisiones de esos sociedades", "las decisiones de esas sociedades"),
        ("la nombramiento y las mensajes", "el nombramiento y los mensajes"),
        ("de el alcalde a el juez", "del alcalde al juez"),
        ("la agua", "el agua"),
        ("de el decisión de el alcalde", "de la decisión del alcalde"),
        ("hasta viernes a la noche", "hasta el viernes por la noche"),
        ("en la mañana de jueves", "en la mañana del jueves"),
        # What is right stays.
        ("del jueves a la mañana del viernes, de lunes a viernes",) * 2,
        ("agua y hielo, oro y iones", "agua y hielo, oro y iones"),
        ("el avión, el camión y la razón", "el avión, el camión y la razón"),
        ("el Salvación, del Dirección", "el Salvación, del Dirección"),
        ("la imagen y el lenguaje", "la imagen y el lenguaje"),
        ("para que las trabaje y la baje", "para que las trabaje y la baje"),
    ],
)
def test_spanish(text: str, right: str) -> None:
    assert agreed(text, "es") == right
    assert not [*disagreements(right, "es")]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("a hour, an university and a old man", "an hour, a university and an old man"),
        ("a union, an FBI agent, a one-time mayor", "a union, an FBI agent, a one-time mayor"),
    ],
)
def test_english(text: str, right: str) -> None:
    assert agreed(text, "en") == right
