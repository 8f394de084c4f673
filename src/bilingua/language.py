"""Which language a text is in: langdetect, seeded, voted over whole units.

Knows nothing of files or engines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bilingua.article import Article, Role
from bilingua.errors import LanguageError
from bilingua.lexicon import is_word

LANGUAGES = ("en", "es")
# langdetect needs about this many letters to be right more often than a coin.
MIN_LETTERS = 20
# With fewer than this, it takes Spanish for Catalan and English for Danish now and then.
_SURE_LETTERS = 100
# Long stories say nothing more about their language after this many letters.
_ENOUGH_LETTERS = 6000
# Characters of a unit that are read.
_READ = 2000
# A sample of so many characters, from at least so many units, with so many letters, decides alone
# from this share on.
_SAMPLE, _SAMPLED, _ENOUGH_FOR_ALL, _CLEAR = 600, 8, 200, 0.99
# langdetect looks at a text in places only and may be sure of a minority: nine in ten words must agree.
_OWN = 0.9
# The languages of langdetect that are written in Latin letters. To tell one of ours beyond doubt a
# text need not be held against the others: that takes three quarters of the time, and reading their
# profiles at the start a third of it.
_LATIN = """af ca cs cy da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl so sq sv sw tl tr
    vi""".split()
# langdetect looks at a text seven times over, each time at other places. Where it must be sure, and the
# words must say the same, two do.
_TRIALS = 2
_WORD = re.compile(r"\b[^\W\d_]{2,}\b")
_NAMES = {"en": "English", "es": "Spanish"}


@dataclass(frozen=True, slots=True)
class Detection:
    """A language (two-letter code) with a confidence from 0 to 1, and each unit's own vote.

    `candidates` are all languages that the text may be in, with their shares, the likeliest first.
    """

    language: str
    confidence: float
    votes: tuple[tuple[str, str], ...] = ()
    candidates: tuple[tuple[str, float], ...] = ()


def language_of(tag: str | None) -> str | None:
    """The two-letter language of a BCP 47 tag or a locale name: "es-MX", "es_MX" → "es"."""
    return tag.replace("_", "-").split("-")[0].lower() if tag else None


def candidates_of(text: str) -> list[tuple[str, float]]:
    """What languages one stretch of text may be in, the likeliest first; none for too little text."""
    if sum(map(str.isalpha, text)) < MIN_LETTERS:
        return []
    from langdetect import detect_langs

    return _found(detect_langs, text)


@cache
def _detect_latin() -> Callable[[str], list[Any]]:
    """What langdetect's `detect_langs` does, among the languages in Latin letters."""
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    folder = Path(PROFILES_DIRECTORY)
    factory.load_json_profile([(folder / code).read_text("utf-8") for code in _LATIN])

    def detect(text: str) -> list[Any]:
        detector = factory.create()
        detector.n_trial = _TRIALS
        detector.append(text)
        found: list[Any] = detector.get_probabilities()
        return found

    return detect


def _found(detect_langs: Callable[[str], list[Any]], text: str) -> list[tuple[str, float]]:
    from langdetect import DetectorFactory
    from langdetect.lang_detect_exception import LangDetectException

    DetectorFactory.seed = 0
    # langdetect takes capitals for other languages: an all-caps wire brief reads as Vietnamese.
    sample = text.lower() if text.isupper() else text
    try:
        return [(found.lang, found.prob) for found in detect_langs(sample)]
    except LangDetectException:
        return []


