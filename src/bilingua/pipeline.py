"""The road a story takes, over many articles at once.

detect → segment → prepare → translate → localize → put back together → check. Each step is a module of its
own; this one only knows their order. (A translation memory will stand between segment and prepare.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bilingua.answers import Answers, answered, settled
from bilingua.article import Article, Marked, Segment, Translation
from bilingua.assembly import Placed, join, place
from bilingua.checking import checked
from bilingua.draft import Draft, Handed, draft_of, hand_over, hand_over_raw
from bilingua.engines.base import Decoding, Direction, Engine
from bilingua.engines.capitals import Recased
from bilingua.engines.routes import Route, find_routes
from bilingua.errors import BilinguaError, SameLanguageError
from bilingua.finishing import Settled, Trait, as_written, finish
from bilingua.language import Detection, other_language
from bilingua.localize.style import HouseStyle
from bilingua.progress import Progress, within


@dataclass(frozen=True, slots=True)
class Road:
    """All that the road needs besides the articles: engines, house styles by language, decoding.

    `source` is the language that articles are said to be in, None to detect it; `target` the one
    that was asked for, None for whichever the article is not in.
    """

    engines: Sequence[Engine]
    styles: dict[str, HouseStyle]
    beam: int = 4
    route: str | None = None
    keep_boilerplate: bool = False
    target: str | None = None
    source: str | None = None

    def routes(self, direction: Direction) -> list[Route]:
        """The routes of a direction, best first. Raises EngineError when there is none."""
        return find_routes(self.engines, direction, pinned=self.route)

    def both_styles(self, direction: Direction) -> tuple[HouseStyle, HouseStyle]:
        """The house styles of the source edition and of the translated one."""
        return self.styles[direction.source], self.styles[direction.target]


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


def translate_articles(
    articles: Sequence[Article],
    road: Road,
    *,
    source: str | None = None,
    progress: Progress | None = None,
) -> list[Story | BilinguaError]:
    """Translate articles, each into the other language; an article that fails yields its error.

    `source` is the language of all of them, None for what the road says. `progress` is called with
    (segments done, segments in all).
    """
    road = replace(road, source=source or road.source)
    drafts = [draft(article, road) for article in articles]
    return translate_drafts(drafts, road, progress=progress)


def draft(article: Article, road: Road) -> Draft | BilinguaError:
    """An article cut into segments, or why it cannot be translated on this road."""
    try:
        cut = draft_of(article, road.source, road.styles, keep_boilerplate=road.keep_boilerplate)
    except BilinguaError as error:
        return error
    if road.target == cut.detection.language:
        return SameLanguageError(
            "{article} is in “{target}” already; name the other language, or none.",
            article=article.name,
            target=road.target,
        )
    return cut


def translate_drafts(
    drafts: Sequence[Draft | BilinguaError],
    road: Road,
    *,
    known: Answers | None = None,
    progress: Progress | None = None,
) -> list[Story | BilinguaError]:
    """Translate drafts, in order; all segments of one direction go to the engine together.

    `known` spares the engine what it answered before.
    """
    outcome: dict[int, Story | BilinguaError] = {}
    groups: dict[str, dict[int, Draft]] = {}
    for position, one in enumerate(drafts):
        if isinstance(one, BilinguaError):
            outcome[position] = one
        else:
            groups.setdefault(one.detection.language, {})[position] = one
    sizes = {
        language: sum(len(one.segments) for one in group.values())
        for language, group in groups.items()
    }
    done, total = 0, sum(sizes.values())
    for language, group in groups.items():
        watch = within(progress, done, sizes[language], total)
        try:
            stories = _translate_group(list(group.values()), language, road, known or {}, watch)
            outcome.update(zip(group, stories, strict=True))
        except BilinguaError as error:
            outcome.update(dict.fromkeys(group, error))
        done += sizes[language]
        if progress:
            progress(done, total)
    return [outcome[position] for position in range(len(drafts))]


def translate_segments(
    texts: Sequence[str],
    direction: Direction,
    road: Road,
    *,
    raw: bool = False,
    progress: Progress | None = None,
) -> tuple[Route, list[Translation]]:
    """Translate the loose segments of one story, in order.

    `raw` leaves out localization, to measure an engine by itself. `progress` is called with
    (distinct segments done, in all). Raises EngineError when no route leads from the one language
    to the other.
    """
    loose = [Segment(f"u{n}", 0, 0, len(text), text) for n, text in enumerate(texts, 1)]
    routes = road.routes(direction)
    if raw:
        handed = hand_over_raw(texts)
        answers = answered(handed, routes, Decoding(beam=road.beam), progress)
        return routes[0], [
            as_written(segment, answers.get(one.recased))
            for segment, one in zip(loose, handed, strict=True)
        ]
    handed = hand_over(texts, road.styles[direction.source])
    traits = [Trait()] * len(texts)
    return routes[0], _translations(loose, handed, traits, direction, road, {}, progress)


def settle(
    handed: Sequence[Handed],
    direction: Direction,
    road: Road,
    *,
    align: bool,
    progress: Progress | None = None,
) -> dict[Recased, Settled]:
    """The best answer of the road's engines to each distinct segment; `align` asks for its links."""
    decoding = Decoding(beam=road.beam, align=align)
    return settled(handed, road.routes(direction), road.both_styles(direction), decoding, progress)


def to_other(language: str) -> Direction:
    """The direction from one of the two languages to the other."""
    return Direction(language, other_language(language))


def _translations(
    segments: Sequence[Segment],
    handed: Sequence[Handed],
    traits: Sequence[Trait],
    direction: Direction,
    road: Road,
    known: Answers,
    progress: Progress | None,
) -> list[Translation]:
    """Segments with what the engines made of them; each distinct one goes to an engine once."""
    styles = road.both_styles(direction)
    asked = [one for one in handed if one.recased not in known]
    align = any(trait.has_codes for trait in traits)
    new = settle(asked, direction, road, align=align, progress=progress)

    def translation(segment: Segment, one: Handed, trait: Trait) -> Translation:
        settled = new.get(one.recased)
        if settled and trait == Trait() and settled.translation.segment.text == segment.text:
            return replace(settled.translation, segment=segment)  # it was finished to be judged
        answer = settled.answer if settled else known.get(one.recased)
        if answer is None:
            return as_written(segment, None)
        return finish(segment, one.prepared, answer, styles, trait)

    return list(map(translation, segments, handed, traits))


def _translate_group(
    group: Sequence[Draft], language: str, road: Road, known: Answers, progress: Progress | None
) -> list[Story]:
    direction = to_other(language)
    styles = road.both_styles(direction)
    translations = iter(
        _translations(
            [segment for draft in group for segment in draft.segments],
            [handed for draft in group for handed in draft.handed],
            [trait for draft in group for trait in draft.traits],
            direction,
            road,
            known,
            progress,
        )
    )
    route = road.routes(direction)[0]
    stories = []
    for draft in group:
        units = draft.article.units
        placed = place(units, [next(translations) for _ in draft.segments])
        stories.append(
            Story(
                draft.article,
                draft.detection,
                *styles,
                route,
                checked(units, placed, styles),
                join(units, placed),
                draft.left_out,
            )
        )
    return stories
