"""What values a text states, and where: one walk from left to right over its words and figures.

Each noun (dates, times, money ...) reads its own; here is only the order in which they are asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from bilingua.localize import dates, money, numerals, times, units
from bilingua.localize.numbers import FIGURE, LONGEST, Amount, read_figure, read_words, slashed_fraction
from bilingua.localize.numerals import Kind
from bilingua.localize.values import (
    Century,
    Code,
    Date,
    Decade,
    Found,
    Measure,
    Money,
    Number,
    Ordinal,
    Percent,
    Time,
    Value,
    Year,
)

_STARTS = re.compile(
    r"(?P<code>https?://\S+|www\.\S+|[\w.+-]{1,64}@\w[\w.-]*"
    r"|(?<![\w-])[A-Z][A-Za-z]{0,12}-?\d[\w-]*"
    r"|(?<![\w.,/-])(?:\+?1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?![\w-])"
    r"|(?<![\w.,/-])\d{3}-\d{4}(?![\w-])"
    r"|(?<![\w.,/-])\d+(?:\.\d+){2,}(?:-\d+)*)"
    r"|(?P<sign>(?:US|MX|CA|C|AU|A|NZ|R)?\$|[€£¥])(?=[ \u00a0]?\d)"
    r"|(?P<figure>\d)|(?P<part>[½¼¾⅓⅔⅛])|(?P<short>['’]\d\d(?!\d))|(?P<word>[^\W\d_½¼¾⅓⅔⅛]+)"
)
_MONTHLIKE = re.compile(r"[A-Z][a-z]+(?=-?\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+\Z")
_ORDINAL = {
    "en": re.compile(r"(?:st|nd|rd|th)\b|\.?[ºª]", re.I),
    "es": re.compile(r"\.?(?:er|ro|do|to|vo|mo|no|[ºo°])\b|\.[ºo]|º|\.?(?P<f>ra|da|ta|va|ma|na|ª|a)\b|\.ª|ª|(?:st|nd|rd|th)\b", re.I),
}
_PERCENT = {
    "en": re.compile(r"[ \u00a0-]?%|[ \u00a0-](?:percent|per[ ]cent|pct)\b(?![ ]points?)", re.I),
    "es": re.compile(r"[ \u00a0\u202f]?%|[ \u00a0](?:por[ ]?ciento|por[ ]cien|por[ ]100)\b", re.I),
}
_POINTS = re.compile(r"[ \u00a0-]?(?:percentage|percent)[ -]points?\b", re.I)
_AFTER = re.compile(
    r"(?:[ \u00a0\u202f-](?:de[ \u00a0])?)?(?:U\.S\.[ ])?"
    r"((?:[°º][ \u00a0]?[CF]?|[^\W\d_]+[²2]?)(?:/h(?:our)?\b|/hora\b)?(?:[ -][^\W\d_]+){0,2})"
)
_CENT_SIGN = re.compile(r"[ \u00a0]?¢")
_SIGN_AFTER = re.compile(r"[ \u00a0]?([€$£])(?!\d)")
_LETTERS = re.compile(r"-?[A-Za-z]\w*")
_HALF_AFTER = {
    "en": re.compile(r"[ ]and[ ]a[ ]half\b", re.I),
    "es": re.compile(r"[ ]y[ ]medi[oa]\b", re.I),
}
# los 70: the decade, or seventy of something said before.
_LOS = re.compile(r"\blos[ ]\Z", re.I)
_TENS = re.compile(r"[2-9]0(?![\d.,]*\d|[ ]?%)")
_BELOW_ZERO = re.compile(r"[ ](?:below[ ]zero|bajo[ ]cero)\b", re.I)
_MINUS = re.compile(
    r"(?:(?:^|[ (\u00a0])[-−]|\b(?:minus|negative)[ ]|(?<!al[ ])(?<!lo[ ])\bmenos[ ])\Z", re.I
)
_TIE = re.compile(r"[ ]?[-–][ ]?|[ ](?:to|or|and|a|o|u|y|y[ ]el|al|and[ ]the)[ ](?:el[ ]|\$)?", re.I)
_COUNTED = re.compile(
    r"[ ](?:other[ ]|new[ ]|more[ ])?(?!(?:was|is|has|does|as|us|this|its|his|las|los|nos|es|tras|"
    r"más|unos|unas|les|sus|después|pues|mas|thus|plus|towards|when)\b)[^\W\d_]{2,}s\b|[ ]people\b"
)
_IN = re.compile(
    r"\b(?:in|since|of|from|by|until|to|before|after|during|for|and|year|fiscal|early|late|mid|"
    r"en|desde|de|del|hasta|a|antes|después|durante|para|y|año|años|entre|between|el|the|de[ ]los)[ -]\Z",
    re.I,
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\W{0,2}\Z")
_WORD_AFTER = re.compile(r"\W{0,2}([^\W\d_]+)")
# "$" at home is the peso there, and the dollar in what comes from abroad.
_PESO = {"es_MX": "MXN", "es_AR": "ARS", "es_CO": "COP", "es_CL": "CLP"}
_Reader = Callable[[str, int], Found | None]


@lru_cache(maxsize=4096)
def find(text: str, locale: str) -> tuple[Found, ...]:
    """All values of a text, from left to right, read as the locale writes them."""
    found: list[Found] = []
    position = 0
    while start := _STARTS.search(text, position):
        hit = _read(text, start, locale, found[-1] if found else None)
        if hit:
            found.append(hit)
            if following := dates.read_year_end(text, hit):
                found.append(following)
                hit = following
        position = hit.end if hit else _after(text, start)
    return tuple(_in_context(text, one) for one in _shared(text, found))


def _in_context(text: str, found: Found) -> Found:
    before = _WORD_BEFORE.search(text[max(0, found.start - 24) : found.start])
    after = _WORD_AFTER.match(text, found.end)
    return replace(
        found,
        before=before[1].lower() if before else "",
        after=after[1].lower() if after else "",
    )


def _after(text: str, start: re.Match[str]) -> int:
    """Where to go on after what is no value; figures are never read from their middle."""
    if start["figure"]:
        figures = FIGURE.match(text, start.start())
        return figures.end() if figures else start.end()
    return start.end()


def _read(text: str, start: re.Match[str], locale: str, before: Found | None) -> Found | None:
    at, language = start.start(), locale[:2]
    if word := start["word"]:
        return _from_word(text, at, word, locale)
    if start["code"]:
        return _code(text, start, locale)
    if start["sign"]:
        return _money(text, start, locale)
    if short := start["short"]:
        if decade := dates.read_decade(text, at + 1, language):
            return replace(decade, start=at)
        year = int(short[1:])
        full = Number(Decimal(2000 + year)), Number(Decimal(1900 + year))
        return Found((*full, Number(Decimal(year))), at, start.end(), firm=False)
    return _from_figure(text, at, locale, before)


def _from_word(text: str, at: int, word: str, locale: str) -> Found | None:
    language, lower = locale[:2], word.lower()
    if lower not in _words(language) and not (word.isupper() and len(word) > 1):
        return None
    if lower in dates.months(language):
        return dates.read_month(text, at, locale)
    for hit in (
        dates.read_weekday(text, at, word, language),
        dates.read_decade(text, at, language),
        dates.read_century(text, at, language),
        times.read_named(word, at, language),
    ):
        if hit:
            return hit
    if word in money.CODES:
        return _after_code(text, at, word, locale)
    if word.isupper() and (number := dates.roman(word)):
        return Found((Ordinal(number),), at, at + len(word), firm=False)
    amount = read_words(text, at, language)
    if amount is None:
        return None
    if language == "es" and amount.kind in (Kind.CARDINAL, Kind.ORDINAL):
        day = dates.read_day_word(text, at, amount.end, int(amount.readings[0]), language)
        if day:
            return day
    if amount.kind is Kind.ORDINAL:
        return Found((Ordinal(int(amount.readings[0])),), at, amount.end, firm=False)
    return _counted(text, at, amount, locale)


def _from_figure(text: str, at: int, locale: str, before: Found | None) -> Found | None:
    language = locale[:2]
    for hit in (
        times.read_time(text, at, language),
        dates.read_day(text, at, locale),
        dates.read_century(text, at, language),
        dates.read_decade(text, at, language) if language == "en" else dates.read_decade(text, at, "en"),
        dates.read_event(text, at) if language == "es" else None,
    ):
        if hit and slashed_fraction(text, at):
            half = read_figure(text, at, locale)
            return replace(hit, readings=(*(Number(n) for n in half.readings), *hit.readings)) if half else hit
        if hit:
            return hit
    amount = read_figure(text, at, locale)
    if amount is None:
        figures = FIGURE.match(text, at)
        end = figures.end() if figures else at + 1
        return Found((Code(text[at:end]),), at, end) if end - at <= LONGEST else None
    if not amount.scaled:
        ordinal = _ORDINAL[language].match(text, amount.end)
        if ordinal and amount.readings[0] == int(amount.readings[0]):
            feminine = bool(ordinal.groupdict().get("f")) or "ª" in ordinal[0]
            return Found((Ordinal(int(amount.readings[0]), feminine),), at, ordinal.end())
    hit = _counted(text, at, amount, locale)
    if language == "es" and _LOS.search(text[max(0, at - 4) : at]) and _TENS.match(text, at):
        decade = Decade(1900 + int(amount.readings[0]), True)
        hit = replace(hit, readings=(*hit.readings, decade))
    year = dates.read_year(text, at)
    if year and isinstance(hit.value, Number) and hit.end == year.end:
        return replace(hit, readings=(*_year_or_number(text, year, locale),))
    if isinstance(hit.value, Number) and (letters := _LETTERS.match(text, hit.end)):
        # 3D, 4x4, 737-MAX; but 20-year, 5-to-4.
        if letters[0][0] != "-" or letters[0][1:2].isupper():
            return Found((Code(text[at : letters.end()]),), at, letters.end())
    if _MINUS.search(text[max(0, at - 12) : at]) and isinstance(hit.value, Measure | Percent | Number):
        # Spanish "menos 5" is "less 5" but before degrees.
        degrees = isinstance(hit.value, Measure) and hit.value.unit.startswith("temperature")
        if language == "en" or degrees or text[at - 1] in "-−":
            return _negative(text, hit)
    return hit


def _negative(text: str, hit: Found) -> Found:
    at = hit.start - 1 if text[hit.start - 1] in "-−" else hit.start
    readings = tuple(
        replace(value, amount=-value.amount)
        for value in hit.readings
        if isinstance(value, Measure | Percent | Number)
    )
    return replace(hit, readings=readings, start=at)


def _year_or_number(text: str, year: Found, locale: str) -> tuple[Value, ...]:
    """A year first, unless the locale would write a quantity so and something is counted."""
    assert isinstance(year.value, Year)
    quantity = Number(Decimal(year.value.year))
    led = _IN.search(text[max(0, year.start - 12) : year.start])
    if not led and _COUNTED.match(text, year.end):
        return quantity, year.value
    return year.value, quantity


def _counted(text: str, at: int, amount: Amount, locale: str) -> Found:
    """An amount with what it counts: a percentage, a currency, a unit, or nothing known."""
    language, firm = locale[:2], _firm(amount)
    if points := _POINTS.match(text, amount.end):
        return Found(tuple(Measure(n, units.POINT) for n in amount.readings), at, points.end(), firm)
    if percent := _PERCENT[language].match(text, amount.end):
        return Found(tuple(Percent(n) for n in amount.readings), at, percent.end(), firm)
    if cents := _CENT_SIGN.match(text, amount.end):
        return Found(tuple(Money(n, money.CENT) for n in amount.readings), at, cents.end(), firm)
    if sign := _SIGN_AFTER.match(text, amount.end):
        currency = money.SIGNS[sign[1]]
        values = tuple(Money(n, currency, amount.scaled) for n in amount.readings)
        return Found(values, at, sign.end(), firm)
    if named := _named(text, amount.end, language):
        name, end = named
        readings: list[Value] = []
        halves = Decimal(0)
        if half := _HALF_AFTER[language].match(text, end):
            halves, end = Decimal("0.5"), half.end()
        sign = -1 if _BELOW_ZERO.match(text, end) else 1
        if unit := units.words(language).get(name):
            readings += [Measure(sign * (n + halves), unit, amount.scaled) for n in amount.readings]
        if currency := money.words(language).get(name):
            readings += [Money(n + halves, currency, amount.scaled) for n in amount.readings]
        return Found(tuple(readings), at, end, firm)
    values: list[Value] = [Number(n, amount.scaled) for n in amount.readings]
    if text[amount.end - 1] in "mM" and text[amount.end - 2].isdigit():
        # 1.7m people, but also the 200m race.
        values += [Measure(n / 10**6, "length-meter") for n in amount.readings]
    return Found(tuple(values), at, amount.end, firm)


def _firm(amount: Amount) -> bool:
    """Figures and millions must come out on the other side; small words may be said otherwise."""
    return amount.kind is None or amount.readings[0] >= 10**6


def _named(text: str, end: int, language: str) -> tuple[str, int] | None:
    """The longest currency or unit named right after an amount, and where its name ends."""
    match = _AFTER.match(text, end)
    if not match:
        return None
    phrase = match[1]
    names = _names(language)
    while phrase:
        name = phrase.lower().replace("-", " ").replace("\u00a0", " ")
        if name.startswith(("°", "º")):
            name = name.replace(" ", "")
        if name in names and not (name == "m" and text[end : end + 1] not in " \u00a0" and language == "en"):
            return name, match.start(1) + len(phrase)
        cut = max(phrase.rfind(" "), phrase.rfind("-"), phrase.rfind("/") if "/" in phrase else -1)
        phrase = phrase[:cut] if cut > 0 else ""
    return None


@cache
def _names(language: str) -> frozenset[str]:
    return frozenset({*units.words(language), *money.words(language)})


@cache
def _words(language: str) -> frozenset[str]:
    """Words that a value may begin with."""
    decades = ("años", "década", "siglo", "siglos") if language == "es" else (
        *("years", "decade", "twenties", "thirties", "forties", "fifties"), "sixties", "seventies", "eighties", "nineties",
    )  # fmt: skip
    named = ("noon", "midday", "midnight") if language == "en" else ("mediodía", "medianoche")
    return frozenset({
        *dates.months(language), *dates.weekdays(language), *numerals.STARTS[language], *decades,
        *named,
    })  # fmt: skip


def _money(text: str, start: re.Match[str], locale: str) -> Found | None:
    """A sign with its amount, and the currency's word where somebody wrote that too."""
    at, sign = start.start(), start["sign"]
    figure = re.compile(r"[ \u00a0]?").match(text, start.end("sign"))
    assert figure
    amount = read_figure(text, figure.end(), locale)
    if amount is None:
        return None
    currencies = [money.SIGNS[sign]]
    end = amount.end
    named = _named(text, end, locale[:2])
    if named and (currency := money.words(locale[:2]).get(named[0])) and currency != money.CENT:
        currencies, end = [currency], named[1]
    elif sign == "$" and locale in _PESO:
        currencies.insert(0, _PESO[locale])
    readings = tuple(
        Money(n, currency, amount.scaled) for currency in currencies for n in amount.readings
    )
    return Found(readings, at, end)


