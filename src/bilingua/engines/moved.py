"""What a value moves to, on the routes through Portuguese: “caiu para 4%”, “cayó a 4%”.

“Caiu a 4%”, as Apertium has it from Spanish, is read as “fell by 4%” on the way to English: another
figure. Into Spanish “para” says the right thing, but no Spaniard says it.
"""

from __future__ import annotations

import re

# Stems of verbs and nouns of change, in Portuguese and in Spanish.
_STEMS = {
    "pt": "baix|sub[ie]|sobe|ca[ií]|queda|desc|aument|redu[çz]|pass|elev|cresc|recu|cort|recort|diminu|"
    "acel|desacel|salt|dispar|retroced|avanç|ampli|revis|ajust",
    "es": "baj|sub|ca[eyí]|descen|descien|aument|redu|pas|elev|crec|retroced|recort|dismin|aceler|"
    "desaceler|salt|dispar|avanz|ampli|revis|ajust|desliz|increment",
}
# A figure with its per cent, its currency or its scale, or by itself; no year, no day of a month.
_SCALES = (
    "mil|milh[ãõ]\\w+|milhar\\w+|bilh[ãõ]\\w+|mill[óo]n\\w*|dólares|euros|libras|pesos|reais|"
    "pontos|puntos|por cento|por ciento"
)
_AMOUNT = (
    rf"(?=(?:US|R)?[$€£] ?\d|\d[\d.,]*(?: ?%| (?:{_SCALES})\b)|"
    r"(?!(?:19|20)\d\d\b)\d[\d.,]*(?<![.,])(?![\w%]| (?:de|do|da)\b))"
)
# What stands between: not what would say where the value goes, or how far.
_NO = r"(?!(?:para|ao|de|desde|em|en|por|até|hasta|e|y|que)\b)"
_GAP = rf"(?: {_NO}(?:a (?=[a-zà-ú]))?[^\s.;:,]+){{0,5}}?"
_FROM = r"(?: (?:de|desde)(?: (?:[ao]s?|los|las|la|el))? [^\s;:]*\d(?: ?%| [a-zà-ú]+)?)?"
_MOVED = {
    language: re.compile(
        rf"\b(?P<led>(?:{_STEMS[language]})[a-zà-ú-]*{_GAP}{_FROM}) {to} {_AMOUNT}", re.IGNORECASE
    )
    for language, to in (("pt", "(?:aos?|a|às)"), ("es", "para(?: (?P<article>el|los|las|la))?"))
}


def moved(text: str, language: str) -> str:
    """A text of one of the two languages with the preposition that says what a value moved to."""
    if language == "pt":
        return _MOVED["pt"].sub(r"\g<led> para ", text)
    if language == "es":
        return _MOVED["es"].sub(lambda m: f"{m['led']} {_to(m['article'])} ", text)
    return text


def _to(article: str | None) -> str:
    return {None: "a", "el": "al"}.get(article, f"a {article}")
