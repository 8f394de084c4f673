"""Words that deny by their prefix: “unarmed”, “ilegal”, “desconocido”.

Where a translation has the word without its prefix, and nothing else there denies it, an unarmed man
became an armed one. Only words that are alike in both languages can be told so (illegal, legal).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair
from bilingua.checks.words import Word, words
from bilingua.lexicon import is_word
from bilingua.localize.names import bare

_PREFIX = {
    "en": re.compile(r"(?:un|in|im|il|ir|non-?|dis)(?=[a-z]{4})"),
    "es": re.compile(r"(?:des|in|im|i(?=[lr][^lr])|ir(?=r)|dis|no-)(?=[a-z]{3})"),
}
# What may begin so, in letters that are no name's within a sentence.
_CANDIDATE = re.compile(
    r"(?<![\w-])(?:[UuIi]n|[Ii][mlr]|[Nn]on?-?|[Dd][ei]s)[^\W\dA-Z_]{3,}(?![\w-])"
)
# Endings that tell what may be denied so: participles and adjectives. Others (import, discover,
# interest) only look as if they had a prefix.
_ENDING = {
    "en": re.compile(
        r"(?:ed|able|ible|ably|ibly|al|ally|ant|ent|ive|ively|ous|ously|ary|ate|ect|ar|ing|own|ful|ial|ual|istic|lar|ete|ain)\Z"
    ),
    "es": re.compile(
        r"(?:[ai]d[oa]s?|ables?|ibles?|al|ales|ares?|antes?|entes?|iv[oa]s?|os[oa]s?|ari[oa]s?|ect[oa]s?|et[oa]s?|mente|cto|uras?|usual(?:es)?)\Z"
    ),
}
# What looks so and is not, or means something else without its prefix in the other language.
_NOT = {
    "en": re.compile(
        r"(?:under|union|unit|uniq|univers|interest|invest|intend|import|impress|impos(?!s)|improv|inform|increas|includ|involv|insist|inspir|"
        r"inter|intens|indic|industr|individ|initi|instal|instit|integr|intern|invit|invad|invent|incorporat|inclin|induc|infect|inflat|inherit|injur|inspect|install|instruct|insur|dispos|disput|distribut|disturb|distract|distinct|disast|discover|discount|discuss|display|dispatch|district|discharg|immigra|immediat|impact|implement|impli|imprison|incom|indeed|inaugur|inhabit|infam)"
    ),
    "es": re.compile(
        r"(?:destin|desarroll|descend|descub|describ|despach|despert|destac|desper|deseos|desead|designad|desped|desplaz|desgraci|destroz|distint|distant|distrib|discut|dispon|dispar|disfr|"
        r"inter|invers|invit|inform|intent|intens|indic|indust|individ|inici|instal|instit|integr|intern|invad|invent|incorpor|inclin|induc|infect|inflac|ingres|inspir|inspec|instruc|insist|invert|involuc|incluid|incend|incident|incre|implic|inmigr|inaugur|infam|import|impres|impuest|impuls|impart|impact|imagin|ident|igual|irland|iran|ilustr|ilumin)"
    ),
}
_DENIES = {
    "en": re.compile(
        r"\b(?:not?|non|nor|never|without|neither|hardly|barely|cannot|less|few|little|lack\w*|fail\w*|refus\w*|too|nothing|nobody|none|free|against|breach\w*|violat\w*)\b|n['’]t\b",
        re.I,
    ),
    "es": re.compile(
        r"\b(?:no|sin|ni|nunca|jamás|nada|nadie|poc[oa]s?|tampoco|menos|falta\w*|carec\w*|mal|ning\w+|apenas|libres?|fuera|contra|viol\w+|anti\w*)\b",
        re.I,
    ),
}
# How far before a word what denies it may stand, in characters.
_FAR = 45
_TAILS = re.compile(
    r"(?:ed|ado|ada|ido|ida|able|ible|ably|ibly|al|ally|almente|mente|ly|ante?|ente?|ive|ivo|iva|ous|oso|osa|ary|ario|aria|ate|ar|ing|ando|iendo|o|a|e|y)s?\Z"
)

_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1")


def check(pair: SegmentPair) -> Iterator[Finding]:
    """Words that the translation has without the prefix that denied them."""
    return turned(pair.source, pair.target, pair.source_style.language, pair.target_style.language)


def turned(source: str, target: str, language: str, other: str) -> Iterator[Finding]:
    """Words that a rendering has without the prefix that denied them."""
    denied = _denied(source, language)
    if not denied:
        return
    said, heard = words(source), words(target)
    for word, stem in denied:
        if any(_stem(there.lower) == stem for there in said if there.start != word.start):
            continue
        alike = [there for there in heard if _is_alike(stem, _stem(there.lower))]
        # The opposite is there, too, or in another form: desarmado, no armado.
        if not alike or any(_is_alike(stem, left) for _, left in _denied(target, other)):
            continue
        if all(_is_affirmed(target, there, other) for there in alike):
            yield Finding(
                "opposite",
                Severity.ERROR,
                "“{text}” became its opposite, “{other}”.",
                {"text": word.text, "other": alike[0].text},
                word.span,
                alike[0].span,
            )


def _is_affirmed(text: str, word: Word, language: str) -> bool:
    before = text[max(0, word.start - _FAR) : word.start]
    return not _DENIES[language].search(before)


@lru_cache(maxsize=64)
def _denied(text: str, language: str) -> tuple[tuple[Word, str], ...]:
    """The words that deny by a prefix, each with the stem of what it denies."""
    found = []
    for match in _CANDIDATE.finditer(text):
        lower = match[0].lower()
        prefix = _PREFIX[language].match(lower)
        if not prefix or _NOT[language].match(lower):
            continue
        rest = lower[prefix.end() :]
        if _ENDING[language].search(rest) and is_word(rest, language) and is_word(lower, language):
            found.append((Word(match[0], lower, *match.span()), _stem(rest)))
    return tuple(found)


def _stem(word: str) -> str:
    """What a word and its like in the other language share: possible and posible, armed and armado."""
    return _DOUBLED.sub(r"\1", _TAILS.sub("", bare(word)))


def _is_alike(one: str, other: str) -> bool:
    """Whether two stems are of one word in both languages: arm, arm; constitution, constitucion."""
    if one == other:
        return len(one) > 2
    pairs = enumerate(zip(one, other, strict=False))
    shared = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    longer = max(len(one), len(other))
    return shared > 3 and shared >= longer - (4 if shared > 6 else 2)
