"""Times of day: 7 p.m., 7:30 a.m. ET, noon, nine in the evening; 19:30, las 7 de la tarde."""

from __future__ import annotations

import re

from bilingua.localize import zones
from bilingua.localize.numbers import NBSP
from bilingua.localize.numeral_words import SMALL, TENS
from bilingua.localize.style import HouseStyle
from bilingua.localize.values import Found, Time

_SPACE = "[ \u00a0\u202f]"
_CLOCK = re.compile(r"(?P<h>2[0-4]|[01]?\d)(?:(?P<point>[:.])(?P<min>[0-5]\d)(?![\d:]))?(?!\d)")
_MILITARY = re.compile(r"(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)(?=[ ](?:GMT|UTC)\b)")
# y media, menos cuarto, after an hour in figures or in words.
_AND_MINUTES = re.compile(
    r"[ ](?P<sign>y|menos)[ ](?P<past>media|cuarto|cinco|diez|veinte|veinticinco)\b", re.I
)
# What says which half of the day, or only that it is a time; "of the night" and
# "of the tomorrow" are an engine's English.
_HALF = rf"{_SPACE}?(?P<half>[ap])(?:\.?{_SPACE}?m(?:\.|\b)|\.\Z)"
_TAIL = {
    "en": re.compile(
        rf"{_HALF}|(?P<sharp>[ ]o['’]clock)?"
        r"(?:[ ](?:in|of)[ ]the[ ](?P<part>morning|tomorrow|afternoon|evening|night)\b|[ ]at[ ](?P<night>night)\b)?",
        re.I,
    ),
    "es": re.compile(
        rf"{_HALF}|(?P<sharp>{_SPACE}?h(?:s|rs|oras)?\b\.?(?!/)|[ ]en[ ]punto\b)?"
        r"(?:[ ](?:de[ ]la|del|por[ ]la)[ ](?P<part>mañana|tarde|noche|madrugada|mediodía)\b)?",
        re.I,
    ),
}
_HOURS_OF_CLOCK = {"en": re.compile(r"(?:[ ]hours\b)?"), "es": re.compile(r"(?:[ ]horas\b)?")}
_AS_HOURS = re.compile(r"[ ]hours\b")
_TO_THE = re.compile(r"\b(?:to|at|from|until|till)[ ]the[ ]\Z", re.I)
_AT = re.compile(r"\b(?:at|by|until|till|from|to)[ ]\Z", re.I)
_BEFORE_LAS = r"\b(?:a|desde|hasta|sobre|entre|hacia|de|para|tras|pasadas)[ ]las?[ ]"
_LAS = re.compile(_BEFORE_LAS + r"\Z", re.I)
# a las 10.30, as papers in Spain write it; an engine's English would take it for a decimal.
_POINTED = re.compile(
    rf"((?:{_BEFORE_LAS}|(?<![\d.,])(?=\d\d?\.\d\d[ \u00a0](?:GMT|UTC)\b))(?:2[0-4]|[01]?\d))"
    r"\.(?=[0-5]\d(?![\d.,:]*\d|[ \u00a0]?%|[ ]mil))",
    re.I,
)
# 20.00 GMT
_GREENWICH = re.compile(r"[ \u00a0](?:GMT|UTC)\b")
_ARTICLE = re.compile(r"\blas?[ ]\Z", re.I)
NAMED = {
    "en": {"noon": 12, "midday": 12, "midnight": 0},
    "es": {"mediodía": 12, "medianoche": 0},
}
_WHEN = {
    "en": re.compile(r"\b(?:at|by|until|till|before|after|from|since|to|and)[ ]\Z", re.I),
    "es": re.compile(
        r"\b(?:al?|desde|hasta|antes|después|del?|y)[ ](?:(?:del?|el|la)[ ])?\Z", re.I
    ),
}
_HOURS = {
    language: {word: n for word, n in words.items() if n <= 12 and word not in ("un", "uno")}
    for language, words in SMALL.items()
}
_MINUTES = {
    "en": {**SMALL["en"], **TENS["en"], "half": 30, "quarter": 15, "twenty-five": 25},
    "es": {**SMALL["es"], "media": 30, "cuarto": 15},
}
STARTS = {"en": frozenset({"half", "quarter"}), "es": frozenset[str]()}
_HOUR = {language: "|".join(words) for language, words in _HOURS.items()}
_PAST = {
    "en": re.compile(
        r"\b(?:a )?(?P<past>half|quarter)[ ](?P<sign>past|to)[ ]"
        rf"(?P<h>{_HOUR['en']}|1[0-2]|[1-9])\b",
        re.I,
    ),
    "es": re.compile(
        rf"(?:(?<=\blas )|(?<=\bla ))(?P<h>{_HOUR['es']}|1[0-2]|[1-9])[ ](?P<sign>y|menos)[ ]"
        r"(?P<past>media|cuarto)\b",
        re.I,
    ),
}
_IN_WORDS = {
    "en": re.compile(
        r"(?:(?P<past>half|quarter|five|ten|twenty(?:-five)?)[ ](?P<sign>past|to|after|before)[ ])?"
        rf"(?P<h>{_HOUR['en']})\b(?:[ -](?P<min>ten|fifteen|twenty|thirty|forty|fifty)\b)?",
        re.I,
    ),
    "es": re.compile(rf"(?P<h>{_HOUR['es']})\b(?P<min>)", re.I),
}


Said = dict[str, str | None]


