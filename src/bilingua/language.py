"""Which language a text is in: langdetect, seeded, voted over whole units.

Knows nothing of files or engines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bilingua.article import Article, Role
from bilingua.errors import LanguageError

LANGUAGES = ("en", "es")
# langdetect needs about this many letters to be right more often than a coin.
MIN_LETTERS = 20
# Long stories say nothing more about their language after this many letters.
_ENOUGH_LETTERS = 6000
_NAMES = {"en": "English", "es": "Spanish"}


@dataclass(frozen=True, slots=True)
class Detection:
    """A language (two-letter code) with a confidence from 0 to 1, and each unit's own vote."""

    language: str
    confidence: float
    votes: tuple[tuple[str, str], ...] = ()


def language_of(tag: str | None) -> str | None:
    """The two-letter language of a BCP 47 tag or a locale name: "es-MX", "es_MX" → "es"."""
    return tag.replace("_", "-").split("-")[0].lower() if tag else None


def detect_text(text: str) -> tuple[str, float] | None:
    """Detect one stretch of text; None where there is too little of it."""
    letters = sum(map(str.isalpha, text))
    if letters < MIN_LETTERS:
        return None
    from langdetect import DetectorFactory, detect_langs
    from langdetect.lang_detect_exception import LangDetectException

    DetectorFactory.seed = 0
    # langdetect takes capitals for other languages: an all-caps wire brief reads as Vietnamese.
    sample = text.lower() if text.isupper() else text
    try:
        best = detect_langs(sample)[0]
    except LangDetectException:
        return None
    return best.lang, best.prob


def detect(texts: Iterable[tuple[str, str]], hint: str | None = None) -> Detection:
    """Detect the language of a story from its units' (id, text), each voting by its length.

    A `hint` (what the file declares) decides where the text leaves room for doubt. Raises
    LanguageError when the story is in a third language or has too little text.
    """
    weights: dict[str, float] = {}
    votes: list[tuple[str, str]] = []
    unsure: list[str] = []
    total = 0
    for unit_id, text in texts:
        letters = sum(map(str.isalpha, text))
        if total < _ENOUGH_LETTERS and (found := detect_text(text[:2000])):
            weights[found[0]] = weights.get(found[0], 0.0) + letters * found[1]
            votes.append((unit_id, found[0]))
            total += letters
        else:
            unsure.append(text)
    if not weights and (found := detect_text(" ".join(unsure)[:2000])):
        weights[found[0]] = found[1]
    hinted = language_of(hint)
    if not weights:
        if hinted in LANGUAGES:
            return Detection(hinted, 0.5)
        raise LanguageError(
            "There is too little text to tell the language; say it with --from en or --from es."
        )
    if hinted in weights:
        # What the file declares counts like half as much text again.
        weights[hinted] *= 1.5
    language = max(weights, key=lambda code: weights[code])
    confidence = weights[language] / sum(weights.values())
    if language not in LANGUAGES:
        raise LanguageError(
            "The text reads as “{language}”, and bilingua translates English and Spanish only; if that is wrong, say the language with --from en or --from es.",
            language=language,
        )
    return Detection(language, round(confidence, 3), tuple(votes))


def detect_article(article: Article) -> Detection:
    """Detect an article's language from its story units; furniture and metadata do not vote."""
    story = [u for u in article.units if u.role not in (Role.BOILERPLATE, Role.META)]
    return detect(((unit.id, unit.text) for unit in story or article.units), article.language)


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
