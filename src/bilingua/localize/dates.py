"""Dates and days of the week: read in a language, written in a style.

Names are CLDR's through Babel; a date in figures only is read, but never written, because
3/5/26 is March in one edition and May in the other.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton

from bilingua.localize.style import HouseStyle
from bilingua.localize.values import Date, Found, Value, Weekday

# AP Stylebook: these months are abbreviated when a day follows; the others never are.
_AP_ABBREVIATED = {1: 3, 2: 3, 8: 3, 9: 4, 10: 3, 11: 3, 12: 3}
# Whole month names that are as short as abbreviations.
_WHOLE = frozenset({"may", "june", "july", "mayo"})
# Locales that put the month first in figures (CLDR short dates).
_MONTH_FIRST = frozenset({"en_US", "es_PR"})
# Verbs and names of people in English unless something shows that a month is meant.
_DOUBTFUL = {"en": frozenset({"may", "march"}), "es": frozenset()}
_LEADS = {
    "en": re.compile(
        r"\b(?:in|of|last|next|this|since|by|until|till|from|between|to|through|during|early|late|"
        r"mid|each|every|after|before|and|or|past|for|on)[ -]\Z",
        re.I,
    ),
    "es": re.compile(
        r"\b(?:en|de|del|desde|hasta|a|este|pasado|próximo|y|o|entre|cada|para|durante)[ ]\Z", re.I
    ),
}
_LEADS_CAPITAL = re.compile(r"\b(en|del?|desde|hasta|este|pasado|próximo|cada)[ ]\Z", re.I)
_TIES = {"en": r"-|–|[ ]to[ ]|[ ]?[–-][ ]?", "es": r"-|–|[ ]al?[ ]|[ ]hasta[ ](?:el[ ])?"}
# April Jones, de Julio Iglesias: a name goes on.
_WORD_AFTER = re.compile(r"[ ]([^\W\d_])[^\W\d_]")
_NUMERIC = re.compile(
    r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])|(\d{4})-(\d\d)-(\d\d)(?!\d)"
)
_NUMERIC_SHORT = re.compile(r"(\d{1,2})/(\d{1,2})(?![\d/])")
_EVENT = re.compile(r"(\d{1,2})-([EFMAJSOND])\b")
_DE_MONTH = r"[ ]de[ ](?P<m>{month})(?!\w)(?:,?[ ](?:del?[ ](?:año[ ])?)?(?P<y>\d{{4}})\b)?"


@cache
def month_names(language: str) -> tuple[str, ...]:
    """The months as the language writes them (CLDR), January first."""
    names = Locale.parse(language).months["format"]["wide"]
    return tuple(str(names[month]) for month in range(1, 13))


@cache
def day_names(language: str) -> tuple[str, ...]:
    """The days of the week as the language writes them (CLDR), Monday first."""
    names = Locale.parse(language).days["format"]["wide"]
    return tuple(str(names[day]) for day in range(7))


@cache
def months(language: str) -> dict[str, int]:
    """Month names in lower case, CLDR's, with the abbreviations that papers make of them."""
    known: dict[str, int] = {}
    for number, name in enumerate(month_names(language), 1):
        lowered = name.lower()
        known[lowered] = number
        if len(lowered) > 4:
            # Jan. Feb. Aug. Oct. Nov. Dec. and Sept. (AP); ene. feb. sept. and set. (Fundéu).
            known[lowered[:3]] = number
        if lowered.startswith("sept"):
            known["sept"] = number
            known["setiembre"] = known["set"] = number
    return known


@cache
def weekdays(language: str) -> dict[str, int]:
    """The names of the days in lower case (CLDR), in the plural too: 0 is Monday."""
    names = {name.lower(): n for n, name in enumerate(day_names(language))}
    plural = {f"{name}s": n for name, n in names.items() if not name.endswith("s")}
    return {**names, **plural}


def whole_names(language: str) -> list[str]:
    """The names of the months that are no abbreviations, the longest first."""
    names = sorted(months(language), key=len, reverse=True)
    return [name for name in names if len(name) > 4 or name in _WHOLE]


