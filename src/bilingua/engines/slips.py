"""What engines say wrong for a word of the source, and what they should have said.

They learned much from Portuguese, where "prender" is to arrest and "demitir" to dismiss; of a word's
meanings they know the commonest. A slip is mended only where the source has the word for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from bilingua.engines.base import Direction
from bilingua.names.restore import unjoined

_GLUED = re.compile(r"(?<=[^\W\d_]{2}),(?=\d)")
# What the models met on web pages: "Hmm (en inglés)."
_ASIDE = re.compile(r" \((?:en inglés|en español|in English|in Spanish)\)")
_Right = str | Callable[[re.Match[str]], str]
_TO_SPANISH, _TO_ENGLISH = Direction("en", "es"), Direction("es", "en")


def _dismissed(match: re.Match[str]) -> str:
    said = {"dimitió": "despidió", "dimitieron": "despidieron", "dimitir": "despedir"}[match[1]]
    return said + (" al " if match[2] == "el " else f" a {match[2] or ''}")


def _investigated(match: re.Match[str]) -> str:
    ending = {"ed": "ed", "ing": "ing", "es": "es", "": "e"}[match[2]]
    return ("I" if match[1] == "R" else "i") + "nvestigat" + ending


def _stressed(match: re.Match[str]) -> str:
    article = {"la": "el", "una": "un", "de la": "del", "a la": "al"}[match[1].lower()]
    return (article.capitalize() if match[1][0].isupper() else article) + match[2]


# What the source has, what the translation then has wrong, what is right.
_SLIPS: dict[Direction, tuple[tuple[str, str, _Right], ...]] = {
    _TO_SPANISH: (
        (r"arrest", r"\bprendid([oa]s?)\b", r"detenid\1"),
        (r"arrest", r"\bprendi(eron|ó)\b", lambda m: "detuv" + {"ó": "o", "eron": "ieron"}[m[1]]),
        (r"arrest", r"\bprender a\b", "detener a"),
        (r"refus", r"\b([Ss]e )?rechaz(ó|aron|a|an) a (?=\w+[aei]r(?:l[aeo]s?|se)?\b)",
         lambda m: (m[1] or "se ") + {"ó": "negó", "aron": "negaron", "a": "niega", "an": "niegan"}[m[2]] + " a "),
        (r"dismiss|fired|laid off|lay off", r"\bfue(ron)? dimitid([oa]s?)\b", r"fue\1 despedid\2"),
        (r"dismiss|fired|laid off|lay off",
         r"\b(dimitió|dimitieron|dimitir) (?:al? )?(el |la |los |las |un |una |sus? )?(?=[A-ZÁÉÍÓÚ]|(?:\d[\d.,]*|cientos|miles|decenas|director|entrenador|jefe|empleado|trabajador)\w*\b)",
         _dismissed),
        (r"dismiss|fired", r"\bdescart(ó|aron) a (?=[A-ZÁÉÍÓÚ])",
         lambda m: "despidi" + {"ó": "ó", "aron": "eron"}[m[1]] + " a "),
        (r"\A(?!.*\barmed\b).*\bunarmed", r"\b(?:de|un|in)?armad([oa]s?)\b", r"desarmad\1"),
        (r"officials", r"(?:\A|(?<=\blos )|(?<=\bvarios )|(?<=\balgunos )|(?<=\botros )|(?<=\bde )|(?<=\baltos )|(?<=\bdos )|(?<=\btres ))([Oo])ficiales\b(?= (?!y\b)(?:\w+\w{3}(?:on|an|en)|de|del|que|electorales|locales|estatales|federales)\b)",
         lambda m: ("F" if m[1] == "O" else "f") + "uncionarios"),
        (r"meanwhile|meantime", r"\b([Mm])ientras eso\b", r"\1ientras tanto"),
        (r"sheriff(?:['’]s)? (?:\w+ )?deput|sheriff.*\bdeputies|deput.*\bsheriff", r"\b([Dd])iputad[oa](s?)\b",
         lambda m: ("A" if m[1] == "D" else "a") + "gente" + m[2]),
        (r"shooting", r"\b(el|un|del|al|este|ese) tiro\b(?! libre)", r"\1 tiroteo"),
        (r"lawsuit|suit", r"\bproceso(s?) de ley(?:es)?\b", r"proceso\1 judicial\1"),
        (r"bail", r"\ben fianza\b", "bajo fianza"),
        (r"than", r"\b(más|menos|mayor|menor) del que (?=(?:una?|el|la|los|las|en|hace|\d)\b)", r"\1 que "),
        (r"killed", r"\bfue(ron)? muert[oa]s?\b(?! (?:por|a) )", lambda m: "murieron" if m[1] else "murió"),
        (r"Senate", r"\b(a|de) (?=Senado\b)", lambda m: {"a": "al ", "de": "del "}[m[1]]),
        # A noun that begins with a stressed a has the article el (DPD, s. v. el, 2.1).
        (r"", r"\b((?:[Dd]e|[Aa]) la|[Ll]a|[Uu]na)( (?:agua|águila|ala|alba|alma|área|arma|aula|ave|acta|habla|hambre)\b)",
         _stressed),
    ),
    _TO_ENGLISH: (
        (r"funcionari[oa]", r"\b([Pp])ublic (?:servants?|servers?)\b",
         lambda m: ("O" if m[1] == "P" else "o") + "fficial" + "s" * m[0].endswith("s")),
        (r"bolsas?\b(?! de (?:plástico|basura|mano|papel|aire|té|hielo|dormir))", r"\b([Ww])allet(s?)\b",
         lambda m: ("S" if m[1] == "W" else "s") + "tock market" + m[2]),
        (r"(?:polic|fiscal|procurador|juez|jueza|autoridad|crimen|delito|incendio|denunci|acusa|caso\b).*investig|investig.*(?:polic|fiscal|procurador|juez|crimen|delito|incendio|denunci|acusa|caso\b)",
         r"\b([Rr])esearch(ed|ing|es|)\b(?! (?:cent|institut|team|paper|stud))", _investigated),
        (r"pesos?\b.*(?:dólar|cotiz|apreci|deprec|devalu|divisa|moneda|cambi)|(?:dólar|cotiz|divisa|moneda).*\bpesos?\b",
         r"\bweight(s?)\b", r"peso\1"),
        # As news agencies write.
        (r"(?:alrededor|cerca) de|aproximadamente|unos|unas|en torno a", r"\b(?:approximately|around) (?=[$€£]?\d)", "about "),
        (r"investigad", r"\bpolled\b", "investigated"),
        (r"secuestrador|raptor", r"\bkidrasers\b", "kidnappers"),
    ),
}  # fmt: skip
_COMPILED = {
    direction: tuple((re.compile(r"(?i)\b(?:" + had + ")"), re.compile(wrong), right) for had, wrong, right in slips)
    for direction, slips in _SLIPS.items()
}  # fmt: skip


def straight(source: str, text: str, direction: Direction) -> str:
    """A translation without the slips that its source gives away."""
    if direction == _TO_ENGLISH:
        text = unjoined(source, text)
    if "(" not in source:
        text = _ASIDE.sub("", text)
    for wrong, right in _given_away(source, direction):
        text = wrong.sub(right, text)
    return _opened(source, text)


def _opened(source: str, text: str) -> str:
    """A sentence begins with a capital if its source does; "eBay" and "iPhone" have none."""
    if source[:1].isupper() and text[:1].islower() and text.split(maxsplit=1)[0] not in source:
        return text[0].upper() + text[1:]
    return text


# A source is read beside each of its renderings.
@lru_cache(maxsize=64)
def _given_away(source: str, direction: Direction) -> tuple[tuple[re.Pattern[str], _Right], ...]:
    """The slips for which a source has the word, each with what is right."""
    slips = _COMPILED.get(direction, ())
    found = [(wrong, right) for had, wrong, right in slips if had.search(source)]
    glued = [] if _GLUED.search(source) else [(_GLUED, ", ")]
    return (*glued, *found)
