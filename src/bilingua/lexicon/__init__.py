"""Whether a word is one of English or of Spanish.

The lists (data/, made by lexicon/build.py) hold the forms that the dictionaries have; what people
make of words day by day, "decírselo", "antisoviético", "eco-friendly", is derived here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from bilingua.lexicon.graph import WordGraph

LANGUAGES = ("en", "es")
DATA = Path(__file__).parent / "data"

# What is longer is no word that anybody made a list of.
LONGEST = 40

_READ = re.compile(
    r"(?<![\w@#.=&%\\/'’_-])[^\W\d_]{4,}+(?:['’-][^\W\d_]++)*+(?![\w@\\/&=-]|[.:][\w/])"
)

# Each stands before words of five letters and more, for "comida" is no "mida" together.
_PREFIXES = {
    "en": """anti bio co counter cyber eco electro geo hydro hyper inter macro mega meta micro mini
        multi nano neo neuro non over post pre pro pseudo psycho re semi socio sub super tele trans
        ultra un under video""",
    "es": """afro agro anti audio auto bi bio ciber co contra cuasi des eco electro euro ex extra
        foto geo hidro hiper infra inter intra macro mega meta micro mini mono multi nano narco neo
        neuro pluri pos post pre pro pseudo psico radio re semi sobre socio sub super supra tecno
        tele trans tri ultra vice video""",
}
_REST = 5
_PREFIX = {
    language: re.compile(rf"(?:{'|'.join(prefixes.split())})(?=[^\W\d_]|\Z)")
    for language, prefixes in _PREFIXES.items()
}
# Pronouns that are written on an infinitive or a gerund; it may have its accent for them only.
_ENCLITIC = re.compile(
    r"(?P<verb>\w+(?:[aeiáéí]r|[aáeéií]ndo))(?:(?:me|te|se|nos|os)?l[aeo]s?|(?:se)?(?:me|te|nos|os)|se)"
)
# "viejecito", "modernísimas".
_DEGREE = re.compile(r"(?P<stem>\w{3,}?)(?:(?:e?c)?it|ísim)(?P<ending>[oa]s?)")
_UNACCENTED = str.maketrans("áéíóú", "aeiou")
_CONTRACTED = re.compile(r"(\w+)(?:'(?:s|d|m|ve|re|ll)|(?<=s)')")


@lru_cache(maxsize=1 << 14)
def is_word(word: str, language: str) -> bool:
    """Whether `word`, in lower case, is a word of `language` ("en" or "es").

    What is hyphenated is one if all its parts are words or prefixes. Names, figures and whatever
    holds a capital are none.
    """
    if not word or len(word) > LONGEST:
        return False
    word = word.replace("’", "'")
    if word in _graph(language):
        return True
    if "-" in word:
        prefix = _PREFIX[language]
        return all(prefix.fullmatch(part) or is_word(part, language) for part in word.split("-"))
    return any(base in _graph(language) for base in _BASES[language](word))


@lru_cache(maxsize=256)
def non_words(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Where a text has words that are none of `language`; of a language without a list, nowhere.

    Capitalised words may be names, those of three letters and fewer may be anything; addresses,
    file names and what figures stand in are not read.
    """
    if language not in LANGUAGES:
        return ()
    return tuple(
        match.span()
        for match in _READ.finditer(text)
        if match[0].islower() and not is_word(match[0], language)
    )


@cache
def _graph(language: str) -> WordGraph:
    return WordGraph((DATA / f"{language}.graph").read_bytes())


def _english_bases(word: str) -> Iterator[str]:
    """The words of which `word` may be made: one of them has to be in the list."""
    if contracted := _CONTRACTED.fullmatch(word):
        word = contracted[1]
        yield word
    yield from _without_prefix(word, "en")


def _spanish_bases(word: str) -> Iterator[str]:
    yield from _without_prefix(word, "es")
    if joined := _ENCLITIC.fullmatch(word):
        yield joined["verb"]
        yield joined["verb"].translate(_UNACCENTED)
    if word.endswith("amente"):
        # "sabía" is no adjective, for there is no "sabío".
        yield word.removesuffix("amente") + "o"
    elif word.endswith("mente"):
        yield word.removesuffix("mente")
    if degree := _DEGREE.fullmatch(word):
        stem, ending = degree["stem"], degree["ending"]
        # "poquito" is made of "poco", "larguísimo" of "largo".
        respelled = re.sub(r"u\Z", "", re.sub(r"qu\Z", "c", stem))
        for start in {stem, respelled}:
            yield from (start, start + ending, start + "e")


def _without_prefix(word: str, language: str) -> Iterator[str]:
    if match := _PREFIX[language].match(word):
        rest = word[match.end() :]
        if len(rest) >= _REST:
            yield rest
            # "anti" and "robo" are written "antirrobo".
            if rest.startswith("rr"):
                yield rest[1:]


_BASES = {"en": _english_bases, "es": _spanish_bases}
