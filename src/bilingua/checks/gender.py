"""One person, one gender, throughout a story and on both sides of it.

Engines guess it anew in every sentence; newsrooms name it first among the faults of machines
(Centro de Periodismo Investigativo, 2024).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair
from bilingua.checks.people import Mention, mentions, pronouns
from bilingua.checks.trades import Worker, workers


def check(pairs: Sequence[SegmentPair]) -> Iterator[tuple[int, Finding]]:
    """Persons who are both man and woman in the translation, and not in the source."""
    named = [list(mentions(pair.target)) for pair in pairs]
    said = _by_surname(
        [
            [*mentions(pair.source), *_implied(pair, some)]
            for pair, some in zip(pairs, named, strict=True)
        ]
    )
    heard = _by_surname(named)
    for surname, places in heard.items():
        source = {mention.gender for _, mention in said.get(surname, ())}
        genders = {mention.gender for _, mention in places}
        if len(genders) == 2 and len(source) < 2 and _one_person(places):
            # The source knows, or else who comes first is believed.
            right = min(source) if source else places[0][1].gender
        elif len(genders) == len(source) == 1 and genders != source and _one_person(places):
            right = min(source)
        else:
            continue
        for position, mention in places:
            if mention.gender != right:
                yield position, _contradiction(mention.name, mention.start, mention.end)
    for position, pair in enumerate(pairs):
        for finding in (*_pronoun(pair), *_trade(pair)):
            yield position, finding


def _implied(pair: SegmentPair, named: Sequence[Mention]) -> Iterator[Mention]:
    """The gender that an English source gives the only person of a segment by its pronouns."""
    used = pronouns(pair.source, "en") if pair.source_style.language == "en" else {}
    if len(named) == len(used) == 1 and named[0].name in pair.source:
        gender, span = next(iter(used.items()))
        # "Said she": what comes before the name may be anybody's.
        if span[0] > pair.source.index(named[0].name):
            yield replace(named[0], gender=gender)


def _by_surname(
    found: Sequence[Sequence[Mention]],
) -> dict[str, list[tuple[int, Mention]]]:
    people: dict[str, list[tuple[int, Mention]]] = defaultdict(list)
    for position, some in enumerate(found):
        for mention in some:
            people[mention.surname].append((position, mention))
    return people


def _one_person(places: Sequence[tuple[int, Mention]]) -> bool:
    """Whether one surname is not borne by two: Bill and Hillary Clinton are."""
    return len({m.name.split()[0] for _, m in places if " " in m.name}) < 2


def _pronoun(pair: SegmentPair) -> Iterator[Finding]:
    """He on one side, she on the other, in a segment that knows only one of them."""
    said = pronouns(pair.source, pair.source_style.language)
    heard = pronouns(pair.target, pair.target_style.language)
    # Spanish leaves pronouns out: only what is said on both sides can be compared.
    if len(said) == len(heard) == 1 and said.keys() != heard.keys():
        start, end = next(iter(heard.values()))
        yield _contradiction(pair.target[start:end], start, end)


def _trade(pair: SegmentPair) -> Iterator[Finding]:
    """A spokeswoman on one side, un portavoz on the other, where nobody else is of that trade."""
    said = _by_trade(pair.source, pair.source_style.language)
    heard = _by_trade(pair.target, pair.target_style.language)
    for trade, people in heard.items():
        genders = {worker.gender for worker in said.get(trade, ())}
        if len(genders) == 1 and genders.isdisjoint(worker.gender for worker in people):
            for worker in people:
                who = pair.target[worker.start : worker.end]
                yield _contradiction(who, worker.start, worker.end)


def _by_trade(text: str, language: str) -> dict[str, list[Worker]]:
    found: dict[str, list[Worker]] = defaultdict(list)
    for worker in workers(text, language):
        found[worker.trade].append(worker)
    return found


def _contradiction(who: str, start: int, end: int) -> Finding:
    return Finding("gender", Severity.WARNING,
                   "“{who}” has another gender here than in the source or elsewhere in the story.",
                   {"who": who}, target=(start, end))  # fmt: skip