def read_time(text: str, start: int, language: str) -> Found | None:
    """A time that begins with the figures of its hour."""
    if match := _MILITARY.match(text, start):
        return _found(match, match.end(), match.groupdict(), language)
    match = _CLOCK.match(text, start)
    if not match:
        return None
    said, end = _tail(text, match, language)
    told = _told(said)
    if language == "en" and not (told or said["min"]) and (hours := _AS_HOURS.match(text, end)):
        # An engine's "to the 21 hours".
        return (
            _found(match, hours.end(), said, language)
            if _TO_THE.search(text[max(0, start - 12) : start])
            else None
        )
    if said["point"] == ":":
        hours = _HOURS_OF_CLOCK[language].match(text, end)
        return _found(match, hours.end() if hours and not told else end, said, language)
    if language == "es" and (said["sharp"] or said["past"]) and not (said["half"] or said["part"]):
        # 21 horas is a time after "a las" only, 21 h everywhere; media is half an hour after "las".
        long = said["past"] or (said["sharp"] or "").strip(" \u00a0.").lower() == "horas"
        told = not long or bool(_LAS.search(text[max(0, start - 12) : start]))
    elif language == "es" and not told and said["min"]:
        after_las = _LAS.search(text[max(0, start - 12) : start]) and text[end : end + 2] != " %"
        told = bool(after_las or _GREENWICH.match(text, match.end()))
    return _found(match, end, said, language) if told else None


def read_named(text: str, word: str, start: int, language: str) -> Found | None:
    """noon, midnight; mediodía, medianoche: a time to the minute only where a preposition says so."""
    hour = NAMED[language].get(word.lower())
    if hour is None:
        return None
    firm = bool(_WHEN[language].search(text[max(0, start - 16) : start]))
    zone, end = zones.read(text, start + len(word), language)
    return Found((Time(hour, zone=zone),), start, end, firm)


def read_in_words(text: str, start: int, language: str) -> Found | None:
    """nine o'clock, half past nine, nine in the evening; las nueve (y media) de la noche."""
    if language == "es" and not _ARTICLE.search(text[max(0, start - 4) : start]):
        return None
    match = _IN_WORDS[language].match(text, start)
    if not match:
        return None
    said, end = _tail(text, match, language)
    at = _AT.search(text[max(0, start - 8) : start])
    # Ten to one are odds as well, and eight thirty is a score.
    told = (
        _told(said) if at or not (said["min"] or said["past"] in ("five", "ten", "twenty")) else at
    )
    return _found(match, end, said, language) if told else None


def _told(said: Said) -> bool:
    """Whether anything shows that a number is an hour."""
    return any(said.get(name) for name in ("half", "part", "night", "sharp", "past"))


def _tail(text: str, match: re.Match[str], language: str) -> tuple[Said, int]:
    """What is said of a time from its hour on, and where it ends."""
    said: Said = {"past": None, "sign": None, "point": None, **match.groupdict()}
    end = match.end()
    if language == "es" and (minutes := _AND_MINUTES.match(text, end)):
        said |= minutes.groupdict()
        end = minutes.end()
    tail = _TAIL[language].match(text, end)
    assert tail  # all of it may be missing
    return said | tail.groupdict(), tail.end()


def _found(match: re.Match[str], end: int, said: Said, language: str) -> Found:
    hour_word = (said["h"] or "").lower()
    hour = _HOURS[language].get(hour_word) or int(hour_word)
    minute = _minutes(said, language)
    if minute < 0:
        hour, minute = (hour - 1) % 24 or 12, minute + 60
    part = (said.get("half") or said.get("part") or said.get("night") or "").lower()
    if part and 0 < hour <= 12:
        hour, sure = hour % 12 + 12 * _second_half(part, hour), True
    else:
        sure = hour > 12 or hour_word.startswith("0") or bool(part)
    zone, end = zones.read(match.string, end, language)
    return Found((Time(hour % 24, minute, sure, zone),), match.start(), end)


def _minutes(said: Said, language: str) -> int:
    """Minutes after the hour, or before it (below zero)."""
    words = (said.get("past") or said.get("min") or "0").lower()
    minutes = int(words) if words.isdigit() else _MINUTES[language][words]
    return -minutes if (said.get("sign") or "").lower() in ("to", "before", "menos") else minutes


def _second_half(part: str, hour: int) -> bool:
    """Whether an hour is after noon: "las 12 de la noche" is midnight, 2 at night is 2 a.m."""
    if part in ("night", "noche"):
        return 5 <= hour < 12
    return part in ("p", "afternoon", "evening", "tarde", "mediodía")


def in_figures(text: str, language: str) -> str:
    """Spell hours with their minutes in figures, which engines understand: half past nine, 9:30."""
    if language == "es":
        text = _POINTED.sub(r"\1:", text)

    def figures(match: re.Match[str]) -> str:
        said: Said = {"min": None, **match.groupdict()}
        time = _found(match, match.end(), said, language).value
        assert isinstance(time, Time)
        return f"{time.hour}:{time.minute:02}"

    return _PAST[language].sub(figures, text)


def write_time(value: Time, style: HouseStyle) -> str:
    """7 p.m., 7:30 p.m. or 19:30, by the style; unsure hours stay as they were said."""
    return _clock(value, style) + zones.write(value.zone, style)


def _clock(value: Time, style: HouseStyle) -> str:
    if not value.sure:
        return f"{value.hour}:{value.minute:02}"
    if style.clock == 24:
        return (
            f"{value.hour:02}:{value.minute:02}"
            if value.hour < 10
            else f"{value.hour}:{value.minute:02}"
        )
    half = style.day_period.replace(" ", NBSP)
    if value.hour % 24 < 12:
        half = half.replace("p", "a", 1)
    minutes = f":{value.minute:02}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes} {half}"
