"""A real, if odd, engine: it says every sentence with its words the other way round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dictionary import Dictionary

from bilingua.engines.base import Decoding, Direction, Rendering


class Turning(Dictionary):
    """Links each word to where it went, so that inline codes have to follow."""

    def translate(
        self, direction: Direction, segments: Sequence[str], decoding: Decoding
    ) -> list[Rendering]:
        return [_turned(one) for one in super().translate(direction, segments, decoding)]


def _turned(rendering: Rendering) -> Rendering:
    text, links = "", []
    for link in reversed(rendering.links):
        word = rendering.text[slice(*link.target)]
        text += " " * bool(text) + word
        links.append(replace(link, target=(len(text) - len(word), len(text))))
    return replace(rendering, text=text, links=tuple(links))


TURNING = Turning("turning", 0.5, "en-es es-en", {"The": "El", "mayor": "alcalde", "two": "dos"})
