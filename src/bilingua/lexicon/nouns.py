"""Gender and number of nouns, as far as their endings tell, and the determiners that go with them.

Source: Real Academia Española, Nueva gramática, chapters 2 (gender) and 3 (number).
"""

from __future__ import annotations

import re

from bilingua.lexicon import is_word

# By form: masculine and feminine, one and several.
DETERMINERS = (
    ("el", "la", "los", "las"),
    ("un", "una", "unos", "unas"),
    ("del", "de la", "de los", "de las"),
    ("al", "a la", "a los", "a las"),
    ("este", "esta", "estos", "estas"),
    ("ese", "esa", "esos", "esas"),
    ("otro", "otra", "otros", "otras"),
    ("mucho", "mucha", "muchos", "muchas"),
)
ARTICLES = DETERMINERS[0]
_FEMININE = re.compile(r"(?:a|[cgnstx]ión|[dt]ad|umbre|tud)\Z")
_EXCEPTIONS = {
    "f": "ley red corte base fase clase serie calle fuente orden cumbre parte cárcel vez".split(),
    "m": "avión camión día mapa planeta programa sistema problema tema esquema drama panorama clima".split(),
}  # fmt: skip
# What follows a noun and its adjectives: cambio | de clima.
_LINKS = frozenset("de del a al para por en con sin sobre y".split())
# "nación", "naciones"; "autobús", "autobuses".
_UNACCENTED_LAST = re.compile(r"([áéíóú])([ns])\Z")
_PLAIN = dict(zip("áéíóú", "aeiou", strict=True))


def form(noun: str) -> int:
    """Which of the four forms of a determiner goes with a Spanish noun."""
    small = noun.lower()
    single = next(
        (
            one
            for one in (small.removesuffix("es"), small.removesuffix("s"))
            if one != small and is_word(one, "es")
        ),
        small,
    )
    return 2 * (single != small) + _is_feminine(single)


def plural(words: str, language: str) -> str:
    """A noun with its adjectives in the plural: cambios climáticos, cambios de clima; rafters."""
    parts = words.split()
    if language == "en":
        return " ".join([*parts[:-1], _english_plural(parts[-1])])
    link = next((at for at, part in enumerate(parts) if part in _LINKS), len(parts))
    return " ".join([*map(_spanish_plural, parts[:link]), *parts[link:]])


def _is_feminine(noun: str) -> bool:
    if noun in _EXCEPTIONS["f"]:
        return True
    return noun not in _EXCEPTIONS["m"] and bool(_FEMININE.search(noun))


def _spanish_plural(word: str) -> str:
    if word.endswith("z"):
        return word[:-1] + "ces"
    if word[-1] in "aeiouáéó":
        return word + "s"
    if word.endswith("s") and word[-2] not in "áéíóú":
        return word
    return _UNACCENTED_LAST.sub(lambda match: _PLAIN[match[1]] + match[2], word) + "es"


def _english_plural(word: str) -> str:
    if re.search(r"[^aeiou]y\Z", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:s|x|z|ch|sh)\Z", word) else "s")
