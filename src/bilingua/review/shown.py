"""A text as it can be shown to a person without harm: nothing in it acts, all in it is seen.

Escape sequences would drive a terminal, and marks of direction would turn the words around them.
"""

from __future__ import annotations

from bilingua.review.words import Mark, Pieces

# Marks of direction with the names that Unicode has for them (UAX #9).
_DIRECTIONS = {
    0x061C: "ALM", 0x200E: "LRM", 0x200F: "RLM", 0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF",
    0x202D: "LRO", 0x202E: "RLO", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI",
}  # fmt: skip
_SHOWN: dict[int, str] = (
    {code: chr(0x2400 + code) for code in range(0x20)}
    | {0x7F: "\u2421"}
    | {code: f"⟨{code:02X}⟩" for code in range(0x80, 0xA0)}
    | {code: f"⟨{name}⟩" for code, name in _DIRECTIONS.items()}
    | {ord("\t"): " ", ord("\n"): " ", ord("\r"): " ", 0x2028: " ", 0x2029: " "}
)


def shown(text: str) -> str:
    """A text whose control characters and marks of direction are signs."""
    return text.translate(_SHOWN)


def in_plain_text(pieces: Pieces) -> str:
    """What changed in a text, without colour: [-struck-] and {+added+}."""
    brackets = {Mark.KEPT: ("", ""), Mark.STRUCK: ("[-", "-]"), Mark.ADDED: ("{+", "+}")}
    out: list[str] = []
    mark = Mark.KEPT
    for piece in pieces:
        if piece.mark is not mark:
            out += brackets[mark][1], brackets[piece.mark][0]
            mark = piece.mark
        out.append(shown(piece.text))
    return "".join([*out, brackets[mark][1]])
