"""Negation lost or gained: the smallest word that turns a sentence round.

What each text denies is counted, and where. Spanish says a denial twice ("no vio a nadie") and
means one (Nueva gramática de la lengua española, 48.3, concordancia negativa); words that deny in
themselves ("refuse", "carecer", "impossible") may stand for a "not" of the other language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair

# Phrases that hold a negative word and deny nothing, or what the other language says without one.
_IDLE = {
    "en": re.compile(
        r"""\b(?:not\s(?:only|just|merely|simply|solely|least|to\smention|without)|n['’]t\s(?:only|just)
        |or\s(?:\w+\s)?(?:not|cannot|\w+n['’]t)|if\snot|often\sthan\snot|no\.?\s?(?=\d)|no\sdoubt
        |without\s(?:a\s)?doubt|no\smatter|nothing\sbut|no\s(?:less|fewer|more)\b|no\ssooner
        |never\s?mind|no-(?!one))""",
        re.VERBOSE | re.IGNORECASE,
    ),
    "es": re.compile(
        r"""\b(?:no\s(?:s[oó]lo|solamente|[uú]nicamente|obstante|sin|menos|hace\smucho)
        |no\s(?:\w+\s){0,4}?m[aá]s\s(?:que|remedio)|sin\s(?:embargo|dudas?|contar|mencionar)
        |por\sno\s(?:hablar|mencionar|decir)|o\s(?:\w+\s)?no\b|si\sno\b|hasta\sque\sno|nada\s(?:m[aá]s|menos)
        |a\sno\sser|nunca\s(?:m[aá]s\sque|mejor)|ni\sque)|,\s¿no\?|\b(?:n[uú]m\.?|no\.)\s?(?=\d)""",
        re.VERBOSE | re.IGNORECASE,
    ),
}
_DENIES = {
    "en": re.compile(
        r"\b(?:not|cannot|no|never|none|nobody|nothing|neither|nor|nowhere|without)\b|n['’]t\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:no|nunca|jam[aá]s|nadie|nada|ning[uú]n[oa]?s?|ni|sin|tampoco)\b", re.IGNORECASE
    ),
}
# Each of these only echoes a denial that stands before it in its clause.
_ECHOES = {
    "en": frozenset("nor".split()),
    "es": frozenset("nunca jamás nadie nada ningún ninguno ninguna ni tampoco".split()),
}
# Words that deny without a "not".
_IMPLIES = {
    "en": re.compile(
        r"""\b(?:fail|unable|lack|refus|den(?:y|ied|ies)|hardly|barely|scarce|rare|seldom|few|little
        |avoid|prevent|stop|instead|rather|unless|except|only|far\sfrom|too|until|but\b|im\w{5}|in\w{5}|un\w{4}|ir\w{5}|il\w{5}
        |dis\w{4}|non|absen|ban\b|bann|prohibit|reject|oppos|against|forbid|free\b|away|miss|los[ts]
        |other\sthan|ever\b|any|neglect|hard\b|difficult|doubt|end|ceas|less|exclu|beyond|despite)\w*
        |\w+less(?:ness|ly)?\b""",
        re.VERBOSE | re.IGNORECASE,
    ),
    "es": re.compile(
        r"""\b(?:carec|falt|neg[aáóo]|nieg|dej|rechaz|imp|in[a-z]{5}|im\w{5}|des\w{4}|evit|apenas|raramente|poc[oa]
        |menos|escas|s[oó]lo\b|[uú]nic|en\s(?:lugar|vez)|lejos|salvo|excepto|ausen|prohib|anti|contra
        |opon|opus|difícil|dif[ií]c|hasta|sino|imposib|incapa|antes|demasiado|perd|pierd|ajen|libre
        |fracas|abst|exclu|dud|ir\w{4}|il[eíi]\w{4}|pese|alg[uú]n|cualquier|jam|otr[oa])\w*""",
        re.VERBOSE | re.IGNORECASE,
    ),
}
_PAUSE = re.compile(r"[.;:!?\"“”«»()—]")


class Denial(NamedTuple):
    """A denial at `start:end`; `place` is how far into its text it stands, from 0 to 1."""

    start: int
    end: int
    place: float

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


def denials(text: str, language: str) -> list[Denial]:
    """What a text denies, each denial once however many words say it."""
    idle = [match.span() for match in _IDLE[language].finditer(text)]
    found: list[Denial] = []
    after = iter([*idle, (len(text) + 1, len(text) + 1)])
    low, high = next(after)
    last = ""
    for match in _DENIES[language].finditer(text):
        while high <= match.start():
            low, high = next(after)
        if low <= match.start():
            continue
        word = match[0].lower()
        echo = (
            found
            and word in _ECHOES[language]
            and not _PAUSE.search(text, found[-1].end, match.start())
        )
        if echo or (language == "en" and word == "nor" and last == "neither"):
            found[-1] = found[-1]._replace(end=match.end())
        else:
            found.append(Denial(*match.span(), match.start() / len(text)))
        last = word
    return found


def implies(text: str, language: str) -> int:
    """How many words of a text may deny in themselves."""
    return sum(1 for _ in _IMPLIES[language].finditer(text))


def check(pair: SegmentPair) -> Iterator[Finding]:
    """Denials of one text that the other does not have."""
    languages = pair.source_style.language, pair.target_style.language
    said, heard = denials(pair.source, languages[0]), denials(pair.target, languages[1])
    if len(said) > len(heard):
        lost = _loneliest(said, heard)
        # "Sin", "without" have many ways around them: "dry" says "sin precipitaciones".
        weak = pair.source[slice(*lost.span)].lower() in ("sin", "without")
        sure = not heard and not weak and not implies(pair.target, languages[1])
        yield Finding("negation-lost", Severity.ERROR if sure else Severity.WARNING,
                      "“{text}” denies something in the source; the translation does not.",
                      {"text": pair.source[slice(*lost.span)]}, lost.span)  # fmt: skip
    # Translators add a denial ("only": "no más que") more often than they lose one.
    elif len(heard) > len(said):
        gained = _loneliest(heard, said)
        yield Finding("negation-added", Severity.WARNING,
                      "“{text}” denies something that the source does not deny.",
                      {"text": pair.target[slice(*gained.span)]}, target=gained.span)  # fmt: skip


def _loneliest(many: Sequence[Denial], few: Sequence[Denial]) -> Denial:
    """The denial that is farthest from all that the other text denies."""
    places = [denial.place for denial in few]
    return max(many, key=lambda one: min((abs(one.place - p) for p in places), default=0.0))
