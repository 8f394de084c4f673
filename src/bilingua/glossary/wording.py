"""A term put into a translation, with the article that a sentence there needs.

English: “the” where the glossary has it. Spanish: the article of the glossary, or else that of the
noun which the name of an institution begins with (la Oficina de ..., los Centros de ...), joined to “a”
and “de”. Source: Real Academia Española, Nueva gramática, chapters 2 (gender) and 14 (article).
"""

from __future__ import annotations

import re

from bilingua.glossary.terms import ARTICLES, Term, Wording
from bilingua.lexicon import is_word

# What stands before a place in Spanish: a preposition that an article is joined to, an article.
_BEFORE = re.compile(
    r"(?:\b(?P<joint>de|a)(?:(?P<fused>l) | (?=(?:(?:el|la|los|las) )?\Z)))?"
    r"(?:\b(?P<article>el|la|los|las) )?\Z",
    re.I,
)
# Words that leave no room for an article.
_TAKEN = {
    "en": re.compile(r"\b(?:the|an?|its?|their|his|her|our|this|that|these|those|each) \Z", re.I),
    "es": re.compile(
        r"\b(?:una?|unos|unas|est[ea]|est[oa]s|es[ea]|es[oa]s|sus?|mis?|tus?|nuestr[oa]s?|cada|otr[oa]s?|"
        r"dich[oa]s?|cuy[oa]s?|como) \Z",
        re.I,
    ),
}
_FEMININE = re.compile(r"(?:a|[cgnstx]ión|[dt]ad|umbre|tud)\Z")
_EXCEPTIONS = {
    "f": frozenset("ley red corte base fase clase serie calle fuente orden cumbre parte cárcel vez".split()),
    "m": frozenset(
        "avión camión día mapa planeta programa sistema problema tema esquema drama panorama clima".split()
    ),
}  # fmt: skip


def put(text: str, start: int, end: int, term: Term, language: str) -> str:
    """A text with a term in place of what stands there, article and all."""
    wording = term.wording(language)
    before, after = text[:start], text[end:]
    before, lead = _led(before, after, wording, language)
    words = lead + wording.text
    opens = re.search(r"(?:\A|[.!?…] )\W*\Z", before) and not text[len(before)].islower()
    if opens and (lead or wording.is_common):
        words = words[0].upper() + words[1:]
    return before + words + after


def article_of(wording: Wording) -> str:
    """The article of a Spanish wording in a sentence, "" where it has none or nobody knows."""
    if wording.article or " " not in wording.text:
        return wording.article
    noun = wording.text.split()[0]
    small = noun.lower()
    if not noun.istitle() or not is_word(small, "es"):
        return ""
    single = next((s for s in (small.removesuffix("es"), small.removesuffix("s")) if s != small and is_word(s, "es")), small)  # fmt: skip
    plural = single != small
    if is_feminine(single):
        return "las" if plural else "la"
    return "los" if plural else "el"


def is_feminine(noun: str) -> bool:
    """Whether a Spanish noun in the singular is feminine, as far as its ending tells."""
    return noun in _EXCEPTIONS["f"] or (
        noun not in _EXCEPTIONS["m"] and bool(_FEMININE.search(noun))
    )


def in_number(written: str, term: Term, language: str) -> str:
    """An ordinary term in the number in which the source has it."""
    wording, other = term.wording(language).text, term.wording("es" if language == "en" else "en")
    plural = " ".join(written.split()).lower() != other.text.lower()
    return _plural(wording, language) if plural else wording


def _plural(words: str, language: str) -> str:
    """An ordinary term in the plural: balseros, cambios climáticos, cambios de clima; rafters."""
    parts = words.split()
    if language == "en":
        return " ".join([*parts[:-1], _english_plural(parts[-1])])
    link = next((at for at, part in enumerate(parts) if part in _LINKS), len(parts))
    return " ".join([*map(_spanish_plural, parts[:link]), *parts[link:]])