@cache
def _month_name(language: str) -> str:
    names = sorted(months(language), key=len, reverse=True)
    whole = "|".join(whole_names(language))
    # A full stop belongs to an abbreviation; after a whole name it ends the sentence.
    short = "|".join(name for name in names if len(name) <= 4 and name not in _WHOLE)
    return rf"(?:{whole}|(?:{short})\b\.?)"


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    month, tie = _month_name(language), _TIES[language]
    nth = r"(?:st|nd|rd|th)?" if language == "en" else r"(?:\.?[ºo°])?"
    day, until = rf"(?P<d>\d{{1,2}}){nth}", rf"(?:(?:{tie})(?P<u>\d{{1,2}}){nth}(?![\w]))?"
    of = r"(?:of[ ]|de[ ])?" if language == "en" else r"(?:de[ ])?"
    year = r"(?:,?[ ](?:del?[ ](?:año[ ])?)?(?P<y>\d{4})\b)?" if language == "es" else (
        r"(?:,?[ ](?P<y>\d{4})\b)?"
    )  # fmt: skip
    patterns = {
        "day": rf"{day}{until}[ \u00a0-]{of}(?P<m>{month})(?!\w){year}",
        "month": rf"(?P<m>{month})[ ](?:the[ ])?{day}(?!\w){until}(?![,.]?\d|[ ]?%|[ ](?:millones|million|mil)\b){year}",
        "year": rf"(?P<m>{month}),?[ ](?:del?[ ](?:año[ ])?|of[ ])?(?P<y>\d{{4}})\b",
        # An engine's "2010 de julio".
        "turned": rf"(?P<y>\d{{4}})[ ](?:of|de)[ ](?P<m>{month})(?!\w)(?![ ](?:de[ ])?\d)",
        "bare": rf"(?P<m>{month})(?!\w)",
        "word": _DE_MONTH.format(month=month),
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


def read_day(text: str, start: int, locale: str) -> Found | None:
    """A date that begins with the figures of its day, or is in figures only."""
    language = locale[:2]
    if match := _patterns(language)["day"].match(text, start):
        word = match["m"]
        if (word.lower() not in _DOUBTFUL[language] or word[0].isupper()) and _is_day(match["d"]):
            return _found(match, language)
    if match := _patterns(language)["turned"].match(text, start):
        return _found(match, language)
    return _read_numeric(text, start, locale)


def read_month(text: str, start: int, locale: str) -> Found | None:
    """A date that begins with the name of its month, or that name alone."""
    language = locale[:2]
    patterns = _patterns(language)
    for form in ("month", "year"):
        match = patterns[form].match(text, start)
        if match and (form == "year" or _is_day(match["d"])):
            word = match["m"]
            led = _LEADS[language].search(text[max(0, start - 12) : start])
            if word.islower() and word in _DOUBTFUL[language] and not led:
                return None
            return _found(match, language)
    match = patterns["bare"].match(text, start)
    if match and _alone(text, match, language):
        return Found(
            (Date(_number(match["m"], language)),), start, start + len(match["m"].rstrip("."))
        )
    return None


def read_day_word(text: str, start: int, end: int, day: int, language: str) -> Found | None:
    """A Spanish date whose day is in words (dos de mayo, primero de enero), or of half a month: the
    first fortnight of May is its first half.
    """
    match = _patterns(language)["word"].match(text, end) if 1 <= day <= 31 else None
    if not match:
        return None
    year = int(match["y"]) if match["y"] else None
    whole = text[start:end].lower() == "quincena"
    date = Date(_number(match["m"], language), None if whole else day, year)
    return Found((date,), start, match.end())


def read_weekday(text: str, start: int, word: str, language: str) -> Found | None:
    """A day of the week; Domingo inside a sentence is a name."""
    number = weekdays(language).get(word.lower())
    if number is None or (
        word == "Domingo" and start > 0 and text[start - 2 : start - 1] not in '.“"'
    ):
        return None
    return Found((Weekday(number),), start, start + len(word))


def read_event(text: str, start: int) -> Found | None:
    """11-S, 11-M: Spanish for the eleventh of the month with that initial."""
    match = _EVENT.match(text, start)
    if not match or not _is_day(match[1]):
        return None
    initials = [
        n for name, n in months("es").items() if len(name) > 3 and name[0] == match[2].lower()
    ]
    readings = tuple(Date(number, int(match[1])) for number in dict.fromkeys(initials))
    return Found(readings, start, match.end())


def _read_numeric(text: str, start: int, locale: str) -> Found | None:
    match = _NUMERIC.match(text, start)
    if match and match[5]:
        iso = Date(int(match[6]), int(match[7]), int(match[5]))
        known = _exists(iso.month, int(match[7]), int(match[5]))
        return Found((iso,), start, match.end()) if known else None
    match = match or _NUMERIC_SHORT.match(text, start)
    if not match:
        return None
    full = len(match.groups()) > 2
    one, two = int(match[1]), int(match[3] if full else match[2])
    year = _full_year(match[4]) if full else None
    orders = [(one, two), (two, one)] if locale in _MONTH_FIRST else [(two, one), (one, two)]
    dates = tuple(Date(m, d, year) for m, d in dict.fromkeys(orders) if _exists(m, d, year or 2024))
    return Found(dates, start, match.end()) if dates else None


def _full_year(figures: str) -> int:
    """Two figures of a year: the century of the reader up to 49, the one before from 50 on."""
    year = int(figures)
    if len(figures) == 4:
        return year
    return year + (2000 if year < 50 else 1900)


def _found(match: re.Match[str], language: str) -> Found:
    groups = match.groupdict()
    day, until, year = groups.get("d"), groups.get("u"), groups["y"]
    value = Date(
        _number(groups["m"], language),
        int(day) if day else None,
        int(year) if year else None,
        int(until) if until else None,
    )
    return Found((value,), *match.span())


def _number(name: str, language: str) -> int:
    return months(language)[name.lower().rstrip(".")]


def _is_day(figures: str) -> bool:
    return 1 <= int(figures) <= 31


def _exists(month: int, day: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _alone(text: str, match: re.Match[str], language: str) -> bool:
    """Whether a bare word is a month: not the verb "may", nor a man called Julio."""
    word = match["m"]
    name = word.lower().rstrip(".")
    if len(name) <= 4 and name not in _WHOLE:
        ranged = "-" in (
            text[match.end() : match.end() + 1],
            text[match.start() - 1 : match.start()],
        )
        # Spanish "mar." and "set." end sentences about the sea and about tennis.
        if not (ranged or word.endswith(".")) or (language == "es" and name in ("mar", "set")):
            return False
    led = bool(_LEADS[language].search(text[max(0, match.start() - 12) : match.start()]))
    if word.islower():
        return language == "es"
    following = _WORD_AFTER.match(text, match.end())
    goes_on = following is not None and following[1].isupper()
    if language == "en":
        return led or not (goes_on or name in _DOUBTFUL["en"])
    # A Spanish month has no capital unless an engine gave it one: en Julio, but de Julio Iglesias.
    lead = _LEADS_CAPITAL.search(text[max(0, match.start() - 12) : match.start()])
    return lead is not None and (not goes_on or lead[1].lower() == "en")


def write_date(value: Date, style: HouseStyle, tie: str = "-") -> str:
    """A date in words, as far as it is known; several days as 5-8, or with `tie` between them."""
    name = month_names(style.locale)[value.month - 1]
    if value.day is None:
        if value.year is None:
            return str(name)
        return f"{name} de {value.year}" if style.language == "es" else f"{name} {value.year}"
    if not _exists(value.month, value.day, value.year or 2024):
        return f"{value.day} de {name}" if style.language == "es" else f"{name} {value.day}"
    # A leap year, so that February 29 can be written without its year.
    day = date(value.year or 2024, value.month, value.day)
    if value.year:
        text = format_date(day, "long", locale=style.locale)
    else:
        text = format_skeleton("MMMMd", day, locale=style.locale)
    if value.until:
        text = re.sub(rf"\b{value.day}\b", f"{value.day}{tie}{value.until}", text, count=1)
    length = _AP_ABBREVIATED.get(value.month)
    if style.months == "ap" and length:
        text = text.replace(name, name[:length] + ".")
    return str(text)


def write_weekday(value: Weekday, style: HouseStyle) -> str:
    """Monday, lunes."""
    return day_names(style.locale)[value.number]


def values_agree(weekday: Value, day: Value) -> bool:
    """Whether a date with its year falls on the weekday that stands before it."""
    if not (isinstance(weekday, Weekday) and isinstance(day, Date) and day.day and day.year):
        return True
    if not _exists(day.month, day.day, day.year):
        return True
    return date(day.year, day.month, day.day).weekday() == weekday.number
