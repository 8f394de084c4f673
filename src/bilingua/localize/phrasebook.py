"""News idioms, said in the plain words that they stand for before an engine reads them.

Engines translate "shelter in place" or "rueda de prensa" word by word. The lists (data/phrases.*.txt)
say such idioms plainly in their own language; what the words mean stays as it is.

A line is `idiom = plain words`. Of `signs|signed off on = approves|approved` the first goes with the
first; a `_` is a space within such a form. `(his|her)`, `{day}`, `{number}` stand for any of several
and come back as {1}, {2}. `>(to|by)` and `>!(to)` say what follows or does not, `<(is)` and `<!(the)`
what stands before; `$` is the end of a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from bilingua.localize.dates import day_names

# Nothing that is longer is searched: it is no sentence but a table or a dump.
LONGEST = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"(?:[<>]!?)?(?:\((?:[^()]|\([^()]*\))*\)|\{\w+\}|\S+)")
_FIGURE = r"\d(?:[\d.,]*\d)?"
_NUMBERS = {
    "en": "one two three four five six seven eight nine ten eleven twelve".split(),
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce".split(),
}
# How many characters before and after one of its words an idiom is looked for.
_BEFORE, _AHEAD = 30, 200
# Words that a title leaves small.
_SMALL = frozenset(
    "a an and at by for from in of on or the to with de del la el en con a al y".split()
)


class _Phrase(NamedTuple):
    """An idiom: what matches it, what it means, what must stand before it and what must not.

    The word under which it is found stands up to `reach` characters after its beginning.
    """

    pattern: str
    plain: str
    after: str | None
    never_after: str | None
    reach: int


def plainly(text: str, language: str, kept: Sequence[tuple[int, int]] = ()) -> str:
    """A text in "en" or "es" without news idioms; those that meet a span of `kept` stay."""
    if len(text) > LONGEST:
        return text
    phrases = _phrases(language)
    # Most segments have none, and need not be read word by word for that.
    if phrases.keys().isdisjoint(_WORD.findall(text.lower())):
        return text
    done: list[str] = []
    at = 0
    for word in _WORD.finditer(text):
        for phrase in phrases.get(word[0].lower(), ()) if word.start() >= at else ():
            match = _match(phrase, text, at, word.start())
            if match and not any(
                start < match.end() and match.start() < end for start, end in kept
            ):
                done += text[at : match.start()], _cased(match[0], match.expand(phrase.plain))
                at = match.end()
                break
    return "".join(done) + text[at:]


# Made when a text may have the idiom: few texts have many, and all of them take a tenth of a second.
_made = cache(re.compile)


def _match(phrase: _Phrase, text: str, done: int, word: int) -> re.Match[str] | None:
    """An idiom around one of its words, after what is `done`."""
    if phrase.reach:
        around = _made(phrase.pattern).finditer(text, max(done, word - phrase.reach), word + _AHEAD)
        match = next((one for one in around if one.start() <= word < one.end()), None)
    else:
        match = _made(phrase.pattern).match(text, word)
    if match is None:
        return None
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    if phrase.after and not _made(phrase.after).search(before):
        return None
    banned = phrase.never_after and _made(phrase.never_after).search(before)
    return None if banned else match


def _cased(idiom: str, plain: str) -> str:
    """Plain words with the capitals of the idiom: of a beginning, of a title, of a shout."""
    words = [word for word in _WORD.findall(idiom) if word.lower() not in _SMALL]
    if len(words) > 1 and all(word.isupper() for word in words):
        return plain.upper()
    if len(words) > 1 and all(word[0].isupper() for word in words):
        return " ".join(
            word if word in _SMALL else word[:1].upper() + word[1:] for word in plain.split(" ")
        )
    return plain[:1].upper() + plain[1:] if idiom[:1].isupper() else plain


@cache
def _phrases(language: str) -> Mapping[str, Sequence[_Phrase]]:
    """The idioms by the words under which they are found, the longest first."""
    data = files("bilingua.localize") / "data" / f"phrases.{language}.txt"
    found: dict[str, list[tuple[int, _Phrase]]] = {}
    for line in data.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            for idiom, plain in _forms(line):
                phrase, words = _compiled(idiom, plain, language)
                for word in words:
                    found.setdefault(word, []).append((len(idiom), phrase))
    return {
        word: [phrase for _, phrase in sorted(ones, key=lambda one: -one[0])]
        for word, ones in found.items()
    }


def _forms(line: str) -> Iterator[tuple[list[str], str]]:
    """Each of the forms that a line has side by side, as the idiom's tokens and the plain words."""
    idiom, _, plain = line.partition(" = ")
    left, right = _TOKEN.findall(idiom), plain.split(" ")
    count = max(len(_several(token)) for token in left)
    for number in range(count):
        one = [_form(token, number) for token in left]
        yield one, " ".join(_form(token, number) for token in right)


