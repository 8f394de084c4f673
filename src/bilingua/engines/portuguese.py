"""What the route through Portuguese gets systematically wrong, put right by rule.

Before Apertium's pt→es: Portuguese that its tagger misreads. After it: Spanish as Spaniards write
it, which drops subject pronouns, contracts, and says "según" where Portuguese says "de acordo com".
"""

from __future__ import annotations

import re
from collections.abc import Callable

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _upper_first(match: re.Match[str]) -> str:
    return match[1] + match[2].upper()


_PORTUGUESE: tuple[Rule, ...] = (
    # "nós" (we) is read as the plural of "nó" (knot); the verb already says who.
    (re.compile(r"(^|[.“\"] ?)Nós (\w)"), _upper_first),
    (re.compile(r"(?<!de )(?<!para )(?<!por )(?<!entre )(?<!a )\bnós (?=\w)"), ""),
    (re.compile(r"\b[Nn]o entanto\b"), "Porém"),
    (re.compile(r"\bde acordo com\b"), "segundo"),
    (re.compile(r"\bDe acordo com\b"), "Segundo"),
    (re.compile(r"\b(?:os|dos) EUA\b"), lambda m: m[0].replace("EUA", "Estados Unidos")),
    (re.compile(r"\b(nos|Nos) EUA\b"), "em os Estados Unidos"),
    (re.compile(r"\bEUA\b"), "Estados Unidos"),
    (re.compile(r"\b([Ee])x-(?=[a-zà-ú])"), r"\1x "),
)
# Words after which él, ella, usted ... are no subjects.
_NO_SUBJECT = r"(?<!\b[Aa] )(?<!\bde )(?<!\bcon )(?<!\bpara )(?<!\bpor )(?<!\ben )(?<!\bsobre )"
_NO_SUBJECT += r"(?<!\bcontra )(?<!\bentre )(?<!\by )(?<!\bo )(?<!\bhacia )(?<!\bsin )(?<!\bcomo )"
_MONTHS = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
_DAYS = "lunes|martes|miércoles|jueves|viernes|sábado|domingo"
_SPANISH: tuple[Rule, ...] = (
    # Portuguese "em 30 de setembro"; Spanish dates take the article, and no comma after the weekday.
    (re.compile(rf"\ben (?=\d{{1,2}} de (?:{_MONTHS})\b)"), "el "),
    (re.compile(rf"\bEn (?=\d{{1,2}} de (?:{_MONTHS})\b)"), "El "),
    (
        re.compile(rf"\b(para|desde|hasta|antes de|después de) (?=\d{{1,2}} de (?:{_MONTHS})\b)"),
        r"\1 el ",
    ),
    (re.compile(r"\bde el (?=\d{1,2} de)"), "del "),
    (re.compile(r"\bpor la (última|primera) vez\b"), r"por \1 vez"),
    (re.compile(rf"\b({_DAYS}), (?=\d{{1,2}} de (?:{_MONTHS})\b)"), r"\1 "),
    (re.compile(r"\bPero, ?(?=\w)"), "Sin embargo, "),
    (re.compile(rf"{_NO_SUBJECT}\b(?:él|ellos|yo|usted|ustedes|nosotros) (?=[a-zà-ú])"), ""),
    (re.compile(r"(^|[.“\"] ?)(?:Él|Ellos|Yo|Usted|Ustedes|Nosotros) ([a-zà-ú])"), _upper_first),
    (re.compile(r"\b(dijo|afirmó|declaró|añadió|explicó) él\b"), r"\1"),
    (re.compile(r"\ben lo (?!que\b|relativo|referente|posible|personal|más|menos)"), "en el "),
    (re.compile(r"\b(en|con|por|para|sobre) a (?!l)(?=[a-zà-ú]+a\b)"), r"\1 la "),
    (re.compile(r"\b([Dd])e el\b(?! [A-Z])"), r"\1el"),
    (re.compile(r"\b([Aa]) el\b(?! [A-Z])"), r"\1l"),
    # y before the sound i, o before the sound o (DPD, s. v. y, o).
    (re.compile(r"\by (?=[IiÍí](?![aeou])|[Hh][IiÍí](?![aeoáéó]))"), "e "),
    (re.compile(r"\bo (?=[OoÓó]|[Hh][OoÓó])"), "u "),
    (re.compile(r", ?de los (?=Estados Unidos)"), ", de "),
    (re.compile(r"\b(en|de|a|y) los Estados Unidos\b"), r"\1 Estados Unidos"),
)


def spell_out(text: str) -> str:
    """Portuguese that Apertium reads rightly."""
    return _apply(_PORTUGUESE, text)


def mend_spanish(text: str) -> str:
    """Apertium's Spanish without the marks that Portuguese left on it."""
    return _apply(_SPANISH, text)


def _apply(rules: tuple[Rule, ...], text: str) -> str:
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text
