"""A term put into a translation, with the article that a sentence there needs.

English: “the” where the glossary has it. Spanish: the article of the glossary, or else that of the
noun which the name of an institution begins with (la Oficina de ..., los Centros de ...), joined to “a”
and “de”. Source: Real Academia Española, Nueva gramática, chapter 14.
"""

from __future__ import annotations

import re

from bilingua.glossary.terms import ARTICLES as KNOWN
from bilingua.glossary.terms import Term, Wording
from bilingua.lexicon import is_word
from bilingua.lexicon.nouns import ARTICLES, DETERMINERS, form, plural

# What stands before a place in Spanish: a preposition that an article is joined to, an article.
_BEFORE = re.compile(
    r"(?:\b(?P<joint>de|a)(?:(?P<fused>l) | (?=(?:(?:el|la|los|las) )?\Z)))?"
    r"(?:\b(?P<article>el|la|los|las) )?\Z",
    re.IGNORECASE,
)
# Words that leave no room for an article.
_TAKEN = {
    "en": re.compile(r"\b(?:the|an?|its?|their|his|her|our|this|that|these|those|each) \Z", re.I),
    "es": re.compile(
        r"\b(?:una?|unos|unas|est[ea]|est[oa]s|es[ea]|es[oa]s|sus?|mis?|tus?|nuestr[oa]s?|cada|otr[oa]s?|"
        r"dich[oa]s?|cuy[oa]s?|como) \Z",
        re.IGNORECASE,
    ),
}
_DETERMINER = re.compile(
    rf"\b({'|'.join(sorted({f for row in DETERMINERS for f in row}, key=len, reverse=True))}) \Z",
    re.IGNORECASE,
)


def put(text: str, start: int, end: int, term: Term, language: str) -> str:
    """A text with the name of an institution in place of what stands there, article and all."""
    wording = term.wording(language)
    after = text[end:]
    before, lead = _led(text[:start], after, wording, language)
    words = lead + wording.text
    opens = re.search(r"(?:\A|[.!?…] )\W*\Z", before) and not text[len(before)].islower()
    if opens and words.split()[0].islower():
        words = words[0].upper() + words[1:]
    return before + words + after


def agreed(text: str, start: int, end: int, words: str, language: str) -> str:
    """A text with ordinary words in place of others, and the Spanish article in their gender."""
    before = text[:start]
    if text[start].isupper():
        words = words[0].upper() + words[1:]
    found = _DETERMINER.search(before) if language == "es" else None
    if found:
        row = next(row for row in DETERMINERS if found[1].lower() in row)
        right = row[form(words.split()[0])]
        before = before[: found.start()] + _cased(right, found[1]) + " "
    return before + words + text[end:]


def article_of(wording: Wording) -> str:
    """The article of a Spanish wording in a sentence, "" where it has none or nobody knows."""
    if wording.article or " " not in wording.text:
        return wording.article
    noun = wording.text.split()[0]
    return ARTICLES[form(noun)] if noun.istitle() and is_word(noun.lower(), "es") else ""


def in_number(written: str, term: Term, language: str) -> str:
    """An ordinary term in the number in which the source has it."""
    wording, other = term.wording(language).text, term.wording("es" if language == "en" else "en")
    single = " ".join(written.split()).lower() == other.text.lower()
    return wording if single else plural(wording, language)


def with_article(words: str, language: str) -> str:
    """Ordinary words as a sentence would have them: the rafters, los balseros."""
    article = "the" if language == "en" else ARTICLES[form(words.split()[0])]
    return f"{article} {words}"


def without_article(words: str) -> str:
    """Words without the article that they begin with."""
    first, _, rest = words.partition(" ")
    return rest if rest and any(first.lower() in forms for forms in KNOWN.values()) else words


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


def _cased(word: str, model: str) -> str:
    return word.capitalize() if model[0].isupper() else word
