"""Negation lost or gained: the smallest word that turns a sentence round.

What each text denies is counted, and where. Spanish says a denial twice ("no vio a nadie") and
means one (Nueva gramática de la lengua española, 48.3, concordancia negativa); words that deny in
themselves ("refuse", "carecer", "impossible") may stand for a "not" of the other language.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair
from bilingua.checks.words import words

# Phrases that hold a negative word and deny nothing.
_IDLE = {
    "en": re.compile(r"\b(?:no\.?\s?(?=\d)|no-(?!one)|never\s?mind|if\snot(?=,|\s(?:all|more|the)\b))", re.I),
    "es": re.compile(
        r"""\b(?:no\sobstante|sin\s(?:embargo|contar|mencionar)|por\sno\s(?:hablar|mencionar|decir)
        |ni\sque|si\sno(?=,|\s(?:tambi[eé]n|todos?|m[aá]s)\b))|,\s¿no\?|\b(?:n[uú]m\.?|no\.)\s?(?=\d)|\bno-""",
        re.VERBOSE | re.IGNORECASE,
    ),
}  # fmt: skip
# Phrases whose denial the other language may have or leave out: "no hizo más que" is "only did".
_SOFT = {
    "en": re.compile(
        r"""\b(?:not\s(?:least|to\smention|without|(?:so|too|very)?\s?long\sago)|often\sthan\snot
        |or\s(?:\w+\s)?(?:not|cannot|\w+n['’]t)|no\s(?:doubt|matter|sooner|less|fewer|more)
        |without\s(?:a\s)?(?:shadow\sof\sa\s)?doubt|nothing\s(?:but|more|less|else)
        |never\s(?:more|better))\b|\bever\b|\bnon(?=-)""",
        re.VERBOSE | re.IGNORECASE,
    ),
    "es": re.compile(
        r"""\b(?:no\s(?:sin|menos|hace\s(?:tanto|mucho))|no\s(?:(?!nada|nadie)\w+\s){0,4}?m[aá]s\s(?:que|remedio)
        |sin\s(?:\w+\sa?\s?)?dudas?|o\s(?:\w+\s)?no|hasta\sque\sno|nada\s(?:m[aá]s|menos)
        |a\sno\sser|nunca\s(?:m[aá]s\sque|mejor)|(?:m[aá]s|mejor|peor|como)\s(?:\w+\s){0,2}(?:que\s)?nunca|o\snada)\b""",
        re.VERBOSE | re.IGNORECASE,
    ),
}
_DENIES = {
    "en": re.compile(
        r"\b(?:not|cannot|no|never|none|nobody|nothing|neither|nor|nowhere|without|ever|non(?=-))\b|n['’]t\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:no|nunca|jam[aá]s|nadie|nada|ning[uú]n[oa]?s?|ni|sin|tampoco)\b", re.IGNORECASE
    ),
}
# Each of these echoes a denial that stands before it, and alone denies only before its verb: "nadie
# vino", "no vino nadie", but never "vino nadie".
_ECHOES = {
    "en": frozenset(["nor"]),
    "es": frozenset(
        "nunca jamás jamas nadie nada ningún ningun ninguno ninguna ni tampoco".split()
    ),
}
_BEFORE_VERB = re.compile(
    r"""\s+(?:se|le|les|lo|la|los|las|me|nos|te|ha|han|he|hay|hab[ií]an?|es|son|eran?|fue(?:ron)?|ser[aá]n?|sea
    |est[aá]n?|pued[eoa]n?|pod[ií]an?|pudo|podr[aá]n?|tienen?|ten[ií]an?|tuvo|quieren?|debe|va|van|hizo|hace|saben?
    |creen?|dicen?|parecen?|conocen?|entienden?|viven?|dud[ae]n?|recuerdan?
    |\w+(?:ó|ía|aba|ían|aban|rá|rán|ría|rían|aron|ieron|emos|amos))\b""",
    re.VERBOSE | re.IGNORECASE,
)
_BEGINS = re.compile(
    r"""(?:\A|[^\w\s]|\b(?:que|y|e|o|pero|si|porque|cuando|como|aunque|donde|casi|ahora|mientras|pues))
    \s*(?:(?:a|de|en|por|para|con|bajo)\s)?\Z""",
    re.VERBOSE | re.IGNORECASE,
)
# Characters before a word that tell whether a clause begins there.
_REACH = 16
# Words that deny without a "not".
_IMPLIES = {
    "en": re.compile(
        r"""\b(?:fail|unable|lack|refus|den(?:y|ied|ies)|hardly|barely|scarce|rare|seldom|few|little
        |avoid|prevent|stop|instead|rather|unless|except|only|far\sfrom|too|until|but\b|im\w{5}|in\w{5}|un\w{4}|ir\w{5}|il\w{5}
        |dis\w{4}|non|absen|ban\b|bann|prohibit|reject|oppos|against|forbid|free\b|away|miss|los[ts]
        |devoid|ignor|earliest|remember|essential|(?:make|be)\ssure|guarantee|same\b
        |other\sthan|ever\b|any|neglect|hard\b|difficult|doubt|end|ceas|less|exclu|beyond|despite)\w*
        |\w+less(?:ness|ly)?\b""",
        re.VERBOSE | re.IGNORECASE,
    ),
    "es": re.compile(
        r"""\b(?:carec|falt|neg[aáóo]|nieg|dej|rechaz|imp|in[a-z]{5}|im\w{5}|des\w{4}|evit|apenas|raramente|poc[oa]
        |menos|escas|s[oó]lo\b|[uú]nic|en\s(?:lugar|vez)|lejos|salvo|excepto|ausen|prohib|anti|contra
        |opon|opus|difícil|dif[ií]c|hasta|sino|imposib|incapa|antes|demasiado|perd|pierd|ajen|libre
        |priv(?:a|ó)|ignor|recuerd|excesiv|ileso|igual|fracas|abst|exclu|dud|ir\w{4}|il[eíi]\w{4}|pese|alg[uú]n|cualquier|jam|otr[oa])\w*""",
        re.VERBOSE | re.IGNORECASE,
    ),
}
# Those that hardly ever do anything else: words that may stand for a "not" of the other language,
_OTHER_WAYS = {
    "en": re.compile(
        r"""\b(?:fail(?:s|ed|ing)?|lack(?:s|ed|ing)?|refus\w+|hardly|barely|scarcely|seldom|stop(?:s|ped)?
        |instead|rather\sthan|disregard\w+|den(?:y|ied|ies|ying)|avoid\w*|missing|impossib\w+|exempt\w*
        |unable|inab\w+|unclear|unlikely|unaware)\b""",
        re.VERBOSE | re.IGNORECASE,
    ),
    "es": re.compile(
        r"""\b(?:carec\w+|neg(?:ar|ó|aba|aron|arse|ado)|nieg\w+|apenas|dej(?:a|ó|an|aron|ar|ado)\sde
        |rechaz\w+|en\s(?:lugar|vez)\sde|evit\w+|imposib\w+|imped\w+|impid\w+|incap\w+|exent\w+|descono\w+
        |improbab\w+)\b""",
        re.VERBOSE | re.IGNORECASE,
    ),
}
# and those that are a "no", a "sin" of Spanish as often: "unregulated", "smoothly", "endless".
_PREFIXES = re.compile(
    r"""\b(?:un(?!i|de|til\b|ch?le|an)\w{4,}|in(?:acc|conc|def|expl|suff|voluntar|vis|dispens)\w+
    |ill-\w+|\w{3,}-free|smoothly|\w{3,}less(?:ly)?)\b(?<!nonetheless)""",
    re.VERBOSE | re.IGNORECASE,
)
# "Dry" says "sin precipitaciones"; "as well as" says "not only", "make sure" says "no olvide".
_WEAK = re.compile(
    r"""sin\b|without\b|(?:no|not|n['’]t)\s(?:s[oó]l|[uú]nica|only|just|merely|surpris|(?:be\s)?enough|all\b|forget|hesitate
    |(?:s[eo]\s|ser[áa]\s)?(?:olvid|dud|deje\b|sorpr|extrañ|suficiente|basta)|pued\w+\sfaltar|tiene\snada\sque\sver)""",
    re.VERBOSE | re.IGNORECASE,
)
_PAUSE = re.compile(r"[,—()]|\b(?:y|e|o|u|pero|sino|and|or|but)\b", re.IGNORECASE)
_STOP = re.compile(r"[.;:!?\"“”«»]")
# Words beyond which a sentence says much in other ways.
_LONG = 25
# Characters after which a denial is no longer echoed.
_SENTENCE = 300


class Denial(NamedTuple):
    """A denial at `start:end`; `place` is how far into its text it stands, from 0 to 1.

    One that is not `firm` may have no counterpart, but may be one.
    """

    start: int
    end: int
    place: float
    firm: bool

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


# A source is read beside each of its renderings.
@lru_cache(maxsize=64)
def denials(text: str, language: str) -> tuple[Denial, ...]:
    """What a text denies, each denial once however many words say it."""
    if not _DENIES[language].search(text):
        return ()
    found: list[Denial] = []
    idle, soft = _starts(_IDLE[language], text), _starts(_SOFT[language], text)
    last = ""
    for match in _DENIES[language].finditer(text):
        start, end = match.span()
        word, firm = match[0].lower(), start not in soft
        if start in idle:
            continue
        if last == "neither" and word == "nor":
            found[-1] = found[-1]._replace(end=end)
            continue
        if word in _ECHOES[language]:
            before = _before(text, found, start)
            if before and not _PAUSE.search(before):
                found[-1] = found[-1]._replace(end=end)
                continue
            if language == "es" and not _alone(text, match):
                continue  # "vino nadie": what it echoes was lost
            firm = firm and not (before and word in ("ni", "nor"))
        found.append(Denial(start, end, start / len(text), firm))
        last = word
    return tuple(found)


def _starts(pattern: re.Pattern[str], text: str) -> set[int]:
    """Where a denial stands within a phrase."""
    return {match.start() + at for match in pattern.finditer(text) for at in range(len(match[0]))}


def _before(text: str, found: Sequence[Denial], start: int) -> str:
    """What stands between a word and a denial before it in its sentence; "" if there is none."""
    between = text[found[-1].end : start] if found and start - found[-1].end < _SENTENCE else ""
    return "" if _STOP.search(between) else between


def _alone(text: str, match: re.Match[str]) -> bool:
    """Whether a Spanish negative word denies without a "no": it begins its clause or has a verb next."""
    before = text[max(0, match.start() - _REACH) : match.start()]
    after = _BEFORE_VERB.match(text, match.end()) or text.startswith(" siquiera", match.end())
    return bool(after or _BEGINS.search(before))


def implies(text: str, language: str) -> bool:
    """Whether a word of the text may deny in itself."""
    return bool(_IMPLIES[language].search(text))


def _other_ways(text: str, language: str, *, prefixes: bool = False) -> int:
    """How many words may stand for a denial of the other language; with those of its prefixes."""
    count = sum(1 for _ in _OTHER_WAYS[language].finditer(text))
    if prefixes and language == "en":
        count += sum(1 for _ in _PREFIXES.finditer(text))
    return count


def check(pair: SegmentPair) -> Iterator[Finding]:
    """Denials of one text that the other does not have."""
    return turned(pair.source, pair.target, pair.source_style.language, pair.target_style.language)


def turned(source: str, target: str, *languages: str) -> Iterator[Finding]:
    """Denials of a text that its rendering does not have, or has too many of."""
    said, heard = denials(source, languages[0]), denials(target, languages[1])
    lost, gained = _firm(said) - len(heard), _firm(heard) - len(said)
    if lost <= 0 and gained <= 0:
        return
    # "Failed to pass": "no aprobó" is the same, said in another way.
    ways = _other_ways(source, languages[0]), _other_ways(target, languages[1])
    if lost > 0:
        one = _loneliest(said, heard)
        if source[slice(*one.span)].lower() == "sin":
            ways = ways[0], _other_ways(target, languages[1], prefixes=True)
        if lost <= ways[1] - ways[0]:
            return
        sure = not heard and _is_plain(source, target, one, languages[1])
        yield Finding("negation-lost", Severity.ERROR if sure else Severity.WARNING,
                      "“{text}” denies something in the source; the translation does not.",
                      {"text": source[slice(*one.span)]}, one.span)  # fmt: skip
    # Translators add a denial ("only": "no más que") more often than they lose one.
    elif gained > (_other_ways(source, languages[0], prefixes=True) - ways[1]):
        one = _loneliest(heard, said)
        yield Finding("negation-added", Severity.WARNING,
                      "“{text}” denies something that the source does not deny.",
                      {"text": target[slice(*one.span)]}, target=one.span)  # fmt: skip


def _is_plain(source: str, target: str, lost: Denial, language: str) -> bool:
    """Whether the target has no room to deny in another way: it is short, and no word of it does."""
    return (
        len(words(source)) <= _LONG
        and not _WEAK.match(source, lost.start)
        and not implies(target, language)
    )


def _firm(found: Sequence[Denial]) -> int:
    return sum(denial.firm for denial in found)


def _loneliest(many: Sequence[Denial], few: Sequence[Denial]) -> Denial:
    """The denial that is farthest from all that the other text denies."""
    places = [denial.place for denial in few] or [2.0]

    def distance(one: Denial) -> float:
        at = bisect_left(places, one.place)
        return min(abs(one.place - place) for place in places[max(0, at - 1) : at + 1])

    return max((denial for denial in many if denial.firm), key=distance)