def _after_code(text: str, at: int, code: str, locale: str) -> Found | None:
    """USD 20 million."""
    figure = at + len(code) + 1
    if text[figure - 1 : figure] not in (" ", "\u00a0") or not text[figure : figure + 1].isdigit():
        return None
    amount = read_figure(text, figure, locale)
    if amount is None:
        return None
    return Found(tuple(Money(n, code, amount.scaled) for n in amount.readings), at, amount.end)


def _code(text: str, start: re.Match[str], locale: str) -> Found | None:
    """Addresses, telephone, model and bill numbers, which are left as they are."""
    written = start["code"]
    at = start.start("code")
    name = _MONTHLIKE.match(written)
    if name and name[0].lower() in dates.months(locale[:2]):
        return dates.read_month(text, at, locale)
    if _THOUSANDS.match(written) and len(written) <= LONGEST:
        return _from_figure(text, at, locale, None)
    if numeric := dates.read_day(text, at, locale):
        return numeric
    written = written.rstrip(".,;:!?)»”\"'’-")
    return Found((Code(written),), at, at + len(written))


def _shared(text: str, found: list[Found]) -> list[Found]:
    """What two values tied together tell once: 5 to 10 percent, Nov. 15 and 16, 7-9 p.m."""
    result = list(found)
    for place in range(len(result) - 2, -1, -1):
        one, two = result[place], result[place + 1]
        if not _TIE.fullmatch(text, one.end, two.start):
            continue
        if more := tuple(dict.fromkeys(filter(None, (_like(v, two.value) for v in one.readings)))):
            result[place] = replace(one, readings=tuple(dict.fromkeys(one.readings + more)))
        elif isinstance(one.value, Date) and isinstance(two.value, Number):
            if day := _day_of(two.value, one.value):
                result[place + 1] = replace(two, readings=(*two.readings, day))
        elif isinstance(one.value, Century) and isinstance(two.value, Ordinal):
            result[place + 1] = replace(two, readings=(Century(two.value.number),), firm=True)
    return result


