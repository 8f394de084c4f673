"""The lines above a story that say who wrote it and where, in English and Spanish.

A dateline here is a line of its own; one that opens the first sentence is segmentation's.
"""

from __future__ import annotations

import re

from bilingua.article import Role

_BYLINE = re.compile(r"(?:By|BY|Por|POR)\s+[A-ZÁÉÍÓÚÑ][^.!?]{2,80}\Z")
# "SPRINGFIELD, Ill. (AP)", "LA HABANA, 7 ene (EFE)", "MIAMI, Sept. 30, 2024".
_DATELINE = re.compile(
    r"(?=.{3,80}\Z)[A-ZÁÉÍÓÚÜÑ][A-ZÁÉÍÓÚÜÑ.'’ -]+(?:,\s[^()!?]{2,40}(?:\s\([\w ]{2,20}\))?|\s\([A-Z]{2,10}\))\Z"
)


def credit_role(text: str) -> Role | None:
    """Whether a line is a byline or a dateline."""
    if _BYLINE.match(text):
        return Role.BYLINE
    return Role.DATELINE if _DATELINE.match(text) else None
