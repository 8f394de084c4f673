"""The road a story takes, over many articles at once.

detect → segment → prepare → translate → localize → put back together → check. Each step is a module of its
own; this one only knows their order. (A translation memory will stand between segment and prepare.)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bilingua.article import (
    Article,
    Marked,
    Role,
    Segment,
    Translation,
)
from bilingua.assembly import Placed, join, place
from bilingua.checking import checked
from bilingua.engines.base import Decoding, Direction, Engine
from bilingua.engines.capitals import Recased, recase_all
from bilingua.engines.guards import Guarded, translate_guarded
from bilingua.engines.routes import Route, find_routes
from bilingua.errors import BilinguaError, LanguageError
from bilingua.finishing import Trait, as_written, errors, finish
from bilingua.keeping import keep_names
from bilingua.language import Detection, detect_article, other_language
from bilingua.localize.prepare import prepare
from bilingua.localize.style import HouseStyle
from bilingua.names.strays import find_words
from bilingua.progress import Progress, in_batches, within
from bilingua.segmentation import segment_unit

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Road:
    """All that the road needs besides the articles: engines, house styles by language, decoding.

    `target` is the language that was asked for, None for whichever the article is not in.
    """

    engines: Sequence[Engine]
    styles: dict[str, HouseStyle]
    beam: int = 4
    route: str | None = None
    keep_boilerplate: bool = False
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """An article with its translation: what each unit says in the other language, and why."""

    article: Article
    detection: Detection
    source_style: HouseStyle
    target_style: HouseStyle
    route: Route
    placed: tuple[Placed, ...]
    contents: dict[str, Marked]
    left_out: frozenset[str]

    @property
    def translations(self) -> tuple[Translation, ...]:
        """The translation of each segment, in reading order."""
        return tuple(one.translation for one in self.placed)

    @property
    def routes(self) -> str:
        """The routes that its segments took, the most used first."""
        taken = Counter(t.route for t in self.translations if t.route)
        return " / ".join(route for route, _ in taken.most_common()) or str(self.route)


@dataclass(frozen=True, slots=True)
class _Draft:
    """An article on its way: cut into segments, not yet translated."""

    position: int
    article: Article
    detection: Detection
    segments: tuple[Segment, ...]
    left_out: frozenset[str]


def translate_articles(
    articles: Sequence[Article],
    road: Road,
    *,
    source: str | None = None,
    progress: Progress | None = None,
) -> list[Story | BilinguaError]:
    """Translate articles, each into the other language; an article that fails yields its error.

    `source` is the language of all of them, None to detect it. All segments of one direction go to
    the engine together. `progress` is called with (segments done, segments in all).
    """
    outcome: list[Story | BilinguaError | None] = [None] * len(articles)
    drafts: dict[str, list[_Draft]] = {}
    for position, article in enumerate(articles):
        try:
            draft = _draft(position, article, source, road)
            drafts.setdefault(draft.detection.language, []).append(draft)
        except BilinguaError as error:
            outcome[position] = error
    done, total = 0, sum(len(d.segments) for group in drafts.values() for d in group)
    for language, group in drafts.items():
        try:
            watch = within(progress, done, sum(len(d.segments) for d in group), total)
            stories = _translate_group(group, language, road, watch)
            for draft, story in zip(group, stories, strict=True):
                outcome[draft.position] = story
        except BilinguaError as error:
            for draft in group:
                outcome[draft.position] = error
        done += sum(len(draft.segments) for draft in group)
        if progress:
            progress(done, total)
    return [item for item in outcome if item is not None]


def translate_segments(
    texts: Sequence[str],
    direction: Direction,
    road: Road,
    *,
    traits: Sequence[Trait] | None = None,
    raw: bool = False,
    progress: Progress | None = None,
) -> tuple[Route, list[Translation]]:
    """Translate loose segments, in order; each distinct one goes to the engine once.

    `traits` say of each segment what its article knows; `raw` leaves out localization, to measure
    an engine by itself. `progress` is called with (distinct segments done, in all). Raises
    EngineError when no route leads from the one language to the other.
    """
    routes = find_routes(road.engines, direction, pinned=road.route)
    styles = road.styles[direction.source], road.styles[direction.target]
    traits = traits if traits is not None else [Trait()] * len(texts)
    # Engines talk through streams that a control character would end or shift.
    clean = [_CONTROL.sub(" ", text) for text in texts]
    prepared = [text if raw else prepare(text, styles[0].locale) for text in clean]
    distinct = list(dict.fromkeys(text for text in prepared if text.strip()))
    decoding = Decoding(beam=road.beam, align=any(trait.has_codes for trait in traits))
    # All together, for a headline is read by what its story says; only then in batches.
    recased = dict(zip(distinct, recase_all(distinct), strict=True))
    if not raw:
        recased = _named(recased, zip(prepared, traits, strict=True), direction.source)
    answers = in_batches(
        lambda some: translate_guarded(routes, some, decoding), list(recased.values()), progress
    )
    guarded = dict(zip(distinct, answers, strict=True))
    segments = [Segment(f"u{n}", 0, 0, len(text), text) for n, text in enumerate(texts, 1)]
    if raw:
        return routes[0], [
            as_written(segment, guarded.get(ready))
            for segment, ready in zip(segments, prepared, strict=True)
        ]

    def finished(position: int, answers: Mapping[str, Guarded]) -> Translation:
        ready = prepared[position]
        if ready not in answers:
            return as_written(segments[position], None)
        return finish(segments[position], ready, answers[ready], styles, traits[position])

    translations = [finished(position, guarded) for position in range(len(texts))]
    # Where a figure or a date was lost on the way, another route may keep it.
    weak = [position for position, translation in enumerate(translations) if errors(translation)]
    if weak and len(routes) > 1:
        wanted = list(dict.fromkeys(prepared[position] for position in weak))
        others = translate_guarded(routes[1:], [recased[text] for text in wanted], decoding)
        second = dict(zip(wanted, others, strict=True))
        for position in weak:
            other = finished(position, second)
            if errors(other) < errors(translations[position]):
                translations[position] = other
    keep_names(
        translations, [recased.get(text) for text in prepared], routes, decoding,
        lambda position, answer: finished(position, {prepared[position]: answer}),
    )  # fmt: skip
    return routes[0], translations


def _named(
    recased: Mapping[str, Recased], traits: Iterable[tuple[str, Trait]], language: str
) -> dict[str, Recased]:
    """Recased segments with their names; one that several stories share, as in the first of them."""
    stories: dict[int, list[str]] = {}
    first: dict[str, int] = {}
    for text, trait in traits:
        if text in recased:
            stories.setdefault(trait.story, []).append(text)
            first.setdefault(text, trait.story)
    named = dict(recased)
    for story, texts in stories.items():
        found = find_words([recased[text].text for text in texts], language)
        for text, names in zip(texts, found, strict=True):
            if first[text] == story:
                named[text] = replace(recased[text], names=names)
    return named


def _draft(position: int, article: Article, source: str | None, road: Road) -> _Draft:
    detection = Detection(source, 1.0) if source else detect_article(article)
    if road.target == detection.language:
        raise LanguageError(
            "{article} is in “{target}” already; name the other language, or none.",
            article=article.name,
            target=road.target,
        )
    # Only plain text is read with its page's furniture; in a page of HTML it is part of the page.
    furniture = article.format == "text" and not road.keep_boilerplate
    left_out = frozenset(
        unit.id for unit in article.units if furniture and unit.role is Role.BOILERPLATE
    )
    segments = tuple(
        segment
        for unit in article.units
        if unit.id not in left_out
        for segment in segment_unit(unit, detection.language)
    )
    return _Draft(position, article, detection, segments, left_out)


def _translate_group(
    group: Sequence[_Draft], language: str, road: Road, progress: Progress | None
) -> list[Story]:
    direction = Direction(language, other_language(language))
    segments = [segment for draft in group for segment in draft.segments]
    traits = [trait for draft in group for trait in _traits(draft)]
    texts = [segment.text for segment in segments]
    route, loose = translate_segments(texts, direction, road, traits=traits, progress=progress)
    whole = [replace(t, segment=s) for t, s in zip(loose, segments, strict=True)]
    stories, position = [], 0
    styles = road.styles[direction.source], road.styles[direction.target]
    for draft in group:
        own = tuple(whole[position : position + len(draft.segments)])
        position += len(draft.segments)
        placed = place(draft.article.units, own)
        stories.append(
            Story(
                draft.article,
                draft.detection,
                *styles,
                route,
                checked(draft.article.units, placed, styles),
                join(draft.article.units, placed),
                draft.left_out,
            )
        )
    return stories


def _traits(draft: _Draft) -> list[Trait]:
    units = {unit.id: unit for unit in draft.article.units}
    # In a story that is all in capitals nothing tells names from words: its headline keeps them.
    quiet = any(not segment.text.isupper() for segment in draft.segments)
    return [
        Trait(bool(unit.content.codes), quiet and unit.role is Role.HEADLINE, draft.position)
        for segment in draft.segments
        for unit in (units[segment.unit],)
    ]