def _day_of(number: Number, other: Date) -> Date | None:
    """Another day of the month that a date names."""
    if other.day is None or number.amount not in range(1, 32):
        return None
    return Date(other.month, int(number.amount), other.year)


def _like(value: Value, model: Value) -> Value | None:
    """What a value means that shares the word after `model`; None where it shares nothing."""
    if isinstance(value, Ordinal) and isinstance(model, Century):
        return Century(value.number)
    if not isinstance(value, Number | Money):
        return None
    amount = value.amount
    if isinstance(value, Money):
        if isinstance(model, Money | Number) and model.scaled and not value.scaled:
            return Money(amount * _step(model.amount), value.currency, True)
        return None
    match model:
        case Percent():
            return Percent(amount)
        case Measure():
            return Measure(amount * _step(model.amount) if model.scaled else amount, model.unit, model.scaled)
        case Money():
            return Money(amount * _step(model.amount) if model.scaled else amount, model.currency, model.scaled)
        case Number(scaled=True) if not value.scaled:
            return Number(amount * _step(model.amount), True)
        case Date():
            return _day_of(value, model)
        case Time() if amount in range(1, 13):
            return Time(int(amount) % 12 + (12 if model.hour >= 12 else 0), 0, model.sure)
    return None


def _step(amount: Decimal) -> int:
    """The scale word that an amount was written with."""
    size = abs(amount)
    return next((step for step in (10**12, 10**9, 10**6, 10**3) if size >= step), 1)