def _several(token: str) -> list[str]:
    return [token] if token[0] in "<>({" else token.split("|")


def _form(token: str, number: int) -> str:
    forms = _several(token)
    return forms[number % len(forms)].replace("_", " ")


def _compiled(idiom: list[str], plain: str, language: str) -> tuple[_Phrase, list[str]]:
    """An idiom, and the words under which it is found: its longest, for short ones are everywhere."""
    body = [token for token in idiom if token[0] not in "<>"]
    parts = [_pattern(token, language, "(") for token in body]
    pattern = r"(?<![\w-])" + r"\s+".join(parts) + r"(?![\w-])"
    for token in idiom:
        if token.startswith(">"):
            ahead = "!" if token[1] == "!" else "="
            rest = token.removeprefix(">").removeprefix("!")
            told = (
                r"\s*(?:[.,;:!?\"”)]|\Z)"
                if rest == "$"
                else rf"\s+{_pattern(rest, language)}(?![\w-])"
            )
            pattern += f"(?{ahead}{told})"
    before = {
        sign: next((t.removeprefix(sign) for t in idiom if re.match(sign + r"[({\w]", t)), None)
        for sign in ("<", "<!")
    }
    after, never = (
        rf"(?<![\w-]){_pattern(one, language)}\s+\Z" if one else None for one in before.values()
    )
    place = max(range(len(body)), key=lambda at: min(map(len, _words(body[at])), default=0))
    words = _words(body[place])
    plain = re.sub(r"\{(\d)\}", r"\\\1", plain)
    phrase = _Phrase(pattern, plain, after, never, _BEFORE if place else 0)
    return phrase, words


def _words(token: str) -> list[str]:
    """The first word of each that a token stands for, in lower case; none of a class."""
    if token[0] == "{":
        return []
    found = (_WORD.search(one) for one in token.strip("()").split("|"))
    return [match[0].lower() for match in found if match]


def _pattern(token: str, language: str, opening: str = "(?:") -> str:
    """A pattern for one token; one that stands for several is a group that begins so."""
    if token[0] == "(":
        each = re.split(r"\|(?![^()]*\))", token[1:-1])
        return f"{opening}{'|'.join(_pattern(one, language) for one in each)})"
    if token[0] == "{":
        return f"{opening}{_classes(language)[token[1:-1]]})"
    if " " in token:
        return r"\s+".join(_pattern(one, language) for one in _TOKEN.findall(token))
    # What is no plain word is a pattern already.
    literal = token if "\\" in token else re.escape(token)
    return f"(?i:{literal})"


@cache
def _classes(language: str) -> Mapping[str, str]:
    numbers = "|".join(_NUMBERS[language])
    return {
        "day": "(?i:" + "|".join(day_names(language)) + ")",
        "figure": _FIGURE,
        "number": rf"{_FIGURE}|(?i:{numbers})",
        "percent": rf"{_FIGURE}(?:\s?%|\s(?:percent|por\sciento))",
        "count": rf"{_FIGURE}(?:\s(?:mil|million|millones\sde))?",
        "article": {"en": "the|an?", "es": "el|la|los|las|un|una"}[language],
        "name": r"[A-Z][\w.]*",
        "capital": r"[A-ZÁÉÍÓÚÑ]\w+",
    }
