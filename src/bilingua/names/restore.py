"""Names that an engine spoiled, put right in its translation: misspelled, translated, in the
source's form where the target language has its own.

A word is exchanged only where there is no doubt which name it should be: it is much like the name,
or it stands in the name's place beside what is left of the name. Everything else is a check's task.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import partial

from bilingua.engines.base import Direction
from bilingua.glossary.terms import LANGUAGES as TERMS
from bilingua.glossary.terms import Term, places
from bilingua.glossary.wording import agreed, in_number, put
from bilingua.localize.names import bare
from bilingua.names.compare import Likeness, nearest, sound
from bilingua.names.gazetteer import LANGUAGES, Place, is_word
from bilingua.names.name import Kind, Name
from bilingua.names.runs import Word, words_of
from bilingua.names.segment import LONGEST
from bilingua.names.words import is_generic

# How much alike (0 to 1, accents aside) a capitalised word must be to be the name misspelled; a
# word without a capital more so.
_ALIKE, _ALIKE_SMALL = 0.66, 0.8
# How far from its place in the source a name is looked for, as a share of the sentence.
_FAR = 0.4

_PORTUGUESE = re.compile("[ãõâêôàç]")
_JOINTS = frozenset("de del do da dos das of the la el".split())
_ADDRESS = re.compile(r"[@#/]|\w\.\w")
# What Portuguese joins of a preposition and an article, between the words of a name.
_JOINED = re.compile(r"(?<![\w-])([A-ZÁÉÍÓÚÑ][\w-]+) d[ao]s? ([A-ZÁÉÍÓÚÑ][\w-]+)")
_CHUNK = re.compile(r"[^\s,;:()“”\"]+(?<![.!?])")


def put_right(source: str, target: str, names: Sequence[Name], direction: Direction) -> str:
    """`target` with the names of `source` as they are written in the target's language."""
    if max(len(source), len(target)) > LONGEST:
        return target
    for name in names:
        wanted = name.written(direction.target)
        if name.kind is Kind.WORD:
            target = _slip(source, target, name)
            continue
        if name.term:
            target = _termed(target, name, name.term, direction.target)
            continue
        if has(target, wanted) and target.count(wanted) >= source.count(name.text):
            continue
        if _ADDRESS.search(name.text):
            target = _address(target, name.text)
        elif name.place:
            longer = [
                one.text for one in names if one.kind is not Kind.WORD and one.text != name.text
            ]
            target = _placed(source, target, name, direction, longer)
        elif name.kind is Kind.PERSON or len(name.text) > 3:
            target = _in_order(target, name.text)
            target = _respelled(source, target, name, names, direction)
    return target


def unjoined(source: str, target: str) -> str:
    """An English text with the joints of its Spanish names, which Portuguese changed: Virgen da Concha."""

    def in_spanish(match: re.Match[str]) -> str:
        first, last = map(re.escape, match.groups())
        said = re.search(rf"(?<![\w-]){first} (?:del|de l[ao]s?) {last}(?![\w-])", source)
        return said[0] if said else match[0]

    return _JOINED.sub(in_spanish, target)


def _termed(target: str, name: Name, term: Term, language: str) -> str:
    """A term of the glossary where the engine left the source's words."""
    wording = term.wording(language)
    if language not in TERMS or name.text == wording.text:
        return target
    done = list(places(target, wording))
    found = re.finditer(rf"(?<![\w-]){re.escape(name.text)}(?![\w-])", target)
    for match in reversed(list(found)):
        if any(start <= match.start() < end for start, end in done):
            continue
        if term.is_common:
            target = agreed(target, *match.span(), in_number(name.text, term, language), language)
        else:
            target = put(target, *match.span(), term, language)
    return target


def _in_order(target: str, name: str) -> str:
    """A name of two words that was turned as a phrase is: Herald de Miami, Plaza Trafalgar."""
    words = name.split()
    if len(words) != 2:
        return target
    own, head = map(re.escape, words)
    turned = [rf"\b{head} d(?:e|o|a|el) {own}\b"]
    if head == "Square":
        turned.append(rf"\b(?:la )?[Pp]laza (?:de )?{own}\b")
    return re.sub("|".join(turned), lambda _: name, target)


def _slip(source: str, target: str, name: Name) -> str:
    """A word that may be a name, where the engine's word is hardly another: Wikileaks, Vogheira,
    Bayamão.
    """
    if has(target, name.text):
        return target
    said = {word.text for word in words_of(source)}
    free = [word for word in words_of(target) if word.text not in said]
    likeness, word = nearest(name.text, free)
    if word is None:
        word = next((one for one in free if _is_portuguese(one, name.text)), None)
        likeness = Likeness.OTHER
    if word is None:
        return target
    same = word.small == name.text.lower() and word.capital
    spoiled = likeness is Likeness.MISSPELLED and _foreign(word.text)
    if not (same or spoiled or _is_portuguese(word, name.text)):
        return target
    return target[: word.start] + name.text + target[word.end :]


def _is_portuguese(word: Word, name: str) -> bool:
    """Whether a word is a name with Portuguese letters, which neither edition has: Vênus, Colão,
    Quioto.
    """
    small = word.small
    if word.capital and "qu" in small and "k" in name.lower() and _foreign(word.text):
        return sound(small) == sound(name)
    if not word.capital or not _PORTUGUESE.search(small):
        return False
    return bare(re.sub(r"ão\b", "on", re.sub(r"ões\b", "ones", small))) == bare(name.lower())


