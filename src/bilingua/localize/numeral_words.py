"""The words that numbers are spelled with, in English and in Spanish.

CLDR's spell-out rules are not in Babel, hence these lists.
"""

from __future__ import annotations


def _counted(words: str, start: int = 1, step: int = 1) -> dict[str, int]:
    """Numbers for words in order; forms of one number are parted by a slash."""
    return {
        form: start + position * step
        for position, forms in enumerate(words.split())
        for form in forms.split("/")
    }


SMALL = {
    "en": _counted(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen"
    ),
    "es": _counted(
        "un/una/uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
        "dieciséis/dieciseis diecisiete dieciocho diecinueve veinte veintiún/veintiuno/veintiuna "
        "veintidós/veintidos veintitrés/veintitres veinticuatro veinticinco "
        "veintiséis/veintiseis veintisiete veintiocho veintinueve"
    ),
}
TENS = {
    "en": _counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    "es": _counted("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10),
}
HUNDREDS = _counted(
    "cien/ciento doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas "
    "quinientos/quinientas seiscientos/seiscientas setecientos/setecientas "
    "ochocientos/ochocientas novecientos/novecientas",
    100,
    100,
)
# English billion = Spanish mil millones; English trillion = Spanish billón (short and long scale).
SCALES = {
    "en": {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    "es": {"mil": 10**3, "millón": 10**6, "millones": 10**6, "billón": 10**12, "billones": 10**12},
}
PLURALS = {
    "en": {
        "dozens": 12, "tens": 10, "hundreds": 100, "thousands": 10**3, "millions": 10**6,
        "billions": 10**9, "trillions": 10**12, "hundred": 100, **SCALES["en"],
    },
    "es": {
        "decenas": 10, "docenas": 12, "centenares": 100, "cientos": 100, "miles": 10**3,
        "millares": 10**3, "millón": 10**6, "millones": 10**6, "billón": 10**12,
        "billones": 10**12,
    },
}  # fmt: skip
GROUPS = {
    "en": {"dozen": 12, "pair": 2, "couple": 2, "twice": 2, "double": 2, "triple": 3, "both": 2,
           "thrice": 3, "zero": 0, "twin": 2, "trio": 3, "hundredfold": 100, "fortnight": 14},
    "es": {"docena": 12, "par": 2, "decena": 10, "quincena": 15, "veintena": 20, "treintena": 30,
           "centena": 100, "centenar": 100, "millar": 1000, "doble": 2, "triple": 3, "ambos": 2,
           "ambas": 2, "cero": 0, "dúo": 2, "trío": 3, "pareja": 2, "duplicar": 2,
           "duplicó": 2},
}  # fmt: skip
ORDINALS = {
    "en": {
        **_counted(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
        ),
        **_counted(
            "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth", 20, 10
        ),
        "hundredth": 100,
    },
    "es": {
        **_counted(
            "primer/primero/primera/primeros/primeras segundo/segunda tercer/tercero/tercera "
            "cuarto/cuarta quinto/quinta sexto/sexta séptimo/séptima octavo/octava noveno/novena "
            "décimo/décima undécimo/undécima duodécimo/duodécima decimotercer/decimotercero/"
            "decimotercera decimocuarto/decimocuarta decimoquinto/decimoquinta "
            "decimosexto/decimosexta decimoséptimo/decimoséptima decimoctavo/decimoctava "
            "decimonoveno/decimonovena"
        ),
        **_counted(
            "vigésimo/vigésima trigésimo/trigésima cuadragésimo/cuadragésima "
            "quincuagésimo/quincuagésima sexagésimo/sexagésima septuagésimo/septuagésima "
            "octogésimo/octogésima nonagésimo/nonagésima centésimo/centésima",
            20,
            10,
        ),
    },
}
HALVES = {"en": ("half",), "es": ("medio", "media", "mitad")}
PARTS = {
    "en": {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4,
           "fourth": 4, "fourths": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6,
           "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10},
    "es": {"tercio": 3, "tercios": 3, "cuarto": 4, "cuartos": 4, "quinto": 5, "quintos": 5,
           "sexto": 6, "sextos": 6, "octavos": 8, "décimo": 10, "décimos": 10},
}  # fmt: skip
SPANISH_PART = {"tercera": 3, "cuarta": 4, "quinta": 5, "sexta": 6, "octava": 8, "décima": 10}
# Stretches of time that English counts with "a" where others count years.
AGES = frozenset({"decade", "century", "millennium"})
# Rounds of a cup, by how many are still in it: octavos de final are the last 16.
ROUNDS = {"cuartos": 8, "octavos": 16, "dieciseisavos": 32}
# Adjectives that hint at a sum.
HINTS = {
    "en": {"multimillion": 10**6, "multibillion": 10**9},
    "es": {
        f"{size}millonari{ending}": 10**6
        for size in ("", "multi")
        for ending in "o a os as".split()
    },
}
# Every word that a number may begin with.
STARTS = {
    language: frozenset(
        {
            *SMALL[language], *TENS[language], *PLURALS[language], *GROUPS[language],
            *ORDINALS[language], *HALVES[language], *SCALES[language], *HINTS[language],
            *((*HUNDREDS, *ROUNDS) if language == "es" else ("a", "an")),
            *(f"{word}s" for word in ORDINALS[language] if language == "es"),
        }
    )
    for language in ("en", "es")
}  # fmt: skip
