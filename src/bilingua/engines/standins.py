"""Names that a dictionary must not translate, through a rule-based engine.

Each name is exchanged for one that the engine's dictionaries have as a name and leave as it is in
every direction, so that grammar around it is that of a name; afterwards it is put back, as the
target writes it. (A made-up token would be an unknown word, and break the phrases around it.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bilingua.engines.base import Direction
from bilingua.glossary.terms import ARTICLES, LANGUAGES
from bilingua.glossary.wording import put
from bilingua.names.name import Kind, Name

# Proper names without another reading in Apertium's English, Spanish and Portuguese dictionaries.
_PEOPLE = tuple(
    "Gilberto Evaristo Edmundo Eleuterio Gaspar Jerónimo Isaías Florentino Fausto Ezequiel Humberto "
    "Bernardo Adolfo Augusto Claudio Giovanni".split()
)
_PLACES = tuple(
    "Sarajevo Stuttgart Montevideo Burundi Uganda Barbados Nepal Senegal Kosovo Ceuta Yemen "
    "Gibraltar Angola Ghana Oklahoma Denver".split()
)


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with stand-ins, and the name that each stands for, as often as it stands there."""

    text: str
    language: str
    meant: tuple[tuple[str, Name, int], ...] = ()

    def restored(self, text: str) -> str | None:
        """A translation with the names put back; None if a stand-in was lost or doubled."""
        if not self.meant:
            return text
        for standin, name, count in self.meant:
            there = list(re.finditer(rf"\b{standin}\b", text))
            if len(there) != count:
                return None
            for match in reversed(there):
                text = _put(text, *match.span(), name, self.language)
        return _COUNTY.sub(_with_article, text) if self.language == "es" else text


def _put(text: str, start: int, end: int, name: Name, language: str) -> str:
    if name.term and language in LANGUAGES:
        return put(text, start, end, name.term, language)
    return text[:start] + name.written(language) + text[end:]


# Spanish has an article where English has none: in Orange County, en el condado de Orange.
_COUNTY = re.compile(r"(?<!\bel )(?<!\bdel )(?<!\bal )\b((?:[Aa]|[Dd]e) )?(condado de [A-Z])")


def _with_article(match: re.Match[str]) -> str:
    before = (match[1] or "").removesuffix(" ")
    return {"a": "al ", "A": "Al ", "de": "del ", "De": "Del "}.get(before, "el ") + match[2]


def mask(text: str, names: Sequence[Name], direction: Direction) -> Masked:
    """Exchange the names that stand in a text for stand-ins."""
    people, places = _free(_PEOPLE, text), _free(_PLACES, text)
    meant: list[tuple[str, Name, int]] = []
    # What reached Portuguese as it was is no word of it: "Duma" is not "de uma". Not a set: names of
    # one length would take turns from process to process.
    sure = dict.fromkeys(
        name
        for name in names
        if _is_maskable(name, direction)
        and (name.kind is not Kind.WORD or direction.source == "pt")
    )
    for name in sorted(sure, key=lambda name: -len(name.text)):
        written = name.text if name.term else name.written(direction.source)
        standin = next(people if name.kind is Kind.PERSON else places, None)
        if standin is None or "@" in written:
            continue
        pattern = rf"(?<![\w-]){_article(name, direction.source)}{re.escape(written)}(?![\w-])"

        def stand(match: re.Match[str], standin: str = standin) -> str:
            return f"{match['joint']} {standin}" if match["joint"] else standin

        text, count = re.subn(pattern, stand, text)
        if count:
            meant.append((standin, name, count))
    return Masked(text, direction.target, tuple(meant))


def _is_maskable(name: Name, direction: Direction) -> bool:
    """Whether a stand-in serves: not for an ordinary word, nor halfway, where a term has no wording."""
    if name.term is None:
        return True
    return direction.target in LANGUAGES and not name.term.is_common


def _article(name: Name, language: str) -> str:
    """A pattern for what goes with a name: a term brings its own article, so that the source's is
    taken off, also from "del" and "al".
    """
    if name.term is None or name.term.kept or language not in LANGUAGES:
        return "(?P<joint>)"
    articles = "|".join(ARTICLES[language])
    return rf"(?:(?i:{articles}) |(?P<joint>(?i:\b(?:de|a)))l )?"


def _free(standins: tuple[str, ...], text: str) -> Iterator[str]:
    return (standin for standin in standins if standin not in text)