def _foreign(word: str) -> bool:
    """Whether a word is in neither dictionary, and so of no language but the engine's own."""
    return not is_word(word, "en") and not is_word(word, "es")


def _address(target: str, address: str) -> str:
    """An address, handle or hashtag in place of what an engine made of its marks."""
    likely = [
        (SequenceMatcher(None, match[0], address, autojunk=False).ratio(), match.span())
        for match in _CHUNK.finditer(target)
    ]
    alike, (start, end) = max(likely, default=(0.0, (0, 0)))
    return target[:start] + address + target[end:] if alike >= _ALIKE else target


def has(text: str, name: str) -> bool:
    """Whether a text has a name, to the letter."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            return True
        at = text.find(name, at + 1)
    return False


def _placed(
    source: str, target: str, name: Name, direction: Direction, longer: Sequence[str]
) -> str:
    """A place in the target's form where the engine left another language's.

    Not in a `longer` name that holds the place's: Air Canada.
    """
    assert name.place is not None
    wanted = name.place.name(direction.target)
    small = wanted.lower()
    if has(target, small) and not has(source, small) and not has(target, wanted):
        target = re.sub(rf"\b{re.escape(small)}\b", wanted, target)
    for language in (direction.source, "pt"):
        left = name.place.name(language)
        if left != wanted and has(target, left):
            # The article that is part of the name: not "la La Habana", nor "al El Cairo".
            article = re.match(r"(?:El|La) ", wanted) if direction.target == "es" else None
            before = rf"(?:\b(?P<joint>[Aa]|[Dd]e)l |\b(?i:{article[0]}))?" if article else ""
            # A word of a longer name is not the place: "Havana Club".
            around = rf"(?<![\w-]){before}{re.escape(left)}(?![\w-]| [A-Z])"
            whole = [re.escape(one) for one in longer if has(one, left)]
            kept = re.compile("|".join([*whole, rf"(?P<left>{around})"]))
            target = kept.sub(partial(_in_place, wanted), target)
    return target if has(target, wanted) else _mixed(target, name.place, wanted)


def _in_place(wanted: str, found: re.Match[str]) -> str:
    """A place in its own form, or what only looks like it as it is."""
    if not found["left"]:
        return found[0]
    joint = found.groupdict().get("joint")
    return f"{joint} {wanted}" if joint else wanted


def _mixed(target: str, place: Place, wanted: str) -> str:
    """A place of several words in its form where the engine mixed languages: Hemisphere Occidental."""
    forms = {word for language in LANGUAGES for word in place.name(language).split()}
    parts = {word for word in forms if word[0].isupper()}
    own = set(wanted.split())
    words = words_of(target)
    for first, word in enumerate(words):
        if word.text not in parts:
            continue
        last = first + 1
        while last < len(words) and (words[last].text in parts or words[last].text in _JOINTS):
            last += 1
        found = [one.text for one in words[first:last] if one.text in parts]
        if len(found) > 1 and not own.issuperset(found):
            end = max(one.end for one in words[first:last] if one.text in parts)
            return target[: word.start] + wanted + target[end:]
    return target


def _respelled(
    source: str, target: str, name: Name, names: Sequence[Name], direction: Direction
) -> str:
    """The words of a name that the target lacks, in place of what stands for them there."""
    explained = {word.text for word in words_of(source)}
    explained |= {word.text for one in names for word in words_of(one.written(direction.target))}
    parts = [word for word in words_of(name.text) if word.capital and len(word.text) > 1]
    for number, part in enumerate(parts):
        if has(target, part.text) and target.count(part.text) >= source.count(part.text):
            continue
        words = words_of(target)
        free = [at for at, word in enumerate(words) if word.text not in explained]
        place = (name.start + part.start) / max(1, len(source))
        near = [at for at in free if abs(words[at].start / max(1, len(target)) - place) < _FAR]
        found = _misspelled(part, words, near)
        if found is None:
            found = beside(parts, number, words)
            if found not in free or is_generic(words[found].text, direction.target):
                found = None
        if found is not None:
            word = words[found]
            target = target[: word.start] + part.text + target[word.end :]
    return target


def _misspelled(part: Word, words: Sequence[Word], places: Sequence[int]) -> int | None:
    """Which of the words is this one, misspelled."""
    best, most = None, 0.0
    one = bare(part.small)
    for at in places:
        word = words[at]
        other = bare(word.small)
        if abs(len(one) - len(other)) > 3 or one[0] != other[0]:
            continue
        alike = SequenceMatcher(None, one, other, autojunk=False).ratio()
        if alike > most and alike >= (_ALIKE if word.capital else _ALIKE_SMALL):
            best, most = at, alike
    return best


def beside(parts: Sequence[Word], number: int, words: Sequence[Word]) -> int | None:
    """Where a word of a name should stand: beside what is left of the name, if a capitalised word
    stands there.
    """
    for neighbour, step in ((number + 1, -1), (number - 1, 1)):
        if 0 <= neighbour < len(parts):
            found = [at for at, word in enumerate(words) if word.text == parts[neighbour].text]
            if len(found) == 1 and 0 <= (at := found[0] + step) < len(words) and words[at].capital:
                return at
    return None
