"""Times of day: 7 p.m., 7:30 a.m., noon; 19:30, las 7 de la tarde."""

from __future__ import annotations

import re

from bilingua.localize.numbers import NBSP
from bilingua.localize.style import HouseStyle
from bilingua.localize.values import Found, Time

_SPACE = "[ \u00a0\u202f]"
_CLOCK = r"(?P<h>[01]?\d|2[0-4])(?:[:.](?P<min>[0-5]\d))?"
_HALF = rf"{_SPACE}?(?P<half>[ap])\.?{_SPACE}?m(?:\.|\b)"
_PATTERNS = {
    "en": (
        re.compile(rf"{_CLOCK}{_HALF}", re.I),
        re.compile(r"(?P<h>[01]?\d|2[0-4]):(?P<min>[0-5]\d)(?![\d:])(?:[ ]hours\b)?"),
        re.compile(rf"{_CLOCK}[ ]o['’]clock", re.I),
    ),
    "es": (
        re.compile(rf"{_CLOCK}{_HALF}", re.I),
        re.compile(
            rf"{_CLOCK}(?:{_SPACE}?h(?:oras)?\b)?[ ](?:de[ ]la[ ]|del[ ])"
            r"(?P<part>mañana|tarde|noche|madrugada|mediodía)\b",
            re.I,
        ),
        re.compile(rf"{_CLOCK}{_SPACE}?(?:h|hs|hrs)\b\.?(?![/])", re.I),
        re.compile(r"(?P<h>[01]?\d|2[0-4]):(?P<min>[0-5]\d)(?![\d:])(?:[ ]horas\b)?"),
    ),
}
_AFTER_LAS = re.compile(rf"{_CLOCK}(?![\d.,]*\d|[ ]?%)(?:[ ]horas\b)?", re.I)
_LAS = re.compile(r"\b(?:a|desde|hasta|sobre|entre|hacia)[ ]las?[ ]\Z", re.I)
NAMED = {
    "en": {"noon": 12, "midday": 12, "midnight": 0},
    "es": {"mediodía": 12, "medianoche": 0},
}
_EVENING = frozenset({"tarde", "noche", "mediodía"})


def read_time(text: str, start: int, language: str) -> Found | None:
    """A time that begins with the figures of its hour."""
    for pattern in _PATTERNS[language]:
        if match := pattern.match(text, start):
            return _found(match)
    if language == "es" and _LAS.search(text[max(0, start - 12) : start]):
        match = _AFTER_LAS.match(text, start)
        if match and (match["min"] or match[0].endswith("horas")):
            return _found(match)
    return None


def read_named(word: str, start: int, language: str) -> Found | None:
    """noon, midnight; mediodía, medianoche."""
    hour = NAMED[language].get(word.lower())
    if hour is None:
        return None
    return Found((Time(hour),), start, start + len(word), firm=False)


def write_time(value: Time, style: HouseStyle) -> str:
    """7 p.m., 7:30 p.m. or 19:30, by the style; unsure hours stay as they were said."""
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


def _found(match: re.Match[str]) -> Found | None:
    groups = match.groupdict()
    hour, minute = int(groups["h"]), int(groups["min"] or 0)
    half, part = (groups.get("half") or "").lower(), (groups.get("part") or "").lower()
    if (half or part) and not 0 < hour <= 12:
        half = part = ""
        sure = True
    elif half:
        hour, sure = hour % 12 + (12 if half == "p" else 0), True
    elif part:
        # "las 12 de la noche" is midnight.
        evening = part in _EVENING and not (part == "noche" and hour == 12)
        hour, sure = hour % 12 + (12 if evening else 0), True
    else:
        sure = hour > 12 or groups["h"].startswith("0")
    return Found((Time(hour % 24, minute, sure),), *match.span())
