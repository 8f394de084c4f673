"""An article cut into segments, with what an engine is handed for each of them.

What a segment means depends on its story (who is Gross? is it a headline?) and on no other one: so
a story's edition is the same whether it is translated alone or in an archive.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bilingua.article import Article, Role, Segment
from bilingua.engines.capitals import Recased, recase_all
from bilingua.finishing import Trait
from bilingua.glossary.institutions import institutions
from bilingua.glossary.terms import Glossary
from bilingua.language import Detection, detect_article
from bilingua.localize.phrasebook import plainly
from bilingua.localize.prepare import prepare
from bilingua.localize.style import HouseStyle
from bilingua.names.borrowed import borrowed
from bilingua.names.name import Name
from bilingua.names.spots import in_dateline
from bilingua.names.strays import find_words
from bilingua.names.terms import in_place, with_terms
from bilingua.segmentation import is_dateline, segment_unit

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Handed:
    """A segment as it is prepared, and that as an engine reads it best."""

    prepared: str
    recased: Recased

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it to translate."""
        return not self.prepared.strip()


@dataclass(frozen=True, slots=True)
class Draft:
    """An article on its way: `handed` and `traits` are those of its segments, in their order."""

    article: Article
    detection: Detection
    segments: tuple[Segment, ...]
    traits: tuple[Trait, ...]
    handed: tuple[Handed, ...]
    left_out: frozenset[str]


def draft_of(
    article: Article,
    source: str | None,
    styles: Mapping[str, HouseStyle],
    *,
    keep_boilerplate: bool = False,
) -> Draft:
    """Cut an article; `source` is its language, None to detect it, `styles` are by language.

    Raises LanguageError when it is in neither of the languages.
    """
    detection = Detection(source, 1.0) if source else detect_article(article, votes=False)
    # Only plain text is read with its page's furniture; in a page of HTML it is part of the page.
    furniture = article.format == "text" and not keep_boilerplate
    left_out = frozenset(
        unit.id for unit in article.units if furniture and unit.role is Role.BOILERPLATE
    )
    language = detection.language
    cut = [
        (segment, unit)
        for unit in article.units
        if unit.id not in left_out
        for segment in segment_unit(unit, language)
    ]
    segments = tuple(segment for segment, _ in cut)
    datelines = frozenset(segment.text for segment, unit in cut if is_dateline(segment, unit))
    texts = [segment.text for segment in segments]
    handed = hand_over(texts, styles[language], datelines)
    return Draft(article, detection, segments, _traits(article, segments), tuple(handed), left_out)


def hand_over(
    texts: Sequence[str], style: HouseStyle, datelines: frozenset[str] = frozenset()
) -> list[Handed]:
    """What an engine is handed for the segments of one story in this style, each helped by what the
    others say.

    Those of `datelines` are nothing but a place.
    """
    language = style.language
    # Engines talk through streams that a control character would end or shift.
    prepared = [_plain(prepare(_CONTROL.sub(" ", text), style.locale), style) for text in texts]
    distinct = list(dict.fromkeys(prepared))
    recased = recase_all(distinct)
    names = find_words([one.text for one in recased], language)
    glossaries = [_prepared(one, style.locale) for one in (style.glossary, institutions())]
    ready = {
        text: Handed(text, replace(one, names=_names(one.text, found, glossaries, language)))
        for text, one, found in zip(distinct, recased, names, strict=True)
    }
    for text, typed in zip(prepared, texts, strict=True):
        if typed in datelines and (place := in_dateline(text, language)):
            ready[text] = Handed(text, Recased(text, names=place))
    return [ready[text] for text in prepared]


def _plain(text: str, style: HouseStyle) -> str:
    """A prepared segment without news idioms, but with the terms that the newsroom has a word for."""
    terms = _prepared(style.glossary, style.locale).met(text, style.language)
    return plainly(text, style.language, [(term.start, term.end) for term in terms])


def _names(
    text: str, found: tuple[Name, ...], glossaries: Sequence[Glossary], language: str
) -> tuple[Name, ...]:
    """What stays as it is or is called as somebody settled: names, terms, quotations that are in the
    other edition's language.
    """
    return in_place(tuple(borrowed(text, language)), with_terms(text, found, glossaries, language))


@lru_cache(maxsize=8)
def _prepared(glossary: Glossary, locale: str) -> Glossary:
    """The terms as they stand in a text that was prepared."""
    language = locale.split("_")[0]
    return Glossary(
        tuple(term.through(language, lambda text: prepare(text, locale)) for term in glossary.terms)
    )


def hand_over_raw(texts: Sequence[str]) -> list[Handed]:
    """The same without preparation or names, to measure an engine by itself."""
    clean = [_CONTROL.sub(" ", text) for text in texts]
    return [Handed(text, one) for text, one in zip(clean, recase_all(clean), strict=True)]


def _traits(article: Article, segments: Sequence[Segment]) -> tuple[Trait, ...]:
    units = {unit.id: unit for unit in article.units}
    # In a story that is all in capitals nothing tells names from words: its headline keeps them.
    quiet = any(not segment.text.isupper() for segment in segments)
    return tuple(
        Trait(bool(unit.content.codes), quiet and unit.role is Role.HEADLINE)
        for segment in segments
        for unit in (units[segment.unit],)
    )
