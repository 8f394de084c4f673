"""Terms with the rendering that a newsroom requires, and where they stand in a text.

A term that is the same in both languages is a name to keep. An article that a newsroom writes
before a term (“the Department of Justice”, “la ONU”) is none of its words: it says how the term is
used in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

LANGUAGES = ("en", "es")
ARTICLES = {"en": ("the",), "es": ("el", "la", "los", "las")}
# Nothing that is longer is searched for terms: it is no sentence but a table or a dump.
LONGEST = 20_000
_WORD = re.compile(r"(?<![\w@#.-])[^\W_](?:[\w'’]*\w)?(?:\.\w)*")
_END = r"(?![\w-])"


@dataclass(frozen=True, slots=True)
class Wording:
    """How one language words a term: its words, and the article that was written before them."""

    text: str
    article: str = ""

    @classmethod
    def of(cls, written: str, language: str) -> Wording:
        """Read what a person wrote in a glossary."""
        first, _, rest = written.partition(" ")
        if rest and first.lower() in ARTICLES[language] and (first.islower() or rest[0].islower()):
            return cls(rest, first.lower())
        return cls(written)

    @property
    def is_common(self) -> bool:
        """Whether it is an ordinary word or phrase, which may stand in the plural."""
        return self.text.islower()


@dataclass(frozen=True, slots=True)
class Term:
    """One term in both languages."""

    english: Wording
    spanish: Wording

    @classmethod
    def of(cls, english: str, spanish: str) -> Term:
        """Read a term as a person wrote it."""
        return cls(Wording.of(english, "en"), Wording.of(spanish, "es"))

    def wording(self, language: str) -> Wording:
        """What a language calls it."""
        return self.english if language == "en" else self.spanish

    @property
    def is_common(self) -> bool:
        """Whether it is an ordinary word or phrase in both languages."""
        return self.english.is_common and self.spanish.is_common

    def through(self, language: str, change: Callable[[str], str]) -> Term:
        """The term with the words of one language changed."""
        wording = self.wording(language)
        changed = replace(wording, text=change(wording.text))
        return (
            replace(self, english=changed) if language == "en" else replace(self, spanish=changed)
        )

    @property
    def kept(self) -> bool:
        """Whether it stays as it is in either edition."""
        return self.english.text == self.spanish.text


@dataclass(frozen=True, slots=True)
class Met:
    """A term where a text has it."""

    start: int
    end: int
    term: Term
    plural: bool = False


@dataclass(frozen=True, eq=False)
class Glossary:
    """The terms of a newsroom; of two for the same words the later counts.

    One is made once and asked for every segment: it is known by what it is, not by what is in it.
    """

    terms: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)

    def met(self, text: str, language: str) -> list[Met]:
        """The terms that stand in a text of a language, in order; the longest where several begin."""
        if not self.terms or len(text) > LONGEST:
            return []
        index = self._english if language == "en" else self._spanish
        # Most segments have no term, and need not be read word by word for that.
        if index.keys().isdisjoint(_WORD.findall(_plain(text))):
            return []
        found: list[Met] = []
        for word in _WORD.finditer(text):
            if found and word.start() < found[-1].end:
                continue
            for term in index.get(_plain(word[0]), ()):
                wording = term.wording(language)
                if match := _pattern(wording, language).match(text, word.start()):
                    written = " ".join(_plain(match[0]).split())
                    plural = written != _plain(wording.text)
                    found.append(Met(match.start(), match.end(), term, plural))
                    break
        return found

    @cached_property
    def _english(self) -> _Index:
        return _index(self.terms, "en")

    @cached_property
    def _spanish(self) -> _Index:
        return _index(self.terms, "es")


# By the first word of a term, in lower case: what may begin there, the longest first.
_Index = Mapping[str, Sequence[Term]]


def _index(terms: Iterable[Term], language: str) -> _Index:
    latest = {term.wording(language).text.lower(): term for term in terms}
    found: dict[str, list[Term]] = {}
    for text, term in sorted(latest.items(), key=lambda one: -len(one[0])):
        first = _WORD.search(text)
        if first is None or first.start():
            continue
        for ending in ("", "s", "es") if term.wording(language).is_common else ("",):
            found.setdefault(_plain(first[0]) + ending, []).append(term)
    return found


@lru_cache(maxsize=1 << 12)
def _pattern(wording: Wording, language: str) -> re.Pattern[str]:
    """How a text may write a term. Made when a text may have it: few texts have many terms."""
    parts = [_literal(part) for part in wording.text.split()]
    if wording.is_common:
        # The plural of a phrase: climate changes, cambios climáticos.
        plural = {"en": parts[-1:], "es": parts}[language]
        parts = [part + "(?:e?s)?" if part in plural else part for part in parts]
    text = r"\s+".join(parts)
    # A single word with a capital is a name: Stone, not stone.
    exact = len(parts) == 1 and not wording.is_common
    return re.compile((text if exact else f"(?i:{text})") + _END)


def _plain(text: str) -> str:
    """In lower case, with one kind of apostrophe."""
    return text.lower().replace("’", "'")


def _literal(text: str) -> str:
    """A pattern for a text as it stands, with either apostrophe."""
    return re.escape(text.replace("’", "'")).replace("'", "['’]")


NO_TERMS = Glossary()


def stands(text: str, wording: Wording) -> bool:
    """Whether a translation has a term: a name to the letter, capitals aside; a common word in any
    form.
    """
    return next(places(text, wording), None) is not None


def places(text: str, wording: Wording) -> Iterator[tuple[int, int]]:
    """Where a translation has a term."""
    parts = wording.text.split()
    stems = [_literal(part) for part in parts]
    if wording.is_common:
        # By its stem: balsero, balseros; cambio climático, cambios climáticos.
        stems = [
            re.escape(part[: max(4, len(part) - 2)]) + r"\w{0,4}" if len(part) > 3 else stem
            for part, stem in zip(parts, stems, strict=True)
        ]
    gap = r"\s+"
    if len(text) <= LONGEST:
        for match in re.finditer(rf"(?i)(?<![\w-]){gap.join(stems)}{_END}", text):
            yield match.span()


def veiled(source: str, target: str, met: Iterable[Met], language: str) -> tuple[str, str]:
    """Both texts with every term that is rendered as it should be made a blank that no check reads.

    What stands in a term is settled: nothing that is found in it would be news. Every other
    character keeps its place; `language` is the target's.
    """
    for one in met:
        there = list(places(target, one.term.wording(language)))
        if there:
            source = _veil(source, one.start, one.end)
        for start, end in there:
            target = _veil(target, start, end)
    return source, target


def _veil(text: str, start: int, end: int) -> str:
    return text[:start] + "_" * (end - start) + text[end:]