def with_article(words: str, language: str) -> str:
    """Ordinary words as a sentence would have them: the rafters, los balseros."""
    if language == "en":
        return f"the {words}"
    noun = words.split()[0].lower()
    several = noun.endswith("s") and is_word(noun.removesuffix("s"), "es")
    single = _singular(noun) if several else noun
    return f"{_DETERMINERS[0][2 * several + is_feminine(single)]} {words}"


def without_article(words: str) -> str:
    """Words without the article that they begin with."""
    first, _, rest = words.partition(" ")
    return rest if rest and any(first.lower() in forms for forms in ARTICLES.values()) else words


def agreed(text: str, start: int, end: int, words: str, language: str) -> str:
    """A text with ordinary words in place of others, and the Spanish article in their gender."""
    before, old = text[:start], text[start:end]
    if old[:1].isupper():
        words = words[0].upper() + words[1:]
    found = _DETERMINER.search(before) if language == "es" else None
    if found:
        noun = words.split()[0].lower()
        several = noun.endswith("s") and is_word(noun.removesuffix("s"), "es")
        single = _singular(noun) if several else noun
        small = found["word"].lower()
        row = next(row for row in _DETERMINERS if small in row)
        right = row[2 * several + is_feminine(single)]
        right = right.capitalize() if found["word"][0].isupper() else right
        before = before[: found.start("word")] + right + " "
    return before + words + text[end:]


_LINKS = frozenset("de del a al para por en con sin sobre y".split())
# Masculine and feminine, one and several.
_DETERMINERS = (
    ("el", "la", "los", "las"),
    ("un", "una", "unos", "unas"),
    ("del", "de la", "de los", "de las"),
    ("al", "a la", "a los", "a las"),
    ("este", "esta", "estos", "estas"),
    ("ese", "esa", "esos", "esas"),
    ("otro", "otra", "otros", "otras"),
    ("muchos", "muchas", "muchos", "muchas"),
)
_DETERMINER = re.compile(
    rf"(?i)\b(?P<word>{'|'.join(sorted({f for row in _DETERMINERS for f in row}, key=len, reverse=True))}) \Z"
)


def _spanish_plural(word: str) -> str:
    if word.endswith("z"):
        return word[:-1] + "ces"
    if word[-1] in "aeiouáéó":
        return word + "s"
    if word.endswith("s") and word[-2] not in "áéíóú":
        return word
    return _UNACCENTED_LAST.sub(lambda match: _PLAIN[match[1]] + match[2], word) + "es"


def _singular(noun: str) -> str:
    shorter = noun.removesuffix("es")
    return shorter if is_word(shorter, "es") else noun.removesuffix("s")


# "nación", "naciones"; "autobús", "autobuses".
_UNACCENTED_LAST = re.compile(r"([áéíóú])([ns])\Z")
_PLAIN = dict(zip("áéíóú", "aeiou", strict=True))


def _english_plural(word: str) -> str:
    if re.search(r"[^aeiou]y\Z", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:s|x|z|ch|sh)\Z", word) else "s")


def _led(before: str, after: str, wording: Wording, language: str) -> tuple[str, str]:
    """What is before a place without the article there, and what a term there is led by."""
    article = wording.article if language == "en" else article_of(wording)
    if not article or _TAKEN[language].search(before):
        return before, ""
    if language == "en":
        return before, f"{article} " if _is_running(before, after) else ""
    found = _BEFORE.search(before)
    assert found  # it may be empty
    if not (found["fused"] or found["article"] or _is_running(before, after)):
        return before, ""
    joint = found["joint"] or ""
    led = f"{joint}l " if joint and article == "el" else f"{joint} {article} ".lstrip()
    return before[: found.start()], led


def _is_running(before: str, after: str) -> bool:
    """Whether a place is in a sentence or begins one: it is no label, no line of a list."""
    if not before.strip(' ¿¡“"«'):
        return bool(re.match(r" [a-záéíóúñ]", after))
    return bool(re.search(r"[\wáéíóúñ,;%”\"»)] \Z|[.!?…] \Z", before))