def detect(texts: Iterable[tuple[str, str]], hint: str | None = None) -> Detection:
    """Detect the language of a story from its units' (id, text), each voting by its length.

    A `hint` (what the file declares) decides where the text leaves room for doubt. Raises
    LanguageError when the story is in a third language or has too little text.
    """
    weights: dict[str, float] = {}
    votes: list[tuple[str, str]] = []
    total, read = 0, ""
    for unit_id, text in texts:
        found = candidates_of(text[:_READ]) if total < _ENOUGH_LETTERS else []
        if len(read) < _READ:
            read += text[:_READ] + " "
        if found:
            letters = sum(map(str.isalpha, text))
            for language, share in found:
                weights[language] = weights.get(language, 0.0) + letters * share
            votes.append((unit_id, found[0][0]))
            total += letters
    if not weights:
        total = sum(map(str.isalpha, read))
        weights = dict(candidates_of(read))
    hinted = language_of(hint)
    best = max(weights, key=lambda code: weights[code], default=None)
    doubtful = best not in LANGUAGES and total < _SURE_LETTERS
    if hinted in LANGUAGES and doubtful and _is_latin(read):
        return Detection(hinted, 0.5, tuple(votes))
    if best is None:
        raise LanguageError(
            "There is too little text to tell the language; say it with --from en or --from es."
        )
    if hinted in weights:
        # What the file declares counts like half as much text again.
        weights[hinted] *= 1.5
    whole_weight = sum(weights.values())
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    shares = tuple((code, round(weight / whole_weight, 3)) for code, weight in ranked)
    language, confidence = shares[0]
    if language not in LANGUAGES:
        raise LanguageError(
            "The text reads as “{language}”, and bilingua translates English and Spanish only; if that is wrong, say the language with --from en or --from es.",
            language=language,
        )
    return Detection(language, confidence, tuple(votes), shares)


def _is_latin(text: str) -> bool:
    """Whether a text's letters are mostly those of English and Spanish."""
    letters = [char for char in text if char.isalpha()]
    return sum(char < "\u0250" for char in letters) * 2 >= len(letters)


def detect_article(article: Article, *, votes: bool = True) -> Detection:
    """Detect an article's language from its story units; furniture and metadata do not vote.

    Without `votes` one look at a sample decides where it leaves no doubt, which is most of the time.
    """
    story = [u for u in article.units if u.role not in (Role.BOILERPLATE, Role.META)]
    texts = [(unit.id, unit.text) for unit in story or article.units]
    clear = None if votes else _clearly([text for _, text in texts], article.language)
    return clear or detect(texts, article.language)


def _clearly(texts: Sequence[str], hint: str | None) -> Detection | None:
    """What a sample of all parts of a story says, if that is beyond doubt."""
    sample = _sample(texts)
    if sum(map(str.isalpha, sample)) < _ENOUGH_FOR_ALL:
        return None
    language, share = next(iter(_found(_detect_latin(), sample)), ("", 0.0))
    doubted = language_of(hint) not in (None, language)
    if language not in LANGUAGES or share < _CLEAR or doubted or _share(sample, language) < _OWN:
        return None
    return Detection(language, round(share, 3))


def _sample(texts: Sequence[str]) -> str:
    """All of a short story; of a long one what stands in several places."""
    if sum(map(len, texts)) <= _SAMPLE:
        return " ".join(texts)
    places = texts[:: max(1, len(texts) // _SAMPLED)]
    return " ".join(text[: _SAMPLE // len(places)] for text in places)


def _share(text: str, language: str) -> float:
    """Of the words that only one of the two languages has, the share that this one has."""
    own = others = 0
    for word in set(_WORD.findall(text)):
        here, there = is_word(word, language), is_word(word, other_language(language))
        own += here and not there
        others += there and not here
    return own / (own + others) if own + others else 0.0


def other_language(language: str) -> str:
    """The language of the sister edition."""
    return LANGUAGES[1 - LANGUAGES.index(language)]


def mixed_units(detection: Detection) -> Sequence[tuple[str, str]]:
    """The units whose own vote is the other of the two languages."""
    other = other_language(detection.language)
    return [vote for vote in detection.votes if vote[1] == other]


def language_name(language: str) -> str:
    """The English name of a language code, a gettext msgid."""
    return _NAMES.get(language, language)
