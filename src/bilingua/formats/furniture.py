"""Site furniture in a page pasted as text: comment rules, share links, forms, cookie notes.

Told by what such lines are for, in English and Spanish, never by one paper's wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# Each alternative is one purpose that a line of furniture serves: what a line begins with, then what
# may stand anywhere in it.
_BEGINNING = re.compile(
    r"""
      (?:read|see|lea|leer|ver|vea)\ (?:more|also|next|más|también)\b
    | (?:related|más\ sobre|relacionad[oa]s?|te\ puede\ interesar)\b.{0,60}\Z
    | (?:join\ the|únete|únase)\b
    | (?:share|tweet|email|print|copy\ link|compartir?|imprimir|tuitear|enviar)\b.{0,40}\Z
    | (?:follow\ us|síguenos|síganos)\b
    | (?:sign\ up|subscribe|suscríb[ae]\w*|regístr[ae]\w*|log\ in|iniciar?\ sesión)\b
    | (?:cancel|ok|cancelar|aceptar|submit|search|buscar)(?:\ (?:ok|cancel|aceptar))?\Z
    | \W*(?:marketplace|classifieds|clasificados|(?:quick\ )?job\ search|bolsa\ de\ trabajo)\Z
    | (?:today['’]s\ circulars|circulares\ de\ hoy)\Z
    | (?:advertisement|publicidad|anuncio)\Z
    # What an edition says of how it was made: the next one says it of itself.
    | (?:machine-translated\ from\ |translated\ from\ \w+\ by\ machine|traducción\ automática\ del\ )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ANYWHERE = re.compile(
    r"""
    \b(?:
        (?:hide|show|view|post|ocultar|mostrar|ver)\ (?:all\ )?(?:comments?|comentarios?)\b
      | commenting\ system\b | in\ order\ to\ comment\b | sistema\ de\ comentarios\b
      | refrain\ from\ (?:profanity|hate)\b | log\ in\ with\ (?:a|your)\b
      | comments?\ (?:are|is|may\ be|will\ be)\ (?:moderated|closed|reprinted)\b
      | affects?\ comments\b
      | (?:uses?|usa|usamos|utiliza(?:mos)?)\ cookies\b
      | have\ a\ (?:news\ )?tip\b | send\ us\ your\ tip\b | tienes?\ una\ pista\b
      | all\ rights\ reserved\b | todos\ los\ derechos\ reservados\b
      | enter\ keyword | select\ a\ (?:state|category|city)\b
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Furniture tells itself at the start of a line; further in, only so much is read.
_READ = 1000
# A paragraph of this many letters without furniture's marks is taken for the story's.
_STORY = 150


def is_furniture(text: str) -> bool:
    """Whether a paragraph serves the page, not the story."""
    start = text[:_READ]
    return bool(_BEGINNING.match(start) or _ANYWHERE.search(start))


def story_end(texts: Sequence[str]) -> int:
    """The number of the paragraph where the page's furniture begins for good.

    That is the first furniture after which no two story paragraphs follow in a row.
    """
    end = len(texts)
    run = 0
    for number in range(len(texts) - 1, 0, -1):
        text = texts[number]
        run = run + 1 if len(text) >= _STORY and not is_furniture(text) else 0
        if run >= 2:
            break
        if is_furniture(text):
            end = number
    return end
